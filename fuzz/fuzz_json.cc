// Any bytes as a line of a .jsonl collection and as a claim of the ledger: refused with an Error,
// or read; what was read as a claim is written and read again to the same bytes.
#include <cstdlib>
#include <string>
#include <string_view>

#include "intake/jsonl.h"
#include "record/claim_record.h"
#include "unicode/utf8.h"

namespace {

using namespace dateline;

void Require(bool holds) {
  if (!holds) std::abort();
}

void AsLine(std::string_view bytes) {
  const auto document = intake::ReadJsonLine(bytes, {});
  if (!document.ok()) {
    Require(!document.error().message.empty());
    return;
  }
  Require(unicode::IsValidUtf8(document->text));
  Require(unicode::IsValidUtf8(document->info.title));
  Require(document->info.id.size() == 7 + 64);
}

void AsClaim(std::string_view bytes) {
  const auto claim = record::ClaimFromJson(bytes);
  if (!claim.ok()) {
    Require(claim.error().code == ErrorCode::kCorrupt);
    return;
  }
  const std::string written = record::ToJson(*claim);
  const auto again = record::ClaimFromJson(written);
  Require(again.ok());
  Require(record::ToJson(*again) == written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  AsLine(bytes);
  AsClaim(bytes);
  return 0;
}
