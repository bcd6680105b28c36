// Layout (docs/formats/model.md), in order: header of 256 bytes, section table, sections. The
// checks run from the outside in: magic, version, kind, size, checksum, table.
#include "model/container.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

#include "core/check.h"
#include "io/sha256.h"

namespace dateline::model {
namespace {

static_assert(std::endian::native == std::endian::little,
              "sections are read in place; a big-endian machine would have to swap them");

constexpr std::string_view kMagic =
    "\x89"
    "DLM\r\n\x1a\n";  // as PNG does: text transfer breaks it
constexpr std::size_t kAlignment = 64;

struct Header {
  char magic[8];
  std::uint32_t container_version;
  std::uint32_t kind_version;
  std::uint64_t size_bytes;  // of the whole file
  std::uint64_t checksum;    // of the whole file with this field zero
  char kind[32];             // padded with zeros
  char producer[64];         // padded with zeros
  char fingerprint[64];      // hexadecimal
  std::uint32_t section_count;
  char reserved[60];
};
static_assert(sizeof(Header) == 256);

struct TableRow {
  char name[16];
  std::uint64_t offset;
  std::uint64_t size_bytes;
};
static_assert(sizeof(TableRow) == 32);

std::size_t AlignUp(std::size_t n) { return (n + kAlignment - 1) / kAlignment * kAlignment; }

// Four lanes of xor and multiplication by an odd number: every step is one-to-one, so that a change
// of any one word always changes the sum; about ten times as fast as SHA-256, which start-up would
// feel.
std::uint64_t Checksum(std::string_view bytes) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15u;
  std::uint64_t lanes[4] = {1, 2, 3, 4};
  const auto step = [](std::uint64_t lane, std::uint64_t word) {
    lane = (lane ^ word) * kOdd;
    return lane ^ (lane >> 32);
  };
  std::size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32) {
    std::uint64_t words[4];
    std::memcpy(words, bytes.data() + at, 32);
    for (int i = 0; i < 4; ++i) lanes[i] = step(lanes[i], words[i]);
  }
  std::uint64_t rest[4] = {0, 0, 0, 0};
  if (at < bytes.size()) std::memcpy(rest, bytes.data() + at, bytes.size() - at);
  std::uint64_t sum = bytes.size();
  for (int i = 0; i < 4; ++i) sum = step(step(sum, rest[i]), lanes[i]);
  return sum;
}

std::string_view Trimmed(const char* field, std::size_t size) {
  const std::string_view whole(field, size);
  return whole.substr(0, std::min(whole.find('\0'), size));
}

std::uint64_t ChecksumOfFile(std::string_view bytes) {
  // The header is copied so that its own checksum can be taken as zero.
  Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  header.checksum = 0;
  char copy[sizeof header];
  std::memcpy(copy, &header, sizeof header);
  return Checksum(std::string_view(copy, sizeof copy)) ^
         std::rotl(Checksum(bytes.substr(sizeof header)), 1);
}

Error Corrupt(std::string what) { return Error{ErrorCode::kCorrupt, std::move(what), "model"}; }

}  // namespace

ContainerWriter::ContainerWriter(std::string kind, std::uint32_t kind_version, std::string producer)
    : kind_(std::move(kind)), kind_version_(kind_version), producer_(std::move(producer)) {
  DL_CHECK(kind_.size() < sizeof(Header::kind));
  DL_CHECK(producer_.size() < sizeof(Header::producer));
}

void ContainerWriter::Add(std::string name, std::string bytes) {
  DL_CHECK(!name.empty() && name.size() < sizeof(TableRow::name));
  sections_.emplace_back(std::move(name), std::move(bytes));
}

