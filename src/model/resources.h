// The artefacts compiled into the library: every file of data/, the released models, the gazetteer.
//
// They are mapped with the program itself, so nothing has to be found at run time and start-up
// reads no file. The list is written by cmake/EmbedResources.cmake.
#pragma once

#include <string_view>
#include <vector>

#include "dateline/result.h"

namespace dateline::model {

// The bytes of a resource by its path in the repository, e.g. "data/attribution/cues.en.tsv", or
// "gazetteer.dlg" for the compiled gazetteer. Static lifetime, aligned to 64 bytes. Errors:
// kNotFound.
Result<std::string_view> Resource(std::string_view name);

// The paths of all resources that begin with `prefix`, sorted.
std::vector<std::string_view> ResourceNames(std::string_view prefix);

}  // namespace dateline::model
