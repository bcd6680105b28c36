// Intake: bytes as received to a Document with canonical UTF-8 text, its hash and what its markup
// says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dateline/day.h"
#include "dateline/result.h"
#include "text/document.h"

namespace dateline::intake {

enum class InputFormat : std::uint8_t { kAuto, kText, kHtml, kConllu };

// One report is far below this; larger input is a collection and has to be split.
inline constexpr std::uint64_t kLimitBytes = 32u << 20;
// Of the text itself; a page may carry pictures and scripts beside it. Layers take some fifty times
// as much memory as their text.
inline constexpr std::uint64_t kLimitTextBytes = 8u << 20;

struct IntakeOptions {
  InputFormat format = InputFormat::kAuto;
  std::optional<Day> date;  // day of publication
  std::string publisher;
  std::string uri;
  std::string language = "en";
};

// The kLimit error of so many bytes.
Error TooLarge(std::uint64_t size_bytes, std::uint64_t limit_bytes = kLimitBytes);

// Errors: kInvalidInput for bytes that are no text (naming what they look like), kLimit.
Result<text::Document> ReadDocument(std::string_view bytes, const IntakeOptions& options);

}  // namespace dateline::intake
