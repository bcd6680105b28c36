#include "places/evidence.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace dateline::places {
namespace {

// Values as judge.cc names them, in the same order.
enum Kind : std::uint8_t { kKindName, kKindUnknown, kKindFacility };
enum Extent : std::uint8_t { kExtentNone, kExtentExact, kExtentInside, kExtentAcross };
enum Lead : std::uint8_t {
  kLeadStart,
  kLeadFirm,
  kLeadWeak,
  kLeadOf,
  kLeadThe,
  kLeadTitle,
  kLeadCapital,
  kLeadTown,
  kLeadComma,
  kLeadJoint,
  kLeadNumber,
  kLeadVerb,
  kLeadPlaceVerb,
  kLeadNoun,
  kLeadMark,
  kLeadOther,
};
enum Next : std::uint8_t {
  kNextEnd,
  kNextPossessive,
  kNextDivision,
  kNextComma,
  kNextNumber,
  kNextCapital,
  kNextSays,
  kNextVerb,
  kNextNoun,
  kNextMark,
  kNextOther,
};
enum Shape : std::uint8_t { kShapeOne, kShapeSeveral, kShapeCapitals, kShapeShortCapitals };
enum Best : std::uint8_t { kBestTown1k = 6, kBestTown5k = 7, kBestTown1m = 10 };
enum Abroad : std::uint8_t { kAbroadNone, kAbroadEnglish, kAbroadSome, kAbroadOne };
enum Tag : std::uint8_t { kTagProper, kTagNoun, kTagAdjective, kTagVerb, kTagOther };

// 1 + the EntityType, 0 for none.
std::uint8_t MentionValue(const Mention* mention) {
  return mention == nullptr ? std::uint8_t{0}
                            : static_cast<std::uint8_t>(1 + static_cast<int>(mention->type));
}

class Gatherer {
 public:
  Gatherer(const Surroundings& around, const Gazetteer& gazetteer,
           const std::vector<Toponym>& candidates)
      : around_(around),
        stream_(around.stream()),
        in_(around.input()),
        gazetteer_(gazetteer),
        candidates_(candidates) {}

  std::vector<PlaceEvidence> Run() {
    ReadDocument();
    std::vector<PlaceEvidence> all;
    all.reserve(candidates_.size());
    for (std::size_t i = 0; i < candidates_.size(); ++i) all.push_back(Of(i));
    return all;
  }

 private:
  struct WordUse {
    bool in_person = false, in_body = false, in_small_letters = false;
    bool is_person = false;  // one name alone, where people stand
  };

  std::uint64_t FirstWord(const Toponym& t) const {
    return stream_[stream_.begin_of(t.first)].hash;
  }
  bool HasWord(const Toponym& t) const {
    return stream_.begin_of(t.first) < stream_.begin_of(t.first.next());
  }

  // What the document does with the words of the candidates elsewhere.
  void ReadDocument() {
    for (const Toponym& t : candidates_) {
      if (HasWord(t)) uses_.emplace(FirstWord(t), WordUse());
      if (!t.matches.empty() && IsFirm(t)) ++firm_[t.key];
    }
    for (TokenIndex t; t < in_.tokens.end_index(); t = t.next()) {
      if (stream_.is_capitalised(t)) continue;
      const auto use = uses_.find(stream_.word_of(t));
      if (use != uses_.end()) use->second.in_small_letters = true;
    }
    for (const Mention& mention : in_.mentions) {
      if (around_.MentionAt(mention.first) != &mention) continue;
      if (mention.end.value() < mention.first.value() + 2) {
        if (mention.type == EntityType::kPerson && !around_.IsLedFirmly(mention.first)) {
          const auto use = uses_.find(stream_.word_of(mention.first));
          if (use != uses_.end()) use->second.is_person = true;
        }
        continue;
      }
      const bool is_person = mention.type == EntityType::kPerson;
      if ((!is_person && mention.type != EntityType::kOrganisation) || IsCandidate(mention))
        continue;
      for (TokenIndex t = mention.first; t < mention.end; t = t.next()) {
        const auto use = uses_.find(stream_.word_of(t));
        if (use != uses_.end()) (is_person ? use->second.in_person : use->second.in_body) = true;
      }
    }
  }

