// For each literal toponym, in this order: the longest row of relations.en.tsv that the words
// before it end in, with a distance ahead of it; else a word for a part behind it ("X's
// outskirts"); else "at" a point and "in" an area. Then places joined by "and" share one location,
// "between" takes the two that it joins, and a place that only says where the other lies ("Paris,
// Texas") has none of its own.
#include "places/locate.h"

#include "places/distance.h"
#include "text/dateline.h"

namespace dateline::places {
namespace {

constexpr std::size_t kMostWordsBefore = 24;
constexpr std::uint32_t kLongestDateline = 14;  // tokens
constexpr std::size_t kMostPlaces = 16;    // that share a location; a longer list makes several
constexpr std::size_t kMovementReach = 8;  // words before "to" in which movement is looked for

struct Clue {
  SpatialRelation relation = SpatialRelation::kIn;
  std::optional<Bearing> bearing;
  std::optional<double> min_km, max_km;
  TokenIndex first;  // of the words that make the location
  TokenIndex end;
  bool is_stated = false;  // the words say the relation
};

class Locator {
 public:
  Locator(const text::LanguageView& input, const WordStream& stream, const Gazetteer& gazetteer,
          const Words& words, const std::vector<Anchor>& anchors)
      : in_(input),
        stream_(stream),
        gazetteer_(gazetteer),
        words_(words),
        anchors_(anchors),
        word_the_(WordHash("the")),
        word_s_(WordHash("s")) {}

  std::vector<Located> Run() {
    for (std::size_t i = 0; i < anchors_.size();) i = IsLocating(i) ? Add(i) : i + 1;
    return std::move(locations_);
  }

 private:
  // The location of toponym `i` and of those that share it. Returns the first toponym after them.
  std::size_t Add(std::size_t i) {
    Clue clue = Read(i);
    Nest nest = NestAt(i);
    const Nest first_nest = nest;
    if (!clue.is_stated && nest.inner != i)
      clue.relation = IsArea(At(nest.inner)) ? SpatialRelation::kIn : SpatialRelation::kAt;
    Location location;
    location.places.push_back(PlaceAt(nest.inner));
    TokenIndex end = std::max(clue.end, At(nest.last).wide_end);
    while (location.places.size() < kMostPlaces && nest.last + 1 < anchors_.size() &&
           IsLocating(nest.last + 1) && Joins(nest.last, nest.last + 1)) {
      const std::size_t next = nest.last + 1;
      nest = NestAt(next);
      location.places.push_back(PlaceAt(nest.inner));
      end = std::max(Read(next).end, At(nest.last).wide_end);
    }
    location.span = in_.span_of(clue.first, end);
    location.relation = clue.relation;
    if (location.relation == SpatialRelation::kBetween && location.places.size() < 2)
      location.relation = SpatialRelation::kNear;
    location.bearing = clue.bearing;
    location.distance_min_km = clue.min_km;
    location.distance_max_km = clue.max_km;
    Mooring within{WithinOf(first_nest), false, 0};
    if (within.record == kNoRecord) within = At(first_nest.inner).mooring;
    locations_.push_back({std::move(location), within});
    return nest.last + 1;
  }

  PlaceIndex PlaceAt(std::size_t i) const { return anchors_[i].place; }
  const Toponym& At(std::size_t i) const { return anchors_[i].toponym; }
  bool IsLocating(std::size_t i) const {
    if (At(i).kind == ToponymKind::kDemonym) return IsOfHazard(At(i));
    return At(i).use == PlaceUse::kLiteral && !IsDateline(At(i));
  }

  // "Chinese landslide" is one in China; "the Chinese earthquake agency" is no earthquake.
  bool IsOfHazard(const Toponym& t) const {
    if (t.chosen == kNoRecord || t.end >= SentenceEnd(t.first)) return false;
    if (!Facts(t.end).is(WordSet::kHazard)) return false;
    const TokenIndex after = t.end.next();
    if (in_.words.empty() || after >= SentenceEnd(t.first)) return true;
    return in_.words[after].upos != Upos::kNoun && in_.surface(after) != "-";
  }

