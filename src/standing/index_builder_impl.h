// What IndexBuilder gathers while claims come (index_builder.cc) and puts in order at the end
// (index_finish.cc). For these two only.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "standing/index.h"
#include "standing/tie_finder.h"

namespace dateline::standing {

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
  void SetCheckers(const record::ClaimRecord& claim, Facts& facts);
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

}  // namespace dateline::standing