  // "Velykyi Burluk" as a whole is the name of a place, whatever else it was taken for: its words
  // say nothing of one another. The candidates are in text order.
  bool IsCandidate(const Mention& mention) const {
    auto t = std::lower_bound(candidates_.begin(), candidates_.end(), mention.first,
                              [](const Toponym& c, TokenIndex first) { return c.first < first; });
    for (; t != candidates_.end() && t->first == mention.first; ++t) {
      if (t->end == mention.end && !t->matches.empty()) return true;
    }
    return false;
  }

  bool IsExact(const Toponym& t, const Mention& mention) const {
    return mention.first >= t.wide_first && mention.first <= t.first && mention.end >= t.end &&
           mention.end <= t.wide_end;
  }
  bool IsFirm(const Toponym& t) const {
    const Mention* mention = around_.MentionAt(t.first);
    if (mention != nullptr && IsPlaceType(mention->type) && IsExact(t, *mention)) return true;
    return LeadOf(t) == kLeadFirm || t.want != Want::kNothing;
  }

  Lead LeadOf(const Toponym& t) const {
    if (around_.IsFirst(t.wide_first)) return kLeadStart;
    TokenIndex before = t.wide_first.previous();
    const auto lead = around_.LeadOf(before);
    if (lead == Surroundings::Lead::kFirm) return kLeadFirm;
    if (lead == Surroundings::Lead::kWeak) return kLeadWeak;
    if (around_.IsOf(before)) return kLeadOf;
    if (around_.IsThe(before)) {
      if (!around_.IsFirst(before)) {
        const auto outer = around_.LeadOf(before.previous());
        if (outer == Surroundings::Lead::kFirm) return kLeadFirm;
      }
      return kLeadThe;
    }
    if (around_.Facts(before).is(WordSet::kPersonTitle)) return kLeadTitle;
    const std::string_view surface = around_.surface(before);
    if (surface == ",") return kLeadComma;
    if (surface[0] >= '0' && surface[0] <= '9') return kLeadNumber;
    if (around_.IsEmpty(before) || stream_.is_barrier(before)) return kLeadMark;
    if (around_.Facts(before).is(WordSet::kJoint)) return kLeadJoint;
    if (stream_.is_capitalised(before)) return kLeadCapital;
    if (around_.Facts(before).is(WordSet::kPlaceVerb)) return kLeadPlaceVerb;
    if (in_.words.empty()) return kLeadOther;
    const Upos upos = in_.words[before].upos;
    if (upos == Upos::kVerb || upos == Upos::kAux) return kLeadVerb;
    if (upos == Upos::kNoun || upos == Upos::kAdj) return kLeadNoun;
    return kLeadOther;
  }

  Next NextOf(const Toponym& t) const {
    const TokenIndex end = around_.SentenceEnd(t.first);
    const TokenIndex at = std::max(t.end, t.wide_end);
    if (at >= end) return kNextEnd;
    if (around_.IsPossessive(at)) return kNextPossessive;
    const std::string_view surface = around_.surface(at);
    if (surface[0] >= '0' && surface[0] <= '9') return kNextNumber;
    if (surface == ",") return kNextComma;
    if (around_.IsEmpty(at) || stream_.is_barrier(at)) return kNextMark;
    if (stream_.is_capitalised(at)) return kNextCapital;
    if (around_.Facts(at).is(WordSet::kSays)) return kNextSays;
    if (in_.words.empty()) return kNextOther;
    const Upos upos = in_.words[at].upos;
    if (upos == Upos::kVerb || upos == Upos::kAux) return kNextVerb;
    if (upos == Upos::kNoun) return kNextNoun;
    return kNextOther;
  }

