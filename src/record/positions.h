// The positions of a geometry as the record keeps it: GeoJSON text.
#pragma once

#include <charconv>
#include <string_view>

namespace dateline::record {

// Calls `position` with the longitude and latitude of every "[number,number" in the text, in order.
template <typename F>
void ForEachPosition(std::string_view geometry, const F& position) {
  const char* end = geometry.data() + geometry.size();
  for (std::size_t at = geometry.find('['); at != std::string_view::npos;
       at = geometry.find('[', at + 1)) {
    double lng = 0, lat = 0;
    const auto first = std::from_chars(geometry.data() + at + 1, end, lng);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != ',') continue;
    if (std::from_chars(first.ptr + 1, end, lat).ec == std::errc()) position(lng, lat);
  }
}

}  // namespace dateline::record
