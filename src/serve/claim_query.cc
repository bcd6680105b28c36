#include "serve/claim_query.h"

#include <algorithm>
#include <charconv>

namespace dateline::serve {
namespace {

Error Wrong(std::string_view name, std::string_view found, std::string_view expected) {
  return Error{ErrorCode::kInvalidInput,
               "the parameter \"" + std::string(name) + "\" is \"" + std::string(found) +
                   "\", expected " + std::string(expected),
               ""};
}

}  // namespace

Result<ClaimQuery> ClaimQueryOf(const Request& request,
                                std::initializer_list<std::string_view> known) {
  ClaimQuery query;
  for (const auto& [name, value] : request.parameters) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    DL_ASSIGN_OR_RETURN(const bool is_ours, ledger::SetParameter(name, value, query));
    if (!is_ours) {
      std::string expected;
      for (const std::string_view other : ledger::kQueryParameters) {
        expected += (expected.empty() ? "" : ", ") + std::string(other);
      }
      for (const std::string_view other : known) expected += ", " + std::string(other);
      return Error{ErrorCode::kInvalidInput,
                   "found the parameter \"" + name + "\", expected some of: " + expected, ""};
    }
  }
  return query;
}

std::optional<std::string_view> ParameterOf(const Request& request, std::string_view name) {
  std::optional<std::string_view> value;
  for (const auto& [key, text] : request.parameters) {
    if (key == name) value = text;
  }
  return value;
}

Result<std::size_t> CountOf(const Request& request, std::string_view name, std::size_t absent,
                            std::size_t most) {
  const auto value = ParameterOf(request, name);
  if (!value || value->empty()) return absent;
  std::size_t count = 0;
  const char* end = value->data() + value->size();
  const auto [reached, error] = std::from_chars(value->data(), end, count);
  if (error != std::errc() || reached != end || count == 0 || count > most)
    return Wrong(name, *value, "a whole number from 1 to " + std::to_string(most));
  return count;
}

}  // namespace dateline::serve
