// Spool: bytes that are written once, in order, and read back: in memory, or in a file that may be
// taken up again after an interruption.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "dateline/result.h"

namespace dateline::io {

class Spool {
 public:
  // In memory.
  Spool();
  // In a file, of which the first `kept_bytes` stay and the rest is cut off. Errors: kIo when it
  // cannot be written, or is shorter than that.
  static Result<Spool> InFile(const std::string& path, std::uint64_t kept_bytes);
  ~Spool();
  Spool(Spool&&) noexcept;
  Spool& operator=(Spool&&) noexcept;

  Status Append(std::string_view bytes);
  // Puts what was appended where another process sees it, and asks the system to keep it.
  Status Sync();
  std::uint64_t size() const { return size_; }

  // Reads up to `size` bytes from `offset` on; how many there were. What Append was given counts at
  // once. Errors: kIo.
  Result<std::size_t> ReadAt(std::uint64_t offset, char* out, std::size_t size);
  // Overwrites bytes that are there. REQUIRES: offset + bytes.size() <= size().
  Status WriteAt(std::uint64_t offset, std::string_view bytes);

  // The bytes of a spool in memory, which is empty then.
  std::string Take();

 private:
  struct File;
  Status Flush();
  std::unique_ptr<File> file_;
  std::string buffer_;  // everything in memory, or what is not in the file yet
  std::uint64_t size_ = 0;
};

// Reads a spool from a place on through a buffer.
class SpoolReader {
 public:
  // Borrows `spool`. REQUIRES: buffer_bytes is a multiple of the size of what Next() gives.
  SpoolReader(Spool& spool, std::uint64_t offset, std::size_t buffer_bytes)
      : spool_(&spool), at_(offset), buffer_(buffer_bytes, '\0') {}

  // The next `size` bytes, or an empty view at the end. Valid until the next call. Errors: kIo.
  Result<std::string_view> Next(std::size_t size);
  // What is left in the buffer, refilled when it is empty; an empty view at the end.
  Result<std::string_view> NextChunk();

 private:
  Spool* spool_;
  std::uint64_t at_;
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0;
};

// A file that is read from a place on, piece by piece.
class InputFile {
 public:
  // Errors: kNotFound, kIo.
  static Result<InputFile> Open(const std::string& path);
  ~InputFile();
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&&) = delete;
  std::uint64_t size() const { return size_; }
  // Up to `size` bytes from `offset` on. Errors: kIo.
  Result<std::size_t> ReadAt(std::uint64_t offset, char* out, std::size_t size) const;

 private:
  InputFile(std::string path, int number, std::uint64_t size)
      : path_(std::move(path)), number_(number), size_(size) {}
  std::string path_;
  int number_;
  std::uint64_t size_;
};

// A whole file, mapped: pages are read when they are looked at.
class MappedFile {
 public:
  // Errors: kNotFound, kIo.
  static Result<MappedFile> Open(const std::string& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&&) = delete;
  std::string_view bytes() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, std::size_t size) : data_(data), size_(size) {}
  const char* data_;
  std::size_t size_;
};

// Writes all of `bytes` to `path` by way of a file beside it, so that `path` holds either what it
// held or the whole. Errors: kIo.
Status ReplaceFile(const std::string& path, std::string_view bytes);
// Gives a finished file its name, after its bytes are kept. Errors: kIo.
Status RenameFile(const std::string& from, const std::string& to);

}  // namespace dateline::io
