#include "terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "unicode/utf8.h"

namespace dateline::cli {
namespace {

std::size_t ColumnsOf(char32_t c) {
  const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(c));
  return width < 0 ? 0 : static_cast<std::size_t>(width);
}

const char* CodeOf(Style style) {
  switch (style) {
    case Style::kBold:
      return "1";
    case Style::kDim:
      return "2";
    case Style::kRed:
      return "31";
    case Style::kGreen:
      return "32";
    case Style::kYellow:
      return "33";
    case Style::kBlue:
      return "34";
    case Style::kCyan:
      return "36";
  }
  return "0";
}

}  // namespace

Terminal Terminal::OfStandardOutput() {
  Terminal terminal;
  if (::isatty(STDOUT_FILENO) == 0) return terminal;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
    terminal.width = size.ws_col;
  const char* no_colour = std::getenv("NO_COLOR");
  const char* kind = std::getenv("TERM");
  terminal.has_colour = (no_colour == nullptr || *no_colour == '\0') &&
                        !(kind != nullptr && std::strcmp(kind, "dumb") == 0);
  return terminal;
}

std::string Terminal::Styled(std::string_view text, Style style) const {
  if (!has_colour || text.empty()) return std::string(text);
  return std::string("\x1b[") + CodeOf(style) + "m" + std::string(text) + "\x1b[0m";
}

std::size_t DisplayWidth(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = unicode::DecodeAt(text, at);
    columns += ColumnsOf(c.value);
    at += c.size_bytes;
  }
  return columns;
}

std::string Shortened(std::string_view text, std::size_t width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  std::string out;
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = unicode::DecodeAt(text, at);
    if (columns + ColumnsOf(c.value) + 1 > width) break;
    out.append(text.substr(at, c.size_bytes));
    columns += ColumnsOf(c.value);
    at += c.size_bytes;
  }
  return out + "…";
}

std::string Wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    if (word.empty()) continue;
    const std::size_t columns = DisplayWidth(word);
    if (column > 0 && column + 1 + columns > width) {
      out.push_back('\n');
      out.append(indent, ' ');
      column = 0;
    } else if (column > 0) {
      out.push_back(' ');
      ++column;
    }
    out.append(word);
    column += columns;
  }
  return out;
}

namespace {

// A blank behind the last hyphen that fits, in each word that is wider than a line.
std::string BrokenAtHyphens(std::string_view text, std::size_t width) {
  std::string out;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
    while (DisplayWidth(word) > width) {
      std::size_t cut = word.rfind('-');
      while (cut != std::string_view::npos && cut > 0 &&
             DisplayWidth(word.substr(0, cut + 1)) > width)
        cut = word.rfind('-', cut - 1);
      if (cut == std::string_view::npos || cut == 0 || cut + 1 == word.size()) break;
      out.append(word.substr(0, cut + 1)).push_back(' ');
      word.remove_prefix(cut + 1);
    }
    out.append(word).push_back(' ');
  }
  return out;
}

}  // namespace

std::vector<std::string> WrappedLines(std::string_view text, std::size_t width) {
  const std::string wrapped = Wrapped(BrokenAtHyphens(text, width), width, 0);
  std::vector<std::string> lines;
  for (std::string_view rest = wrapped; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    lines.push_back(Shortened(rest.substr(0, end), width));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

std::string Padded(std::string_view text, std::size_t width) {
  std::string out(text);
  const std::size_t columns = DisplayWidth(text);
  if (columns < width) out.append(width - columns, ' ');
  return out;
}

std::string Harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto c = unicode::DecodeAt(text, at);
    const bool is_control = c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0) ||
                            (c.value >= 0x202A && c.value <= 0x202E) ||
                            (c.value >= 0x2066 && c.value <= 0x2069);
    if (c.value == '\n' || c.value == '\t') {
      out.push_back(' ');
    } else if (is_control) {
      out.append("·");
    } else {
      out.append(text.substr(at, c.size_bytes));
    }
    at += c.size_bytes;
  }
  return out;
}

Progress::Progress(std::string label, std::size_t total)
    : label_(std::move(label)),
      total_(total),
      is_shown_(total > 1 && ::isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() { Hide(); }

void Progress::Hide() {
  if (!is_shown_ || last_permille_ < 0) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  last_permille_ = -1;
}

void Progress::Advance(std::size_t done) {
  if (!is_shown_) return;
  const int permille = static_cast<int>(1000 * done / total_);
  if (permille == last_permille_) return;
  last_permille_ = permille;
  constexpr int kCells = 30;
  std::string bar;
  for (int i = 0; i < kCells; ++i) bar += i * 1000 < permille * kCells ? "█" : "░";
  std::fprintf(stderr, "\r%s %s %zu of %zu\x1b[K", label_.c_str(), bar.c_str(), done, total_);
  std::fflush(stderr);
}

}  // namespace dateline::cli