  // "KYIV, Ukraine (Example Wire) — ": where the report was filed, not where things happened.
  bool IsDateline(const Toponym& t) const {
    const SentenceIndex sentence = in_.tokens[t.first].sentence;
    if (const auto behind = text::EndOfDateline(in_, sentence)) return t.first < *behind;
    const TokenIndex begin = SentenceBegin(t.first);
    const TokenIndex end =
        std::min(SentenceEnd(t.first), TokenIndex(begin.value() + kLongestDateline));
    bool has_dash = false;
    for (TokenIndex at = begin; at < end && !has_dash; at = at.next()) {
      const std::string_view surface = in_.surface(at);
      has_dash = at > begin && IsDash(surface);
      const bool may_stand = stream_.is_capitalised(at) || stream_.is_barrier(at) ||
                             (surface[0] >= '0' && surface[0] <= '9') || surface == ".";
      if (!has_dash && !may_stand) return false;
      if (has_dash) return t.first < at && stream_.is_capitalised(begin);
    }
    return false;
  }
  static bool IsDash(std::string_view surface) {
    return surface == "-" || surface == "--" || surface == "\u2013" || surface == "\u2014";
  }
  TokenIndex SentenceBegin(TokenIndex t) const { return in_.sentence_of(t).first; }
  TokenIndex SentenceEnd(TokenIndex t) const { return in_.sentence_of(t).end; }
  const WordFacts& Facts(TokenIndex t) const { return words_.Of(stream_.word_of(t)); }

  bool IsArea(const Toponym& t) const {
    if (t.kind == ToponymKind::kNominal || t.kind == ToponymKind::kFacility) return false;
    if (t.chosen == kNoRecord)
      return t.want != Want::kNothing && t.want != Want::kSettlement && t.want != Want::kQuarter;
    const char kind = gazetteer_.record(t.chosen).feature[0];
    return kind == 'A' || kind == 'L' || t.part.has_value();
  }
  bool IsWater(const Toponym& t) const {
    if (t.chosen == kNoRecord) return t.want == Want::kWater;
    return gazetteer_.record(t.chosen).feature[0] == 'H';
  }

  // ---- words before
  struct Before {
    std::size_t at = 0;  // in the stream
    std::uint64_t word = 0;
    std::optional<Bearing> bearing;
  };

  // The words before a toponym, nearest first, without those that say nothing of where.
  std::vector<Before> WordsBefore(TokenIndex first) const {
    std::vector<Before> before;
    const std::size_t stop = stream_.begin_of(SentenceBegin(first));
    std::size_t at = stream_.begin_of(first);
    for (std::size_t steps = 0; at > stop && steps < kMostWordsBefore; ++steps) {
      const StreamWord& word = stream_[--at];
      if (word.hash == kBarrier) break;
      const WordFacts& facts = words_.Of(word.hash);
      if (facts.bearing) {
        if (!before.empty() && before.back().bearing && before.back().at == at + 1) {
          // "south west of": the nearer word came first.
          if (const auto both = Combine(*facts.bearing, *before.back().bearing)) {
            before.back().bearing = both;
            before.back().at = at;
            continue;
          }
        }
        before.push_back({at, word.hash, facts.bearing});
        continue;
      }
      if (IsSkipped(word, facts) && !GoesOnPattern(before, word.hash)) continue;
      before.push_back({at, word.hash, std::nullopt});
    }
    return before;
  }

  // "close" before "to": an adjective, but part of a relation.
  bool GoesOnPattern(const std::vector<Before>& before, std::uint64_t word) const {
    if (before.empty()) return false;
    for (const RelationPattern& pattern : words_.PatternsEndingIn(before.back().word)) {
      if (pattern.words.size() >= 2 && pattern.words[pattern.words.size() - 2] == word) return true;
    }
    return false;
  }

  bool IsSkipped(const StreamWord& word, const WordFacts& facts) const {
    if (facts.is(WordSet::kSkip)) return true;
    if (in_.words.empty() || !words_.PatternsEndingIn(word.hash).empty()) return false;
    const Upos upos = in_.words[word.token].upos;
    return upos == Upos::kDet || upos == Upos::kAdj;
  }

  struct Match {
    const RelationPattern* pattern = nullptr;
    std::size_t words = 0;  // of `before` that it takes
    std::optional<Bearing> bearing;
  };

  Match LongestPattern(const std::vector<Before>& before) const {
    Match best;
    if (before.empty()) return best;
    // "in northern X": the point of the compass belongs to the name, not to the relation.
    const std::size_t from = before[0].bearing ? 1 : 0;
    if (from >= before.size()) return best;
    for (const RelationPattern& pattern : words_.PatternsEndingIn(before[from].word)) {
      if (pattern.words.size() > before.size() - from) continue;
      Match match{&pattern, from + pattern.words.size(), std::nullopt};
      bool fits = true;
      for (std::size_t k = 0; fits && k < pattern.words.size(); ++k) {
        const Before& have = before[from + k];
        const std::uint64_t want = pattern.words[pattern.words.size() - 1 - k];
        if (want == kBearingWord) {
          fits = have.bearing.has_value();
          match.bearing = have.bearing;
        } else {
          fits = have.word == want;
        }
      }
      if (fits) return match;  // they are sorted, longest first
    }
    return best;
  }

