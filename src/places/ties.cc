#include "places/ties.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace dateline::places {
namespace {

constexpr std::uint32_t kMostBetween = 9;  // tokens
// How far "near" and "north of" reach at most, in km: beyond it the text means another place.
constexpr double kNearKm = 60, kSideKm = 150;
constexpr std::size_t kLongestList = 16;
constexpr double kDistanceSlackKm = 25;  // and half of a stated distance

class TieReader {
 public:
  TieReader(const Surroundings& around, const std::vector<Toponym>& toponyms)
      : around_(around), in_(around.input()), toponyms_(toponyms) {}

  std::optional<Tie> Read(std::size_t i) const {
    const Toponym& a = toponyms_[i];
    const Toponym& b = toponyms_[i + 1];
    if (b.wide_first < a.wide_end || b.wide_first.value() > a.wide_end.value() + kMostBetween ||
        in_.tokens[a.first].sentence != in_.tokens[b.first].sentence)
      return std::nullopt;
    if (auto held = ReadHeld(i)) return held;
    if (auto held = ReadApposition(i)) return held;
    if (auto near = ReadNearby(i)) return near;
    return ReadNear(i);
  }

  // "In the Kharkiv region, ...", "Near Chuhuiv, ...": the first of its sentence says where the
  // rest of it is. None for another name, or one that what happens there only comes from or goes
  // to.
  std::optional<Tie> ReadFrame(std::size_t frame, std::size_t i) const {
    const Toponym& a = toponyms_[i];
    if (in_.tokens[a.first].sentence != in_.tokens[toponyms_[frame].first].sentence || LeadsAway(a))
      return std::nullopt;
    Tie tie;
    tie.kind = IsLedNear(toponyms_[frame]) ? Tie::Kind::kNear : Tie::Kind::kHeld;
    tie.inner = i;
    tie.outer = frame;
    tie.is_firm = tie.is_frame = true;
    if (tie.kind == Tie::Kind::kNear) tie.reach_km = kNearKm;
    return tie;
  }
  // "X, Y and Z in the Kharkiv region", "X and Y near Chuhuiv": what is said of the last of a list
  // may hold for all of it.
  void SpreadAlongList(const Tie& tie, std::vector<Tie>& ties) const {
    const Toponym& last = toponyms_[tie.inner];
    const bool is_in = tie.kind == Tie::Kind::kHeld &&
                       last.wide_end < around_.SentenceEnd(last.first) &&
                       Leads(last.wide_end, SpatialRelation::kIn);
    if (tie.inner > tie.outer || (!is_in && tie.kind != Tie::Kind::kNear)) return;
    for (std::size_t i = tie.inner; i > 0 && tie.inner - i < kLongestList; --i) {
      if (!Joins(toponyms_[i - 1], toponyms_[i])) return;
      Tie shared = tie;
      shared.inner = i - 1;
      shared.is_firm = shared.is_frame = true;
      ties.push_back(shared);
    }
  }
  bool IsFrame(const Toponym& t) const {
    if (t.wide_end >= around_.SentenceEnd(t.first) || around_.surface(t.wide_end) != ",")
      return false;
    TokenIndex at = t.wide_first;
    const TokenIndex begin = around_.SentenceBegin(t.first);
    while (at > begin && around_.Facts(at.previous()).is(WordSet::kSkip)) at = at.previous();
    return at > begin && at.previous() == begin &&
           (Leads(begin, SpatialRelation::kIn) || Leads(begin, SpatialRelation::kNear));
  }

 private:
  // "A, B", "A in B", "A of B", "A (B"; "B's A", "the B city of A".
  std::optional<Tie> ReadHeld(std::size_t i) const {
    const Toponym& a = toponyms_[i];
    const Toponym& b = toponyms_[i + 1];
    Tie tie;
    if (b.wide_first == a.wide_end) {
      tie.inner = i + 1;
      tie.outer = i;
      return tie;
    }
    if (b.wide_first.value() > a.wide_end.value() + 3) return std::nullopt;
    const std::string_view first = around_.surface(a.wide_end);
    TokenIndex at = a.wide_end.next();
    if (around_.IsPossessive(a.wide_end)) {
      if (at != b.wide_first) return std::nullopt;
      tie.inner = i + 1;
      tie.outer = i;
      return tie;
    }
    const bool is_comma = first == ",";
    bool is_in = first == "in";
    const bool is_other = around_.IsOf(a.wide_end) || first == "(";
    if (is_comma && at < b.wide_first && around_.surface(at) == "in") {
      is_in = true;
      at = at.next();
    }
    if (at < b.wide_first && around_.IsThe(at)) at = at.next();
    if (at != b.wide_first || (!is_comma && !is_in && !is_other)) return std::nullopt;
    tie.inner = i;
    tie.outer = i + 1;
    const bool is_enclosed = first == "(" && b.wide_end < around_.SentenceEnd(b.first) &&
                             around_.surface(b.wide_end) == ")";
    tie.is_firm = is_enclosed || (!IsInList(i) && (is_in || (is_comma && !ActsItself(b))));
    return tie;
  }

