// Steps: limit, byte-order marks, binary check, UTF-8 repair, then the reader of the format.
#include "intake/intake.h"

#include <array>
#include <utility>

#include "intake/conllu.h"
#include "intake/header.h"
#include "intake/html.h"
#include "io/sha256.h"
#include "unicode/utf8.h"

namespace dateline::intake {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Decodes UTF-16; unpaired surrogates become U+FFFD.
std::string FromUtf16(std::string_view bytes, bool is_big_endian) {
  std::string out;
  out.reserve(bytes.size());
  const auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(bytes[i]);
    const auto b = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(is_big_endian ? (a << 8) | b : (b << 8) | a);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
      const char32_t low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        i += 2;
      }
    }
    if (c >= 0xD800 && c < 0xE000) c = kReplacement;
    unicode::AppendUtf8(c, out);
  }
  return out;
}

// The length of the valid UTF-8 sequence at `at`, or 0.
std::size_t ValidLength(std::string_view bytes, std::size_t at) {
  for (std::size_t n = 1; n <= 4 && at + n <= bytes.size(); ++n) {
    if (unicode::IsValidUtf8(bytes.substr(at, n))) return n;
  }
  return 0;
}

struct Repaired {
  std::string text;
  std::size_t first_bad = 0;
  std::size_t bad_bytes = 0;
};

Repaired Repair(std::string_view bytes) {
  Repaired out;
  out.text.reserve(bytes.size());
  bool in_bad_run = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const std::size_t n = lead < 0x80 ? 1 : ValidLength(bytes, at);
    if (n > 0) {
      out.text.append(bytes.substr(at, n));
      at += n;
      in_bad_run = false;
      continue;
    }
    if (out.bad_bytes == 0) out.first_bad = at;
    ++out.bad_bytes;
    if (!in_bad_run) unicode::AppendUtf8(kReplacement, out.text);
    in_bad_run = true;
    ++at;
  }
  return out;
}

// What the first bytes say that the file is, or nothing.
std::string_view KnownBinary(std::string_view bytes) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kMagics = {
      {{"%PDF-", "a PDF document"},
       {"PK\x03\x04", "a ZIP archive or an office document"},
       {"\x89PNG", "a PNG picture"},
       {"\xFF\xD8\xFF", "a JPEG picture"},
       {"GIF8", "a GIF picture"},
       {"\x1F\x8B", "a gzip archive"},
       {"\x7F"
        "ELF",
        "a program"},
       {"SQLite format 3", "an SQLite database"},
       {"\xFD"
        "7zXZ",
        "an xz archive"},
       {"\x28\xB5\x2F\xFD", "a zstd archive"}}};
  for (const auto& [magic, what] : kMagics) {
    if (bytes.substr(0, magic.size()) == magic) return what;
  }
  return {};
}

bool LooksBinary(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 65536);
  std::size_t control = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0) return true;
    if (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t' && byte != '\f' && byte != 0x1B)
      ++control;
  }
  return control * 10 > head.size();
}

InputFormat Guess(std::string_view text, std::string_view uri) {
  const auto ends_with = [&](std::string_view end) {
    return uri.size() >= end.size() && uri.substr(uri.size() - end.size()) == end;
  };
  if (ends_with(".conllu")) return InputFormat::kConllu;
  if (ends_with(".html") || ends_with(".htm") || ends_with(".xhtml")) return InputFormat::kHtml;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text[first] != '<') return InputFormat::kText;
  std::string head(text.substr(first, 15));
  for (char& c : head) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return head.substr(0, 9) == "<!doctype" || head.substr(0, 5) == "<html" ||
                 head.substr(0, 5) == "<head" || head.substr(0, 5) == "<body"
             ? InputFormat::kHtml
             : InputFormat::kText;
}

}  // namespace

Error TooLarge(std::uint64_t size_bytes, std::uint64_t limit_bytes) {
  return Error{ErrorCode::kLimit,
               "found " + std::to_string(size_bytes) + " bytes, over the limit of " +
                   std::to_string(limit_bytes) + " for one report; split it into documents",
               ""};
}

Result<text::Document> ReadDocument(std::string_view bytes, const IntakeOptions& options) {
  if (bytes.size() > kLimitBytes) return TooLarge(bytes.size());
  text::Document document;
  document.info.id = "sha256:" + io::Sha256Hex(bytes);
  document.info.uri = options.uri;
  document.info.publisher = options.publisher;
  document.info.language = options.language;
  if (options.date) document.info.published = {options.date, DateBasis::kGiven};

  std::string decoded;
  std::string_view text = bytes;
  if (text.substr(0, 3) == "\xEF\xBB\xBF") {
    text.remove_prefix(3);
  } else if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF") {
    decoded = FromUtf16(text.substr(2), text[0] == '\xFE');
    text = decoded;
  }
  std::string_view what = KnownBinary(text);
  if (what.empty() && LooksBinary(text)) what = "binary data";
  if (!what.empty()) {
    return Error{ErrorCode::kInvalidInput,
                 "found " + std::string(what) + ", expected text or HTML; extract the text first",
                 ""};
  }
  const InputFormat format =
      options.format == InputFormat::kAuto ? Guess(text, options.uri) : options.format;
  Repaired repaired;
  // HTML may name another charset, and reads it itself.
  if (format != InputFormat::kHtml && !unicode::IsValidUtf8(text)) {
    repaired = Repair(text);
    if (repaired.bad_bytes * 10 > text.size() && text.size() > 64) {
      return Error{ErrorCode::kInvalidInput,
                   "found " + std::to_string(repaired.bad_bytes) + " bytes of " +
                       std::to_string(text.size()) +
                       " that are no UTF-8, expected UTF-8 or UTF-16 text; convert it first",
                   ""};
    }
    document.diagnostics.push_back(
        {"invalid-utf8",
         std::to_string(repaired.bad_bytes) + " bytes are no UTF-8, the first at byte " +
             std::to_string(repaired.first_bad) + "; they read as U+FFFD",
         std::nullopt});
    text = repaired.text;
  }
  switch (format) {
    case InputFormat::kHtml:
      ReadHtml(text, document);
      break;
    case InputFormat::kConllu: {
      DL_RETURN_IF_ERROR(ReadConllu(text, document));
      break;
    }
    case InputFormat::kAuto:
    case InputFormat::kText:
      document.text = std::string(ReadHeader(text, document));
      break;
  }
  if (document.text.size() > kLimitTextBytes)
    return TooLarge(document.text.size(), kLimitTextBytes);
  if (document.text.empty()) {
    document.diagnostics.push_back({"empty-document", "the document holds no text", std::nullopt});
  }
  return document;
}

}  // namespace dateline::intake
