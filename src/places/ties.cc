#include "places/ties.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace dateline::places {
namespace {

constexpr std::uint32_t kMostBetween = 9;  // tokens
// How far "near" and "north of" reach at most, in km: beyond it the text means another place.
constexpr double kNearKm = 60, kSideKm = 150;
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
    return ReadNear(i);
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
    tie.is_firm = !IsInList(i) && (is_in || (is_comma && !ActsItself(b)));
    return tie;
  }

  // "In Baghdad, Iran said": the second name begins a clause of its own.
  bool ActsItself(const Toponym& b) const {
    if (in_.words.empty() || b.wide_end >= around_.SentenceEnd(b.first)) return false;
    const Upos after = in_.words[b.wide_end].upos;
    return after == Upos::kVerb || after == Upos::kAux || around_.IsPossessive(b.wide_end);
  }

  // "in Paris, Texas and Ohio": is the pair part of a longer list?
  bool IsInList(std::size_t i) const {
    const auto joins = [&](const Toponym& a, const Toponym& b) {
      if (b.wide_first < a.wide_end || b.wide_first.value() > a.wide_end.value() + 3) return false;
      for (TokenIndex t = a.wide_end; t < b.wide_first; t = t.next()) {
        if (around_.Facts(t).is(WordSet::kJoint)) return true;
      }
      return around_.surface(a.wide_end) == ",";
    };
    return (i + 2 < toponyms_.size() && joins(toponyms_[i + 1], toponyms_[i + 2])) ||
           (i > 0 && joins(toponyms_[i - 1], toponyms_[i]));
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
      if (around_.surface(t) == "," || around_.IsEmpty(t)) continue;
      if (facts.unit_km > 0 && number) {
        distance = *number * facts.unit_km;
      } else if (const auto value = NumberAt(t)) {
        number = value;
      } else if (facts.bearing) {
        has_bearing = true;
      } else if (const std::size_t words = NearEndingAt(t); words > unread) {
        has_near = ends_well = true;
        unread = 0;
      } else if (around_.IsOf(t) || around_.surface(t) == "from") {
        ends_well = true;
      } else if (!facts.is(WordSet::kSkip)) {
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
      if (pattern.relation != SpatialRelation::kNear || size > end) continue;
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
    if (const auto tie = reader.Read(i)) ties.push_back(*tie);
  }
  return ties;
}

}  // namespace dateline::places
