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

constexpr std::size_t kChunk = std::size_t{1} << 18;

Error TooLarge(const std::string& path, std::uint64_t limit_bytes) {
  return Error{ErrorCode::kLimit,
               "is larger than the limit of " + std::to_string(limit_bytes) +
                   " bytes for one document; split it into documents",
               path};
}

// Fills `buffer` as far as the file goes; how many bytes that were, or -1 with errno set.
ssize_t ReadFully(int file, char* buffer, std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = ::read(file, buffer + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return static_cast<ssize_t>(done);
}

void ListInto(const std::filesystem::path& folder, Listing& out) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::directory_iterator it(folder, error);
  std::vector<fs::path> folders;
  for (const fs::directory_iterator end; !error && it != end; it.increment(error)) {
    std::error_code ignored;  // what vanishes while the folder is listed is not there
    if (it->is_directory(ignored) && !it->is_symlink(ignored)) {
      folders.push_back(it->path());
    } else if (it->is_regular_file(ignored)) {
      out.files.push_back(it->path().string());
    }
  }
  if (error) out.errors.push_back(SystemError(folder.string(), error.value(), "list the folder"));
  std::sort(folders.begin(), folders.end());
  for (const fs::path& inner : folders) ListInto(inner, out);
}

class PosixEnv final : public Env {
 public:
  Result<std::string> ReadFile(const std::string& path, std::uint64_t limit_bytes) override {
    const bool is_stdin = path == "-";
    const Descriptor file(is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC),
                          !is_stdin);
    const std::string shown = is_stdin ? "standard input" : path;
    if (file.number() < 0) return SystemError(shown, errno, "open it");
    struct stat status {};
    std::size_t expected = 0;
    if (::fstat(file.number(), &status) == 0) {
      if (S_ISDIR(status.st_mode)) return SystemError(shown, EISDIR, "read it");
      if (S_ISREG(status.st_mode)) expected = static_cast<std::size_t>(status.st_size);
    }
    if (expected > limit_bytes) return TooLarge(shown, limit_bytes);
    std::string bytes;
    // One chunk more than expected, so that a regular file ends in the first round.
    for (std::size_t step = expected + 1;; step = kChunk) {
      const std::size_t had = bytes.size();
      bytes.resize(had + step);
      const ssize_t got = ReadFully(file.number(), bytes.data() + had, step);
      if (got < 0) return SystemError(shown, errno, "read it");
      bytes.resize(had + static_cast<std::size_t>(got));
      if (bytes.size() > limit_bytes) return TooLarge(shown, limit_bytes);
      if (static_cast<std::size_t>(got) < step) return bytes;
    }
  }

  Result<std::string> ReadRange(const std::string& path, FileRange range) override {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC), true);
    if (file.number() < 0) return SystemError(path, errno, "open it");
    if (::lseek(file.number(), static_cast<off_t>(range.begin), SEEK_SET) < 0)
      return SystemError(path, errno, "read it");
    std::string bytes(range.size_bytes, '\0');
    const ssize_t got = ReadFully(file.number(), bytes.data(), bytes.size());
    if (got < 0) return SystemError(path, errno, "read it");
    if (static_cast<std::uint64_t>(got) == range.size_bytes) return bytes;
    return Error{ErrorCode::kIo,
                 "the file became shorter while it was read; let its writer finish, then try again",
                 path};
  }

  Result<std::vector<FileRange>> FindLines(const std::string& path) override {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC), true);
    if (file.number() < 0) return SystemError(path, errno, "open it");
    std::vector<FileRange> lines;
    std::string chunk(kChunk, '\0');
    std::uint64_t at = 0, begin = 0;
    bool ended_in_return = false;  // the chunk before this one
    while (true) {
      const ssize_t got = ReadFully(file.number(), chunk.data(), chunk.size());
      if (got < 0) return SystemError(path, errno, "read it");
      const std::string_view read(chunk.data(), static_cast<std::size_t>(got));
      for (std::size_t i = 0; (i = read.find('\n', i)) != std::string_view::npos; ++i) {
        const bool has_return = i == 0 ? ended_in_return : read[i - 1] == '\r';
        const std::uint64_t end = at + i;
        lines.push_back({begin, end - begin - (has_return && end > begin ? 1 : 0)});
        begin = end + 1;
      }
      at += read.size();
      ended_in_return = !read.empty() && read.back() == '\r';
      if (read.size() < chunk.size()) break;
    }
    if (at > begin) lines.push_back({begin, at - begin});
    return lines;
  }

  Listing ListFiles(const std::string& path) override {
    namespace fs = std::filesystem;
    Listing out;
    std::error_code error;
    const auto status = fs::status(path, error);
    if (error || !fs::exists(status)) {
      out.errors.push_back(SystemError(path, error ? error.value() : ENOENT, "open it"));
    } else if (fs::is_directory(status)) {
      ListInto(path, out);
      std::sort(out.files.begin(), out.files.end());
    } else {
      out.files.push_back(path);
    }
    return out;
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