  bool HasMovement(const std::vector<Before>& before, std::size_t from) const {
    for (std::size_t k = from; k < before.size() && k < from + kMovementReach; ++k) {
      if (words_.Is(before[k].word, WordSet::kMovement)) return true;
    }
    return false;
  }

  // ---- one toponym
  Clue Read(std::size_t i) const {
    const Toponym& t = At(i);
    Clue clue;
    clue.first = t.wide_first;
    clue.end = t.wide_end;
    clue.bearing = t.part;
    clue.relation = IsArea(t) ? SpatialRelation::kIn : SpatialRelation::kAt;
    const std::vector<Before> before = WordsBefore(t.wide_first);
    const Match match = LongestPattern(before);
    if (match.pattern != nullptr &&
        (!match.pattern->needs_movement || HasMovement(before, match.words) ||
         GoesOnFrom(i, stream_[before[match.words - 1].at].token)))
      Apply(match, before, clue);
    Soften(t, clue);
    ReadAfter(t, clue);
    return clue;
  }

  // "from A to B": movement without a word for it.
  bool GoesOnFrom(std::size_t i, TokenIndex to) const {
    if (i == 0 || At(i - 1).wide_end != to) return false;
    const Match before = LongestPattern(WordsBefore(At(i - 1).wide_first));
    return before.pattern != nullptr && before.pattern->relation == SpatialRelation::kFrom;
  }

  void Apply(const Match& match, const std::vector<Before>& before, Clue& clue) const {
    clue.is_stated = true;
    clue.relation = match.pattern->relation;
    if (match.bearing) clue.bearing = match.bearing;
    const std::size_t at = before[match.words - 1].at;
    clue.first = stream_[at].token;
    const bool takes_distance = clue.relation == SpatialRelation::kFrom ||
                                clue.relation == SpatialRelation::kSide ||
                                clue.relation == SpatialRelation::kNear;
    if (!takes_distance) return;
    const auto distance =
        DistanceBefore(in_, stream_, words_, SentenceBegin(clue.first), clue.first);
    if (!distance) return;
    clue.relation = SpatialRelation::kOffset;
    clue.min_km = distance->min_km;
    clue.max_km = distance->max_km;
    clue.first = distance->first;
  }

  // What a relation means depends on what the place is: "across Ukraine" stays inside it.
  void Soften(const Toponym& t, Clue& clue) const {
    const bool is_line =
        IsWater(t) || t.kind == ToponymKind::kNominal || t.kind == ToponymKind::kFacility;
    if (clue.relation == SpatialRelation::kAcross && !is_line) clue.relation = SpatialRelation::kIn;
    if (clue.relation == SpatialRelation::kAt && IsArea(t)) clue.relation = SpatialRelation::kIn;
    if (clue.relation == SpatialRelation::kSide && IsArea(t) && !clue.is_stated)
      clue.relation = SpatialRelation::kIn;
  }

  // "X's western outskirts", "the X area".
  void ReadAfter(const Toponym& t, Clue& clue) const {
    const TokenIndex end = SentenceEnd(t.first);
    TokenIndex at = t.wide_end;
    bool is_possessive = false;
    if (at < end && IsPossessive(at)) {
      is_possessive = true;
      at = at.next();
    }
    std::optional<Bearing> bearing;
    for (int steps = 0; steps < 3 && at < end; ++steps, at = at.next()) {
      const WordFacts& facts = Facts(at);
      if (facts.part) {
        clue.end = at.next();
        // "in the X area" is near X; "near X's outskirts" stays near.
        const bool is_weak = clue.relation == SpatialRelation::kIn ||
                             clue.relation == SpatialRelation::kAt || !clue.is_stated;
        if (is_weak) clue.relation = *facts.part;
        if (bearing) clue.bearing = bearing;
        clue.is_stated = true;
        return;
      }
      if (facts.bearing && !stream_.is_capitalised(at)) {
        bearing = bearing ? Combine(*bearing, *facts.bearing) : facts.bearing;
      } else if (!is_possessive || !facts.is(WordSet::kSkip)) {
        return;
      }
    }
  }

