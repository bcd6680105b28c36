#include "io/env.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>

namespace dateline::io {
namespace {

Error SystemError(const std::string& path, int error_number, const char* doing) {
  const ErrorCode code = error_number == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo;
  std::string advice;
  if (error_number == ENOENT) advice = "; check the path";
  if (error_number == EACCES) advice = "; check the rights of the file and its folders";
  if (error_number == EISDIR) advice = "; name the files, or use `dateline add` for folders";
  return Error{code, std::string("cannot ") + doing + ": " + std::strerror(error_number) + advice,
               path};
}

// Closes a descriptor that it owns; standard input is only borrowed.
class Descriptor {
 public:
  Descriptor(int number, bool is_owned) : number_(number), is_owned_(is_owned) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (is_owned_ && number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
  bool is_owned_;
};

class PosixEnv final : public Env {
 public:
  Result<std::string> ReadFile(const std::string& path, std::uint64_t limit_bytes) override {
    const bool is_stdin = path == "-";
    const Descriptor file(is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC),
                          !is_stdin);
    const std::string shown = is_stdin ? "standard input" : path;
    if (file.number() < 0) return SystemError(shown, errno, "open it");
    struct stat status {};
    std::string bytes;
    if (::fstat(file.number(), &status) == 0) {
      if (S_ISDIR(status.st_mode)) return SystemError(shown, EISDIR, "read it");
      if (S_ISREG(status.st_mode)) bytes.reserve(static_cast<std::size_t>(status.st_size) + 1);
    }
    constexpr std::size_t kChunk = 1 << 18;
    while (true) {
      const std::size_t had = bytes.size();
      bytes.resize(std::max(had + kChunk,
                            bytes.capacity() > had + kChunk ? bytes.capacity() : had + kChunk));
      const ssize_t got = ::read(file.number(), bytes.data() + had, bytes.size() - had);
      if (got < 0 && errno == EINTR) {
        bytes.resize(had);
        continue;
      }
      if (got < 0) return SystemError(shown, errno, "read it");
      bytes.resize(had + static_cast<std::size_t>(got));
      if (bytes.size() > limit_bytes) {
        return Error{ErrorCode::kLimit,
                     "is larger than the limit of " + std::to_string(limit_bytes) +
                         " bytes; split it into documents",
                     shown};
      }
      if (got == 0) break;
    }
    return bytes;
  }

  Result<std::vector<std::string>> ListFiles(const std::string& path) override {
    namespace fs = std::filesystem;
    std::error_code error;
    const auto status = fs::status(path, error);
    if (error || !fs::exists(status)) {
      return SystemError(path, error ? error.value() : ENOENT, "open it");
    }
    if (!fs::is_directory(status)) return std::vector<std::string>{path};
    std::vector<std::string> files;
    fs::recursive_directory_iterator it(path, error);
    if (error) return SystemError(path, error.value(), "list the folder");
    for (const fs::recursive_directory_iterator end; it != end; it.increment(error)) {
      std::error_code ignored;  // a file that vanishes while the folder is listed is not there
      if (it->is_regular_file(ignored)) files.push_back(it->path().string());
      if (error) return SystemError(path, error.value(), "list the folder");
    }
    std::sort(files.begin(), files.end());
    return files;
  }

  std::int64_t NowSeconds() override {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
  }
};

}  // namespace

Env& SystemEnv() {
  static PosixEnv env;
  return env;
}

}  // namespace dateline::io