  // "Ganta, Nimba County": is candidate `outer` written behind `inner` and may it hold it?
  bool Follows(const Toponym& inner, const Toponym& outer) const {
    if (outer.matches.empty() || outer.first != inner.wide_end.next() ||
        in_.tokens[outer.first].sentence != in_.tokens[inner.first].sentence ||
        around_.surface(inner.wide_end) != ",")
      return false;
    const Origin origin = gazetteer_.record(outer.matches.front().record).origin;
    return origin == Origin::kCountry || origin == Origin::kGeoNamesAdmin1;
  }

  // 0 no places; 1 some where English is the first language, and people have names like those;
  // 2 elsewhere; 3 all in one country elsewhere.
  std::size_t AbroadOf(const Toponym& t) const {
    static constexpr std::array<std::array<char, 2>, 6> kEnglish = {
        {{'U', 'S'}, {'G', 'B'}, {'C', 'A'}, {'A', 'U'}, {'N', 'Z'}, {'I', 'E'}}};
    if (t.matches.empty()) return 0;
    const auto country = gazetteer_.record(t.matches.front().record).country;
    bool is_one = true;
    for (const NameMatch& match : t.matches) {
      const auto& other = gazetteer_.record(match.record).country;
      if (std::find(kEnglish.begin(), kEnglish.end(), other) != kEnglish.end()) return 1;
      is_one = is_one && other == country;
    }
    return is_one ? 3 : 2;
  }

  // 0 not; 1 a candidate stands next to it in a list; 2 one that the words show to be a place.
  std::size_t JoinedOf(std::size_t i) const {
    std::size_t joined = 0;
    const auto look = [&](std::size_t a, std::size_t b, const Toponym& other) {
      const Toponym& left = candidates_[a];
      const Toponym& right = candidates_[b];
      if (right.wide_first != left.wide_end.next() ||
          in_.tokens[left.first].sentence != in_.tokens[right.first].sentence)
        return;
      const bool is_list =
          around_.Facts(left.wide_end).is(WordSet::kJoint) || around_.surface(left.wide_end) == ",";
      if (is_list) joined = std::max<std::size_t>(joined, IsFirm(other) ? 2 : 1);
    };
    if (i > 0) look(i - 1, i, candidates_[i - 1]);
    if (i + 1 < candidates_.size()) look(i, i + 1, candidates_[i + 1]);
    return joined;
  }

  Shape ShapeOf(const Toponym& t) const {
    if (t.end.value() > t.first.value() + 1) return kShapeSeveral;
    if (!stream_.is_all_capitals(t.first)) return kShapeOne;
    return around_.surface(t.first).size() <= 4 ? kShapeShortCapitals : kShapeCapitals;
  }

  // 0 none; 1 country, 2 first-order, 3 second-order, 4 region or water; settlements by size from 5
  // on, and again from 11 on where the name is only another name.
  std::uint8_t BestOf(const Toponym& t) const {
    std::uint8_t best = 0;
    std::uint32_t own = 0, other = 0;
    bool has_own = false, has_other = false;
    for (const NameMatch& match : t.matches) {
      const PlaceRecord& r = gazetteer_.record(match.record);
      const auto better = [&](std::uint8_t value) {
        if (best == 0 || value < best) best = value;
      };
      const bool is_alternate = match.kind == NameKind::kAlternate;
      if (r.origin == Origin::kCountry) better(1);
      if (r.origin == Origin::kGeoNamesAdmin1) better(2);
      if (r.origin == Origin::kRegion) better(4);
      if (r.origin == Origin::kGeoNamesAdmin2) {
        if (!is_alternate) better(3);
        continue;
      }
      (is_alternate ? has_other : has_own) = true;
      std::uint32_t& most = is_alternate ? other : own;
      most = std::max(most, r.population);
    }
    if (best != 0 && best != 3) return best;
    const auto size = [](std::uint32_t population) {
      std::uint8_t bucket = 0;
      for (const std::uint32_t limit : {1000u, 5000u, 20000u, 100000u, 1000000u})
        bucket = static_cast<std::uint8_t>(bucket + (population >= limit ? 1 : 0));
      return bucket;
    };
    if (has_own) return static_cast<std::uint8_t>(5 + size(own));
    if (best == 3) return best;
    return has_other ? static_cast<std::uint8_t>(11 + size(other)) : std::uint8_t{0};
  }

