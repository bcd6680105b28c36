// Rules in order, the first that fits decides:
//   1  demonyms, and names inside the name of a body, qualify
//   2  "X's troops", "the X regime": what belongs to a power makes a metonym; "X's outskirts" a
//   place 3  "X resident", "president of X": people and offices are qualified 4  a country or
//   capital as the subject of saying or acting is a power; "by X", "with X" too 5  everything else
//   is a place
// The words are lists in words.en.tsv; the tree is asked where the language stage gives one.
#include "places/usage.h"

namespace dateline::places {
namespace {

class UseReader {
 public:
  UseReader(const text::LanguageView& input, const WordStream& stream, const Gazetteer& gazetteer,
            const Words& words)
      : in_(input), stream_(stream), gazetteer_(gazetteer), words_(words) {
    word_s_ = WordHash("s");
    word_of_ = WordHash("of");
  }

  PlaceUse Read(const Toponym& t, const Toponym* next) const {
    if (t.kind == ToponymKind::kDemonym || t.is_embedded) return PlaceUse::kModifier;
    if (t.kind == ToponymKind::kNominal) return PlaceUse::kLiteral;
    const TokenIndex begin = in_.sentence_of(t.first).first;
    const TokenIndex end = in_.sentence_of(t.first).end;
    const bool is_power = IsPower(t);
    if (t.wide_end < end) {
      if (const auto use = ByFollowing(t, next, end, is_power)) return *use;
    }
    if (t.wide_first > begin) {
      if (const auto use = ByPreceding(t, begin, is_power)) return *use;
    }
    if (is_power && !HasPlacePreposition(t, begin)) {
      return IsAdjective(t, end) ? PlaceUse::kModifier : AsSubject(t, end);
    }
    return PlaceUse::kLiteral;
  }

 private:
  bool IsPower(const Toponym& t) const {
    if (t.chosen == kNoRecord || t.part) return false;
    const PlaceRecord& r = gazetteer_.record(t.chosen);
    return r.origin == Origin::kCountry ||
           (r.feature[0] == 'P' && r.feature[4] == 'C' && t.want == Want::kNothing);
  }
  bool IsCountry(const Toponym& t) const {
    return t.chosen != kNoRecord && gazetteer_.record(t.chosen).origin == Origin::kCountry;
  }
  bool IsDivision(const Toponym& t) const {
    return t.chosen != kNoRecord && gazetteer_.record(t.chosen).origin == Origin::kGeoNamesAdmin1 &&
           HasPlacePreposition(t, in_.sentence_of(t.first).first);
  }
  // "In Unity State": the word for a division, as a part of its name.
  bool NamesDivision(TokenIndex word, TokenIndex end) const {
    return Facts(word).of == Want::kAdmin1 && stream_.is_capitalised(word) &&
           (word.next() >= end || !stream_.is_capitalised(word.next()));
  }
  // "A US destroyer": an abbreviation is its own adjective.
  bool IsAdjective(const Toponym& t, TokenIndex end) const {
    if (!IsCountry(t) || in_.words.empty() || t.first.next() != t.end || t.end >= end) return false;
    const bool is_short = stream_.is_all_capitals(t.first) || stream_.has_stop(t.first);
    constexpr std::size_t kLongest = 4;
    return is_short && in_.surface(t.first).size() <= kLongest &&
           in_.words[t.end].upos == Upos::kNoun && !stream_.is_capitalised(t.end) &&
           !Facts(t.end).is(WordSet::kPartNoun);
  }
  bool IsWater(const Toponym& t) const {
    return t.chosen != kNoRecord && gazetteer_.record(t.chosen).feature[0] == 'H';
  }
  const WordFacts& Facts(TokenIndex t) const { return words_.Of(stream_.word_of(t)); }

