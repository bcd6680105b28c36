// Env: the outside world behind one small interface: files and the clock. The library itself reads
// neither; it is handed an Env, so that tests can hand it a fake.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"

namespace dateline::io {

class Env {
 public:
  virtual ~Env() = default;

  // The whole file; "-" is standard input. Errors: kNotFound, kIo (with the reason that the system
  // gives), kLimit when it is larger than `limit_bytes`.
  virtual Result<std::string> ReadFile(const std::string& path, std::uint64_t limit_bytes) = 0;

  // All regular files below a folder, sorted by path; or the path itself if it is a file.
  virtual Result<std::vector<std::string>> ListFiles(const std::string& path) = 0;

  // Seconds since 1970-01-01T00:00:00Z.
  virtual std::int64_t NowSeconds() = 0;
};

// The real one. Static lifetime; thread-safe.
Env& SystemEnv();

}  // namespace dateline::io
