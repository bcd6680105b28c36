#include "attribution/proposal_features.h"

#include <algorithm>
#include <cmath>

namespace dateline::attribution {
namespace {

constexpr std::uint32_t kLongest = 120;  // tokens of a part that are looked at for its head

std::uint64_t OddsStep(float share) {
  const float odds = std::log((share + 1e-3f) / (1.001f - share));
  return static_cast<std::uint64_t>(std::clamp(std::lround(odds * 1.5f), -10L, 10L) + 10);
}

class ProposalView {
 public:
  ProposalView(const Scene& scene, const Facts& facts, const Proposals& proposals,
               std::size_t number, FeatureList& out)
      : scene_(scene),
        facts_(facts),
        proposals_(proposals),
        number_(number),
        p_(proposals.all[number]),
        slot_(proposals.slots[p_.slot]),
        out_(out) {}

  void Run() {
    FindMain();
    FindGap();
    FindRivals();
    FindOtherCues();
    Describe();
  }

 private:
  template <typename... More>
  void Add(std::uint64_t form, More... more) {
    out_.Add(Hash(400 + form, 1, static_cast<std::uint64_t>(more)...));
  }
  const Fact& fact(TokenIndex t) const {
    static const Fact kNone{};
    return t.value() < facts_.tokens.size() ? facts_.tokens[t.value()] : kNone;
  }
  const Fact& before(TokenIndex t) const {
    static const Fact kNone{};
    return t.value() == 0 ? kNone : facts_.tokens[t.value() - 1];
  }

  // The part nearest to the cue, and its head.
  void FindMain() {
    main_ = p_.parts.front();
    std::uint32_t least = ~0U;
    for (const TokenRange& part : p_.parts) {
      const bool is_before = part.first < slot_.cue.first;
      const std::uint32_t gap =
          is_before ? slot_.cue.first.value() - std::min(part.end, slot_.cue.first).value()
                    : part.first.value() - std::min(part.first, slot_.cue.end).value();
      if (gap < least) {
        least = gap;
        main_ = part;
      }
      (is_before ? has_before_ : has_behind_) = true;
    }
    gap_ = least;
    direction_ = has_before_ && has_behind_ ? 2U : has_before_ ? 0U : 1U;
    head_ = main_.first;
    const TokenIndex end(std::min(main_.end.value(), main_.first.value() + kLongest));
    bool is_found = false;
    for (TokenIndex t = main_.first; t < end; ++t) {
      if (scene_.IsPunctuation(t)) continue;
      const auto head = scene_.word(t).head;
      if (head && main_.Contains(*head)) continue;
      if (!is_found) head_ = t;
      is_found = true;
      ++heads_;
    }
    relation_ = Relation();
  }

  // How the head of the part hangs on the cue, or the cue on the part.
  std::uint64_t Relation() const {
    constexpr int kLongestPath = 12;
    TokenIndex at = head_;
    for (std::uint64_t step = 0; step < kLongestPath; ++step) {
      const auto head = scene_.word(at).head;
      if (!head) break;
      if (slot_.cue.Contains(*head))
        return 1 + static_cast<std::uint64_t>(scene_.word(at).deprel) * 4 +
               std::min<std::uint64_t>(step, 2);
      at = *head;
    }
    at = slot_.head;
    for (std::uint64_t step = 0; step < kLongestPath; ++step) {
      const auto head = scene_.word(at).head;
      if (!head) break;
      if (main_.Contains(*head))
        return 1000 + static_cast<std::uint64_t>(scene_.word(at).deprel) * 4 +
               std::min<std::uint64_t>(step, 2);
      at = *head;
    }
    return 0;
  }

  // What stands between the cue and the nearest part, apart from the source.
  void FindGap() {
    const bool is_before = main_.first < slot_.cue.first;
    const TokenIndex from = is_before ? main_.end : slot_.cue.end;
    const TokenIndex to = is_before ? slot_.cue.first : main_.first;
    std::uint32_t seen = 0;
    for (TokenIndex t = from; t < to && seen < 24; ++t, ++seen) {
      if (slot_.source && slot_.source->Contains(t)) {
        has_source_between_ = true;
      } else if (!scene_.IsPunctuation(t)) {
        ++words_between_;
        if (scene_.word(t).upos == Upos::kVerb) has_verb_between_ = true;
        if (words_between_ == 1) between_tag_ = fact(t).tag;
      }
    }
    crossed_ = 0;
    if (from < to) {
      const auto a =
          scene_.input.tokens[from.value() == 0 ? from : from.previous()].sentence.value();
      const auto b = scene_.input.tokens[to].sentence.value();
      crossed_ = std::min(b > a ? b - a : 0, 2U);
    }
  }

