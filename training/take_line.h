// The lines of a gold file, one after the other.
#pragma once

#include <algorithm>
#include <string_view>

namespace dateline::training {

// Takes the first line, without its end, off what is left of a file.
inline std::string_view TakeLine(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

}  // namespace dateline::training