  // "A, a village in the B district".
  std::optional<Tie> ReadApposition(std::size_t i) const {
    const Toponym& a = toponyms_[i];
    const Toponym& b = toponyms_[i + 1];
    if (around_.surface(a.wide_end) != ",") return std::nullopt;
    TokenIndex at = a.wide_end.next();
    while (at < b.wide_first && around_.Facts(at).is(WordSet::kSkip)) at = at.next();
    if (at == b.wide_first || at == a.wide_end.next() || !Leads(at, SpatialRelation::kIn))
      return std::nullopt;
    at = at.next();
    while (at < b.wide_first && around_.Facts(at).is(WordSet::kSkip)) at = at.next();
    if (at != b.wide_first) return std::nullopt;
    Tie tie;
    tie.inner = i;
    tie.outer = i + 1;
    tie.is_firm = true;
    return tie;
  }

  // "A and nearby B", "A and the neighbouring village of B".
  std::optional<Tie> ReadNearby(std::size_t i) const {
    bool has_nearby = false;
    for (TokenIndex t = toponyms_[i].wide_end; t < toponyms_[i + 1].wide_first; t = t.next()) {
      const WordFacts& facts = around_.Facts(t);
      if (facts.is(WordSet::kAdjacent)) {
        has_nearby = true;
      } else if (!facts.is(WordSet::kJoint) && !facts.is(WordSet::kSkip) &&
                 around_.surface(t) != ",") {
        return std::nullopt;
      }
    }
    if (!has_nearby) return std::nullopt;
    Tie tie;
    tie.kind = Tie::Kind::kNear;
    tie.inner = i + 1;
    tie.outer = i;
    tie.is_firm = true;
    tie.reach_km = kNearKm;
    return tie;
  }

  // Is the word alone a preposition of that relation?
  bool Leads(TokenIndex t, SpatialRelation relation) const {
    for (const RelationPattern& pattern : around_.words().PatternsEndingIn(around_.word(t))) {
      if (pattern.words.size() == 1 && pattern.relation == relation && !pattern.needs_movement)
        return true;
    }
    return false;
  }
  bool IsLedNear(const Toponym& t) const {
    return Leads(around_.SentenceBegin(t.first), SpatialRelation::kNear);
  }
  bool LeadsAway(const Toponym& t) const {
    if (around_.IsFirst(t.wide_first)) return false;
    for (const RelationPattern& pattern :
         around_.words().PatternsEndingIn(around_.word(t.wide_first.previous()))) {
      if (pattern.needs_movement || pattern.relation == SpatialRelation::kToward ||
          pattern.relation == SpatialRelation::kFrom)
        return true;
    }
    return false;
  }

  // "In Baghdad, Iran said": the second name begins a clause of its own.
  bool ActsItself(const Toponym& b) const {
    if (in_.words.empty() || b.wide_end >= around_.SentenceEnd(b.first)) return false;
    const Upos after = in_.words[b.wide_end].upos;
    return after == Upos::kVerb || after == Upos::kAux || around_.IsPossessive(b.wide_end);
  }

  // Do a comma or "and" alone stand between two names?
  bool Joins(const Toponym& a, const Toponym& b) const {
    if (b.wide_first < a.wide_end || b.wide_first.value() > a.wide_end.value() + 3) return false;
    for (TokenIndex t = a.wide_end; t < b.wide_first; t = t.next()) {
      if (around_.Facts(t).is(WordSet::kJoint)) return true;
    }
    return around_.surface(a.wide_end) == ",";
  }

