// The table behind resources.h; its definition is generated into the build folder.
#pragma once

#include <span>

namespace dateline::model {

struct ResourceEntry {
  const char* name;
  const char* begin;
  const char* end;
};

// data/ and models/, sorted by name.
std::span<const ResourceEntry> ResourceTable();

// The compiled gazetteer alone; linked where src/pipeline is.
std::span<const ResourceEntry> GazetteerTable();

// The files of the desk (web/dist), by path; empty where it was not built. Linked where apps/server
// is.
std::span<const ResourceEntry> DeskTable();

}  // namespace dateline::model
