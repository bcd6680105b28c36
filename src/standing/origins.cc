// Every kind of edge but one is the equality of a key, so that the graph is joined by one look at
// each claim's keys; the last one hangs what an outlet says in its own words on what it attributes.
#include "standing/origins.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace dateline::standing {
namespace {

bool IsOutlet(const Facts& facts) {
  return facts.voice_kind == Voice::Kind::kNarrator || facts.voice_kind == Voice::Kind::kOutlet;
}

class Graph {
 public:
  Graph(const Index& index, const std::vector<ClaimRow>& claims, DayNumber known_at)
      : index_(index), claims_(claims), known_at_(known_at), parent_(claims.size()) {
    std::iota(parent_.begin(), parent_.end(), 0u);
  }

  void JoinAll() {
    for (std::uint32_t i = 0; i < claims_.size(); ++i) {
      const Facts& facts = At(i);
      const std::uint32_t copies = index_.CopiesOf(facts.document, known_at_);
      const DocumentFacts& document = index_.document(facts.document);
      if (facts.voice_kind != Voice::Kind::kNameless) {
        const bool is_narrator = facts.voice_kind == Voice::Kind::kNarrator;
        JoinBy(is_narrator                                ? Edge::kAgency
               : facts.voice_kind == Voice::Kind::kOutlet ? Edge::kCitation
                                                          : Edge::kSpeaker,
               Key{kVoiceKey, facts.voice, 0, 0}, i);
        if (IsOutlet(facts)) JoinBy(Edge::kCopy, Key{kCopyKey, copies, 0, 0}, i);
      } else {
        JoinBy(Edge::kCopy, Key{kCopyKey, copies, facts.voice, 0}, i);
        // Nameless people of one outlet and one day are taken for the same.
        JoinBy(
            Edge::kAgency,
            Key{kAgencyKey, document.carrier, facts.voice, static_cast<std::uint32_t>(facts.said)},
            i);
      }
      JoinBy(Edge::kPassage, Key{kTieKey, index_.TieOf(facts, Tie::kPassage, known_at_), 0, 0}, i);
      JoinBy(Edge::kQuote, Key{kTieKey, index_.TieOf(facts, Tie::kQuote, known_at_), 1, 0}, i);
      JoinBy(Edge::kMedia, Key{kTieKey, index_.TieOf(facts, Tie::kMedia, known_at_), 2, 0}, i);
    }
    HangOutlets();
  }

