// Which place is meant, by kind of word:
//   city, town, village   the last settlement that was named as a place, datelines aside
//   region, province      the division that the names before it lie in most, itself named somewhere
//   country, river        the last of that kind
//   church, bridge, ...   the last building whose name has that word
#include "places/anaphora.h"

#include <algorithm>
#include <map>
#include <optional>

namespace dateline::places {
namespace {

constexpr std::size_t kMemory = 16;   // names before that a region is judged by
constexpr double kNamedItself = 1.5;  // weight of the division's own name, of a town in it 1

class Reader {
 public:
  Reader(const Surroundings& around, const Gazetteer& gazetteer,
         const std::vector<Toponym>& toponyms)
      : around_(around), in_(around.input()), gazetteer_(gazetteer), toponyms_(toponyms) {
    for (std::size_t i = 0; i < toponyms.size(); ++i) {
      const Toponym& t = toponyms[i];
      if (t.chosen != kNoRecord && !t.part && DivisionOf(t) == t.chosen)
        first_of_.emplace(t.chosen, i);
    }
  }

  std::vector<Anchor> Run() {
    std::vector<Anchor> anchors;
    std::size_t next = 0;
    const auto index = [](std::size_t i) { return PlaceIndex(static_cast<std::uint32_t>(i)); };
    for (TokenIndex t; t < in_.tokens.end_index();) {
      if (next < toponyms_.size() && t >= toponyms_[next].wide_first) {
        t = std::max(t, std::max(toponyms_[next].end, toponyms_[next].wide_end));
        anchors.push_back({toponyms_[next], index(next)});
        seen_ = ++next;
        continue;
      }
      const WordFacts& facts = around_.Facts(t);
      const bool is_kind = facts.stands_for != Want::kNothing || facts.is(WordSet::kFacility);
      if (is_kind && !around_.stream().is_capitalised(t)) {
        const auto first = DefiniteFrom(t);
        const auto found = first ? Antecedent(t, facts) : std::nullopt;
        if (found) anchors.push_back({StandIn(*first, t, *found), index(*found)});
      }
      t = t.next();
    }
    for (; next < toponyms_.size(); ++next) anchors.push_back({toponyms_[next], index(next)});
    return anchors;
  }

 private:
  // The article of "the besieged city"; none for "the city council", "the city of X", "a city".
  std::optional<TokenIndex> DefiniteFrom(TokenIndex noun) const {
    const TokenIndex begin = around_.SentenceBegin(noun);
    const TokenIndex end = around_.SentenceEnd(noun);
    if (noun.next() < end) {
      const TokenIndex after = noun.next();
      if (around_.IsPossessive(after) || around_.IsOf(after)) return std::nullopt;
      // "Outside the cathedral Sunday": a day belongs to the verb.
      const bool is_compound =
          !in_.words.empty() && !around_.Facts(after).is(WordSet::kCalendar) &&
          (in_.words[after].upos == Upos::kNoun || in_.words[after].upos == Upos::kPropn);
      if (is_compound && in_.words[after].head != noun) return std::nullopt;
      if (is_compound && in_.words[noun].deprel == Deprel::kCompound) return std::nullopt;
    }
    TokenIndex at = noun;
    for (int steps = 0; at > begin && steps < 3; ++steps) {
      at = at.previous();
      const std::uint64_t word = around_.word(at);
      if (around_.words().Is(word, WordSet::kDefinite)) return at;
      const bool is_adjective = in_.words.empty() || in_.words[at].upos == Upos::kAdj;
      if (!is_adjective || around_.Facts(at).bearing || around_.stream().is_capitalised(at) ||
          in_.words.empty() || in_.words[at].xpos == "JJS")
        return std::nullopt;
    }
    return std::nullopt;
  }

  std::optional<std::size_t> Antecedent(TokenIndex noun, const WordFacts& facts) const {
    if (facts.is(WordSet::kFacility)) return LastFacility(noun);
    switch (facts.stands_for) {
      case Want::kRegion:
      case Want::kAdmin1:
        return MostRegion();
      case Want::kSettlement:
        if (around_.word(noun) == word_capital_) return LastCapital();
        return Last([this](const Toponym& t) {
          if (t.use != PlaceUse::kLiteral || IsDatelined(t) || IsOnlyMark(t)) return false;
          return t.chosen == kNoRecord ? t.want == Want::kSettlement : ClassOf(t) == 'P';
        });
      case Want::kWater:
        return Last([this](const Toponym& t) {
          return t.chosen == kNoRecord ? t.want == Want::kWater : ClassOf(t) == 'H';
        });
      case Want::kCountry:
        return Last([this](const Toponym& t) {
          return t.kind == ToponymKind::kName && t.chosen != kNoRecord && !t.part &&
                 gazetteer_.record(t.chosen).origin == Origin::kCountry;
        });
      default:
        return std::nullopt;
    }
  }

