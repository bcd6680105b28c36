// Reviews that the desk writes. The server is asked by the desk itself only (api.cc); whether it
// may write at all is decided where it is started.
#include "io/json_writer.h"
#include "serve/answers.h"

namespace dateline::serve {

Response AnswerReview(const Context& context, const Request& request) {
  if (!context.review) {
    return Problem(
        403, "Nothing can be written here",
        "this server only shows: it listens where others can reach it; use `dateline review`");
  }
  if (!request.content_type.starts_with("application/json")) {
    return Problem(415, "No JSON",
                   "found the type \"" + request.content_type + "\", expected application/json");
  }
  auto review = record::ReviewFromJson(request.body);
  if (!review) {
    return Problem(Error{ErrorCode::kInvalidInput, "a review: " + review.error().message, ""});
  }
  const auto row = context.snapshot.RowOf(review->claim);
  if (!row) {
    return Problem(Error{ErrorCode::kNotFound,
                         "the record holds no claim \"" + review->claim + "\"; load it again", ""});
  }
  review->document = context.snapshot.document(context.snapshot.claim(*row).document);
  const auto head = context.review(std::move(*review));
  if (!head) return Problem(head.error());
  io::JsonWriter json;
  json.BeginObject().Key("entry").Number(head->number).Key("head").String(head->hash).EndObject();
  Response response = Json(json.Take());
  response.status = 201;
  return response;
}

}  // namespace dateline::serve
