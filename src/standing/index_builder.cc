// In order: documents with their carriers; each claim as facts, with the events and states that it
// may belong to. index_finish.cc does the rest.
#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "standing/index_builder_impl.h"
#include "unicode/fold.h"

namespace dateline::standing {
namespace {

std::uint64_t NumberOfId(const std::string& id) {
  std::uint64_t number = 0;
  if (id.size() > 2) std::from_chars(id.data() + 2, id.data() + id.size(), number, 16);
  return number;
}

Realis RealisOf(const std::string& name) {
  if (name == "asserted") return Realis::kAsserted;
  return name == "denied" ? Realis::kDenied : Realis::kOther;
}

// The first and last day of the claim, no later than its report where it is open or coarse: what
// has no end yet holds until it was said.
void SetDays(const record::ClaimRecord& claim, Facts& facts) {
  const auto& happened = claim.happened;
  if (happened && (happened->begin || happened->end)) {
    facts.begin = NumberOf(happened->begin ? *happened->begin : happened->end->Plus(-1));
    const DayNumber last = happened->end ? NumberOf(happened->end->Plus(-1)) : kForever;
    facts.last = std::max(facts.begin, last == kForever ? facts.begin : last);
    if (facts.said != kNoDay) {
      const DayNumber said = std::max(facts.begin, facts.said);
      facts.last = last == kForever ? said : std::min(facts.last, said);
    }
    facts.is_dated_by_publication = claim.happened_basis == "published";
    return;
  }
  facts.begin = facts.last = facts.said;
  facts.is_dated_by_publication = true;
}

// What a count counts, so that two counts of it can be compared: "killed", "injured children".
std::string CountedBy(const record::ClaimRecord& claim, const Words& words) {
  if (claim.type != "casualty" || !claim.quantity) return "";
  std::string harm = words.HarmIn(claim.trigger_words);
  if (harm.empty()) harm = words.HarmIn(claim.quantity->unit);
  const std::string_view victim = claim.RoleName("victim");
  if (harm.empty() || words.IsEveryone(victim)) return harm;
  return harm + " " + unicode::FoldName(victim);
}

// A place that an event can be joined by: no area of a country.
bool IsPlaceOfEvents(const record::PlaceRecord& place) { return place.precision != "country"; }

std::vector<const record::PlaceRecord*> EventPlaces(const record::ClaimRecord& claim,
                                                    bool is_at_origin) {
  std::vector<const record::PlaceRecord*> here, from;
  for (const record::PlaceRecord& place : claim.places) {
    if (!IsPlaceOfEvents(place) || place.relation == "between" || place.relation == "toward")
      continue;
    (place.relation == "from" ? from : here).push_back(&place);
  }
  // An advance toward a place is near it; fire from a place is not in it.
  if (is_at_origin && !from.empty()) return from;
  if (here.empty()) {
    for (const record::PlaceRecord& place : claim.places) {
      if (IsPlaceOfEvents(place) && place.relation == "toward") here.push_back(&place);
    }
  }
  return here;
}

std::string LastWordOf(std::string_view text) {
  const std::string folded = unicode::FoldName(text);
  const std::size_t space = folded.rfind(' ');
  return space == std::string::npos ? folded : folded.substr(space + 1);
}

}  // namespace

IndexBuilder::IndexBuilder(const Policy& policy) : impl_(std::make_unique<Impl>(policy)) {}
IndexBuilder::~IndexBuilder() = default;

void IndexBuilder::AddDocument(DocumentInput document) {
  Index& index = impl_->index;
  const auto number = static_cast<std::uint32_t>(index.documents_.size());
  DocumentFacts facts;
  facts.id = document.id;
  facts.publisher = index.names_.NumberOf(document.publisher);
  const std::string credit = impl_->policy().voices.CreditOf(document.text);
  facts.credit = index.names_.NumberOf(credit);
  const std::string carrier = unicode::FoldName(credit.empty() ? document.publisher : credit);
  facts.carrier = index.names_.NumberOf(carrier);
  if (document.published) facts.published = NumberOf(*document.published);
  for (const std::string& outlet : {carrier, unicode::FoldName(document.publisher)}) {
    if (!outlet.empty()) impl_->outlets.insert(outlet);
  }
  impl_->document_of.emplace(document.id, number);
  index.documents_.push_back(std::move(facts));
  impl_->texts.push_back(std::move(document.text));
  impl_->previous.push_back(std::move(document.previous_version));
  impl_->document_known.push_back(kForever);
}

std::uint32_t IndexBuilder::Impl::DocumentOf(std::string_view id) {
  const auto found = document_of.find(id);
  if (found != document_of.end()) return found->second;
  const auto number = static_cast<std::uint32_t>(index.documents_.size());
  index.documents_.push_back({std::string(id), 0, 0, 0, kNoDay});
  document_of.emplace(std::string(id), number);
  texts.emplace_back();
  previous.emplace_back();
  document_known.push_back(kForever);
  return number;
}

void IndexBuilder::Impl::SetVoice(const record::ClaimRecord& claim, Facts& facts) {
  const DocumentFacts& document = index.documents_[facts.document];
  const Voice voice = policy().voices.Of(claim, index.name(document.carrier), outlets);
  facts.voice_kind = voice.kind;
  facts.voice = index.names_.NumberOf(voice.key);
  constexpr std::string_view kOutletKey = "outlet:";
  if (voice.kind == Voice::Kind::kNarrator || voice.kind == Voice::Kind::kOutlet) {
    index.voice_of_outlet_[index.names_.NumberOf(voice.key.substr(kOutletKey.size()))] =
        facts.voice;
  }
  facts.speaker =
      claim.source_name.empty() ? document.publisher : index.names_.NumberOf(claim.source_name);
  facts.side = index.names_.NumberOf(claim.source_side);
  facts.kind = index.names_.NumberOf(claim.source_kind);
  facts.source = policy().sources.Of(claim.source_kind);
}

void IndexBuilder::Impl::SetSlots(const record::ClaimRecord& claim, Facts& facts) {
  Names& names = index.names_;
  facts.type = names.NumberOf(claim.type);
  facts.realis = RealisOf(claim.realis);
  facts.agent_side = names.NumberOf(claim.RoleSide("agent"));
  std::string_view holder = claim.RoleSide("holder_after");
  if (holder.empty()) holder = claim.RoleName("holder_after");
  facts.holder = names.NumberOf(holder);
  facts.interest = policy().interests.Of(claim, policy().parties);
  facts.has_evidence = !claim.evidence.empty();
  SetCheckers(claim, facts);
  const std::string counted = CountedBy(claim, policy().words);
  if (counted.empty()) return;
  facts.count_of = names.NumberOf(counted);
  constexpr float kMost = std::numeric_limits<float>::max();
  facts.count_min = static_cast<float>(claim.quantity->min.value_or(0));
  facts.count_max = claim.quantity->max ? static_cast<float>(*claim.quantity->max) : kMost;
}

// Who placed or checked the images. That something could not be checked is a mark and no more.
void IndexBuilder::Impl::SetCheckers(const record::ClaimRecord& claim, Facts& facts) {
  facts.first_checker = static_cast<std::uint32_t>(index.checkers_.size());
  const auto add = [&](const std::string& by, const std::string& side) {
    if (by.empty()) return;
    index.checkers_.push_back({index.names_.NumberOf(by), index.names_.NumberOf(side)});
    ++facts.checker_count;
  };
  bool has_images = false;
  for (const record::EvidenceRecord& evidence : claim.evidence) {
    add(evidence.geolocated_by, "");
    add(evidence.verified_by, "");
    has_images |=
        evidence.kind == "video" || evidence.kind == "photo" || evidence.kind == "satellite";
  }
  for (const record::CheckRecord& check : claim.checks) {
    if (check.kind == "unverified") facts.is_unverified = true;
    if (check.kind == "located" || (check.kind == "verified" && has_images))
      add(check.by, check.by_side);
  }
}

std::uint32_t IndexBuilder::Impl::PlaceNumber(const record::PlaceRecord& place) {
  const auto [found, is_new] =
      index.place_of_.try_emplace(place.key, static_cast<std::uint32_t>(index.places_.size()));
  if (is_new) {
    index.places_.push_back(
        {place.key, place.name, place.admin1, place.country, place.precision, 0, 0});
    return found->second;
  }
  // One name of several, whichever claim came first.
  PlaceFacts& known = index.places_[found->second];
  if (std::tie(place.name, place.precision) < std::tie(known.name, known.precision)) {
    known.name = place.name;
    known.precision = place.precision;
    known.admin1 = place.admin1;
    known.country = place.country;
  }
  return found->second;
}

void IndexBuilder::Impl::AddStates(const record::ClaimRecord& claim, ClaimRow row) {
  const auto& dimensions = policy().effects.dimensions();
  for (const Effect& effect : EffectsOf(policy().effects, claim, policy().words)) {
    const auto dimension = static_cast<std::uint32_t>(
        std::find(dimensions.begin(), dimensions.end(), effect.rule->dimension) -
        dimensions.begin());
    std::set<std::string_view>
        seen;  // a claim may name one place twice, as "between" or from and to
    for (const record::PlaceRecord& place : claim.places) {
      if (!CountsFor(*effect.rule, place) || !seen.insert(place.key).second) continue;
      states.push_back({PlaceNumber(place),
                        dimension,
                        index.names_.NumberOf(effect.about),
                        {row, index.names_.NumberOf(effect.state), effect.rule->kind}});
    }
  }
}

void IndexBuilder::Impl::AddEvents(const record::ClaimRecord& claim, const Happening& happening,
                                   ClaimRow row) {
  if (happening.name.empty()) return;
  std::vector<std::string> abouts = {""};
  if (happening.split == Happening::Split::kService) abouts = ServicesOf(claim, policy().words);
  if (happening.split == Happening::Split::kAsset) abouts = {LastWordOf(AssetOf(claim))};
  std::set<std::uint32_t> places;
  for (const record::PlaceRecord* place : EventPlaces(claim, happening.is_at_origin))
    places.insert(PlaceNumber(*place));
  if (places.empty()) places.insert(kNone);
  for (const std::string& about : abouts) {
    for (const std::uint32_t place : places) {
      events.push_back({index.names_.NumberOf(happening.name), place, index.names_.NumberOf(about),
                        row, happening.window_days, happening.split, row});
    }
  }
}

// "This could not be verified" and "the video is old" speak of the sentence before them.
void IndexBuilder::Impl::NoteWords(const record::ClaimRecord& claim, ClaimRow row) {
  const std::uint32_t document = index.claims_[row].document;
  if (document != last_document) last_sentence.clear();
  last_document = document;
  const std::size_t sentence = claim.sentence.begin().value();
  if (claim.type == "verify.cannot" || claim.type == "verify.dispute") {
    const bool is_of_a_side = !claim.source_side.empty();
    for (const Details& target : last_sentence) {
      Facts& facts = index.claims_[target.row];
      if (claim.type == "verify.cannot") facts.is_unverified = true;
      if (claim.type == "verify.dispute" && claim.realis == "asserted" && facts.has_evidence &&
          !is_of_a_side) {
        facts.debunked_from = index.claims_[row].known_from;
      }
    }
    return;
  }
  if (claim.type.starts_with("verify.")) return;
  if (!last_sentence.empty() && last_sentence.back().sentence_begin != sentence)
    last_sentence.clear();
  last_sentence.push_back({sentence, row});
}

ClaimRow IndexBuilder::AddClaim(const ClaimInput& input) {
  const record::ClaimRecord& claim = *input.claim;
  const auto row = static_cast<ClaimRow>(impl_->index.claims_.size());
  Facts facts;
  facts.id = NumberOfId(claim.id);
  facts.document = impl_->DocumentOf(input.document);
  facts.said = impl_->index.documents_[facts.document].published;
  facts.known_from = input.known_from;
  facts.known_until = input.known_until;
  facts.is_withdrawn = input.is_withdrawn;
  DayNumber& known = impl_->document_known[facts.document];
  known = std::min(known, input.known_from);
  SetDays(claim, facts);
  impl_->SetVoice(claim, facts);
  impl_->SetSlots(claim, facts);
  const Happening happening = impl_->policy().happenings.Of(claim.type);
  facts.aspect = happening.aspect;
  facts.is_unlocated = claim.places.empty();
  impl_->index.last_said_ = std::max(impl_->index.last_said_, facts.said);
  impl_->index.claims_.push_back(facts);
  impl_->AddStates(claim, row);
  impl_->AddEvents(claim, happening, row);
  impl_->NoteWords(claim, row);
  if (!happening.name.empty()) impl_->ties.Add(row, facts, claim, impl_->texts[facts.document]);
  return row;
}

void IndexBuilder::Link(std::string_view claim, std::string_view other, DayNumber day,
                        bool is_split) {
  impl_->links.push_back(
      {NumberOfId(std::string(claim)), NumberOfId(std::string(other)), day, is_split});
}

}  // namespace dateline::standing
