// In order: who asks (method, host, origin, token), the address, the fields of every answer.
#include "serve/api.h"

#include <algorithm>

namespace dateline::serve {
namespace {

constexpr std::string_view kRoot = "/api/v1/";
constexpr std::string_view kReviews = "/api/v1/reviews";

// The host of a Host field, without its port and in small letters: "LocalHost:8080" is "localhost".
// A port that is no number stays, so that it is the host of nobody.
std::string WithoutPort(std::string_view host) {
  const std::size_t bracket = host.find(']');
  const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  const bool has_port = colon != std::string_view::npos &&
                        host.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
  std::string name(has_port ? host.substr(0, colon) : host);
  for (char& c : name) c = 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name;
}

// Does a page of another origin ask? A link from elsewhere, such as those of a briefing, may open
// the desk's own page, which holds nothing of the record.
bool IsForeign(const Request& request) {
  const std::size_t scheme = request.origin.find("://");
  const bool has_foreign_origin =
      !request.origin.empty() &&
      (scheme == std::string::npos || request.origin.substr(scheme + 3) != request.host);
  const bool is_link = request.fetch_mode == "navigate" && !request.path.starts_with(kRoot);
  const bool is_from_elsewhere =
      request.fetch_site == "cross-site" || request.fetch_site == "same-site";
  return has_foreign_origin || (is_from_elsewhere && !is_link);
}

// Takes as long for a wrong token as for a right one.
bool AreEqual(std::string_view a, std::string_view b) {
  unsigned difference = a.size() == b.size() ? 0u : 1u;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char other = b.empty() ? '\0' : b[i % b.size()];
    difference |=
        static_cast<unsigned char>(a[i]) ^ static_cast<unsigned>(static_cast<unsigned char>(other));
  }
  return difference == 0;
}

Response NotFound(const std::string& path) {
  return Problem(
      Error{ErrorCode::kNotFound,
            "there is nothing at \"" + path + "\"; the addresses are in api/openapi.yaml", ""});
}

}  // namespace

const std::vector<std::pair<std::string, std::string>>& SecurityFields() {
  // Only the desk's own files run, and only its own API is asked; img-src data: and blob: for what
  // the map draws itself, worker-src for the map's worker.
  static const std::vector<std::pair<std::string, std::string>> kFields = {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; "
       "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
       "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
  };
  return kFields;
}

std::optional<Response> Api::Refuse(const Request& request) const {
  const bool is_review = request.method == "POST" && request.path == kReviews;
  if (request.method != "GET" && request.method != "HEAD" && !is_review) {
    Response response = Problem(
        405, "Method not allowed",
        "found the method " + request.method + ", expected GET or HEAD: only a review is written");
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  if (request.path == kReviews && !is_review) {
    Response response =
        Problem(405, "Method not allowed", "a review is sent with POST; read them at claims");
    response.headers.emplace_back("Allow", "POST");
    return response;
  }
  const std::string host = WithoutPort(request.host);
  if (std::find(settings_.hosts.begin(), settings_.hosts.end(), host) == settings_.hosts.end()) {
    return Problem(
        421, "Misdirected request",
        "found the host \"" + host + "\", expected the address that the server listens on");
  }
  if (IsForeign(request)) {
    return Problem(403, "Cross-site request",
                   "the request comes from another site; open the desk itself");
  }
  // A form or a script of another page can send a POST without asking; it cannot hide its origin.
  if (is_review && request.origin.empty()) {
    return Problem(403, "No origin",
                   "a review is sent by the desk, which names its origin; use `dateline review`");
  }
  // The desk's own files hold nothing of the record; the desk asks for the token and sends it.
  const bool is_for_all = !request.path.starts_with(kRoot) || settings_.token.empty();
  if (!is_for_all && !AreEqual(request.authorization, "Bearer " + settings_.token)) {
    Response response = Problem(401, "No valid token",
                                "expected the field \"Authorization: Bearer\" and the token");
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
  }
  return std::nullopt;
}

Response Api::File(const Request& request) const {
  const Asset* asset = assets_ == nullptr ? nullptr : assets_->Find(request.path);
  if (asset == nullptr) return NotFound(request.path);
  Response response{200, asset->content_type, "", {{"ETag", asset->etag}}};
  response.headers.emplace_back("Cache-Control", "no-cache");
  if (request.if_none_match == asset->etag) {
    response.status = 304;
    return response;
  }
  if (!asset->gzip_bytes.empty()) response.headers.emplace_back("Vary", "Accept-Encoding");
  const bool takes_gzip = request.accept_encoding.find("gzip") != std::string::npos;
  if (takes_gzip && !asset->gzip_bytes.empty())
    response.headers.emplace_back("Content-Encoding", "gzip");
  response.body = takes_gzip && !asset->gzip_bytes.empty() ? asset->gzip_bytes : asset->bytes;
  return response;
}

Response Api::Route(const Request& request, const Context& context) const {
  const std::string& path = request.path;
  if (!path.starts_with(kRoot)) return File(request);
  const std::string rest = path.substr(kRoot.size());
  const std::size_t slash = rest.find('/');
  const std::string name = rest.substr(0, slash);
  const std::string item = slash == std::string::npos ? "" : rest.substr(slash + 1);
  if (item.empty()) {
    if (name == "claims") return AnswerClaims(context, request);
    if (name == "places") return AnswerPlaces(context, request);
    if (name == "map") return AnswerMap(context, request);
    if (name == "timeline") return AnswerTimeline(context, request);
    if (name == "search") return AnswerSearch(context, request);
    if (name == "export") return AnswerExport(context, request);
    if (name == "info") return AnswerInfo(context, request);
    if (name == "events") return AnswerEvents(context, request);
    if (name == "board") return AnswerBoard(context, request);
    if (name == "reviews") return AnswerReview(context, request);
  } else {
    if (name == "claims") return AnswerClaim(context, request, item);
    if (name == "places") return AnswerPlace(context, request, item);
    if (name == "events") return AnswerEvent(context, request, item);
    if (name == "documents") return AnswerDocument(context, request, item);
  }
  return NotFound(path);
}

Response Api::Handle(const Request& request, const Context& context) const {
  const auto refused = Refuse(request);
  Response response = refused ? *refused : Route(request, context);
  const auto& fields = SecurityFields();
  response.headers.insert(response.headers.end(), fields.begin(), fields.end());
  const bool has_caching =
      std::any_of(response.headers.begin(), response.headers.end(),
                  [](const auto& field) { return field.first == "Cache-Control"; });
  if (!has_caching) response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace dateline::serve