  char ClassOf(const Toponym& t) const { return gazetteer_.record(t.chosen).feature[0]; }
  // "KYIV — ": capitals at the begin of a sentence.
  bool IsDatelined(const Toponym& t) const {
    return around_.IsFirst(t.wide_first) && around_.stream().is_all_capitals(t.first);
  }

  // "The capital": of a country where one was named, be it in the dateline or as a power.
  std::optional<std::size_t> LastCapital() const {
    return Last([this](const Toponym& t) {
      if (t.chosen == kNoRecord) return false;
      const auto& feature = gazetteer_.record(t.chosen).feature;
      return std::string_view(feature.data(), feature.size()).substr(0, 5) == "PPPLC";
    });
  }

  // "Daraya, southwest of Damascus": right behind a place, a mark by which to find it, and not what
  // the text is about.
  bool IsOnlyMark(const Toponym& t) const {
    const auto i = static_cast<std::size_t>(&t - toponyms_.data());
    if (i == 0 || around_.IsFirst(t.wide_first)) return false;
    const Toponym& before = toponyms_[i - 1];
    constexpr std::uint32_t kMostWords = 9;
    if (before.use != PlaceUse::kLiteral || before.wide_end > t.wide_first ||
        t.wide_first.value() - before.wide_end.value() > kMostWords ||
        around_.surface(before.wide_end) != ",") {
      return false;
    }
    const TokenIndex lead = t.wide_first.previous();
    if (lead <= before.wide_end) return false;
    if (around_.IsOf(lead)) return around_.Facts(lead.previous()).bearing.has_value();
    for (const RelationPattern& pattern : around_.words().PatternsEndingIn(around_.word(lead))) {
      if (pattern.words.size() == 1 && pattern.relation == SpatialRelation::kNear) return true;
    }
    return false;
  }

  template <typename F>
  std::optional<std::size_t> Last(const F& fits) const {
    for (std::size_t i = seen_; i-- > 0 && i + kMemory >= seen_;) {
      if (fits(toponyms_[i])) return i;
    }
    return std::nullopt;
  }

  std::optional<std::size_t> LastFacility(TokenIndex noun) const {
    const std::uint64_t word = around_.word(noun);
    return Last([&](const Toponym& t) {
      if (t.kind != ToponymKind::kFacility) return false;
      for (TokenIndex at = t.first; at < t.end; at = at.next()) {
        if (around_.word(at) == word) return true;
      }
      return false;
    });
  }

  RecordIndex DivisionOf(const Toponym& t) const {
    if (t.chosen == kNoRecord || t.kind == ToponymKind::kDemonym) return kNoRecord;
    const PlaceRecord& r = gazetteer_.record(t.chosen);
    return r.origin == Origin::kGeoNamesAdmin1 ? t.chosen : r.admin1;
  }

  std::optional<std::size_t> MostRegion() const {
    std::map<RecordIndex, double> weights;
    for (std::size_t i = seen_; i-- > 0 && i + kMemory >= seen_;) {
      const Toponym& t = toponyms_[i];
      if (IsDatelined(t) || t.use == PlaceUse::kMetonym) continue;
      const RecordIndex division = DivisionOf(t);
      if (division != kNoRecord) weights[division] += t.chosen == division ? kNamedItself : 1;
    }
    RecordIndex best = kNoRecord;
    for (const auto& [division, weight] : weights) {
      if (best == kNoRecord || weight > weights[best]) best = division;
    }
    if (best == kNoRecord) return std::nullopt;
    const auto is_it = [&](const Toponym& t) { return t.chosen == best && !t.part; };
    for (std::size_t i = seen_; i-- > 0 && i + kMemory >= seen_;) {
      if (is_it(toponyms_[i])) return i;
    }
    const auto first = first_of_.find(best);
    if (first == first_of_.end()) return std::nullopt;
    return first->second;
  }

  Toponym StandIn(TokenIndex first, TokenIndex noun, std::size_t i) const {
    const Toponym& meant = toponyms_[i];
    Toponym stand_in;
    stand_in.first = stand_in.wide_first = first;
    stand_in.end = stand_in.wide_end = noun.next();
    stand_in.kind = meant.kind;
    stand_in.want = meant.want;
    stand_in.chosen = meant.chosen;
    stand_in.mooring = meant.mooring;
    stand_in.name = meant.name;
    return stand_in;
  }

  const Surroundings& around_;
  const text::LanguageView& in_;
  const Gazetteer& gazetteer_;
  const std::vector<Toponym>& toponyms_;
  const std::uint64_t word_capital_ = WordHash("capital");
  std::map<RecordIndex, std::size_t> first_of_;  // where each division is first named
  std::size_t seen_ = 0;                         // toponyms before the token that is read
};

}  // namespace

std::vector<Anchor> AnchorsOf(const Surroundings& around, const Gazetteer& gazetteer,
                              const std::vector<Toponym>& toponyms) {
  return Reader(around, gazetteer, toponyms).Run();
}

}  // namespace dateline::places
