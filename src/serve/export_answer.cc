// The claims of a query as a file that other programs read, and the manifest of that file.
#include <utility>

#include "publish/order.h"
#include "serve/answers.h"

namespace dateline::serve {
namespace {

// More than a browser should hold at once; `dateline export` has no limit.
constexpr std::size_t kMostClaims = 100000;

Error Wrong(std::string_view name, std::string_view found, std::string_view expected) {
  return Error{ErrorCode::kInvalidInput,
               "the parameter \"" + std::string(name) + "\" is \"" + std::string(found) +
                   "\", expected " + std::string(expected),
               ""};
}

Result<publish::Order> OrderOf(const Context& context, const Request& request) {
  publish::Order order;
  DL_ASSIGN_OR_RETURN(order.query,
                      ClaimQueryOf(request, {"format", "dialect", "profile", "manifest"}));
  const std::string_view name = ParameterOf(request, "format").value_or("geojson");
  const auto format = publish::FormatOf(name);
  if (!format) return Wrong("format", name, publish::kFormatNames);
  order.format = *format;
  const std::string_view profile = ParameterOf(request, "profile").value_or("full");
  if (profile != "full" && profile != "public") return Wrong("profile", profile, "full or public");
  order.is_public = profile == "public";
  const std::string_view dialect = ParameterOf(request, "dialect").value_or("spreadsheet");
  if (dialect != "spreadsheet" && dialect != "exact")
    return Wrong("dialect", dialect, "spreadsheet or exact");
  if (dialect == "exact") order.dialect = publish::CsvDialect::kExact;
  order.now = context.now;
  return order;
}

std::pair<std::string_view, std::string_view> MediaTypeAndName(publish::Format format) {
  switch (format) {
    case publish::Format::kGeoJson:
      return {"application/geo+json", "claims.geojson"};
    case publish::Format::kCsv:
      return {"text/csv; charset=utf-8", "claims.csv"};
    case publish::Format::kJsonLines:
      return {"application/jsonl", "claims.jsonl"};
    case publish::Format::kAcled:
      return {"text/csv; charset=utf-8", "claims-acled-layout.csv"};
  }
  return {};
}

}  // namespace

Response AnswerExport(const Context& context, const Request& request) {
  const auto order = OrderOf(context, request);
  if (!order) return Problem(order.error());
  const std::string_view manifest = ParameterOf(request, "manifest").value_or("false");
  if (manifest != "true" && manifest != "false")
    return Problem(Wrong("manifest", manifest, "true or false"));
  auto made = publish::Make(context.ledger, context.house, *order, kMostClaims);
  if (!made) return Problem(made.error());
  if (manifest == "true") return Response{200, "application/json", std::move(made->manifest), {}};
  if (context.log_export && request.method == "GET")
    context.log_export(publish::NameOf(order->format), made->manifest);
  const auto [media_type, name] = MediaTypeAndName(order->format);
  Response response{200, std::string(media_type), std::move(made->content), {}};
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename=\"" + std::string(name) + "\"");
  return response;
}

}  // namespace dateline::serve