std::string ContainerWriter::Finish() const {
  Header header{};
  std::memcpy(header.magic, kMagic.data(), kMagic.size());
  header.container_version = kContainerVersion;
  header.kind_version = kind_version_;
  std::memcpy(header.kind, kind_.data(), kind_.size());
  std::memcpy(header.producer, producer_.data(), producer_.size());
  header.section_count = static_cast<std::uint32_t>(sections_.size());

  std::size_t at = AlignUp(sizeof(Header) + sections_.size() * sizeof(TableRow));
  std::vector<TableRow> table;
  std::string all;
  for (const auto& [name, bytes] : sections_) {
    TableRow row{};
    std::memcpy(row.name, name.data(), name.size());
    row.offset = at;
    row.size_bytes = bytes.size();
    table.push_back(row);
    at = AlignUp(at + bytes.size());
    all += bytes;
  }
  header.size_bytes = at;
  std::memcpy(header.fingerprint, io::Sha256Hex(all).data(), sizeof header.fingerprint);

  std::string out(at, '\0');
  std::memcpy(out.data() + sizeof header, table.data(), table.size() * sizeof(TableRow));
  for (std::size_t i = 0; i < table.size(); ++i) {
    std::memcpy(out.data() + table[i].offset, sections_[i].second.data(), table[i].size_bytes);
  }
  std::memcpy(out.data(), &header, sizeof header);
  header.checksum = ChecksumOfFile(out);
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

Result<Container> Container::Open(std::string_view bytes, std::string_view kind,
                                  std::uint32_t kind_version) {
  if (bytes.size() < sizeof(Header)) {
    return Corrupt("a model of at least " + std::to_string(sizeof(Header)) +
                   " bytes was expected, " + std::to_string(bytes.size()) +
                   " were found; install the file again");
  }
  Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::string_view(header.magic, sizeof header.magic) != kMagic) {
    return Corrupt("the file does not begin as a model does; install the file again");
  }
  if (header.container_version > kContainerVersion) {
    return Error{ErrorCode::kUnsupportedVersion,
                 "the model is written in container version " +
                     std::to_string(header.container_version) + ", this program reads up to " +
                     std::to_string(kContainerVersion) + "; use a newer program",
                 "model"};
  }
  if (header.size_bytes != bytes.size()) {
    return Corrupt("the model should have " + std::to_string(header.size_bytes) +
                   " bytes and has " + std::to_string(bytes.size()) + "; install the file again");
  }
  if (ChecksumOfFile(bytes) != header.checksum) {
    return Corrupt("the model's bytes do not match its checksum; install the file again");
  }
  const std::string_view found_kind = Trimmed(header.kind, sizeof header.kind);
  if (found_kind != kind) {
    return Corrupt("a model of kind \"" + std::string(kind) + "\" was expected, one of kind \"" +
                   std::string(found_kind) + "\" was found; give the right file");
  }
  if (header.kind_version != kind_version) {
    return Error{ErrorCode::kUnsupportedVersion,
                 "the model is of version " + std::to_string(header.kind_version) + " of kind \"" +
                     std::string(kind) + "\", this program reads version " +
                     std::to_string(kind_version) + "; use the model that came with the program",
                 "model"};
  }

  Container out;
  out.producer_ = std::string(Trimmed(header.producer, sizeof header.producer));
  out.fingerprint_ = std::string(Trimmed(header.fingerprint, sizeof header.fingerprint));
  if (header.section_count > (bytes.size() - sizeof header) / sizeof(TableRow)) {
    return Corrupt("the model's section table is longer than the model; install the file again");
  }
  for (std::uint32_t i = 0; i < header.section_count; ++i) {
    TableRow row;
    std::memcpy(&row, bytes.data() + sizeof header + i * sizeof row, sizeof row);
    const std::string name(Trimmed(row.name, sizeof row.name));
    if (row.offset % kAlignment != 0 || row.offset > bytes.size() ||
        row.size_bytes > bytes.size() - row.offset) {
      return Corrupt("section \"" + name + "\" lies outside the model; install the file again");
    }
    out.sections_.emplace_back(name, bytes.substr(row.offset, row.size_bytes));
  }
  return out;
}

Result<std::string_view> Container::Section(std::string_view name) const {
  for (const auto& [key, bytes] : sections_) {
    if (key == name) return bytes;
  }
  return Corrupt("the model has no section \"" + std::string(name) +
                 "\"; use the model that came with the program");
}

Error Container::BadSize(std::string_view name, std::size_t size, std::size_t unit) {
  return Corrupt("section \"" + std::string(name) + "\" has " + std::to_string(size) +
                 " bytes, which is no multiple of " + std::to_string(unit) +
                 "; use the model that came with the program");
}

}  // namespace dateline::model