  bool Overlaps(const Proposal& other) const {
    for (const TokenRange& a : p_.parts) {
      for (const TokenRange& b : other.parts) {
        if (a.Overlaps(b)) return true;
      }
    }
    return false;
  }

  // Of the same cue: the surest other stretch over this one, and beside it.
  void FindRivals() {
    std::size_t first = number_;
    while (first > 0 && proposals_.all[first - 1].slot == p_.slot) --first;
    for (std::size_t k = first; k < proposals_.all.size() && proposals_.all[k].slot == p_.slot;
         ++k) {
      const Proposal& other = proposals_.all[k];
      if (k == number_ || other.parts.size() > 1) continue;
      if (std::find(p_.parts.begin(), p_.parts.end(), other.parts.front()) != p_.parts.end())
        continue;
      if (Overlaps(other)) {
        over_ = std::max(over_, other.least);
      } else {
        if (other.least > beside_) {
          beside_ = other.least;
          const TokenRange r = other.parts.front();
          const bool is_before = r.first < slot_.cue.first;
          beside_side_ = is_before == (main_.first < slot_.cue.first) ? 1U : 2U;
          beside_quoted_ = fact(r.first).quoted;
        }
      }
    }
  }

  // Other cues inside the content, and between it and the cue.
  void FindOtherCues() {
    const auto& slots = proposals_.slots;
    const auto from = [&](TokenIndex t) {
      return static_cast<std::size_t>(
          std::lower_bound(slots.begin(), slots.end(), t,
                           [](const Slot& s, TokenIndex at) { return s.cue.first < at; }) -
          slots.begin());
    };
    std::size_t looked = 0;
    for (const TokenRange& part : p_.parts) {
      for (std::size_t s = from(part.first);
           s < slots.size() && slots[s].cue.first < part.end && looked < 16; ++s, ++looked)
        inside_ = std::max(inside_, slots[s].sure);
    }
    const bool is_before = main_.first < slot_.cue.first;
    const TokenIndex a = is_before ? main_.end : slot_.cue.end;
    const TokenIndex b = is_before ? slot_.cue.first : main_.first;
    looked = 0;
    for (std::size_t s = from(a);
         a < b && s < slots.size() && slots[s].cue.first < b && looked < 16; ++s, ++looked)
      between_cue_ = std::max(between_cue_, slots[s].sure);
    // The nearest cue on the far side of the content.
    if (is_before) {
      const std::size_t s = from(main_.first);
      if (s > 0) {
        far_cue_ = slots[s - 1].sure;
        far_gap_ = main_.first.value() - slots[s - 1].cue.end.value();
      }
    } else {
      const std::size_t s = from(main_.end);
      if (s < slots.size()) {
        far_cue_ = slots[s].sure;
        far_gap_ = slots[s].cue.first.value() - main_.end.value();
      }
    }
  }

