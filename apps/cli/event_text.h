// Events in words for a terminal, and as JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "standing/events.h"
#include "terminal.h"
#include "type_words.h"

namespace dateline::cli {

// Two lines and one for each origin.
void PrintEvent(const standing::Index& index, const standing::Event& event, const TypeWords& types,
                const Terminal& terminal);

// dateline.events/1 (docs/formats/events.md).
std::string EventsAsJson(const standing::Index& index, const std::vector<standing::Event>& events,
                         const std::optional<Day>& as_of, const std::optional<Day>& known_at);

}  // namespace dateline::cli
