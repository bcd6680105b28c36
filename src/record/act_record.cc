#include "record/act_record.h"

#include "io/json_writer.h"
#include "record/field_reader.h"

namespace dateline::record {

std::string_view NameOf(ReviewAction action) {
  return kReviewActionNames[static_cast<std::size_t>(action)];
}

std::optional<ReviewAction> ReviewActionOf(std::string_view name) {
  for (std::size_t i = 0; i < kReviewActionNames.size(); ++i) {
    if (kReviewActionNames[i] == name) return static_cast<ReviewAction>(i);
  }
  return std::nullopt;
}

std::string ToJson(const ReviewRecord& review) {
  io::JsonWriter json;
  json.BeginObject().Key("action").String(NameOf(review.action)).Key("claim").String(review.claim);
  json.Key("document").String(review.document).Key("author").StringOrNull(review.author);
  json.Key("reason").StringOrNull(review.reason).Key("corrections").BeginArray();
  for (const Correction& correction : review.corrections) {
    json.BeginObject().Key("field").String(correction.field);
    json.Key("value").String(correction.value).EndObject();
  }
  json.EndArray().Key("others").BeginArray();
  for (const std::string& other : review.others) json.String(other);
  json.EndArray().EndObject();
  return json.Take();
}

Result<ReviewRecord> ReviewFromJson(std::string_view json) {
  FieldReader fields("a review");
  DL_ASSIGN_OR_RETURN(const auto root, fields.Parse(json));
  ReviewRecord review;
  const auto action = ReviewActionOf(fields.String(root, "action"));
  if (!action) {
    return Error{ErrorCode::kCorrupt, "a review of the ledger has no sound \"action\"", ""};
  }
  review.action = *action;
  review.claim = fields.String(root, "claim");
  review.document = fields.String(root, "document");
  review.author = fields.String(root, "author");
  review.reason = fields.String(root, "reason");
  for (const auto& correction : fields.Array(root, "corrections")) {
    review.corrections.push_back(
        {fields.String(correction, "field"), fields.String(correction, "value")});
  }
  review.others = fields.Strings(root, "others");
  DL_RETURN_IF_ERROR(fields.Finish());
  return review;
}

std::string ToJson(const RetractionRecord& retraction) {
  io::JsonWriter json;
  json.BeginObject().Key("document").String(retraction.document);
  json.Key("claim").StringOrNull(retraction.claim).Key("by").StringOrNull(retraction.by);
  json.Key("author").StringOrNull(retraction.author);
  json.Key("reason").StringOrNull(retraction.reason);
  json.Key("said").StringOrNull(retraction.said ? retraction.said->ToString() : "");
  json.Key("lifted").Boolean(retraction.is_lifted).EndObject();
  return json.Take();
}

Result<RetractionRecord> RetractionFromJson(std::string_view json) {
  FieldReader fields("a retraction");
  DL_ASSIGN_OR_RETURN(const auto root, fields.Parse(json));
  RetractionRecord retraction;
  retraction.document = fields.String(root, "document");
  retraction.claim = fields.String(root, "claim");
  retraction.by = fields.String(root, "by");
  retraction.author = fields.String(root, "author");
  retraction.reason = fields.String(root, "reason");
  retraction.said = fields.OptionalDay(root, "said");
  retraction.is_lifted = fields.Boolean(root, "lifted");
  DL_RETURN_IF_ERROR(fields.Finish());
  return retraction;
}

}  // namespace dateline::record
