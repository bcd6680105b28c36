// In order: documents with their carriers; each claim as facts, with the events and states that it
// may belong to; at the end copies of documents, ties of claims, and everything sorted so that what
// belongs together lies together.
#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "standing/copies.h"
#include "standing/index.h"
#include "standing/tie_finder.h"
#include "standing/word_hashes.h"
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

struct IndexBuilder::Impl {
  using GroupKey = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;
  struct State {
    std::uint32_t place, dimension, about;
    StateClaim claim;
  };
  struct Event {
    std::uint32_t happening, place, about;
    ClaimRow claim;
    int window_days;
    Happening::Split split;
    ClaimRow joined_to;  // the claim whose report it is joined by where there is no place
    bool is_linked = false;
  };
  struct NamedLink {
    std::uint64_t claim, other;
    DayNumber day;
    bool is_split;
  };
  struct Details {  // what is needed to note a claim as the target of a word about it
    std::size_t sentence_begin = 0;
    ClaimRow row = 0;
  };

  explicit Impl(const Policy& policy) { index.policy_ = &policy; }

  const Policy& policy() const { return *index.policy_; }
  std::uint32_t DocumentOf(std::string_view id);
  void SetVoice(const record::ClaimRecord& claim, Facts& facts);
  void SetSlots(const record::ClaimRecord& claim, Facts& facts);
  std::uint32_t PlaceNumber(const record::PlaceRecord& place);
  void AddStates(const record::ClaimRecord& claim, ClaimRow row);
  void AddEvents(const record::ClaimRecord& claim, const Happening& happening, ClaimRow row);
  void NoteWords(const record::ClaimRecord& claim, ClaimRow row);
  void FindCopies();
  void AddLinks();
  void DropDoubles();
  void SortStates();
  std::uint32_t HashOfGroup(const Event& event) const;
  void SortEvents();
  std::vector<std::uint32_t> PlacesInOrder() const;

  Index index;
  std::vector<std::string> texts, previous;
  std::vector<DayNumber> document_known;
  std::map<std::string, std::uint32_t, std::less<>> document_of;
  std::set<std::string, std::less<>> outlets;
  std::vector<State> states;
  std::vector<Event> events;
  std::vector<NamedLink> links;
  TieFinder ties;
  // The claims of the sentence before a word about claims, in the document in hand.
  std::vector<Details> last_sentence;
  std::uint32_t last_document = kNone;
};

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
  for (const record::EvidenceRecord& evidence : claim.evidence) {
    const std::string& by =
        evidence.geolocated_by.empty() ? evidence.verified_by : evidence.geolocated_by;
    if (!by.empty()) facts.located_by = names.NumberOf(by);
  }
  const std::string counted = CountedBy(claim, policy().words);
  if (counted.empty()) return;
  facts.count_of = names.NumberOf(counted);
  constexpr float kMost = std::numeric_limits<float>::max();
  facts.count_min = static_cast<float>(claim.quantity->min.value_or(0));
  facts.count_max = claim.quantity->max ? static_cast<float>(*claim.quantity->max) : kMost;
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

// A claim that is merged with another one is also in that one's groups.
void IndexBuilder::Impl::AddLinks() {
  if (links.empty()) return;
  std::map<std::uint64_t, std::vector<ClaimRow>> rows;
  for (const NamedLink& link : links) {
    rows[link.claim];
    rows[link.other];
  }
  for (ClaimRow row = 0; row < index.claims_.size(); ++row) {
    if (const auto found = rows.find(index.claims_[row].id); found != rows.end())
      found->second.push_back(row);
  }
  std::set<std::pair<ClaimRow, ClaimRow>> merged;
  for (const NamedLink& link : links) {
    for (const ClaimRow claim : rows[link.claim]) {
      for (const ClaimRow other : rows[link.other]) {
        index.links_.push_back({claim, other, link.day, link.is_split});
        if (!link.is_split) merged.insert({other, claim});
      }
    }
  }
  std::stable_sort(index.links_.begin(), index.links_.end(),
                   [](const EventLink& a, const EventLink& b) { return a.claim < b.claim; });
  const std::size_t own = events.size();
  for (std::size_t i = 0; i < own; ++i) {
    const ClaimRow other = events[i].claim;
    for (auto at = merged.lower_bound({other, 0}); at != merged.end() && at->first == other; ++at) {
      Event linked = events[i];
      linked.claim = at->second;
      linked.joined_to = other;
      linked.is_linked = true;
      events.push_back(linked);
    }
  }
  DropDoubles();
}

// A claim that is in the group of the other one already is there once, by itself.
void IndexBuilder::Impl::DropDoubles() {
  const auto key = [](const Event& event) {
    return std::tuple(event.happening, event.place, event.about, event.claim);
  };
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, ClaimRow>> seen;
  for (const Event& event : events) {
    if (!event.is_linked && event.place != kNone) seen.insert(key(event));
  }
  std::erase_if(events, [&](const Event& event) {
    return event.is_linked && event.place != kNone && !seen.insert(key(event)).second;
  });
}