  std::optional<PlaceUse> ByFollowing(const Toponym& t, const Toponym* place, TokenIndex end,
                                      bool is_power) const {
    TokenIndex next = t.wide_end;
    // "the U.S.-led invasion", "the Kyiv-based agency"
    if (in_.surface(next) == "-" && next.next() < end && !in_.words.empty() &&
        in_.tokens[t.end.previous()].span.end() == in_.tokens[next].span.begin() &&
        !stream_.is_capitalised(next.next()) &&
        (in_.words[next.next()].upos == Upos::kVerb || in_.words[next.next()].upos == Upos::kAdj)) {
      return PlaceUse::kModifier;
    }
    const bool is_possessive = stream_.word_of(next) == word_s_ || in_.surface(next) == "'" ||
                               in_.surface(next) == "\u2019";
    if (is_possessive) next = next.next();
    // "China's Hunan": what follows is a place itself.
    const bool is_outer =
        place != nullptr && place->wide_first == next && place->kind != ToponymKind::kDemonym;
    if (is_outer) return PlaceUse::kLiteral;
    // "Kyiv's own armed forces": the head may stand a few words on.
    for (int steps = 0; steps < 4 && next < end; ++steps, next = next.next()) {
      const WordFacts& facts = Facts(next);
      if (facts.is(WordSet::kPartNoun)) return PlaceUse::kLiteral;
      const bool is_noun = in_.words.empty() || in_.words[next].upos == Upos::kNoun ||
                           in_.words[next].upos == Upos::kPropn ||
                           in_.words[next].upos == Upos::kAdj;
      // "the Sanga local government area", "the Deir ez-Zor military airport"
      if (steps == 0 && !is_possessive && IsDivision(t) && NamesDivision(next, end))
        return PlaceUse::kLiteral;
      if (facts.is(WordSet::kMetonymNoun) && next.next() < end &&
          (Facts(next.next()).part || Facts(next.next()).is(WordSet::kFacility)))
        return PlaceUse::kLiteral;
      if (is_noun && facts.is(WordSet::kMetonymNoun))
        return is_power || is_possessive ? PlaceUse::kMetonym : PlaceUse::kModifier;
      if (is_noun && facts.is(WordSet::kPersonNoun)) return PlaceUse::kModifier;
      if (stream_.is_barrier(next)) break;
      if (!is_possessive) {
        // "the Kharkiv region military administration"
        const bool is_qualifier =
            !in_.words.empty() &&
            (in_.words[next].upos == Upos::kAdj || in_.words[next].upos == Upos::kNoun) &&
            !facts.bearing;
        if (!is_qualifier) break;
      }
      if (stream_.is_capitalised(next)) break;
    }
    if (is_possessive && is_power && IsCountry(t)) return PlaceUse::kModifier;
    if (is_possessive) return PlaceUse::kLiteral;
    return std::nullopt;
  }

  std::optional<PlaceUse> ByPreceding(const Toponym& t, TokenIndex begin, bool is_power) const {
    const TokenIndex before = t.wide_first.previous();
    const WordFacts& facts = Facts(before);
    // "near the border with Georgia": a common border is no act of the power.
    const bool is_border = before > begin && Facts(before.previous()).is(WordSet::kPartNoun);
    if (is_power && facts.is(WordSet::kPowerPreposition) && IsCountry(t) && !is_border)
      return PlaceUse::kMetonym;
    TokenIndex of = before;
    if (of > begin && stream_.word_of(of) == WordHash("the")) of = of.previous();
    if (of > begin && stream_.word_of(of) == word_of_) {
      const WordFacts& head = Facts(of.previous());
      // "the western bank of the Oskil" is no bank of money.
      const bool is_part = head.is(WordSet::kPartNoun) && IsWater(t);
      if (head.is(WordSet::kOfNoun) && !is_part) return PlaceUse::kModifier;
    }
    return std::nullopt;
  }

  bool HasPlacePreposition(const Toponym& t, TokenIndex begin) const {
    std::size_t at = stream_.begin_of(t.wide_first);
    const std::size_t stop = stream_.begin_of(begin);
    for (int steps = 0; at > stop && steps < 4; ++steps) {
      const std::uint64_t word = stream_[--at].hash;
      if (!words_.PatternsEndingIn(word).empty()) return true;
      if (!words_.Is(word, WordSet::kSkip) && !words_.Of(word).bearing) return false;
    }
    return false;
  }

  // A power without a preposition: by the verb that it is the subject of, else by the next words.
  PlaceUse AsSubject(const Toponym& t, TokenIndex end) const {
    TokenIndex verb = t.wide_end;
    bool found = false;
    if (!in_.words.empty()) {
      const TokenIndex last = t.end.previous();
      const Word& word = in_.words[last];
      if (word.head && (word.deprel == Deprel::kNsubj || word.deprel == Deprel::kNsubjPass)) {
        verb = *word.head;
        found = true;
      }
    }
    for (int steps = 0; !found && steps < 4 && verb < end; ++steps) {
      const WordFacts& facts = Facts(verb);
      if (facts.is(WordSet::kUndergoes) || facts.is(WordSet::kSays) || facts.is(WordSet::kActs)) {
        found = true;
        break;
      }
      if (stream_.is_barrier(verb)) break;
      verb = verb.next();
    }
    if (!found) return PlaceUse::kLiteral;
    const WordFacts& facts = Facts(verb);
    if (facts.is(WordSet::kSays)) return PlaceUse::kMetonym;
    if (facts.is(WordSet::kUndergoes)) return PlaceUse::kLiteral;
    if (facts.is(WordSet::kActs) || IsCountry(t)) return PlaceUse::kMetonym;
    return PlaceUse::kLiteral;
  }

  const text::LanguageView& in_;
  const WordStream& stream_;
  const Gazetteer& gazetteer_;
  const Words& words_;
  std::uint64_t word_s_ = 0, word_of_ = 0;
};

}  // namespace

void ReadUse(const text::LanguageView& input, const WordStream& stream, const Gazetteer& gazetteer,
             const Words& words, std::vector<Toponym>& toponyms) {
  const UseReader reader(input, stream, gazetteer, words);
  for (std::size_t i = 0; i < toponyms.size(); ++i) {
    const Toponym* next = i + 1 < toponyms.size() ? &toponyms[i + 1] : nullptr;
    toponyms[i].use = reader.Read(toponyms[i], next);
  }
}

}  // namespace dateline::places