  void Describe() {
    const Fact& cue = fact(slot_.head);
    const Fact& head = fact(head_);
    const auto origin = static_cast<std::uint64_t>(slot_.origin);
    const std::uint64_t odds = OddsStep(p_.least);
    const std::uint64_t cue_odds = OddsStep(slot_.sure);
    const std::uint64_t source_odds = slot_.source ? OddsStep(slot_.source_sure) : 30U;
    const std::uint64_t parts = std::min<std::size_t>(p_.parts.size(), 4);
    const std::uint64_t gap = Step(gap_);
    const std::uint64_t words = Step(words_between_);
    const std::uint64_t given = p_.is_given ? 1U : 0U;
    const std::uint64_t quoted = fact(main_.first).quoted * 8U + fact(main_.end.previous()).quoted;
    const std::uint64_t over = OddsStep(over_);
    const std::uint64_t beside = OddsStep(beside_);
    const std::uint64_t inside = OddsStep(inside_);
    const std::uint64_t between_cue = OddsStep(between_cue_);
    const std::uint64_t far = far_gap_ > 40 ? 31U : OddsStep(far_cue_);
    const std::uint64_t where = (direction_ * 4 + crossed_) * 2 + (has_source_between_ ? 1U : 0U);
    Add(1, 0);
    Add(2, odds, given);
    Add(3, odds, cue_odds);
    Add(4, odds, parts, given);
    Add(5, cue_odds, origin, given);
    Add(6, source_odds, origin);
    Add(7, odds, over);
    Add(8, odds, beside, beside_side_);
    Add(9, beside, beside_side_, parts, beside_quoted_);
    Add(10, inside, odds);
    Add(11, between_cue, odds);
    Add(12, far, where);
    Add(13, far, Step(far_gap_), gap);
    Add(14, relation_, where);
    Add(15, relation_, parts);
    Add(16, relation_, cue.lemma);
    Add(17, relation_, odds / 3);
    Add(18, cue.lemma, where);
    Add(19, cue.lemma, fact(main_.first).word);
    Add(20, cue.lemma, parts, given);
    Add(21, cue.lemma, quoted);
    Add(22, cue.lemma, head.tag);
    Add(23, cue.lemma, origin);
    Add(24, cue.prior, cue.cue_class, origin);
    Add(25, cue.prior, cue.tag, head.tag);
    Add(26, cue.tag, relation_, head.tag);
    Add(27, gap, words, where);
    Add(28, words, between_tag_, where);
    Add(29, words, has_verb_between_ ? 1U : 0U, direction_, crossed_);
    Add(30, quoted, where);
    Add(31, quoted, parts, direction_);
    Add(32, cue.quoted, quoted, direction_);
    Add(33, fact(main_.first).word, before(main_.first).word);
    Add(34, before(main_.first).word, where);
    Add(35, fact(main_.end).word, before(main_.end).word);
    Add(36, fact(main_.end).word, fact(main_.end).tag, where);
    Add(37, std::min(heads_, 4U), relation_);
    Add(38, head.relation, head.tag, relation_ == 0 ? 0U : 1U);
    Add(39, fact(slot_.cue.end).word, cue.lemma);
    Add(40, before(slot_.cue.first).tag, cue.tag, direction_);
    Add(41, fact(slot_.cue.end).tag, cue.tag, direction_);
    Add(42, Step(main_.size()), parts, direction_);
    Add(43, source_odds, where);
    Add(44, slot_.source ? 1U : 0U, cue.lemma);
    Add(45, slot_.source ? (slot_.source->first < slot_.cue.first ? 1U : 2U) : 0U, where, cue.tag);
    Add(46, between_cue, relation_);
    Add(47, over, cue_odds);
    Add(48, over, beside, odds / 2);
    if (slot_.origin == SlotOrigin::kRule) {
      Add(49, odds, over);
      Add(50, cue.lemma, relation_);
      Add(51, relation_, where);
      Add(52, cue.prior, inside);
      Add(53, cue_odds, given, over);
    }
    if (p_.parts.size() > 1) {
      const TokenRange a = p_.parts[0];
      const TokenRange b = p_.parts[1];
      const std::uint64_t space = b.first.value() - std::min(a.end, b.first).value();
      const std::uint64_t inner = fact(b.first).quoted * 8U + before(a.end).quoted;
      const std::uint64_t next = scene_.input.tokens[b.first].sentence.value() -
                                 scene_.input.tokens[a.end.previous()].sentence.value();
      Add(54, direction_, Step(space), inner);
      Add(55, direction_, fact(b.first).tag, inner, std::min<std::uint64_t>(next, 2));
      Add(56, direction_, fact(b.first).word);
      Add(57, direction_, before(b.first).word, before(a.end).tag);
      Add(58, direction_, quoted, inner, std::min<std::uint64_t>(next, 2));
      Add(59, direction_, cue.lemma, std::min<std::uint64_t>(next, 2));
      Add(60, direction_, Step(a.size()), Step(b.size()));
      Add(61, direction_, odds, over);
    }
  }

  const Scene& scene_;
  const Facts& facts_;
  const Proposals& proposals_;
  std::size_t number_;
  const Proposal& p_;
  const Slot& slot_;
  FeatureList& out_;
  TokenRange main_;
  TokenIndex head_;
  std::uint32_t heads_ = 0;
  std::uint32_t gap_ = 0;
  std::uint64_t direction_ = 0;
  bool has_before_ = false;
  bool has_behind_ = false;
  std::uint64_t relation_ = 0;
  bool has_source_between_ = false;
  bool has_verb_between_ = false;
  std::uint32_t words_between_ = 0;
  std::uint64_t between_tag_ = 0;
  std::uint32_t crossed_ = 0;
  float over_ = 0;
  float beside_ = 0;
  std::uint64_t beside_side_ = 0;
  std::uint64_t beside_quoted_ = 0;
  float inside_ = 0;
  float between_cue_ = 0;
  float far_cue_ = 0;
  std::uint32_t far_gap_ = 99;
};

}  // namespace

void ProposalFeatures(const Scene& scene, const Facts& facts, const Proposals& proposals,
                      std::size_t number, FeatureList& out) {
  out.clear();
  ProposalView(scene, facts, proposals, number, out).Run();
}

}  // namespace dateline::attribution
