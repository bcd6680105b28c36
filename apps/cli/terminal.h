// The terminal: colours and progress where a person looks on, plain text where a program does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

enum class Style : std::uint8_t { kBold, kDim, kRed, kGreen, kYellow, kBlue, kCyan };

// What standard output is. Colours only on a terminal, and not when NO_COLOR is set or TERM is
// "dumb".
struct Terminal {
  bool has_colour = false;
  std::size_t width = 100;  // columns; 100 when it is no terminal
  static Terminal OfStandardOutput();

  // `text` in this style, or as it is without colours.
  std::string Styled(std::string_view text, Style style) const;
};

// Columns that `text` takes on a terminal: code points, wide East Asian ones twice, marks none.
std::size_t DisplayWidth(std::string_view text);
// `text` cut to `width` columns, with "…" where something was cut.
std::string Shortened(std::string_view text, std::size_t width);
// `text` broken at spaces to lines of at most `width` columns; each after the first has `indent`
// spaces in front, which do not count.
std::string Wrapped(std::string_view text, std::size_t width, std::size_t indent);
// The lines of Wrapped(text, width, 0), each at most `width` columns: a longer word is cut short.
std::vector<std::string> WrappedLines(std::string_view text, std::size_t width);
// `text` with spaces up to `width` columns.
std::string Padded(std::string_view text, std::size_t width);
// Ingested text for a terminal: control characters are shown as "·", so that no document moves the
// cursor.
std::string Harmless(std::string_view text);

// A bar on standard error, drawn only when that is a terminal; erased when done.
class Progress {
 public:
  Progress(std::string label, std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void Advance(std::size_t done);  // not thread-safe
  void Hide();                     // until the next Advance, for what is printed between

 private:
  std::string label_;
  std::size_t total_;
  bool is_shown_;
  int last_permille_ = -1;
};

}  // namespace dateline::cli
