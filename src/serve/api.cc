// In order: who asks (method, host, origin, token), the address, the fields of every answer.
#include "serve/api.h"

#include <algorithm>

namespace dateline::serve {
namespace {

constexpr std::string_view kRoot = "/api/v1/";
constexpr std::string_view kReviews = "/api/v1/reviews";

// The host of a Host field or an origin, without its port: "127.0.0.1:8080" is "127.0.0.1".
std::string_view WithoutPort(std::string_view host) {
  const std::size_t bracket = host.find(']');
  const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  return host.substr(0, colon);
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
  const std::string_view host = WithoutPort(request.host);
  if (std::find(settings_.hosts.begin(), settings_.hosts.end(), host) == settings_.hosts.end()) {
    return Problem(421, "Misdirected request",
                   "found the host \"" + std::string(host) +
                       "\", expected the address that the server listens on");
  }
  const std::size_t scheme = request.origin.find("://");
  const bool is_foreign =
      (!request.origin.empty() &&
       (scheme == std::string::npos || request.origin.substr(scheme + 3) != request.host)) ||
      request.fetch_site == "cross-site";
  if (is_foreign) {
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
