// One pass over each sentence: a number with its bounds (quantity_numbers.h), then what it counts
// and what that undergoes (quantity_binding.h), then the guards against numbers that count nothing.
// A person who is a victim counts as one without a number. Last, counts of persons that are
// coordinated under one predicate are added up, since a report's "six officers and a civilian" is a
// toll of seven.
#include "claims/quantities.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "claims/quantity_binding.h"
#include "model/resources.h"

namespace dateline::claims {
namespace {

constexpr char kTable[] = "data/claims/quantities.en.tsv";

// A converted measure is no finer than what was written: whole units from ten on.
double Converted(double value, double factor) {
  if (factor == 1) return value;
  const double exact = value * factor;
  return exact >= 10 ? std::round(exact) : std::round(exact * 10) / 10;
}

struct Candidate {
  QuantityMention mention;
  bool has_own_state = false;  // "12 dead and 30 injured" are two counts
};

class Finder {
 public:
  Finder(const text::LanguageView& view, const IndexedVector<TimeExpression, TimeIndex>& times,
         const QuantityWords& words)
      : view_(view), times_(times), tokens_(view, words), binding_(tokens_, words) {}

  IndexedVector<QuantityMention, QuantityIndex> Run() {
    for (const Sentence& sentence : view_.sentences) Read(sentence);
    AddUp();
    IndexedVector<QuantityMention, QuantityIndex> out;
    out.reserve(found_.size());
    for (Candidate& candidate : found_) out.Add(std::move(candidate.mention));
    return out;
  }

 private:
  void Read(const Sentence& sentence) {
    free_from_ = sentence.first;
    for (TokenIndex at = sentence.first; at < sentence.end;) {
      const auto time_end = EndOfTimeAt(at);
      const auto number = tokens_.MayBegin(at) ? ReadNumber(tokens_, at, sentence.end)
                                               : std::optional<NumberReading>();
      // "Three quarters of the houses" looks like a time and is a part of a whole.
      if (time_end && !(number && number->is_part && *time_end <= number->end)) {
        at = *time_end < sentence.end ? *time_end : sentence.end;
        continue;
      }
      if (time_end) ++next_time_;
      if (number && Add(*number, sentence)) {
        at = found_.back().mention.end;
      } else if (number && at < number->begin) {
        at = number->begin;  // what seemed to bound the number does not belong to it
      } else {
        if (number) at = number->end.previous();
        AddOnePerson(at, sentence);
        ++at;
      }
    }
  }

  // The end of the time expression that begins at `at`, which only ever moves on.
  std::optional<TokenIndex> EndOfTimeAt(TokenIndex at) {
    while (times_.has(next_time_) && times_[next_time_].end <= at) ++next_time_;
    if (!times_.has(next_time_) || at < times_[next_time_].first) return std::nullopt;
    return times_[next_time_].end;
  }
  bool TouchesTime(TokenIndex end) const {
    return times_.has(next_time_) && times_[next_time_].first < end;
  }

  // Numbers that are names, prices or parts of a word: "Article 5", "$30 million", "Mi-26".
  bool IsName(const NumberReading& number, TokenIndex first) const {
    if (number.end < view_.tokens.end_index() && tokens_.Is(number.end, QuantityClass::kCurrency))
      return tokens_.Longest(QuantityClass::kMeasure, number.end, view_.tokens.end_index()) ==
             nullptr;  // "pounds of rice" are a weight
    if (!(first < number.begin)) return false;
    const TokenIndex before = number.begin.previous();
    if (tokens_.Is(before, QuantityClass::kCurrency)) return true;
    if (number.begin == number.first && tokens_.Is(before, QuantityClass::kLabel)) return true;
    const std::string_view surface = view_.surface(before);
    const bool is_joined =
        view_.tokens[before].span.end() == view_.tokens[number.begin].span.begin();
    return is_joined && (surface == "-" || surface == "–" || surface == "/" || surface == "#");
  }

  bool Add(const NumberReading& number, const Sentence& sentence) {
    if (TouchesTime(number.end) || IsName(number, sentence.first)) return false;
    Candidate candidate;
    QuantityMention& mention = candidate.mention;
    mention.first = number.first;
    mention.end = number.end;
    mention.quantity.min = number.min;
    mention.quantity.max = number.max;
    TokenIndex counted_end = number.end;
    auto counted = binding_.CountedBy(number, sentence.end);
    if (counted && TouchesTime(counted->end)) return false;
    if (counted && counted->is_measure) {
      AddMeasure(*counted, sentence, mention);
      counted_end = mention.end;
    } else if (counted) {
      mention.quantity.unit = std::move(counted->unit);
      if (mention.quantity.min) *mention.quantity.min *= counted->factor;
      if (mention.quantity.max) *mention.quantity.max *= counted->factor;
      if (const auto strength = MeasureBefore(number, sentence.first)) {
        mention.quantity.unit = *strength;
      }
      mention.head = counted->head;
      counted_end = std::max(counted->end, number.end);
    }
    if (counted) {
      mention.predicate = binding_.PredicateOf(mention.head, counted_end, sentence.end);
      if (number.is_zero_word && !IsNoneAffected(mention.head)) return false;
    } else {
      mention.predicate = binding_.PredicateOfPersons(number, sentence.first, sentence.end);
      if (!mention.predicate || number.is_part || number.is_zero_word) return false;
      mention.quantity.unit = kPersonUnit;
      mention.head = number.numeral;
      ApplyTollBound(number, sentence.first, mention.quantity);
    }
    candidate.has_own_state = mention.predicate && counted_end <= *mention.predicate &&
                              binding_.StateAfter(counted_end, sentence.end) == mention.predicate;
    if (sentence.first < number.first &&
        tokens_.Is(number.first.previous(), QuantityClass::kSubset))
      mention.predicate.reset();
    mention.span = view_.span_of(mention.first, mention.end);
    free_from_ = counted_end;
    found_.push_back(std::move(candidate));
    return true;
  }

