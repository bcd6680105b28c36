// The compiled gazetteer as it lies in the file (docs/formats/gazetteer.md): flat tables of
// fixed-size rows, little-endian, aligned to 64 bytes, read in place.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace dateline::places {

inline constexpr std::array<char, 8> kGazetteerMagic = {'D', 'L', 'G', 'A', 'Z', 'E', 'T', '\n'};
inline constexpr std::uint32_t kGazetteerVersion = 2;
inline constexpr std::uint32_t kNoRecord = 0xFFFFFFFFu;

// Where a record comes from; with its number or code this makes the id that is printed.
enum class Origin : std::uint8_t {
  kGeoNames,        // "geonames:706483"
  kGeoNamesAdmin1,  // "geonames.admin1:UA.07"
  kGeoNamesAdmin2,  // "geonames.admin2:UA.07.6308"
  kCountry,         // "iso3166:UA"
  kRegion,          // "dateline:black-sea": data/places/regions.tsv
  kExtra,           // "dateline:hrakove": data/places/extra.tsv
  kOverlay,         // "overlay:depot-7": a file of the user's
};

// How a name belongs to a place, best first.
enum class NameKind : std::uint8_t {
  kPreferred,     // the name that is printed
  kOfficial,      // another name by the source's own preference, or from a table of ours
  kAlternate,     // other languages, spellings and former names
  kAbbreviation,  // only as written with capitals or stops: "US", "Ky."
  kDemonym,       // adjective or people of a country
};

struct FileHeader {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t section_count;
  std::uint64_t size_bytes;           // of the whole file
  std::array<char, 64> producer;      // padded with zeros
  std::array<char, 64> body_sha256;   // hexadecimal, of everything after the section table
  std::array<char, 64> table_sha256;  // hexadecimal, of the section table
};
static_assert(sizeof(FileHeader) == 216);

enum class Section : std::uint32_t {
  kRecords,
  kBuckets,
  kKeys,
  kPostings,
  kStrings,
  kShapes,
  kRings,
  kVertices,
  kNotes,
};
inline constexpr std::size_t kSectionCount = 9;

struct SectionEntry {
  std::uint64_t offset;  // from the begin of the file, a multiple of 64
  std::uint64_t size_bytes;
};

struct PlaceRecord {
  std::uint32_t name;  // offset of a NUL-ended string
  std::uint32_t code;  // GeoNames: the number; others: offset of a string
  std::int32_t lat_e6;
  std::int32_t lng_e6;
  std::uint32_t population;
  std::uint32_t admin1;  // a record, or kNoRecord
  std::uint32_t admin2;  // a record, or kNoRecord
  std::uint32_t shape;   // or kNoRecord
  float radius_km;       // of a circle of the same area; 0 when the sources do not say
  std::array<char, 2> country;
  std::array<char, 6> feature;  // class and code, "PPPLA2": padded with zeros
  Origin origin;
  std::uint8_t names;  // how many names it has, at most 255: a measure of fame
  std::uint16_t reserved;
};
static_assert(sizeof(PlaceRecord) == 48);

// A key is a name, or the first words of a longer name, as a hash of its folded words (KeyHash).
// The upper bits pick the bucket, the next 32 are the tag.
inline constexpr unsigned kBucketBits = 18;
struct KeyEntry {
  std::uint32_t tag;
  std::uint32_t value;  // first posting, or kNoPosting; the top bit: longer names begin like this
};
inline constexpr std::uint32_t kContinues = 0x80000000u;
inline constexpr std::uint32_t kNoPosting = 0x7FFFFFFFu;

// A posting: the record in the lower 24 bits, the NameKind in the next 4, the top bit on the last.
inline constexpr std::uint32_t kLastPosting = 0x80000000u;

struct ShapeEntry {
  std::uint32_t first_ring;
  std::uint32_t ring_count;
  std::uint32_t is_line;  // 1: the rings are lines
};
struct Vertex {
  std::int32_t lat_e6;
  std::int32_t lng_e6;
};
// kRings: for each ring its first vertex; the next ring's first vertex ends it.

}  // namespace dateline::places
