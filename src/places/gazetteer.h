// Gazetteer: the compiled table of places, read in place (docs/formats/gazetteer.md).
//
// Open() checks the header, the section table and the sizes, so that a look-up never leaves the
// file; it parses nothing and touches no more than the first page. VerifyBody() reads every byte.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/reading.h"
#include "dateline/result.h"
#include "places/gazetteer_format.h"
#include "places/name_key.h"

namespace dateline::places {

using RecordIndex = std::uint32_t;

struct NameMatch {
  RecordIndex record = kNoRecord;
  NameKind kind = NameKind::kPreferred;
};

class Gazetteer {
 public:
  // REQUIRES: `bytes` outlive the gazetteer and are aligned to 8 bytes. Errors: kCorrupt,
  // kUnsupportedVersion.
  static Result<Gazetteer> Open(std::string_view bytes);

  // Recomputes the checksum of all tables. Errors: kCorrupt.
  Status VerifyBody() const;

  // "gazetteer 1f3a…", with the first digits of its checksum.
  std::string Name() const;
  std::string_view producer() const { return producer_; }
  std::string_view body_sha256() const { return body_sha256_; }
  // One line a source: name, version, licence, records, tab-separated.
  std::string_view notes() const { return notes_; }

  // What a key leads to. `continues`: longer names begin with it.
  struct Lookup {
    bool found = false;
    bool continues = false;
    std::uint32_t first_posting = kNoPosting;
    bool has_postings() const { return first_posting != kNoPosting; }
  };
  Lookup Find(KeyHash key) const;
  // The places of a name, in the order of the file (best first); at most `limit`.
  std::vector<NameMatch> Matches(const Lookup& lookup, std::size_t limit) const;

  std::size_t size() const { return records_.size(); }
  std::size_t key_count() const { return keys_.size(); }
  // REQUIRES: index < size().
  const PlaceRecord& record(RecordIndex index) const { return records_[index]; }
  std::string_view NameOf(RecordIndex index) const { return StringAt(records_[index].name); }
  std::string IdOf(RecordIndex index) const;
  // "A.ADM1", "P.PPLA".
  std::string FeatureOf(RecordIndex index) const;
  LatLng PointOf(RecordIndex index) const;
  std::string_view CountryOf(RecordIndex index) const;
  // The record of a country by its code, or kNoRecord. Linear in the number of countries.
  RecordIndex CountryRecord(std::string_view code) const;
  // Outline or course; kNone when there is none.
  Geometry ShapeOf(RecordIndex index) const;
  bool has_shape(RecordIndex index) const { return records_[index].shape < shapes_.size(); }

  // The tables as they lie in the file, for what copies them.
  std::span<const PlaceRecord> records() const { return records_; }
  std::span<const std::uint32_t> buckets() const { return buckets_; }
  std::span<const KeyEntry> keys() const { return keys_; }
  std::span<const std::uint32_t> postings() const { return postings_; }
  std::string_view strings() const { return strings_; }
  std::span<const ShapeEntry> shapes() const { return shapes_; }
  std::span<const std::uint32_t> rings() const { return rings_; }
  std::span<const Vertex> vertices() const { return vertices_; }
  // "UA.07", "UA": of a division or a country; else empty.
  std::string_view CodeOf(RecordIndex index) const;

 private:
  std::string_view StringAt(std::uint32_t offset) const;

  std::string_view bytes_;
  std::size_t body_begin_ = 0;
  std::string_view producer_;
  std::string_view body_sha256_;
  std::string_view notes_;
  std::string_view strings_;
  std::span<const PlaceRecord> records_;
  std::span<const std::uint32_t> buckets_;
  std::span<const KeyEntry> keys_;
  std::span<const std::uint32_t> postings_;
  std::span<const ShapeEntry> shapes_;
  std::span<const std::uint32_t> rings_;
  std::span<const Vertex> vertices_;
};

// How much a reader thinks of a place that shares its name: the order of postings.
double ImportanceOf(Origin origin, std::uint32_t population);

// The two bits of arithmetic that a file's offsets need.
inline std::uint32_t BucketOf(KeyHash key) {
  return static_cast<std::uint32_t>(key >> (64 - kBucketBits));
}
inline std::uint32_t TagOf(KeyHash key) {
  return static_cast<std::uint32_t>(key >> (32 - kBucketBits));
}

}  // namespace dateline::places
