// Guards: what a rule asks of a match beyond its pattern, by the operator's kind. Everyday words,
// numbers that count, ages and names are told apart from times here.
#include <algorithm>

#include "times/finder.h"

namespace dateline::times {
namespace {

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLetter(char c) {
  return IsUpper(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWeak(const PatternMatch& match) {
  return std::any_of(match.tokens.begin(), match.tokens.end(),
                     [](const MatchedToken& token) { return token.is_weak; });
}
// "March", "mid-March"
bool HasCapital(const MatchedToken& token, std::string_view surface) {
  return IsUpper(surface[token.edge.empty() ? 0 : surface.find('-') + 1]);
}
// Minutes and seconds, which everyday words name as well.
bool IsShort(std::string_view unit) { return unit == "TM" || unit == "S"; }

}  // namespace

// The context that a rule asks for beyond its pattern, by the operator's kind and the guard of its
// words.
bool Finder::Allows(const PatternMatch& match, TokenIndex first, TokenIndex end,
                    const Found* previous) const {
  const auto before = Before(first);
  const auto after = After(end);
  const bool is_single = end.value() - first.value() == 1;
  if (!AllowsWeak(match, first, end)) return false;
  if (IsNameOfUnit(match, first, end)) return false;
  switch (language_.operations[match.rule]) {
    case Operation::kDate:
      return AllowsDate(match, first, end, previous);
    case Operation::kDuration:
      return AllowsDuration(match, first, end);
    case Operation::kDayOfMonth:
      return AllowsDayOfMonth(end);
    case Operation::kQuarter:
      return !IsDigit(input_.surface(first).front()) || is_single ||
             IsGlued(first);  // "3Q", but not "3 Q"
    case Operation::kReference:
      // "electric current", "the past three seasons"
      return is_single ? !IsInLongerName(first) && !IsNoun(first) : !IsCounted(end);
    case Operation::kSet:
      return !is_single || match.tokens[match.before].meaning != Meaning::kFrequency ||
             AllowsFrequency(first);
    case Operation::kDecade:
      return !before || !IsA(*before, language_.owner);  // "in his 30s"
    case Operation::kYearRange:
      return IsJoined(first, end) && (!before || !IsA(*before, language_.not_year));
    case Operation::kListDay:
      return before && IsInListOfDays(*before, end, previous);
    case Operation::kShifted:
      return !IsA(end.previous(), language_.before) || StandsAlone(end);
    case Operation::kTheQuarter:
      return !IsBoundByHyphen(end);
    case Operation::kRelative:
      return AllowsRelative(match, end) && !IsBoundByHyphen(end) && IsNotOfWhatFollows(end);
    case Operation::kPart:
      return IsNotOfWhatFollows(end);
    case Operation::kSeason:
      // "the fall of the city"
      if (IsInTitle(match, first, end)) return false;
      return !IsWeak(match) || !after || !IsA(*after, language_.of);
    case Operation::kRolling:
      return AllowsRolling(match, end);
    case Operation::kThePart:
      return !after || !IsA(*after, language_.of);
    case Operation::kRange:
      // "5 and 9 September" are two days unless "between" makes them a range.
      for (TokenIndex at = first; at != end; ++at) {
        if (IsA(at, language_.pair)) return before && IsA(*before, language_.from);
      }
      return true;
    default:
      return true;
  }
}

bool Finder::AllowsDate(const PatternMatch& match, TokenIndex first, TokenIndex end,
                        const Found* previous) const {
  if (IsLowerCaseFeast(match, first, end)) return false;
  if (IsInTitle(match, first, end) || IsGivenName(match, first, end)) return false;
  if (end.value() - first.value() > 1) return true;
  const Meaning meaning = match.tokens[match.before].meaning;
  if (meaning == Meaning::kYear && !IsLetter(input_.surface(first).front())) {
    return AllowsYear(first, end, previous);
  }
  if (meaning == Meaning::kDeictic && IsGeneric(end)) return false;
  // "Russia Today", "High Noon"
  return (meaning != Meaning::kDeictic && meaning != Meaning::kClock) || !IsInLongerName(first);
}

// "the 8th", but not "the 8th brigade" nor "the first".
bool Finder::AllowsDayOfMonth(TokenIndex end) const {
  if (!IsDigit(input_.surface(end.previous()).front())) return false;
  const auto after = After(end);
  if (!after) return true;
  if (IsA(*after, language_.of)) return false;  // "the 13th of 14 children"
  return !IsLetter(input_.surface(*after).front()) || IsA(*after, language_.year_cue);
}

// "People's Daily" is a newspaper.
bool Finder::AllowsFrequency(TokenIndex first) const {
  if (IsInLongerName(first) || IsNoun(first) || IsOfName(first)) return false;
  return !Before(first) || !IsUpper(input_.surface(first).front());
}

// "on April 24 and 25", but "on April 24 and 25 others"
bool Finder::IsInListOfDays(TokenIndex before, TokenIndex end, const Found* previous) const {
  if (!previous || previous->end != before) return false;
  const bool is_day =
      previous->operation == Operation::kDate || previous->operation == Operation::kListDay;
  const Slots& slots = previous->slots;
  return is_day && slots.has(Meaning::kMonth) && slots.has(Meaning::kDay) &&
         !slots.has(Meaning::kYear) && StandsAlone(end);
}

// "the night before the attack" is of the attack.
bool Finder::IsNotOfWhatFollows(TokenIndex end) const {
  const TokenIndex last = end.previous();
  return (!IsA(last, language_.before) && !IsA(last, language_.after)) || StandsAlone(end);
}

// "a second strike", "a quarter of", "living quarters": the unit is an everyday word.
// "45-year-old", "five years old" tell an age.
bool Finder::AllowsDuration(const PatternMatch& match, TokenIndex first, TokenIndex end) const {
  for (const MatchedToken& token : match.tokens) {
    if (token.meaning != Meaning::kUnit || !token.is_weak) continue;
    // "a 45-second call"
    const bool is_joined = token.text == "S" && !token.is_plural && match.tokens.size() > 2 &&
                           input_.surface(end.previous().previous()) == "-";
    if (is_joined) continue;
    if (!token.is_plural || end.value() - first.value() == 1) return false;
  }
  // Of "the months-long siege" and "a day-long visit" the article is no part.
  const MatchedToken& last = match.tokens[match.tokens.size() - match.after - 1];
  const bool is_article = match.tokens.size() == 2 && !IsNumeral(first);
  if ((last.is_plural || is_article) && IsBoundByHyphen(end)) return false;
  if (IsA(end.previous(), language_.age)) {  // "decades-old", but not "five years-old"
    const auto before = Before(first);
    if (before && (IsDigit(input_.surface(*before).front()) || IsNumeral(*before))) return false;
  }
  if (RepeatsAmount(match, first)) return false;
  const auto after = After(end);
  if (!after) return true;
  if (IsA(*after, language_.age)) return false;
  const auto second = After(after->next());
  return !(input_.surface(*after) == "-" && second && IsA(*second, language_.age));
}

// "in as many days": the amount was told before.
bool Finder::RepeatsAmount(const PatternMatch& match, TokenIndex first) const {
  const bool has_amount = match.tokens[match.before].meaning == Meaning::kVague;
  const auto many = has_amount ? std::optional(first) : Before(first);
  const auto as = many ? Before(*many) : std::nullopt;
  if (!as || !IsA(*as, language_.not_amount)) return false;
  const auto readings = ReadingsOf(many->value());
  return std::any_of(readings.begin(), readings.end(),
                     [](const WordReading& reading) { return reading.meaning == Meaning::kVague; });
}

// "the day-to-day business", "the quarter-to-quarter comparison".
bool Finder::IsBoundByHyphen(TokenIndex end) const {
  const auto after = After(end);
  return after && input_.surface(*after) == "-" && After(after->next()) &&
         input_.tokens[end.previous()].span.end() == input_.tokens[*after].span.begin() &&
         input_.tokens[after->next()].span.begin() == input_.tokens[*after].span.end();
}

// "on '60 Minutes'", "on 'This Week'": a unit with a capital is part of a title, unless the word
// before it has one as well, as headlines do.
bool Finder::IsNameOfUnit(const PatternMatch& match, TokenIndex first, TokenIndex end) const {
  const TokenIndex last = end.previous();
  const MatchedToken& unit = match.tokens[match.tokens.size() - match.after - 1];
  if (unit.meaning != Meaning::kUnit) return false;
  if (!IsUpper(input_.surface(last).front()) || IsUpper(input_.surface(last).back())) return false;
  const auto before = Before(first);
  if (!before) return false;
  if (first == last) return IsDigit(input_.surface(*before).front());
  const char begin = input_.surface(first).front();
  return (IsUpper(begin) || IsDigit(begin)) && !IsUpper(input_.surface(*before).front());
}

// "an election day": of a feast that is written as "... Day" the first word has a capital.
bool Finder::IsLowerCaseFeast(const PatternMatch& match, TokenIndex first, TokenIndex end) const {
  for (std::size_t i = match.before; i + match.after < match.tokens.size(); ++i) {
    if (match.tokens[i].meaning != Meaning::kHoliday) continue;
    const auto at = TokenIndex::FromSize(first.value() + i - match.before);
    return at.next() != end && IsA(at.next(), language_.unit) &&
           !IsUpper(input_.surface(at).front());
  }
  return false;
}

// "today's youth", "in today's world": of these times, and of no day.
bool Finder::IsGeneric(TokenIndex end) const {
  const auto after = After(end);
  if (!after || !IsA(*after, language_.possessive)) return false;
  const auto noun = After(after->next());
  return noun && IsA(*noun, language_.generic);
}

// "the past three seasons": what it counts or describes follows.
bool Finder::IsCounted(TokenIndex end) const {
  const auto after = After(end);
  if (!after || input_.words.empty()) return false;
  // "the present law", "the past president"
  return IsNumeral(*after) || (input_.words[end.previous()].upos == Upos::kAdj &&
                               input_.words[*after].upos == Upos::kNoun);
}

bool Finder::IsNumeral(TokenIndex token) const {
  return !input_.words.empty() && input_.words[token].upos == Upos::kNum;
}

bool Finder::IsGlued(TokenIndex first) const {
  return input_.tokens[first].span.end() == input_.tokens[first.next()].span.begin();
}

// "the daily said": tagged or used as a noun; without tags nothing is one.
bool Finder::IsNoun(TokenIndex token) const {
  return !input_.words.empty() &&
         (input_.words[token].upos == Upos::kNoun || input_.words[token].deprel == Deprel::kNsubj);
}

// "the daily Granma": said of a name.
bool Finder::IsOfName(TokenIndex token) const {
  if (input_.words.empty() || input_.words[token].upos != Upos::kAdj) return false;
  const auto noun = input_.words[token].head;
  return noun && *noun > token && input_.words[*noun].upos == Upos::kPropn;
}

// "the annual March for Life", "the March on Washington": what is described or pointed at and goes
// on with a preposition is no month.
bool Finder::IsEventLikeMonth(TokenIndex first, TokenIndex end) const {
  const auto before = Before(first);
  const auto after = After(end);
  if (!before || !after || input_.words.empty()) return false;
  return input_.words[*after].upos == Upos::kAdp &&
         (input_.words[*before].upos == Upos::kAdj || IsA(*before, language_.definite));
}

// "2020-21" without blanks, but not "in 1990 - 14 people".
bool Finder::IsJoined(TokenIndex first, TokenIndex end) const {
  for (TokenIndex at = first; at.next() != end; ++at) {
    const bool is_joined = input_.tokens[at].span.end() == input_.tokens[at.next()].span.begin();
    const bool is_of_years =
        IsDigit(input_.surface(at).front()) && !IsLetter(input_.surface(at.next()).front());
    if (!is_joined && is_of_years) return false;
  }
  return true;
}

// "The year of the flood", "the year when it fell" are of the past that follows, and not the
// present ones.
bool Finder::AllowsRelative(const PatternMatch& match, TokenIndex end) const {
  bool is_told = false;
  for (const MatchedToken& token : match.tokens) {
    // "that second round", "at the last minute"
    if (token.meaning == Meaning::kUnit && !token.is_plural && IsShort(token.text)) return false;
    is_told = is_told || token.meaning == Meaning::kRelative ||
              token.meaning == Meaning::kAnchored || token.meaning == Meaning::kEdge;
  }
  const auto after = After(end);
  if (is_told || !after) return true;
  return !IsA(*after, language_.of) && !IsA(*after, language_.relativizer);
}

// "the last days of the war" are of the war, and "at the last minute" is an everyday word.
bool Finder::AllowsRolling(const PatternMatch& match, TokenIndex end) const {
  const auto after = After(end);
  const MatchedToken& unit = match.tokens[match.tokens.size() - match.after - 1];
  if (unit.meaning != Meaning::kUnit) return true;
  const bool is_counted =
      std::any_of(match.tokens.begin(), match.tokens.end(), [](const auto& one) {
        return one.meaning == Meaning::kNumber || one.meaning == Meaning::kVague;
      });
  if (!is_counted && unit.is_plural && after && IsA(*after, language_.of)) return false;
  return is_counted || unit.is_plural || !IsShort(unit.text);
}

// Whether no noun phrase or clause goes on after an expression: "the day before." but not "the day
// before the attack".
bool Finder::StandsAlone(TokenIndex end) const {
  const auto after = After(end);
  if (!after || !IsLetter(input_.surface(*after).front())) {
    return !after || !IsDigit(input_.surface(*after).front());
  }
  if (IsA(*after, language_.joint)) return true;
  if (input_.words.empty()) return false;
  const Upos tag = input_.words[*after].upos;
  if (input_.words[*after].feats.find("VerbForm=Ger") != std::string::npos) return false;
  return tag == Upos::kVerb || tag == Upos::kAux || tag == Upos::kAdp || tag == Upos::kCconj;
}

bool Finder::IsSingular(TokenIndex token) const {
  return input_.words[token].feats.find("Number=Sing") != std::string::npos;
}

// The mention that holds the token; they are disjoint and in text order.
const Mention* Finder::MentionAt(TokenIndex token) const {
  const auto& mentions = input_.mentions;
  auto low = std::upper_bound(mentions.begin(), mentions.end(), token,
                              [](TokenIndex at, const Mention& m) { return at < m.first; });
  if (low == mentions.begin()) return nullptr;
  --low;
  return token < low->end ? &*low : nullptr;
}

// The name that holds the token and at least one more.
const Mention* Finder::NameAt(TokenIndex token) const {
  const Mention* mention = MentionAt(token);
  return mention != nullptr && mention->first.next() != mention->end ? mention : nullptr;
}

// A month that is a person's name: "Theresa May", "Jan Kavan", "June Allen".
bool Finder::IsInPersonName(TokenIndex token) const {
  const Mention* name = NameAt(token);
  return name != nullptr && name->type == EntityType::kPerson;
}

// "The Sunday Times", "the Saturday Evening Post", "the Winter Games": in a name that goes on
// behind.
bool Finder::IsInTitle(const PatternMatch& match, TokenIndex first, TokenIndex end) const {
  const TokenIndex last = end.previous();
  const Meaning meaning = match.tokens[match.before + (last.value() - first.value())].meaning;
  if (meaning != Meaning::kWeekday && meaning != Meaning::kSeason && meaning != Meaning::kPart) {
    return false;
  }
  const Mention* name = NameAt(last);
  if (name == nullptr || name->end <= end) return false;
  return name->type == EntityType::kOrganisation || name->type == EntityType::kEvent;
}

// "June Allen said", where only the last name is taken for one; but "in June Allen said".
bool Finder::IsGivenName(const PatternMatch& match, TokenIndex first, TokenIndex end) const {
  if (end.value() - first.value() > 1 || input_.words.empty()) return false;
  if (match.tokens[match.before].meaning != Meaning::kMonth ||
      !IsUpper(input_.surface(first).front()))
    return false;
  const auto before = Before(first);
  if (before && input_.words[*before].upos == Upos::kAdp) return false;
  const Mention* name = MentionAt(end);
  return name != nullptr && name->first == end && name->type == EntityType::kPerson &&
         name->kind == MentionKind::kName;
}

// "Russia Today", "Daily Mail": a capital within a name or behind one; headlines have capitals
// anyway.
bool Finder::IsInLongerName(TokenIndex token) const {
  if (!IsUpper(input_.surface(token).front())) return false;
  if (NameAt(token) != nullptr) return true;
  const auto before = Before(token);
  const BlockKind block = input_.blocks[input_.sentence_of(token).block].kind;
  return before && block != BlockKind::kHeadline && !input_.words.empty() &&
         input_.words[*before].upos == Upos::kPropn && IsUpper(input_.surface(*before).front());
}

bool Finder::AllowsWeak(const PatternMatch& match, TokenIndex first, TokenIndex end) const {
  std::size_t meaningful = 0;
  std::size_t weak = 0;
  bool has_weak_month = false;
  TokenIndex weak_at = first;
  for (std::size_t i = match.before; i + match.after < match.tokens.size(); ++i) {
    if (match.tokens[i].meaning == Meaning::kNone) continue;
    ++meaningful;
    if (!match.tokens[i].is_weak) continue;
    ++weak;
    weak_at = TokenIndex::FromSize(first.value() + i - match.before);
    has_weak_month = has_weak_month || match.tokens[i].meaning == Meaning::kMonth ||
                     match.tokens[i].meaning == Meaning::kWeekday;
  }
  if (weak == 0) return true;
  if (has_weak_month && meaningful == 1 && IsInPersonName(weak_at)) return false;
  const std::size_t which = match.before + weak_at.value() - first.value();
  if (has_weak_month && !HasCapital(match.tokens[which], input_.surface(weak_at))) return false;
  if (has_weak_month && meaningful == 1 && IsEventLikeMonth(first, end)) return false;
  if (meaningful > weak) return true;
  if (!input_.words.empty()) {
    const Upos tag = input_.words[weak_at].upos;
    if (tag == Upos::kVerb || tag == Upos::kAux) return false;
    if (has_weak_month && tag == Upos::kPropn) return true;
  }
  const auto before = Before(first);
  if (before && IsA(*before, language_.year_cue)) return true;
  return !has_weak_month && end.value() - first.value() > 1;
}

}  // namespace dateline::times
