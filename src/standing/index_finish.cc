// The end of an index: copies of documents, ties of claims, what reviewers joined, and everything
// sorted so that what belongs together lies together.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "standing/copies.h"
#include "standing/index_builder_impl.h"
#include "standing/word_hashes.h"

namespace dateline::standing {

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