void IndexBuilder::Impl::FindCopies() {
  std::vector<PrintedText> printed;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const DocumentFacts& document = index.documents_[i];
    PrintedText one{document.id, texts[i], {}, document_known[i], {}};
    if (document.published != kNoDay) one.published = DayOf(document.published);
    if (const auto found = document_of.find(previous[i]); found != document_of.end())
      one.replaces = found->second;
    printed.push_back(std::move(one));
  }
  index.copies_ = standing::CopiesOf(printed);
}

// Places by name and key.
std::vector<std::uint32_t> IndexBuilder::Impl::PlacesInOrder() const {
  std::vector<std::uint32_t> order(index.places_.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(index.places_[a].name, index.places_[a].key) <
           std::tie(index.places_[b].name, index.places_[b].key);
  });
  return order;
}

void IndexBuilder::Impl::SortStates() {
  const auto key = [&](const State& state) {
    return std::tuple(state.place, state.dimension, std::string_view(index.names_[state.about]),
                      index.claims_[state.claim.claim].id, state.claim.claim);
  };
  std::sort(states.begin(), states.end(),
            [&](const State& a, const State& b) { return key(a) < key(b); });
  for (const State& state : states) {
    PlaceFacts& place = index.places_[state.place];
    const bool is_same = !index.things_.empty() && index.things_.back().place == state.place &&
                         index.things_.back().dimension == state.dimension &&
                         index.things_.back().about == state.about;
    if (!is_same) {
      if (place.thing_count++ == 0)
        place.first_thing = static_cast<std::uint32_t>(index.things_.size());
      index.things_.push_back({state.place, state.dimension, state.about,
                               static_cast<std::uint32_t>(index.state_claims_.size()), 0});
    }
    ++index.things_.back().count;
    index.state_claims_.push_back(state.claim);
  }
  states = {};
}

// The same on every machine: it is seen in ids.
std::uint32_t IndexBuilder::Impl::HashOfGroup(const Event& event) const {
  std::uint64_t hash = HashOfText(index.names_[event.happening], 1);
  hash = HashOfText(index.names_[event.about], hash);
  if (event.place != kNone) hash = HashOfText(index.places_[event.place].key, hash);
  return static_cast<std::uint32_t>(hash >> 32);
}

void IndexBuilder::Impl::SortEvents() {
  // Without a place only one report and its copies can be joined.
  const auto marker = [&](const Event& event) {
    return event.place == kNone ? index.CopiesOf(index.claims_[event.joined_to].document, kForever)
                                : kNone;
  };
  const auto key = [&](const Event& event) {
    return GroupKey(event.happening, event.place, event.about, marker(event));
  };
  std::sort(events.begin(), events.end(), [&](const Event& a, const Event& b) {
    return std::tuple(key(a), index.claims_[a.claim].id, a.claim) <
           std::tuple(key(b), index.claims_[b.claim].id, b.claim);
  });
  index.groups_of_place_.resize(index.places_.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Event& event = events[i];
    if (i == 0 || key(events[i - 1]) != key(event)) {
      if (event.place != kNone)
        index.groups_of_place_[event.place].push_back(
            static_cast<std::uint32_t>(index.groups_.size()));
      index.groups_.push_back({event.happening, event.place, event.about,
                               static_cast<std::uint32_t>(index.event_claims_.size()), 0,
                               HashOfGroup(event), event.window_days, event.split});
      index.groups_with_hash_.emplace_back(index.groups_.back().hash,
                                           static_cast<std::uint32_t>(index.groups_.size() - 1));
    }
    EventGroup& group = index.groups_.back();
    ++group.count;
    index.groups_of_claim_.emplace_back(event.claim,
                                        static_cast<std::uint32_t>(index.groups_.size() - 1));
    index.event_claims_.push_back(event.claim);
    if (event.is_linked)
      index.linked_into_.emplace_back(event.claim,
                                      static_cast<std::uint32_t>(index.groups_.size() - 1));
  }
  events = {};
  std::sort(index.groups_of_claim_.begin(), index.groups_of_claim_.end());
  std::sort(index.linked_into_.begin(), index.linked_into_.end());
  std::sort(index.groups_with_hash_.begin(), index.groups_with_hash_.end());
}

Index IndexBuilder::Finish() {
  impl_->FindCopies();
  impl_->index.ties_ = impl_->ties.Finish(impl_->index.claims_, impl_->texts);
  impl_->texts = {};
  impl_->AddLinks();
  impl_->index.RankSides();
  impl_->index.places_by_name_ = impl_->PlacesInOrder();
  impl_->SortStates();
  impl_->SortEvents();
  return std::move(impl_->index);
}

}  // namespace dateline::standing