  // "in Paris, Texas and Ohio": is the pair part of a longer list?
  bool IsInList(std::size_t i) const {
    return (i + 2 < toponyms_.size() && Joins(toponyms_[i + 1], toponyms_[i + 2])) ||
           (i > 0 && Joins(toponyms_[i - 1], toponyms_[i]));
  }

  std::optional<double> NumberAt(TokenIndex t) const {
    const std::string_view surface = around_.surface(t);
    double value = around_.Facts(t).number;
    if (value > 0) return value;
    const auto [end, error] =
        std::from_chars(surface.data(), surface.data() + surface.size(), value);
    if (error != std::errc() || end != surface.data() + surface.size() || value <= 0)
      return std::nullopt;
    return value;
  }

  // Only a comma, a distance, a point of the compass and the words of nearness between the two.
  std::optional<Tie> ReadNear(std::size_t i) const {
    const Toponym& a = toponyms_[i];
    const Toponym& b = toponyms_[i + 1];
    std::optional<double> number, distance;
    bool has_near = false, has_bearing = false, ends_well = false;
    std::size_t unread = 0;  // words that only a longer phrase explains: "not far from"
    for (TokenIndex t = a.wide_end; t < b.wide_first; t = t.next()) {
      const WordFacts& facts = around_.Facts(t);
      ends_well = false;
      if (around_.surface(t) == "," || around_.surface(t) == "(" || around_.IsEmpty(t)) continue;
      if (facts.unit_km > 0 && number) {
        distance = *number * facts.unit_km;
      } else if (const auto value = NumberAt(t)) {
        number = value;
      } else if (facts.bearing) {
        has_bearing = true;
      } else if (const std::size_t words = NearEndingAt(t); words > unread) {
        has_near = ends_well = true;
        unread = 0;
      } else if (facts.of == Want::kQuarter && t > a.wide_end) {
        has_near = true;  // "A, a suburb of B"
      } else if (around_.IsOf(t) || around_.surface(t) == "from") {
        ends_well = true;
      } else if (!facts.is(WordSet::kSkip) && !facts.is(WordSet::kDegree) &&
                 !Leads(t, SpatialRelation::kAt) && !Leads(t, SpatialRelation::kIn)) {
        ++unread;
      }
    }
    if (unread > 0 || !ends_well || (!distance && !has_near && !has_bearing)) return std::nullopt;
    Tie tie;
    tie.kind = Tie::Kind::kNear;
    tie.inner = i;
    tie.outer = i + 1;
    tie.is_firm = true;
    tie.stated_km = distance.value_or(0);
    tie.reach_km = distance ? *distance * 1.5 + kDistanceSlackKm : has_near ? kNearKm : kSideKm;
    return tie;
  }

  // How many words a phrase of nearness has that ends at `t`; 0 when none does.
  std::size_t NearEndingAt(TokenIndex t) const {
    const WordStream& stream = around_.stream();
    const std::size_t end = stream.begin_of(t.next());
    for (const RelationPattern& pattern : around_.words().PatternsEndingIn(around_.word(t))) {
      const std::size_t size = pattern.words.size();
      const bool is_near = pattern.relation == SpatialRelation::kNear ||
                           pattern.relation == SpatialRelation::kOutskirts;
      if (!is_near || size > end) continue;
      bool fits = true;
      for (std::size_t k = 0; k < size && fits; ++k)
        fits = stream[end - size + k].hash == pattern.words[k];
      if (fits) return size;
    }
    return 0;
  }

  const Surroundings& around_;
  const text::LanguageView& in_;
  const std::vector<Toponym>& toponyms_;
};

}  // namespace

std::vector<Tie> FindTies(const Surroundings& around, const std::vector<Toponym>& toponyms) {
  std::vector<Tie> ties;
  const TieReader reader(around, toponyms);
  for (std::size_t i = 0; i + 1 < toponyms.size(); ++i) {
    const auto tie = reader.Read(i);
    if (!tie) continue;
    ties.push_back(*tie);
    reader.SpreadAlongList(*tie, ties);
  }
  std::size_t frame = 0;
  bool has_frame = false;
  for (std::size_t i = 0; i < toponyms.size(); ++i) {
    if (reader.IsFrame(toponyms[i])) {
      frame = i;
      has_frame = true;
    } else if (has_frame) {
      if (const auto tie = reader.ReadFrame(frame, i)) ties.push_back(*tie);
    }
  }
  return ties;
}

}  // namespace dateline::places
