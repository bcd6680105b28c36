#include "times/finder.h"

namespace dateline::times {

Result<std::shared_ptr<const Language>> Language::Compile(std::string_view words,
                                                          std::string_view patterns,
                                                          std::string_view tenures) {
  auto language = std::make_shared<Language>();
  DL_RETURN_IF_ERROR(language->lexicon.AddWords(words, "data/times/words"));
  DL_RETURN_IF_ERROR(
      language->grammar.AddRules(patterns, "data/times/patterns", language->lexicon));
  DL_ASSIGN_OR_RETURN(language->tenures, Tenures::Load(tenures, "data/times/tenures"));
  for (const Rule& rule : language->grammar.rules()) {
    const auto operation = OperationOf(rule.operation);
    if (!operation) {
      return Error{ErrorCode::kCorrupt,
                   "the rule \"" + std::string(rule.name) + "\" names the operator \"" +
                       std::string(rule.operation) + "\", which does not exist",
                   "data/times/patterns"};
    }
    language->operations.push_back(*operation);
  }
  Lexicon& lexicon = language->lexicon;
  language->age = lexicon.ClassSymbol("AGE");
  language->future = lexicon.ClassSymbol("FUTURE");
  language->modal = lexicon.ClassSymbol("MODAL");
  language->will = lexicon.ClassSymbol("WILL");
  language->past_modal = lexicon.ClassSymbol("PASTMODAL");
  language->limit = lexicon.ClassSymbol("LIMIT");
  language->past = lexicon.ClassSymbol("PASTCUE");
  language->perfect_past = lexicon.ClassSymbol("PERFECTPAST");
  language->since = lexicon.ClassSymbol("SINCE");
  language->before = lexicon.ClassSymbol("BEFORE");
  language->after = lexicon.ClassSymbol("AFTER");
  language->speech = lexicon.ClassSymbol("SPEECH");
  language->former = lexicon.ClassSymbol("FORMER");
  language->definite = lexicon.ClassSymbol("DEFINITE");
  language->pair = lexicon.ClassSymbol("PAIR");
  language->measure = lexicon.ClassSymbol("MEASURE");
  language->possessive = lexicon.ClassSymbol("POSSESSIVE");
  language->past_suffix = lexicon.ClassSymbol("PASTSUFFIX");
  language->relativizer = lexicon.ClassSymbol("RELATIVIZER");
  language->owner = lexicon.ClassSymbol("OWNER");
  language->joint = lexicon.ClassSymbol("JOINT");
  language->from = lexicon.ClassSymbol("FROM");
  language->to = lexicon.ClassSymbol("TO");
  language->of = lexicon.ClassSymbol("OF");
  language->year_cue = lexicon.ClassSymbol("YEARCUE");
  language->old_year_cue = lexicon.ClassSymbol("OLDYEARCUE");
  language->year_determiner = lexicon.ClassSymbol("YEARDETERMINER");
  language->carrier = lexicon.ClassSymbol("CARRIER");
  language->ahead = lexicon.ClassSymbol("AHEAD");
  language->schedule = lexicon.ClassSymbol("SCHEDULE");
  language->approximate = lexicon.ClassSymbol("APPROX");
  language->aspect = lexicon.ClassSymbol("ASPECT");
  language->term = lexicon.ClassSymbol("TERM");
  language->generic = lexicon.ClassSymbol("GENERIC");
  language->unit = lexicon.ClassSymbol("UNIT");
  language->fiscal = lexicon.ClassSymbol("FISCAL");
  language->ended = lexicon.ClassSymbol("ENDED");
  language->not_amount = lexicon.ClassSymbol("NOTAMOUNT");
  language->not_year = lexicon.ClassSymbol("NOTYEAR");
  return std::shared_ptr<const Language>(std::move(language));
}

Finder::Finder(const Language& language, const text::LanguageView& input)
    : language_(language), input_(input) {
  LookUp();
}

void Finder::LookUp() {
  slices_.resize(input_.tokens.size());
  for (std::size_t i = 0; i < slices_.size(); ++i) {
    const std::string_view token = input_.surface(TokenIndex::FromSize(i));
    const bool is_shape = Lexicon::StartsAsShape(token);
    const bool is_hyphenated = !is_shape && token.size() > 2 && token.size() < 24 &&
                               token.find('-') != std::string_view::npos;
    const bool is_prefixed = !is_shape && Lexicon::MayHavePrefix(token);
    if (is_shape || is_hyphenated || is_prefixed) {
      const std::size_t before = shapes_.size();
      if (is_shape) {
        language_.lexicon.AddShapes(token, shapes_);
      } else if (is_prefixed) {
        language_.lexicon.AddPrefixed(token, shapes_);
      } else {
        language_.lexicon.AddEdged(token, shapes_);
      }
      slices_[i] = {nullptr, static_cast<std::uint32_t>(before),
                    static_cast<std::uint32_t>(shapes_.size() - before)};
    } else {
      const auto words = language_.lexicon.Words(token);
      slices_[i] = {words.data(), 0, static_cast<std::uint32_t>(words.size())};
    }
  }
}

std::span<const WordReading> Finder::ReadingsOf(std::size_t token) const {
  const Slice& slice = slices_[token];
  if (slice.count == 0) return {};
  return {slice.data != nullptr ? slice.data : shapes_.data() + slice.offset, slice.count};
}

bool Finder::IsA(TokenIndex token, Symbol symbol) const {
  for (const WordReading& reading : ReadingsOf(token.value())) {
    if (reading.symbol == symbol) return true;
  }
  return false;
}

// "between January and December 2021": the year of the later is that of the earlier, or the one
// after it.
void Finder::ShareYear(Found& earlier, const Found& later) const {
  if (earlier.end != later.first.previous()) return;
  if (!IsA(earlier.end, language_.joint) && !IsA(earlier.end, language_.to)) return;
  const auto is_date = [](const Found& one) {
    return (one.operation == Operation::kDate || one.operation == Operation::kListDay) &&
           one.slots.has(Meaning::kMonth) && !one.slots.has(Meaning::kRelative);
  };
  if (!is_date(earlier) || !is_date(later) || earlier.slots.has(Meaning::kYear)) return;
  if (!later.slots.has(Meaning::kYear)) return;
  const bool is_year_before =
      earlier.slots.number(Meaning::kMonth) > later.slots.number(Meaning::kMonth);
  earlier.slots.SetYear(later.slots.number(Meaning::kYear) - (is_year_before ? 1 : 0));
}

std::optional<TokenIndex> Finder::Before(TokenIndex first) const {
  if (first == input_.sentence_of(first).first) return std::nullopt;
  return first.previous();
}

std::optional<TokenIndex> Finder::After(TokenIndex end) const {
  if (end == input_.sentence_of(end.previous()).end) return std::nullopt;
  return end;
}

// All matches that begin at the token, in scratch.accepted.
void Finder::MatchAt(std::size_t first, TokenIndex stop, Grammar::Scratch& scratch) const {
  struct At {
    const Finder* finder;
    std::size_t first;
  };
  const At at{this, first};
  language_.grammar.Match(
      [](const void* context, std::size_t ahead) {
        const At* from = static_cast<const At*>(context);
        return from->finder->ReadingsOf(from->first + ahead);
      },
      &at, stop.value() - first, scratch);
}

// Whether a pattern without a neighbour before it takes in more: "at dawn" has one, "dawn on
// Friday" reaches further.
bool Finder::ReachesFurther(TokenIndex first, TokenIndex end, TokenIndex stop,
                            const Found* previous) const {
  if (!language_.grammar.CanStart(ReadingsOf(first.value()))) return false;
  Grammar::Scratch scratch;
  MatchAt(first.value(), stop, scratch);
  PatternMatch match;
  for (const auto& accepted : scratch.accepted) {
    Grammar::Unwind(scratch, accepted, match);
    if (match.before > 0) continue;
    const auto other = TokenIndex::FromSize(first.value() + accepted.length - match.after);
    if (other > end && Allows(match, first, other, previous)) return true;
  }
  return false;
}

std::vector<Found> Finder::FindAll() {
  std::vector<Found> all;
  Grammar::Scratch scratch;
  PatternMatch match;
  for (const Sentence& sentence : input_.sentences) {
    for (std::size_t i = sentence.first.value(); i < sentence.end.value();) {
      std::size_t next = i + 1;
      if (slices_[i].count > 0 && language_.grammar.CanStart(ReadingsOf(i))) {
        MatchAt(i, sentence.end, scratch);
        for (const auto& accepted : scratch.accepted) {
          Grammar::Unwind(scratch, accepted, match);
          if (match.before == accepted.length) continue;
          const auto first = TokenIndex::FromSize(i + match.before);
          const auto end = TokenIndex::FromSize(i + accepted.length - match.after);
          const Found* previous = all.empty() ? nullptr : &all.back();
          if (!Allows(match, first, end, previous)) continue;
          if (match.before > 0 && ReachesFurther(first, end, sentence.end, previous)) continue;
          Add(match, first, end, all);
          next = end.value();
          break;
        }
      }
      i = next;
    }
  }
  return all;
}

void Finder::Add(const PatternMatch& match, TokenIndex first, TokenIndex end,
                 std::vector<Found>& all) const {
  Found found{first, end, language_.operations[match.rule], Slots(match)};
  if (found.operation == Operation::kListDay) {
    const int day = found.slots.number(Meaning::kDay);
    found.slots = all.back().slots;
    found.slots.SetNumber(Meaning::kDay, day);
  }
  if (!all.empty()) ShareYear(all.back(), found);
  all.push_back(found);
}

}  // namespace dateline::times