  // "A magnitude 6.8 earthquake": the measure of a thing that is not counted.
  std::optional<std::string> MeasureBefore(const NumberReading& number, TokenIndex first) const {
    if (!(first < number.first)) return std::nullopt;
    const TokenIndex before = number.first.previous();
    const QuantityWord* word = tokens_.At(before);
    const QuantityEntry* entry = word == nullptr ? nullptr : word->Of(QuantityClass::kMeasure);
    // A measure of a number before it ("5 km 3 houses") is not of this one.
    const bool is_taken = first < before && tokens_.MayBegin(before.previous()) &&
                          !tokens_.Is(before.previous(), QuantityClass::kArticle);
    if (entry == nullptr || is_taken) return std::nullopt;
    return std::string(entry->unit);
  }

  // "No casualties", "no civilians were hurt"; "no soldier wants to die" counts nobody.
  bool IsNoneAffected(TokenIndex head) const {
    return binding_.Is(head, QuantityClass::kAffected) ||
           binding_.SufferedBy(head, QuantityBinding::Stands::kAsPerson);
  }

  // "topped 100": the link to a toll's number may bound it.
  void ApplyTollBound(const NumberReading& number, TokenIndex first, Quantity& quantity) const {
    if (number.has_written_bound || !(first < number.first)) return;
    const QuantityEntry* link =
        tokens_.Longest(QuantityClass::kTollLink, number.first.previous(), number.first);
    if (link != nullptr && link->bound == Bound::kMin) quantity.max.reset();
  }

  // The unit, and its repetition in another: "50 kilometers (31 miles)", "20 miles (32 km)".
  void AddMeasure(const Counted& measure, const Sentence& sentence, QuantityMention& mention) {
    mention.head = measure.head;
    mention.end = measure.end;
    Quantity& quantity = mention.quantity;
    quantity.unit = measure.unit;
    const auto repeated = RepetitionAt(measure.end, sentence.end);
    const bool is_better = repeated && measure.factor != 1 && repeated->second.factor == 1 &&
                           repeated->second.unit == measure.unit;
    const double factor = is_better ? 1 : measure.factor;
    const auto replace = [&](std::optional<double>& value, std::optional<double> other) {
      if (value && is_better && other) value = other;
      if (value) value = Converted(*value, factor);
    };
    const auto& again = repeated ? repeated->first : NumberReading();
    replace(quantity.min, again.min ? again.min : again.max);
    replace(quantity.max, again.max ? again.max : again.min);
    if (repeated) mention.end = repeated->second.end.next();
  }

  std::optional<std::pair<NumberReading, Counted>> RepetitionAt(TokenIndex at,
                                                                TokenIndex limit) const {
    if (!(at < limit) || view_.surface(at) != "(") return std::nullopt;
    const auto number = ReadNumber(tokens_, at.next(), limit);
    if (!number) return std::nullopt;
    const auto measure = binding_.MeasureAt(number->end, limit);
    if (!measure || !(measure->end < limit) || view_.surface(measure->end) != ")")
      return std::nullopt;
    return std::pair(*number, *measure);
  }

  // "A civilian was killed", "the head of a village has been detained", "Ann Doe was killed".
  void AddOnePerson(TokenIndex at, const Sentence& sentence) {
    if (at < free_from_ || view_.words.empty()) return;
    const Word& word = view_.words[at];
    if (word.deprel == Deprel::kPunct || word.deprel == Deprel::kCase) return;
    TokenIndex first = at;
    TokenIndex end = at.next();
    if (const Mention* name = PersonAt(at); name != nullptr) {
      if (word.head && name->first <= *word.head && *word.head < name->end) return;
      first = name->first;
      end = name->end;
    } else {
      if (!binding_.IsOnePerson(at)) return;
      for (TokenIndex t = at; sentence.first < t && at.value() - t.value() < 5;) {
        t = t.previous();
        if (t < free_from_ || view_.words[t].head != at) break;
        if (view_.words[t].deprel == Deprel::kNummod) return;
        if (view_.words[t].deprel == Deprel::kCase || view_.words[t].deprel == Deprel::kCc) break;
        first = t;
      }
    }
    if (first < free_from_) return;
    const auto predicate = binding_.SufferedBy(at, QuantityBinding::Stands::kAsPerson);
    if (!predicate) return;
    Candidate candidate;
    candidate.mention = {view_.span_of(first, end),        first, end,
                         {1, 1, std::string(kPersonUnit)}, at,    predicate};
    free_from_ = end;
    found_.push_back(std::move(candidate));
  }

