#include "record/correction.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>

namespace dateline::record {
namespace {

constexpr std::array<std::string_view, 6> kRealis = {"asserted", "denied",      "possible",
                                                     "planned",  "conditional", "asked"};
constexpr std::array<std::string_view, 8> kSourceKinds = {
    "outlet",     "official", "government",   "military",
    "journalist", "witness",  "organisation", "anonymous"};
constexpr std::array<std::string_view, 9> kRoles = {"agent",      "target",        "victim",
                                                    "instrument", "holder_before", "holder_after",
                                                    "service",    "asset",         "recipient"};
constexpr std::string_view kSideEnding = "_side";

Error Wrong(const Correction& correction, std::string_view expected) {
  return Error{ErrorCode::kInvalidInput,
               "found \"" + correction.value + "\" for " + correction.field + ", expected " +
                   std::string(expected),
               ""};
}

template <std::size_t N>
Status SetOneOf(const Correction& correction, const std::array<std::string_view, N>& allowed,
                std::string& slot) {
  if (std::find(allowed.begin(), allowed.end(), correction.value) != allowed.end()) {
    slot = correction.value;
    return Done{};
  }
  std::string expected;
  for (const std::string_view one : allowed)
    expected += (expected.empty() ? "one of " : ", ") + std::string(one);
  return Wrong(correction, expected);
}

Status SetHappened(const Correction& correction, ClaimRecord& claim) {
  constexpr std::string_view kExpected =
      "a day such as 2022-09-08, two as 2022-09-08/2022-09-10, or one of them left out";
  claim.happened.reset();
  claim.happened_basis.clear();
  claim.happened_span.reset();
  const std::string_view value = correction.value;
  if (value.empty()) return Done{};
  const std::size_t slash = value.find('/');
  DayInterval interval;
  const std::string_view first = value.substr(0, slash);
  const std::string_view last = slash == std::string_view::npos ? first : value.substr(slash + 1);
  if (!first.empty()) {
    const auto day = ParseDay(first);
    if (!day) return Wrong(correction, kExpected);
    interval.begin = *day;
  }
  if (!last.empty()) {
    const auto day = ParseDay(last);
    if (!day) return Wrong(correction, kExpected);
    interval.end = day->Plus(1);
  }
  const bool is_backward = interval.begin && interval.end && !(*interval.begin < *interval.end);
  if (is_backward || (!interval.begin && !interval.end)) return Wrong(correction, kExpected);
  claim.happened = interval;
  claim.happened_basis = "stated";
  return Done{};
}

bool ReadNumber(std::string_view text, std::optional<double>& number) {
  if (text.empty()) return true;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value >= 0)) return false;
  number = value;
  return true;
}

Status SetQuantity(const Correction& correction, ClaimRecord& claim) {
  constexpr std::string_view kExpected = "a count such as 15, 15..20, 15.. or ..20";
  const std::string_view value = correction.value;
  if (value.empty()) {
    claim.quantity.reset();
    return Done{};
  }
  const std::size_t dots = value.find("..");
  Quantity quantity;
  if (claim.quantity) quantity.unit = claim.quantity->unit;
  const std::string_view least = value.substr(0, dots);
  const std::string_view most = dots == std::string_view::npos ? least : value.substr(dots + 2);
  if (!ReadNumber(least, quantity.min) || !ReadNumber(most, quantity.max) ||
      (!quantity.min && !quantity.max) ||
      (quantity.min && quantity.max && *quantity.min > *quantity.max))
    return Wrong(correction, kExpected);
  claim.quantity = quantity;
  return Done{};
}

Status SetUnit(const Correction& correction, ClaimRecord& claim) {
  if (!claim.quantity) return Wrong(correction, "a claim that counts something");
  claim.quantity->unit = correction.value;
  return Done{};
}

Status SetPlaces(const Correction& correction, ClaimRecord& claim) {
  if (correction.value.empty()) {
    claim.places.clear();
    return Done{};
  }
  auto places = PlacesFromJson(correction.value);
  if (!places.ok()) {
    return Wrong(correction, "a JSON array of places as a claim's record has them (" +
                                 places.error().message + ")");
  }
  claim.places = std::move(places).value();
  for (PlaceRecord& place : claim.places) place.span.reset();
  return Done{};
}

// "agent" and "agent_side". An empty name takes the role away.
Status SetRole(const Correction& correction, ClaimRecord& claim) {
  const bool is_side = correction.field.ends_with(kSideEnding);
  const std::string role =
      is_side ? correction.field.substr(0, correction.field.size() - kSideEnding.size())
              : correction.field;
  auto found = std::find_if(claim.roles.begin(), claim.roles.end(),
                            [&](const RoleRecord& one) { return one.role == role; });
  if (!is_side && correction.value.empty()) {
    if (found != claim.roles.end()) claim.roles.erase(found);
    return Done{};
  }
  if (found == claim.roles.end()) {
    claim.roles.push_back({role, "", "", {}});
    found = claim.roles.end() - 1;
  }
  (is_side ? found->side : found->name) = correction.value;
  found->span.reset();
  return Done{};
}

bool IsRole(std::string_view field) {
  if (field.ends_with(kSideEnding)) field.remove_suffix(kSideEnding.size());
  return std::find(kRoles.begin(), kRoles.end(), field) != kRoles.end();
}

void SetSource(const Correction& correction, std::string& slot, ClaimRecord& claim) {
  slot = correction.value;
  claim.source_words.clear();
  claim.source_span.reset();
}

Status Correct(const Correction& correction, ClaimRecord& claim) {
  const std::string& field = correction.field;
  if (field == "type") {
    if (correction.value.empty()) return Wrong(correction, "a type of the ontology");
    claim.type = correction.value;
  } else if (field == "realis") {
    return SetOneOf(correction, kRealis, claim.realis);
  } else if (field == "source_name") {
    SetSource(correction, claim.source_name, claim);
  } else if (field == "source_side") {
    claim.source_side = correction.value;
  } else if (field == "source_kind") {
    return SetOneOf(correction, kSourceKinds, claim.source_kind);
  } else if (field == "medium") {
    claim.medium = correction.value;
  } else if (field == "happened") {
    return SetHappened(correction, claim);
  } else if (field == "quantity") {
    return SetQuantity(correction, claim);
  } else if (field == "unit") {
    return SetUnit(correction, claim);
  } else if (field == "places") {
    return SetPlaces(correction, claim);
  } else if (IsRole(field)) {
    return SetRole(correction, claim);
  } else {
    return Error{ErrorCode::kInvalidInput,
                 "found the field \"" + field +
                     "\", expected type, realis, source_name, source_side, source_kind, medium, "
                     "happened, quantity, unit, places, or a role such as agent or agent_side",
                 ""};
  }
  return Done{};
}

}  // namespace

Result<ClaimRecord> Corrected(ClaimRecord claim, const std::vector<Correction>& corrections) {
  for (const Correction& correction : corrections) DL_RETURN_IF_ERROR(Correct(correction, claim));
  return claim;
}

}  // namespace dateline::record