  Tag TagOf(const Toponym& t) const {
    if (in_.words.empty()) return kTagProper;
    switch (in_.words[t.end.previous()].upos) {
      case Upos::kPropn:
        return kTagProper;
      case Upos::kNoun:
        return kTagNoun;
      case Upos::kAdj:
        return kTagAdjective;
      case Upos::kVerb:
      case Upos::kAux:
        return kTagVerb;
      default:
        return kTagOther;
    }
  }

  // "Between X and Y": what stands beside a place there is one.
  bool IsBetween(const Toponym& left, const Toponym& right) const {
    if (right.wide_first != left.wide_end.next() || around_.IsFirst(left.wide_first) ||
        in_.tokens[left.first].sentence != in_.tokens[right.first].sentence ||
        !around_.Facts(left.wide_end).is(WordSet::kJoint)) {
      return false;
    }
    const Mention* mention = around_.MentionAt(right.first);
    const bool is_other = mention != nullptr && (mention->type == EntityType::kPerson ||
                                                 mention->type == EntityType::kOrganisation);
    const Mention* first = around_.MentionAt(left.first);
    const bool is_place = first != nullptr && IsPlaceType(first->type) && !left.matches.empty();
    return is_place && !is_other && around_.IsBetween(left.wide_first.previous());
  }

  bool IsMisread(const Toponym& t) const {
    if (t.first.next() != t.end || !HasWord(t) || !around_.IsLedFirmly(t.first)) return false;
    const WordUse& use = uses_.at(FirstWord(t));
    const WordFacts& facts = around_.Facts(t.first);
    const Mention* mention = around_.MentionAt(t.first);
    const bool is_person = mention != nullptr && mention->type == EntityType::kPerson &&
                           mention->first == t.first && mention->end == t.end;
    return (is_person || mention == nullptr) && around_.IsNameLike(t.first) && !use.is_person &&
           !use.in_person && !use.in_body && !use.in_small_letters &&
           !facts.is(WordSet::kFamilyName) && !facts.is(WordSet::kGivenName) &&
           !facts.is(WordSet::kCalendar);
  }

  PlaceEvidence Of(std::size_t i) const {
    const Toponym& t = candidates_[i];
    PlaceEvidence evidence;
    const auto set = [&](EvidenceGroup group, std::size_t value) {
      evidence.value[static_cast<std::size_t>(group)] = static_cast<std::uint8_t>(value);
    };
    set(EvidenceGroup::kKind, t.kind == ToponymKind::kFacility  ? kKindFacility
                              : t.kind == ToponymKind::kUnknown ? kKindUnknown
                                                                : kKindName);
    const Mention* mention = around_.MentionAt(t.first);
    set(EvidenceGroup::kMention, MentionValue(mention));
    set(EvidenceGroup::kExtent, mention == nullptr     ? kExtentNone
                                : IsExact(t, *mention) ? kExtentExact
                                : mention->first <= t.first && mention->end >= t.end
                                    ? kExtentInside
                                    : kExtentAcross);
    Lead lead = LeadOf(t);
    if (lead == kLeadComma && i > 0 && candidates_[i - 1].wide_end.next() == t.wide_first)
      lead = kLeadTown;
    set(EvidenceGroup::kLead, lead);
    Next next = NextOf(t);
    if (next == kNextComma && i + 1 < candidates_.size() && Follows(t, candidates_[i + 1]))
      next = kNextDivision;
    set(EvidenceGroup::kNext, next);
    set(EvidenceGroup::kWant, static_cast<std::size_t>(t.want));
    set(EvidenceGroup::kShape, ShapeOf(t));
    set(EvidenceGroup::kBest, BestOf(t));
    const std::size_t matches = t.matches.size();
    set(EvidenceGroup::kChoice, matches == 0   ? 0
                                : matches == 1 ? 1
                                : matches < 4  ? 2
                                : matches < 10 ? 3
                                               : 4);
    set(EvidenceGroup::kTag, TagOf(t));
    if (HasWord(t)) {
      const WordUse& use = uses_.at(FirstWord(t));
      set(EvidenceGroup::kSurname, use.in_person ? 1 : 0);
      set(EvidenceGroup::kBody, use.in_body ? 1 : 0);
      set(EvidenceGroup::kLower, use.in_small_letters ? 1 : 0);
    }
    const auto firm = firm_.find(t.key);
    if (firm != firm_.end()) {
      const int others = firm->second - (IsFirm(t) ? 1 : 0);
      set(EvidenceGroup::kElsewhere, others <= 0 ? 0 : others == 1 ? 1 : 2);
    }
    set(EvidenceGroup::kCalendar, around_.Facts(t.first).is(WordSet::kCalendar) ? 1 : 0);
    set(EvidenceGroup::kPerson, around_.Facts(t.first).is(WordSet::kFamilyName)  ? 1
                                : around_.Facts(t.first).is(WordSet::kGivenName) ? 2
                                                                                 : 0);
    set(EvidenceGroup::kAbroad, AbroadOf(t));
    set(EvidenceGroup::kJoined, JoinedOf(i));
    evidence.is_misread = IsMisread(t);
    evidence.is_between = i > 0 && IsBetween(candidates_[i - 1], t);
    const bool is_unknown = t.kind == ToponymKind::kUnknown && t.want == Want::kNothing;
    evidence.is_nothing_else =
        is_unknown && (mention == nullptr || mention->type == EntityType::kPerson);
    return evidence;
  }