  // ---- several toponyms
  bool Holds(const Toponym& outer, const Toponym& inner) const {
    if (outer.chosen == kNoRecord) return false;
    if (inner.chosen == kNoRecord) {
      // "Cairo's Abbasiya neighbourhood", "Puge county of Sichuan": a quarter or district lies in
      // what is named beside it, whether or not that is an area.
      const bool is_part = inner.want == Want::kQuarter || inner.want == Want::kDistrict;
      return is_part || (IsArea(outer) && !IsArea(inner));
    }
    const PlaceRecord& r = gazetteer_.record(inner.chosen);
    const PlaceRecord& o = gazetteer_.record(outer.chosen);
    if (inner.chosen == outer.chosen) return false;
    if (r.admin1 == outer.chosen || r.admin2 == outer.chosen) return true;
    if (o.origin == Origin::kCountry && r.origin != Origin::kCountry) return r.country == o.country;
    return inner.kind == ToponymKind::kFacility && !IsArea(inner);
  }

  // Toponyms [first, last] of which all others only say where `inner` lies.
  struct Nest {
    std::size_t first = 0;
    std::size_t inner = 0;
    std::size_t last = 0;
  };

  // "Izium, in the Kharkiv region"; "Cairo's Abbasiya district"; "the Hunan city of Yueyang".
  Nest NestAt(std::size_t i) const {
    Nest nest{i, i, i};
    while (nest.last + 1 < anchors_.size() && IsLocating(nest.last + 1)) {
      const Toponym& a = At(nest.last);
      const Toponym& b = At(nest.last + 1);
      const auto joint = JointOf(a, b);
      if (joint == Joint::kOuterFollows && Holds(b, At(nest.inner))) {
        ++nest.last;
      } else if (joint == Joint::kInnerFollows && nest.last == nest.inner && Holds(a, b)) {
        nest.inner = ++nest.last;
      } else {
        break;
      }
    }
    return nest;
  }

  // The smallest place that the words around `inner` say to hold it.
  RecordIndex WithinOf(const Nest& nest) const {
    if (nest.last > nest.inner) return At(nest.inner + 1).chosen;
    return nest.first < nest.inner ? At(nest.inner - 1).chosen : kNoRecord;
  }

  enum class Joint { kNone, kOuterFollows, kInnerFollows };
  Joint JointOf(const Toponym& a, const Toponym& b) const {
    if (b.wide_first < a.wide_end || b.wide_first.value() > a.wide_end.value() + 3 ||
        in_.tokens[a.first].sentence != in_.tokens[b.first].sentence)
      return Joint::kNone;
    if (b.wide_first == a.wide_end) return Joint::kInnerFollows;
    bool has_possessive = false;
    for (TokenIndex t = a.wide_end; t < b.wide_first; t = t.next()) {
      const std::string_view between = in_.surface(t);
      if (IsPossessive(t)) {
        has_possessive = true;
      } else if (between != "," && between != "in" && between != "of" &&
                 stream_.word_of(t) != word_the_) {
        return Joint::kNone;
      }
    }
    return has_possessive ? Joint::kInnerFollows : Joint::kOuterFollows;
  }

  bool IsPossessive(TokenIndex t) const {
    return stream_.word_of(t) == word_s_ || in_.surface(t) == "'" || in_.surface(t) == "\u2019";
  }

  // Only connecting words between two toponyms of one sentence.
  bool Joins(std::size_t i, std::size_t j) const {
    const Toponym& a = At(i);
    const Toponym& b = At(j);
    if (in_.tokens[a.first].sentence != in_.tokens[b.first].sentence || b.wide_first < a.wide_end ||
        b.wide_first.value() > a.wide_end.value() + 6)
      return false;
    bool has_joint = false;
    for (TokenIndex t = a.wide_end; t < b.wide_first; t = t.next()) {
      const WordFacts& facts = Facts(t);
      if (facts.is(WordSet::kJoint) || in_.surface(t) == ",") {
        has_joint = true;
      } else if (!facts.is(WordSet::kSkip)) {
        return false;
      }
    }
    return has_joint;
  }

  const text::LanguageView& in_;
  const WordStream& stream_;
  const Gazetteer& gazetteer_;
  const Words& words_;
  const std::vector<Anchor>& anchors_;
  std::uint64_t word_the_, word_s_;
  std::vector<Located> locations_;
};

}  // namespace

std::vector<Located> Locate(const text::LanguageView& input, const WordStream& stream,
                            const Gazetteer& gazetteer, const Words& words,
                            const std::vector<Anchor>& anchors) {
  return Locator(input, stream, gazetteer, words, anchors).Run();
}

}  // namespace dateline::places
