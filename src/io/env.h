// Env: the outside world behind one small interface: files and the clock. The library itself reads
// neither; it is handed an Env, so that tests can hand it a fake.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"

namespace dateline::io {

struct FileRange {
  std::uint64_t begin = 0;
  std::uint64_t size_bytes = 0;
};

struct Listing {
  std::vector<std::string> files;
  std::vector<Error> errors;
};

class Env {
 public:
  virtual ~Env() = default;

  // The whole file; "-" is standard input. Errors: kNotFound, kIo (with the reason that the system
  // gives), kLimit when it is larger than `limit_bytes`.
  virtual Result<std::string> ReadFile(const std::string& path, std::uint64_t limit_bytes) = 0;

  // `range.size_bytes` bytes of the file from `range.begin` on. Errors: those of ReadFile; kIo when
  // it has become shorter.
  virtual Result<std::string> ReadRange(const std::string& path, FileRange range) = 0;

  // Where the lines of a file stand, without their ends (LF or CRLF), empty ones too. Memory is
  // that of the answer, not of the file. Errors: those of ReadFile.
  virtual Result<std::vector<FileRange>> FindLines(const std::string& path) = 0;

  // All regular files below a folder, sorted by path; or the path itself if it is no folder. What
  // cannot be listed is an error of its own and keeps nothing else back. Links to folders are not
  // followed.
  virtual Listing ListFiles(const std::string& path) = 0;

  // Seconds since 1970-01-01T00:00:00Z.
  virtual std::int64_t NowSeconds() = 0;
};

// The real one. Static lifetime; thread-safe.
Env& SystemEnv();

}  // namespace dateline::io