  // The name of a person that covers the token, or null. Tokens come in order.
  const Mention* PersonAt(TokenIndex at) {
    while (view_.mentions.has(next_mention_) && view_.mentions[next_mention_].end <= at)
      ++next_mention_;
    for (MentionIndex i = next_mention_;
         view_.mentions.has(i) && i.value() < next_mention_.value() + 4; ++i) {
      const Mention& mention = view_.mentions[i];
      if (at < mention.first) return nullptr;
      if (at < mention.end && mention.type == EntityType::kPerson &&
          mention.kind == MentionKind::kName)
        return &mention;
    }
    return nullptr;
  }

  void AddUp() {
    if (view_.words.empty()) return;
    std::vector<Candidate> kept;
    kept.reserve(found_.size());
    for (Candidate& candidate : found_) {
      if (!Joins(kept, candidate)) kept.push_back(std::move(candidate));
    }
    found_ = std::move(kept);
  }

  // Adds `candidate` to the count of which it is a further conjunct. A conjunct of persons who are
  // not counted ("soldiers and a civilian") tells no total, so that one loses its predicate.
  bool Joins(std::vector<Candidate>& kept, Candidate& candidate) const {
    const QuantityMention& mine = candidate.mention;
    if (mine.quantity.unit != kPersonUnit || candidate.has_own_state || !mine.predicate)
      return false;
    const TokenIndex start = binding_.FirstConjunct(mine.head);
    if (start == mine.head) return false;
    if (kept.empty() || kept.back().mention.predicate != mine.predicate ||
        kept.back().mention.quantity.unit != kPersonUnit || kept.back().has_own_state ||
        binding_.FirstConjunct(kept.back().mention.head) != start ||
        view_.sentence_of(start).first != view_.sentence_of(kept.back().mention.head).first) {
      const Word& first = view_.words[start];
      if (first.upos == Upos::kNoun || first.upos == Upos::kPropn)
        candidate.mention.predicate.reset();
      return false;
    }
    QuantityMention& sum = kept.back().mention;
    if (const auto other = VerbBetween(sum, mine)) {
      candidate.mention.predicate = other;
      return false;
    }
    if (!IsAddedTo(sum, mine)) return false;
    sum.end = mine.end;
    sum.span = sum.span.Cover(mine.span);
    const auto plus = [](std::optional<double> a, std::optional<double> b) {
      return a && b ? std::optional(*a + *b) : std::nullopt;
    };
    sum.quantity.min = plus(sum.quantity.min, mine.quantity.min);
    sum.quantity.max = plus(sum.quantity.max, mine.quantity.max);
    return true;
  }

  // "Killed 13 workers and injured dozens": a verb between parts the counts, whatever the tree
  // says.
  std::optional<TokenIndex> VerbBetween(const QuantityMention& sum,
                                        const QuantityMention& next) const {
    for (TokenIndex t = sum.end; t < next.first; ++t) {
      const bool is_verb =
          view_.words[t].upos == Upos::kVerb && binding_.Is(t, QuantityClass::kObjectVerb);
      // An attribute would stand behind the number.
      const bool is_mistaken = t.next() == next.first && tokens_.Is(t, QuantityClass::kState);
      if (is_verb || is_mistaken) return t;
    }
    return std::nullopt;
  }

  // "A man and his wife", "two officers, a guard": not "a man or his wife".
  bool IsAddedTo(const QuantityMention& sum, const QuantityMention& next) const {
    for (TokenIndex t = sum.end; t < next.first; ++t) {
      if (view_.words[t].upos == Upos::kCconj && !tokens_.Is(t, QuantityClass::kAnd)) return false;
    }
    return true;
  }

  const text::LanguageView& view_;
  const IndexedVector<TimeExpression, TimeIndex>& times_;
  QuantityTokens tokens_;
  QuantityBinding binding_;
  std::vector<Candidate> found_;
  TimeIndex next_time_;
  MentionIndex next_mention_;
  TokenIndex free_from_;  // tokens before it belong to a count already
};

}  // namespace

Result<QuantityFinder> QuantityFinder::Load() {
  DL_ASSIGN_OR_RETURN(const std::string_view table, model::Resource(kTable));
  DL_ASSIGN_OR_RETURN(auto words, QuantityWords::Parse(table, kTable));
  return QuantityFinder(std::make_shared<const QuantityWords>(std::move(words)));
}

IndexedVector<QuantityMention, QuantityIndex> QuantityFinder::Find(
    const text::LanguageView& view, const IndexedVector<TimeExpression, TimeIndex>& times) const {
  return Finder(view, times, *words_).Run();
}

}  // namespace dateline::claims