  std::uint32_t Find(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  const std::map<std::uint32_t, std::array<bool, kEdgeCount>>& edges() const { return edges_; }

 private:
  enum KeyKind : std::uint32_t { kVoiceKey, kCopyKey, kAgencyKey, kTieKey };
  using Key = std::array<std::uint32_t, 4>;

  const Facts& At(std::uint32_t i) const { return index_.claim(claims_[i]); }

  void Join(Edge edge, std::uint32_t i, std::uint32_t j) {
    edges_[i][static_cast<std::size_t>(edge)] = true;
    const std::uint32_t a = Find(i), b = Find(j);
    parent_[std::max(a, b)] = std::min(a, b);
  }
  void JoinBy(Edge edge, const Key& key, std::uint32_t i) {
    if (key[0] == kTieKey && key[1] == kNone) return;
    const auto [first, is_new] = first_with_.try_emplace(key, i);
    if (!is_new) Join(edge, i, first->second);
  }

  // What an outlet says in its own words rests on whom it names beside it: in the same report, in a
  // copy, or in another report of the outlet. What outlets say as one hangs on one speaker, so that
  // it joins no two.
  void HangOutlets() {
    enum Where : std::uint32_t { kCited, kDocument, kCopies, kCarrier };
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> speakers;
    const auto note = [&](Where where, std::uint32_t number, std::uint32_t i) {
      const auto [found, is_new] = speakers.try_emplace({where, number}, i);
      if (!is_new && At(i).id < At(found->second).id) found->second = i;
    };
    for (std::uint32_t i = 0; i < claims_.size(); ++i) {
      const Facts& facts = At(i);
      if (IsOutlet(facts)) continue;
      note(kDocument, facts.document, i);
      note(kCopies, index_.CopiesOf(facts.document, known_at_), i);
      const std::uint32_t outlet = CarrierVoice(index_.document(facts.document).carrier);
      note(kCited, outlet, i);
      note(kCarrier, outlet, i);
    }
    if (speakers.empty()) return;
    struct Hook {
      std::uint32_t where, outlet, speaker;
    };
    std::map<std::uint32_t, Hook> hooks;  // the nearest of each component of outlets
    for (std::uint32_t i = 0; i < claims_.size(); ++i) {
      const Facts& facts = At(i);
      if (!IsOutlet(facts)) continue;
      const auto offer = [&](std::uint32_t where, std::uint32_t number) {
        const auto found = speakers.find({where, number});
        if (found == speakers.end()) return;
        const auto rank = [&](const Hook& hook) {
          return std::tuple(hook.where, At(hook.speaker).id, At(hook.outlet).id);
        };
        const Hook hook{where, i, found->second};
        const auto [held, is_new] = hooks.try_emplace(Find(i), hook);
        if (!is_new && rank(hook) < rank(held->second)) held->second = hook;
      };
      // Who cites an outlet points to what that one published, before what stands beside it.
      const bool is_cited = facts.voice_kind == Voice::Kind::kOutlet;
      if (is_cited) {
        offer(kCited, facts.voice);
        offer(kCopies, index_.CopiesOf(facts.document, known_at_));
        continue;
      }
      offer(kDocument, facts.document);
      offer(kCopies, index_.CopiesOf(facts.document, known_at_));
      offer(kCarrier, facts.voice);
    }
    for (const auto& [root, hook] : hooks) {
      const bool is_cited = At(hook.outlet).voice_kind == Voice::Kind::kOutlet;
      Join(is_cited ? Edge::kCitation : Edge::kRetold, hook.outlet, hook.speaker);
    }
  }
  // The key of an outlet's voice from its folded name; kNone if nobody speaks as it.
  std::uint32_t CarrierVoice(std::uint32_t carrier) const { return index_.VoiceOfOutlet(carrier); }

  const Index& index_;
  const std::vector<ClaimRow>& claims_;
  DayNumber known_at_;
  std::vector<std::uint32_t> parent_;
  std::map<Key, std::uint32_t> first_with_;
  std::map<std::uint32_t, std::array<bool, kEdgeCount>> edges_;  // by claim that was joined
};

// A third party to all sides that take part.
bool IsThird(const Index& index, std::uint32_t side, const std::vector<std::uint32_t>& sides) {
  return std::all_of(sides.begin(), sides.end(), [&](std::uint32_t other) {
    return index.Between(side, other) == Relation::kThird;
  });
}

bool IsNeutral(const Index& index, const Facts& facts, const std::vector<std::uint32_t>& sides) {
  // Who repeats an outlet has seen nothing, whatever it is called.
  const bool has_own = facts.source.has_own_evidence && !IsOutlet(facts);
  if (!has_own && !facts.has_evidence) return false;
  switch (facts.source.neutral) {
    case SourceRule::Neutral::kNo:
      return false;
    case SourceRule::Neutral::kState:
      return facts.side != 0 && !sides.empty() && IsThird(index, facts.side, sides);
    case SourceRule::Neutral::kYes:
      return facts.side == 0 || IsThird(index, facts.side, sides);
  }
  return false;
}

// Placed or checked by someone else than the claimant, and by nobody who has a part in it.
bool IsLocated(const Index& index, const Facts& facts, const std::vector<std::uint32_t>& sides) {
  const auto is_outsider = [&](std::uint32_t side) {
    return std::find(sides.begin(), sides.end(), side) == sides.end() && !index.IsParty(side);
  };
  for (std::uint32_t i = 0; i < facts.checker_count; ++i) {
    const Checker& checker = index.checkers()[facts.first_checker + i];
    if (checker.name == facts.speaker || !is_outsider(checker.name)) continue;
    if (checker.side == 0) return true;
    const bool is_of_the_claimant = index.Between(checker.side, facts.side) == Relation::kSame;
    if (!is_of_the_claimant && IsThird(index, checker.side, sides)) return true;
  }
  return false;
}

void Weigh(const Index& index, Origin& origin, const std::vector<std::uint32_t>& sides,
           DayNumber known_at) {
  const DayNumber first_said = index.claim(origin.claims.front()).said;
  origin.is_debunked = true;
  bool is_any_neutral = false, are_speakers_neutral = true;
  for (const ClaimRow row : origin.claims) {
    const Facts& facts = index.claim(row);
    if (facts.side != 0 &&
        std::find(origin.sides.begin(), origin.sides.end(), facts.side) == origin.sides.end()) {
      origin.sides.push_back(facts.side);
    }
    origin.is_attributed |= facts.voice_kind != Voice::Kind::kNarrator;
    origin.is_named |=
        facts.voice_kind == Voice::Kind::kNamed || facts.voice_kind == Voice::Kind::kOutlet;
    const bool is_neutral = IsNeutral(index, facts, sides);
    is_any_neutral |= is_neutral;
    if (!IsOutlet(facts)) are_speakers_neutral &= is_neutral;
    origin.is_located |= IsLocated(index, facts, sides);
    origin.admits |=
        facts.interest == Interest::kAgainst && facts.source.admits && index.IsParty(facts.side);
    // A copy may take back its printing; the origin is withdrawn by who said it first.
    origin.is_withdrawn |= facts.said == first_said && facts.is_withdrawn;
    origin.is_debunked &= IsBy(facts.debunked_from, known_at);
  }
  // An outlet's picture beside a party's word makes no outsider of the party.
  origin.is_neutral = is_any_neutral && are_speakers_neutral;
}

}  // namespace

std::string_view NameOf(Edge edge) {
  constexpr std::array<std::string_view, kEdgeCount> kNames = {
      "speaker", "copy", "agency", "retold", "citation", "passage", "quotation", "media"};
  return kNames[static_cast<std::size_t>(edge)];
}

std::vector<std::uint32_t> SidesIn(const Index& index, const std::vector<ClaimRow>& claims) {
  std::vector<std::uint32_t> sides;
  const auto add = [&](std::uint32_t side) {
    if (side != 0 && std::find(sides.begin(), sides.end(), side) == sides.end())
      sides.push_back(side);
  };
  for (const ClaimRow row : claims) {
    const Facts& facts = index.claim(row);
    add(facts.agent_side);
    add(facts.holder);
    if (index.IsParty(facts.side)) add(facts.side);
  }
  return sides;
}

std::vector<Origin> OriginsOf(const Index& index, const std::vector<ClaimRow>& claims,
                              const std::vector<std::uint32_t>& sides, DayNumber known_at) {
  Graph graph(index, claims, known_at);
  if (claims.size() > 1) graph.JoinAll();
  std::map<std::uint32_t, Origin> by_root;
  for (std::uint32_t i = 0; i < claims.size(); ++i) {
    Origin& origin = by_root[graph.Find(i)];
    origin.claims.push_back(claims[i]);
    if (const auto edges = graph.edges().find(i); edges != graph.edges().end()) {
      for (std::size_t kind = 0; kind < kEdgeCount; ++kind)
        origin.edges[kind] |= edges->second[kind];
    }
  }
  const auto key = [&](ClaimRow row) {
    return std::tuple(index.claim(row).said, index.claim(row).id, row);
  };
  std::vector<Origin> origins;
  for (auto& [root, origin] : by_root) {
    std::sort(origin.claims.begin(), origin.claims.end(),
              [&](ClaimRow a, ClaimRow b) { return key(a) < key(b); });
    Weigh(index, origin, sides, known_at);
    origins.push_back(std::move(origin));
  }
  std::sort(origins.begin(), origins.end(), [&](const Origin& a, const Origin& b) {
    return key(a.claims.front()) < key(b.claims.front());
  });
  return origins;
}

}  // namespace dateline::standing
