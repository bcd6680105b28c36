#include "reading_tables.h"

#include <memory>
#include <utility>

#include "actors/own_actors.h"
#include "io/env.h"

namespace dateline::cli {
namespace {

constexpr std::uint64_t kLargestActorsBytes = 16u << 20;

Result<std::shared_ptr<const actors::OwnActors>> OwnActorsOf(const std::string& path) {
  if (path.empty()) return std::shared_ptr<const actors::OwnActors>();
  DL_ASSIGN_OR_RETURN(const std::string text, io::SystemEnv().ReadFile(path, kLargestActorsBytes));
  DL_ASSIGN_OR_RETURN(auto own, actors::ParseOwnActors(text, path));
  for (const Error& fault : own.faults) Complain(fault);
  return std::make_shared<const actors::OwnActors>(std::move(own));
}

}  // namespace

void AddTableOptions(ReadingTables& tables, std::vector<Option>& options) {
  options.push_back({"gazetteer", "FILE",
                     "a gazetteer that `dateline gazetteer build` wrote (the one in the box)",
                     [&tables](std::string_view value) -> Status {
                       tables.gazetteer = value;
                       return Done{};
                     }});
  options.push_back({"overlay", "FILE",
                     "places of your own, a table or GeoJSON; may be given again",
                     [&tables](std::string_view value) -> Status {
                       tables.overlays.emplace_back(value);
                       return Done{};
                     }});
  options.push_back({"actors", "FILE",
                     "forces, groups, bodies and holders of offices of your own, a table",
                     [&tables](std::string_view value) -> Status {
                       tables.actors = value;
                       return Done{};
                     }});
}

Result<pipeline::Pipeline> LoadPipeline(const ReadingTables& tables,
                                        std::optional<std::string> language_model) {
  DL_ASSIGN_OR_RETURN(auto gazetteer,
                      pipeline::GazetteerFile::Open(tables.gazetteer, tables.overlays));
  for (const Error& fault : gazetteer.faults()) Complain(fault);
  DL_ASSIGN_OR_RETURN(auto own_actors, OwnActorsOf(tables.actors));
  return pipeline::Pipeline::Load(std::move(gazetteer), std::move(own_actors),
                                  std::move(language_model));
}

}  // namespace dateline::cli
