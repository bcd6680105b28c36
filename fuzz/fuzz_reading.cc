// Any bytes through the whole pipeline, as text and as HTML: a reading whose every layer keeps its
// contract (pipeline/verify), or an Error about the bytes; and its claims survive the ledger's
// form.
#include <cstdlib>
#include <string_view>

#include "dateline/reader.h"
#include "pipeline/recording.h"

namespace {

using namespace dateline;

void Require(bool holds) {
  if (!holds) std::abort();
}

void Read(std::string_view bytes, InputFormat format) {
  static const auto reader = Reader::Open();
  Require(reader.ok());
  const auto reading =
      reader->Read(bytes, {.date = "2022-09-09", .publisher = "Example Wire", .format = format});
  if (!reading.ok()) {
    Require(reading.error().code == ErrorCode::kInvalidInput);
    return;
  }
  for (const record::ClaimRecord& claim : pipeline::ClaimRecordsOf(*reading))
    Require(record::ClaimFromJson(record::ToJson(claim)).ok());
  Require(!Reader::ToJson(*reading).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Read(bytes, InputFormat::kText);
  Read(bytes, InputFormat::kHtml);
  return 0;
}
