// Container: the one binary file form of every artefact that the library loads
// (docs/formats/model.md).
//
// A header names the kind, the format version and the producer; a table names the sections, each
// aligned to 64 bytes so that a stage reads it in place, without copying; one checksum covers every
// byte. Integers are little-endian. A reader refuses what is cut short, altered or of a newer
// version.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dateline/result.h"

namespace dateline::model {

// The version of the container itself, not of what a kind keeps in its sections.
inline constexpr std::uint32_t kContainerVersion = 1;

// Collects sections and writes the file.
class ContainerWriter {
 public:
  // `kind` and `producer`: at most 31 and 63 bytes of ASCII. `kind_version`: that of the sections.
  ContainerWriter(std::string kind, std::uint32_t kind_version, std::string producer);

  // REQUIRES: a name of 1 to 15 bytes, not added before.
  void Add(std::string name, std::string bytes);
  template <typename T>
  void AddArray(std::string name, std::span<const T> items) {
    const auto bytes = std::as_bytes(items);
    std::string copy(bytes.size(), '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) copy[i] = static_cast<char>(bytes[i]);
    Add(std::move(name), std::move(copy));
  }

  std::string Finish() const;

 private:
  std::string kind_;
  std::uint32_t kind_version_;
  std::string producer_;
  std::vector<std::pair<std::string, std::string>> sections_;
};

// A file that has passed every check. Borrows the bytes that it was opened from.
class Container {
 public:
  // REQUIRES: `bytes` outlive the container and are aligned to 64 bytes (resources are).
  // Errors: kCorrupt; kUnsupportedVersion when the container or the kind is newer than this
  // program.
  static Result<Container> Open(std::string_view bytes, std::string_view kind,
                                std::uint32_t kind_version);

  const std::string& producer() const { return producer_; }
  // SHA-256 of all section bytes in order, 64 hexadecimal digits, as the writer computed it.
  const std::string& fingerprint() const { return fingerprint_; }

  // Errors: kCorrupt when there is no such section.
  Result<std::string_view> Section(std::string_view name) const;

  // A section as an array in place. Errors: kCorrupt also when its size is no multiple of T's.
  template <typename T>
  Result<std::span<const T>> Array(std::string_view name) const {
    DL_ASSIGN_OR_RETURN(const std::string_view bytes, Section(name));
    if (bytes.size() % sizeof(T) != 0) return BadSize(name, bytes.size(), sizeof(T));
    // NOLINTNEXTLINE: sections are aligned to 64 bytes and hold arrays of trivial types
    return std::span<const T>(reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T));
  }

 private:
  static Error BadSize(std::string_view name, std::size_t size, std::size_t unit);

  std::string producer_;
  std::string fingerprint_;
  std::vector<std::pair<std::string, std::string_view>> sections_;
};

}  // namespace dateline::model
