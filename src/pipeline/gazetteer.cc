#include "pipeline/gazetteer.h"

#include "model/resource_table.h"

namespace dateline::pipeline {

std::string_view GazetteerBytes() {
  const auto table = model::GazetteerTable();
  if (table.empty()) return {};
  return std::string_view(table.front().begin,
                          static_cast<std::size_t>(table.front().end - table.front().begin));
}

}  // namespace dateline::pipeline
