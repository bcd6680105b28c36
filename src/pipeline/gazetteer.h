// The gazetteer that reading uses: the one in the box, a file, either with overlays.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/reading.h"
#include "dateline/result.h"

namespace dateline::pipeline {

// Static lifetime; empty when the build has none.
std::string_view GazetteerBytes();

// The bytes of a gazetteer, in the program, mapped from a file or made in memory.
class GazetteerFile {
 public:
  // `path`: empty for the one in the box. `overlays`: files of the user's
  // (docs/formats/gazetteer.md). Errors: kNotFound, kIo, and those of Gazetteer::Open and
  // ParseOverlay.
  static Result<GazetteerFile> Open(const std::string& path,
                                    const std::vector<std::string>& overlays);

  // As long as this object, or one it was moved to, lives.
  std::string_view bytes() const;
  // Rows of overlays that could not be read, the first of them.
  const std::vector<Error>& faults() const { return faults_; }

 private:
  struct Storage;
  std::shared_ptr<const Storage> storage_;
  std::vector<Error> faults_;
};

}  // namespace dateline::pipeline
