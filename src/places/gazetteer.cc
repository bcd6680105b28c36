#include "places/gazetteer.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "io/sha256.h"

namespace dateline::places {
namespace {

constexpr double kE6 = 1e-6;

Error Corrupt(std::string what) {
  return Error{ErrorCode::kCorrupt,
               "the gazetteer " + std::move(what) +
                   "; give a file that `dateline gazetteer build` wrote, or leave it out",
               ""};
}

std::string_view Trimmed(const char* begin, std::size_t size) {
  const std::string_view all(begin, size);
  return all.substr(0, std::min(all.find('\0'), size));
}

template <typename T>
Status View(std::string_view bytes, const SectionEntry& entry, std::span<const T>& out) {
  if (entry.offset % 64 != 0 || entry.offset > bytes.size() ||
      entry.size_bytes > bytes.size() - entry.offset || entry.size_bytes % sizeof(T) != 0)
    return Corrupt("has a section that leaves the file");
  const char* begin = bytes.data() + entry.offset;
  // NOLINTNEXTLINE: sections are aligned and hold arrays of trivial types
  out = std::span<const T>(reinterpret_cast<const T*>(begin), entry.size_bytes / sizeof(T));
  return Done{};
}

}  // namespace

double ImportanceOf(Origin origin, std::uint32_t population) {
  const double value = std::log10(population + 1.0);
  switch (origin) {
    case Origin::kCountry:
      return value + 20;
    case Origin::kOverlay:
      return value + 15;  // who adds a place means it
    case Origin::kRegion:
      return value + 9;
    case Origin::kGeoNamesAdmin1:
      return value + 8;
    case Origin::kGeoNames:
    case Origin::kGeoNamesAdmin2:
    case Origin::kExtra:
      return value;
  }
  return value;
}

Result<Gazetteer> Gazetteer::Open(std::string_view bytes) {
  if (bytes.size() < sizeof(FileHeader) + kSectionCount * sizeof(SectionEntry))
    return Corrupt("holds " + std::to_string(bytes.size()) + " bytes, too few for its header");
  FileHeader header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (header.magic != kGazetteerMagic) return Corrupt("does not begin like one");
  if (header.version != kGazetteerVersion) {
    return Error{ErrorCode::kUnsupportedVersion,
                 "the gazetteer is of format version " + std::to_string(header.version) +
                     ", this program reads version " + std::to_string(kGazetteerVersion),
                 ""};
  }
  if (header.section_count != kSectionCount) return Corrupt("has the wrong number of sections");
  if (header.size_bytes != bytes.size()) {
    return Corrupt("says that it holds " + std::to_string(header.size_bytes) + " bytes, found " +
                   std::to_string(bytes.size()));
  }
  const std::string_view table =
      bytes.substr(sizeof(FileHeader), kSectionCount * sizeof(SectionEntry));
  if (io::Sha256Hex(table) != std::string_view(header.table_sha256.data(), 64))
    return Corrupt("has a table of sections that was altered");
  std::array<SectionEntry, kSectionCount> sections{};
  std::memcpy(sections.data(), table.data(), table.size());
  const auto at = [&](Section section) -> const SectionEntry& {
    return sections[static_cast<std::size_t>(section)];
  };

  Gazetteer g;
  g.bytes_ = bytes;
  g.body_begin_ = sizeof(FileHeader) + table.size();
  g.producer_ = Trimmed(bytes.data() + offsetof(FileHeader, producer), header.producer.size());
  g.body_sha256_ = bytes.substr(offsetof(FileHeader, body_sha256), 64);
  std::span<const char> strings;
  std::span<const char> notes;
  DL_RETURN_IF_ERROR(View(bytes, at(Section::kRecords), g.records_));
  DL_RETURN_IF_ERROR(View(bytes, at(Section::kBuckets), g.buckets_));
  DL_RETURN_IF_ERROR(View(bytes, at(Section::kKeys), g.keys_));
  DL_RETURN_IF_ERROR(View(bytes, at(Section::kPostings), g.postings_));
  DL_RETURN_IF_ERROR(View(bytes, at(Section::kStrings), strings));
  DL_RETURN_IF_ERROR(View(bytes, at(Section::kShapes), g.shapes_));
  DL_RETURN_IF_ERROR(View(bytes, at(Section::kRings), g.rings_));
  DL_RETURN_IF_ERROR(View(bytes, at(Section::kVertices), g.vertices_));
  DL_RETURN_IF_ERROR(View(bytes, at(Section::kNotes), notes));
  g.strings_ = std::string_view(strings.data(), strings.size());
  g.notes_ = std::string_view(notes.data(), notes.size());
  if (g.buckets_.size() != (std::size_t{1} << kBucketBits) + 1)
    return Corrupt("has the wrong number of buckets");
  if (g.strings_.empty() || g.strings_.back() != '\0') return Corrupt("has unended strings");
  return g;
}

Status Gazetteer::VerifyBody() const {
  if (io::Sha256Hex(bytes_.substr(body_begin_)) != body_sha256_)
    return Corrupt("does not match its checksum");
  return Done{};
}

std::string Gazetteer::Name() const {
  return "gazetteer " + std::string(body_sha256_.substr(0, 12));
}

Gazetteer::Lookup Gazetteer::Find(KeyHash key) const {
  const std::uint32_t bucket = BucketOf(key);
  const std::uint32_t tag = TagOf(key);
  const std::size_t end = std::min<std::size_t>(buckets_[bucket + 1], keys_.size());
  const std::size_t begin = std::min<std::size_t>(buckets_[bucket], end);
  const auto within = keys_.subspan(begin, end - begin);
  const auto found =
      std::lower_bound(within.begin(), within.end(), tag,
                       [](const KeyEntry& entry, std::uint32_t t) { return entry.tag < t; });
  if (found == within.end() || found->tag != tag) return {};
  return {true, (found->value & kContinues) != 0, found->value & ~kContinues};
}

std::vector<NameMatch> Gazetteer::Matches(const Lookup& lookup, std::size_t limit) const {
  std::vector<NameMatch> matches;
  for (std::size_t i = lookup.first_posting; i < postings_.size() && matches.size() < limit; ++i) {
    const std::uint32_t posting = postings_[i];
    const RecordIndex record = posting & 0xFFFFFFu;
    if (record < records_.size())
      matches.push_back({record, static_cast<NameKind>((posting >> 24) & 0xFu)});
    if ((posting & kLastPosting) != 0) break;
  }
  return matches;
}

std::string_view Gazetteer::StringAt(std::uint32_t offset) const {
  if (offset >= strings_.size()) return {};
  return strings_.substr(offset, strings_.find('\0', offset) - offset);
}

std::string Gazetteer::IdOf(RecordIndex index) const {
  const PlaceRecord& r = records_[index];
  switch (r.origin) {
    case Origin::kGeoNames:
      return "geonames:" + std::to_string(r.code);
    case Origin::kGeoNamesAdmin1:
      return "geonames.admin1:" + std::string(StringAt(r.code));
    case Origin::kGeoNamesAdmin2:
      return "geonames.admin2:" + std::string(StringAt(r.code));
    case Origin::kCountry:
      return "iso3166:" + std::string(StringAt(r.code));
    case Origin::kRegion:
    case Origin::kExtra:
      return "dateline:" + std::string(StringAt(r.code));
    case Origin::kOverlay:
      return "overlay:" + std::string(StringAt(r.code));
  }
  return {};
}

std::string Gazetteer::FeatureOf(RecordIndex index) const {
  const auto& feature = records_[index].feature;
  const std::string_view all = Trimmed(feature.data(), feature.size());
  if (all.size() < 2) return std::string(all);
  return std::string(all.substr(0, 1)) + "." + std::string(all.substr(1));
}

LatLng Gazetteer::PointOf(RecordIndex index) const {
  return {records_[index].lat_e6 * kE6, records_[index].lng_e6 * kE6};
}

std::string_view Gazetteer::CountryOf(RecordIndex index) const {
  const auto& country = records_[index].country;
  return Trimmed(country.data(), country.size());
}

std::string_view Gazetteer::CodeOf(RecordIndex index) const {
  return records_[index].origin == Origin::kGeoNames ? std::string_view()
                                                     : StringAt(records_[index].code);
}

RecordIndex Gazetteer::CountryRecord(std::string_view code) const {
  for (RecordIndex i = 0; i < records_.size() && records_[i].origin == Origin::kCountry; ++i) {
    if (CountryOf(i) == code) return i;
  }
  return kNoRecord;
}

Geometry Gazetteer::ShapeOf(RecordIndex index) const {
  Geometry geometry;
  if (!has_shape(index)) return geometry;
  const ShapeEntry& shape = shapes_[records_[index].shape];
  for (std::size_t r = shape.first_ring; r < std::size_t{shape.first_ring} + shape.ring_count;
       ++r) {
    if (r + 1 >= rings_.size()) break;
    std::vector<LatLng> ring;
    for (std::size_t v = rings_[r]; v < rings_[r + 1] && v < vertices_.size(); ++v)
      ring.push_back({vertices_[v].lat_e6 * kE6, vertices_[v].lng_e6 * kE6});
    if (!ring.empty()) geometry.rings.push_back(std::move(ring));
  }
  if (!geometry.rings.empty())
    geometry.kind = shape.is_line != 0 ? Geometry::Kind::kLine : Geometry::Kind::kArea;
  return geometry;
}

}  // namespace dateline::places
