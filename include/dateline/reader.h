// Reader: bytes of a report in, a Reading out.
//
//   auto reader = dateline::Reader::Open();
//   auto reading = reader->Read(bytes, {.date = "2022-09-09", .publisher = "Example Wire"});
//   for (const auto& claim : reading->claims) { ... claim.type, claim.source.name ... }
//
// Everything that the engine needs is inside the library: no file, no network, no environment.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "dateline/reading.h"
#include "dateline/result.h"

namespace dateline {

enum class InputFormat : std::uint8_t {
  kAuto,  // by the first bytes and the ending of `uri`
  kText,
  kHtml,
  kConllu,
};

struct ReadOptions {
  std::string date{};       // day of publication, YYYY-MM-DD; empty when unknown
  std::string publisher{};  // empty when unknown
  std::string uri{};        // empty when unknown
  InputFormat format = InputFormat::kAuto;
};

class Reader {
 public:
  // Loads the model, the gazetteer and the tables of this build, in milliseconds. Errors: kCorrupt,
  // kNotFound.
  static Result<Reader> Open();
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  // Thread-safe. The same bytes and options give the same reading. Errors: kInvalidInput (a wrong
  // date, or bytes that are no text), kLimit.
  Result<Reading> Read(std::string_view bytes, const ReadOptions& options) const;

  // A reading as `dateline.reading/1`, spans in code points.
  static std::string ToJson(const Reading& reading);

 private:
  struct Impl;
  explicit Reader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline
