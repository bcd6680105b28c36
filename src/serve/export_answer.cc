// The claims of a query as a file that other programs read.
#include <utility>
#include <vector>

#include "publish/exports.h"
#include "serve/answers.h"

namespace dateline::serve {
namespace {

// More than a browser should hold at once; `dateline export` has no limit.
constexpr std::size_t kMostRows = 100000;

Error Wrong(std::string_view name, std::string_view found, std::string_view expected) {
  return Error{ErrorCode::kInvalidInput,
               "the parameter \"" + std::string(name) + "\" is \"" + std::string(found) +
                   "\", expected " + std::string(expected),
               ""};
}

}  // namespace

Response AnswerExport(const Context& context, const Request& request) {
  const auto query = ClaimQueryOf(request, {"format", "profile"});
  if (!query) return Problem(query.error());
  const std::string_view format = ParameterOf(request, "format").value_or("geojson");
  const std::string_view profile = ParameterOf(request, "profile").value_or("full");
  if (format != "geojson" && format != "csv")
    return Problem(Wrong("format", format, "geojson or csv"));
  if (profile != "full" && profile != "public")
    return Problem(Wrong("profile", profile, "full or public"));
  const auto rows = context.snapshot.Select(*query);
  if (rows.size() > kMostRows) {
    return Problem(Error{ErrorCode::kLimit,
                         "the query has " + std::to_string(rows.size()) + " claims, at most " +
                             std::to_string(kMostRows) +
                             " are exported here; narrow it, or use `dateline export`",
                         ""});
  }
  std::vector<publish::ExportRow> out;
  for (const std::uint32_t row : rows) {
    auto stored = Fetch(context, row);
    if (!stored) return Problem(stored.error());
    publish::ExportRow one{std::move(stored->claim), stored->document, stored->publisher,
                           stored->title, stored->published};
    if (profile == "full") {
      out.push_back(std::move(one));
    } else if (auto allowed = context.profile.Allowed(std::move(one), context.today)) {
      out.push_back(std::move(*allowed));
    }
  }
  const bool is_csv = format == "csv";
  Response response{200,
                    is_csv ? "text/csv; charset=utf-8" : "application/geo+json",
                    is_csv ? publish::ToCsv(out) : publish::ToGeoJson(out),
                    {}};
  response.headers.emplace_back(
      "Content-Disposition",
      is_csv ? "attachment; filename=\"claims.csv\"" : "attachment; filename=\"claims.geojson\"");
  return response;
}

}  // namespace dateline::serve
