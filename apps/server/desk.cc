#include "desk.h"

#include "model/resource_table.h"

namespace dateline::server {

serve::Assets EmbeddedDesk() {
  serve::Assets assets;
  for (const model::ResourceEntry& entry : model::DeskTable()) {
    assets.Add(entry.name,
               std::string_view(entry.begin, static_cast<std::size_t>(entry.end - entry.begin)));
  }
  return assets;
}

}  // namespace dateline::server
