// States of places as answers write them. For answers only.
#pragma once

#include <string_view>
#include <vector>

#include "io/json_writer.h"
#include "standing/board.h"

namespace dateline::serve {

void WriteStates(io::JsonWriter& json, const standing::Index& index,
                 const std::vector<standing::State>& states);
void WriteHistory(io::JsonWriter& json, const standing::Index& index,
                  const std::vector<standing::Interval>& history);

}  // namespace dateline::serve
