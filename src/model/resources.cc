#include "model/resources.h"

#include <string>

#include "model/resource_table.h"

namespace dateline::model {

Result<std::string_view> Resource(std::string_view name) {
  for (const ResourceEntry& entry : ResourceTable()) {
    if (name == entry.name)
      return std::string_view(entry.begin, static_cast<std::size_t>(entry.end - entry.begin));
  }
  return Error{ErrorCode::kNotFound,
               "this build holds no resource \"" + std::string(name) +
                   "\"; build again with scripts/build after scripts/bootstrap",
               ""};
}

std::vector<std::string_view> ResourceNames(std::string_view prefix) {
  std::vector<std::string_view> names;
  for (const ResourceEntry& entry : ResourceTable()) {
    const std::string_view name = entry.name;
    if (name.substr(0, prefix.size()) == prefix) names.push_back(name);
  }
  return names;
}

}  // namespace dateline::model
