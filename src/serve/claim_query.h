// The parameters of a request as a query (ledger/claim_query.h): the same parameters mean the same
// claims at every address of the API.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"
#include "ledger/claim_query.h"
#include "serve/message.h"

namespace dateline::serve {

using ledger::BoundingBox;
using ledger::ClaimQuery;
using ledger::kLaneCount;
using ledger::Lane;
using ledger::NameOf;

// Parameters of the query among others; `known` names those that an address takes besides, and any
// other one is an error, so that a filter that was misspelt never widens an answer. Errors:
// kInvalidInput naming the parameter, what was found and what was expected.
Result<ClaimQuery> ClaimQueryOf(const Request& request,
                                std::initializer_list<std::string_view> known);

// The value of a parameter; the last one counts.
std::optional<std::string_view> ParameterOf(const Request& request, std::string_view name);
// A whole number within [1, most].
Result<std::size_t> CountOf(const Request& request, std::string_view name, std::size_t absent,
                            std::size_t most);

}  // namespace dateline::serve
