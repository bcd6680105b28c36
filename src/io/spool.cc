#include "io/spool.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace dateline::io {
namespace {

constexpr std::size_t kFlushBytes = std::size_t{1} << 20;

Error SystemError(const std::string& path, const char* doing) {
  const int number = errno;
  return Error{number == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
               std::string("cannot ") + doing + ": " + std::strerror(number) +
                   "; check the path, the rights and the space",
               path};
}

Status WriteFully(int file, std::uint64_t offset, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t done = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return SystemError(path, "write it");
    bytes.remove_prefix(static_cast<std::size_t>(done));
    offset += static_cast<std::uint64_t>(done);
  }
  return Done{};
}

Result<std::size_t> ReadFully(int file, std::uint64_t offset, char* out, std::size_t size,
                              const std::string& path) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = ::pread(file, out + done, size - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError(path, "read it");
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

}  // namespace

struct Spool::File {
  std::string path;
  int number = -1;
  std::uint64_t flushed = 0;
  ~File() {
    if (number >= 0) ::close(number);
  }
};

Spool::Spool() = default;
Spool::~Spool() {
  if (file_ != nullptr) static_cast<void>(Flush().ok());
}
Spool::Spool(Spool&&) noexcept = default;
Spool& Spool::operator=(Spool&&) noexcept = default;

Result<Spool> Spool::InFile(const std::string& path, std::uint64_t kept_bytes) {
  Spool spool;
  spool.file_ = std::make_unique<File>();
  spool.file_->path = path;
  spool.file_->number = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (spool.file_->number < 0) return SystemError(path, "write it");
  struct stat status {};
  if (::fstat(spool.file_->number, &status) != 0) return SystemError(path, "read it");
  if (static_cast<std::uint64_t>(status.st_size) < kept_bytes) {
    return Error{ErrorCode::kIo,
                 "found " + std::to_string(status.st_size) + " bytes, expected at least " +
                     std::to_string(kept_bytes) + " from the work before; delete its folder",
                 path};
  }
  if (::ftruncate(spool.file_->number, static_cast<off_t>(kept_bytes)) != 0)
    return SystemError(path, "shorten it");
  spool.file_->flushed = spool.size_ = kept_bytes;
  return spool;
}

Status Spool::Append(std::string_view bytes) {
  buffer_.append(bytes);
  size_ += bytes.size();
  if (file_ == nullptr || buffer_.size() < kFlushBytes) return Done{};
  return Flush();
}

Status Spool::Flush() {
  if (file_ == nullptr || buffer_.empty()) return Done{};
  DL_RETURN_IF_ERROR(WriteFully(file_->number, file_->flushed, buffer_, file_->path));
  file_->flushed += buffer_.size();
  buffer_.clear();
  return Done{};
}

Status Spool::Sync() {
  DL_RETURN_IF_ERROR(Flush());
  if (file_ != nullptr && ::fdatasync(file_->number) != 0)
    return SystemError(file_->path, "keep it");
  return Done{};
}

Result<std::size_t> Spool::ReadAt(std::uint64_t offset, char* out, std::size_t size) {
  DL_RETURN_IF_ERROR(Flush());
  if (file_ != nullptr) return ReadFully(file_->number, offset, out, size, file_->path);
  if (offset >= buffer_.size()) return std::size_t{0};
  const std::size_t got = std::min<std::size_t>(size, buffer_.size() - offset);
  std::memcpy(out, buffer_.data() + offset, got);
  return got;
}

Status Spool::WriteAt(std::uint64_t offset, std::string_view bytes) {
  DL_RETURN_IF_ERROR(Flush());
  if (file_ != nullptr) return WriteFully(file_->number, offset, bytes, file_->path);
  std::memcpy(buffer_.data() + offset, bytes.data(), bytes.size());
  return Done{};
}

std::string Spool::Take() {
  size_ = 0;
  return std::exchange(buffer_, {});
}

Result<std::string_view> SpoolReader::Next(std::size_t size) {
  if (end_ - begin_ < size) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    DL_ASSIGN_OR_RETURN(const std::size_t got,
                        spool_->ReadAt(at_, buffer_.data() + end_, buffer_.size() - end_));
    at_ += got;
    end_ += got;
    if (end_ < size) return std::string_view();
  }
  begin_ += size;
  return std::string_view(buffer_.data() + begin_ - size, size);
}

Result<std::string_view> SpoolReader::NextChunk() {
  if (begin_ == end_) {
    DL_ASSIGN_OR_RETURN(end_, spool_->ReadAt(at_, buffer_.data(), buffer_.size()));
    at_ += end_;
    begin_ = 0;
  }
  const std::string_view chunk(buffer_.data() + begin_, end_ - begin_);
  begin_ = end_;
  return chunk;
}

Result<InputFile> InputFile::Open(const std::string& path) {
  const int number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (number < 0) return SystemError(path, "open it");
  struct stat status {};
  if (::fstat(number, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(number);
    return Error{ErrorCode::kIo, "found no regular file, expected one; unpack an archive first",
                 path};
  }
  return InputFile(path, number, static_cast<std::uint64_t>(status.st_size));
}
InputFile::~InputFile() {
  if (number_ >= 0) ::close(number_);
}
InputFile::InputFile(InputFile&& other) noexcept
    : path_(std::move(other.path_)),
      number_(std::exchange(other.number_, -1)),
      size_(other.size_) {}

Result<std::size_t> InputFile::ReadAt(std::uint64_t offset, char* out, std::size_t size) const {
  return ReadFully(number_, offset, out, size, path_);
}

Result<MappedFile> MappedFile::Open(const std::string& path) {
  const int number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (number < 0) return SystemError(path, "open it");
  struct stat status {};
  if (::fstat(number, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(number);
    return Error{ErrorCode::kIo, "found no regular file, expected one", path};
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  void* data = size == 0 ? nullptr : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, number, 0);
  const bool failed = data == MAP_FAILED;
  const Error error = failed ? SystemError(path, "map it") : Error{};
  ::close(number);
  if (failed) return error;
  return MappedFile(static_cast<const char*>(data), size);
}
MappedFile::~MappedFile() {
  // NOLINTNEXTLINE: munmap takes what mmap gave
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}
MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Status RenameFile(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) return SystemError(to, "write it");
  return Done{};
}

Status ReplaceFile(const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".new";
  {
    DL_ASSIGN_OR_RETURN(Spool file, Spool::InFile(beside, 0));
    Status written = file.Append(bytes);
    if (written.ok()) written = file.Sync();
    if (!written.ok()) {
      std::remove(beside.c_str());
      return written;
    }
  }
  return RenameFile(beside, path);
}

}  // namespace dateline::io
