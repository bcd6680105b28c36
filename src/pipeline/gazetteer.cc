#include "pipeline/gazetteer.h"

#include <optional>
#include <utility>

#include "io/spool.h"
#include "model/resource_table.h"
#include "places/gazetteer.h"
#include "places/gazetteer_import.h"

namespace dateline::pipeline {

std::string_view GazetteerBytes() {
  const auto table = model::GazetteerTable();
  if (table.empty()) return {};
  return std::string_view(table.front().begin,
                          static_cast<std::size_t>(table.front().end - table.front().begin));
}

struct GazetteerFile::Storage {
  std::optional<io::MappedFile> file;
  std::string overlaid;
  std::string_view bytes;
};

Result<GazetteerFile> GazetteerFile::Open(const std::string& path,
                                          const std::vector<std::string>& overlays) {
  auto storage = std::make_shared<Storage>();
  storage->bytes = GazetteerBytes();
  if (!path.empty()) {
    DL_ASSIGN_OR_RETURN(io::MappedFile file, io::MappedFile::Open(path));
    storage->file.emplace(std::move(file));
    storage->bytes = storage->file->bytes();
  }
  GazetteerFile out;
  auto gazetteer = places::Gazetteer::Open(storage->bytes);
  if (!gazetteer.ok()) {
    Error error = gazetteer.error();
    error.where = path;
    return error;
  }
  if (!overlays.empty()) {
    DL_ASSIGN_OR_RETURN(auto overlaid, places::OverlayGazetteer(*gazetteer, overlays));
    out.faults_ = std::move(overlaid.report.faults);
    storage->overlaid = std::move(overlaid.bytes);
    storage->bytes = storage->overlaid;
  }
  out.storage_ = std::move(storage);
  return out;
}

std::string_view GazetteerFile::bytes() const { return storage_->bytes; }

}  // namespace dateline::pipeline
