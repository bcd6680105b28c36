// A reading as `dateline.reading/1` (docs/formats/reading.md, api/reading.schema.json).
#pragma once

#include <bitset>
#include <string>
#include <string_view>

#include "dateline/reading.h"
#include "dateline/result.h"
#include "unicode/offset_map.h"

namespace dateline::text {

enum class Layer : std::uint8_t {
  kBlocks,
  kSentences,
  kTokens,
  kMentions,
  kEntities,
  kPlaces,
  kLocations,
  kTimes,
  kQuantities,
  kAttributions,
  kVerifications,
  kClaims,
  kDiagnostics,
};
inline constexpr std::size_t kLayerCount = 13;
using LayerSet = std::bitset<kLayerCount>;

inline LayerSet AllLayers() { return LayerSet().set(); }
// Reads "all" or "claims,places,times". Errors: kInvalidInput naming the layer and those that
// exist.
Result<LayerSet> ParseLayers(std::string_view list);

struct JsonOptions {
  unicode::OffsetUnit offsets = unicode::OffsetUnit::kCodePoint;
  LayerSet layers = AllLayers();
  bool is_indented = false;
};

// One JSON object without a final newline. Layers that are left out have no key; a layer that is
// needed to follow a reference of another one (entities, places, locations, attributions of claims)
// is the caller's choice.
std::string ToJson(const Reading& reading, const JsonOptions& options);

}  // namespace dateline::text