  const Surroundings& around_;
  const WordStream& stream_;
  const text::LanguageView& in_;
  const Gazetteer& gazetteer_;
  const std::vector<Toponym>& candidates_;
  std::unordered_map<std::uint64_t, WordUse> uses_;
  std::unordered_map<KeyHash, int> firm_;
};

}  // namespace

bool IsUnmistakable(const PlaceEvidence& evidence) {
  using enum EvidenceGroup;
  // A village that no list has: "near X", "the village of X", "Sloviansk, Husarivka and X".
  const bool is_place = evidence.of(kMention) == 1 + static_cast<int>(EntityType::kGeopolitical) ||
                        evidence.of(kMention) == 1 + static_cast<int>(EntityType::kLocation);
  if (evidence.is_between) return true;
  if (evidence.is_misread && (evidence.of(kKind) == kKindUnknown ||
                              (evidence.of(kAbroad) == kAbroadOne && evidence.of(kBest) != 0)))
    return true;
  if (evidence.of(kKind) == kKindUnknown)
    return is_place && evidence.of(kExtent) == kExtentExact &&
           (evidence.of(kJoined) == 2 || evidence.of(kLead) == kLeadFirm ||
            evidence.of(kLead) == kLeadPlaceVerb) &&
           evidence.of(kSurname) == 0 && evidence.of(kPerson) == 0 && evidence.of(kLower) == 0;
  const std::uint8_t best = evidence.of(kBest);
  const std::uint8_t extent = evidence.of(kExtent);
  const std::uint8_t lead = evidence.of(kLead);
  // A village has to stand where places stand: "in X", "to X", "reached X".
  const bool is_led = lead == kLeadFirm || lead == kLeadWeak || lead == kLeadPlaceVerb;
  return evidence.of(kAbroad) == kAbroadOne && best >= (is_led ? kBestTown1k : kBestTown5k) &&
         best <= kBestTown1m && (extent == kExtentNone || extent == kExtentExact) &&
         (evidence.of(kTag) <= kTagNoun || lead != kLeadStart) && evidence.of(kSurname) == 0 &&
         evidence.of(kBody) == 0 && evidence.of(kPerson) == 0 && evidence.of(kLower) == 0 &&
         lead != kLeadTitle && lead != kLeadCapital && evidence.of(kNext) != kNextCapital;
}

std::vector<PlaceEvidence> GatherEvidence(const Surroundings& around, const Gazetteer& gazetteer,
                                          const std::vector<Toponym>& candidates) {
  return Gatherer(around, gazetteer, candidates).Run();
}

}  // namespace dateline::places
