#include "places/gazetteer_grower.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <tuple>

#include "io/sha256.h"
#include "places/name_key.h"

namespace dateline::places {
namespace {

constexpr std::size_t kRunNames = std::size_t{1} << 22;   // 64 MB
constexpr std::size_t kReadBytes = std::size_t{1} << 16;  // a multiple of every row
constexpr std::uint32_t kFromBase = 0x100;
constexpr std::size_t kMostPlaces = std::size_t{1} << 24;

std::int32_t ToE6(double degrees) { return static_cast<std::int32_t>(std::lround(degrees * 1e6)); }

template <std::size_t N>
void Fill(std::array<char, N>& field, std::string_view text) {
  field.fill('\0');
  std::copy_n(text.begin(), std::min(N, text.size()), field.begin());
}

template <typename T>
std::string_view BytesOf(std::span<const T> items) {
  // NOLINTNEXTLINE: rows of trivial types as bytes
  return {reinterpret_cast<const char*>(items.data()), items.size_bytes()};
}
template <typename T>
std::string_view BytesOf(const std::vector<T>& items) {
  return BytesOf(std::span<const T>(items));
}

Error Full(const char* what) {
  return Error{ErrorCode::kLimit,
               std::string("the gazetteer would hold more ") + what +
                   " than its format can count; build it from fewer classes (--classes) or dumps",
               ""};
}

}  // namespace

// The merged keys, and the readers of the runs.
struct GazetteerGrower::Merge {
  struct Head {
    NameEntry entry;
    std::size_t source;
  };
  static bool IsLater(const Head& a, const Head& b) {
    return std::tie(a.entry.key, a.entry.record, a.entry.kind) >
           std::tie(b.entry.key, b.entry.record, b.entry.kind);
  }

  io::Spool keys, postings;
  std::vector<std::uint32_t> buckets;
  std::vector<std::uint32_t> postings_of_key;  // scratch
  std::uint64_t posting_count = 0;
  std::vector<io::SpoolReader> readers;
  std::vector<Head> heads;  // a heap, earliest first

  Status Push(std::size_t source) {
    DL_ASSIGN_OR_RETURN(const std::string_view bytes, readers[source].Next(sizeof(NameEntry)));
    if (bytes.empty()) return Done{};
    Head head{};
    std::memcpy(&head.entry, bytes.data(), sizeof(NameEntry));
    head.source = source;
    heads.push_back(head);
    std::push_heap(heads.begin(), heads.end(), IsLater);
    return Done{};
  }
};

Result<io::Spool> GazetteerGrower::OpenSpool(const std::string& name,
                                             std::uint64_t kept_bytes) const {
  if (folder_.empty()) return io::Spool();
  return io::Spool::InFile(folder_ + "/" + name, kept_bytes);
}

Result<GazetteerGrower> GazetteerGrower::Open(const Gazetteer& base, std::string folder,
                                              const Progress& done) {
  GazetteerGrower grower(base, std::move(folder));
  DL_ASSIGN_OR_RETURN(grower.records_, grower.OpenSpool("records", done.records_bytes));
  DL_ASSIGN_OR_RETURN(grower.strings_, grower.OpenSpool("strings", done.strings_bytes));
  for (std::size_t run = 0; run < done.run_bytes.size(); ++run) {
    DL_ASSIGN_OR_RETURN(io::Spool kept,
                        grower.OpenSpool("run-" + std::to_string(run), done.run_bytes[run]));
    grower.runs_.push_back(std::move(kept));
  }
  DL_RETURN_IF_ERROR(grower.ReadBriefs());
  grower.shapes_.assign(base.shapes().begin(), base.shapes().end());
  grower.rings_.assign(base.rings().begin(), base.rings().end());
  if (!grower.rings_.empty()) grower.rings_.pop_back();  // what ends the last ring
  grower.vertices_.assign(base.vertices().begin(), base.vertices().end());
  return grower;
}

Status GazetteerGrower::ReadBriefs() {
  for (const PlaceRecord& r : base_->records())
    briefs_.push_back({r.population, r.country, r.origin, r.names});
  io::SpoolReader reader(records_, 0, kReadBytes / sizeof(PlaceRecord) * sizeof(PlaceRecord));
  while (true) {
    DL_ASSIGN_OR_RETURN(const std::string_view bytes, reader.Next(sizeof(PlaceRecord)));
    if (bytes.empty()) return Done{};
    PlaceRecord r;
    std::memcpy(&r, bytes.data(), sizeof(r));
    briefs_.push_back({r.population, r.country, r.origin, 0});
  }
}

Result<std::vector<std::uint32_t>> GazetteerGrower::Numbers() {
  std::vector<std::uint32_t> numbers;
  io::SpoolReader reader(records_, 0, kReadBytes / sizeof(PlaceRecord) * sizeof(PlaceRecord));
  while (true) {
    DL_ASSIGN_OR_RETURN(const std::string_view bytes, reader.Next(sizeof(PlaceRecord)));
    if (bytes.empty()) return numbers;
    PlaceRecord r;
    std::memcpy(&r, bytes.data(), sizeof(r));
    numbers.push_back(r.origin == Origin::kGeoNames ? r.code : 0);
  }
}

bool GazetteerGrower::is_in(RecordIndex record, std::string_view country) const {
  const auto& have = briefs_[record].country;
  return std::string_view(have.data(), have.size()) == country;
}

Result<std::uint32_t> GazetteerGrower::AddString(std::string_view text) {
  if (text.empty()) return std::uint32_t{0};
  const std::uint64_t offset = base_->strings().size() + strings_.size();
  if (offset + text.size() >= std::numeric_limits<std::uint32_t>::max()) return Full("text");
  DL_RETURN_IF_ERROR(strings_.Append(text));
  DL_RETURN_IF_ERROR(strings_.Append(std::string_view("\0", 1)));
  return static_cast<std::uint32_t>(offset);
}

std::uint32_t GazetteerGrower::AddShape(const Geometry& shape) {
  if (shape.kind == Geometry::Kind::kNone || shape.rings.empty()) return kNoRecord;
  shapes_.push_back({static_cast<std::uint32_t>(rings_.size()),
                     static_cast<std::uint32_t>(shape.rings.size()),
                     shape.kind == Geometry::Kind::kLine ? 1u : 0u});
  for (const auto& ring : shape.rings) {
    rings_.push_back(static_cast<std::uint32_t>(vertices_.size()));
    for (const LatLng& point : ring) vertices_.push_back({ToE6(point.lat), ToE6(point.lng)});
  }
  return static_cast<std::uint32_t>(shapes_.size() - 1);
}

Result<RecordIndex> GazetteerGrower::Add(const NewPlace& place) {
  if (briefs_.size() >= kMostPlaces) return Full("places");
  PlaceRecord r{};
  DL_ASSIGN_OR_RETURN(r.name, AddString(place.name));
  r.code = place.number;
  if (place.origin != Origin::kGeoNames) {
    DL_ASSIGN_OR_RETURN(r.code, AddString(place.code));
  }
  r.lat_e6 = ToE6(place.point.lat);
  r.lng_e6 = ToE6(place.point.lng);
  r.population = place.population;
  r.admin1 = place.admin1;
  r.admin2 = place.admin2;
  r.shape = AddShape(place.shape);
  r.radius_km = place.radius_km;
  Fill(r.country, place.country);
  r.feature.fill('\0');
  std::copy_n(place.feature_class.begin(), std::min<std::size_t>(1, place.feature_class.size()),
              r.feature.begin());
  std::copy_n(place.feature_code.begin(), std::min<std::size_t>(5, place.feature_code.size()),
              r.feature.begin() + 1);
  r.origin = place.origin;
  DL_RETURN_IF_ERROR(records_.Append(BytesOf(std::span<const PlaceRecord>(&r, 1))));
  briefs_.push_back({r.population, r.country, r.origin, 0});
  return static_cast<RecordIndex>(briefs_.size() - 1);
}

Status GazetteerGrower::AddName(RecordIndex record, std::string_view name, NameKind kind) {
  words_.clear();
  AppendWords(name, words_);
  KeyHash key = kEmptyKey;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    key = Extend(key, words_[i]);
    const bool is_whole = i + 1 == words_.size();
    names_.push_back({key & kKeyMask, is_whole ? record : kNoRecord,
                      is_whole ? static_cast<std::uint32_t>(kind) : 0});
  }
  if (names_.size() < kRunNames) return Done{};
  return FlushRun();
}

Status GazetteerGrower::FlushRun() {
  if (names_.empty()) return Done{};
  const auto tied = [](const NameEntry& e) { return std::tie(e.key, e.record, e.kind); };
  std::sort(names_.begin(), names_.end(),
            [&](const NameEntry& a, const NameEntry& b) { return tied(a) < tied(b); });
  // The better of two kinds stands first.
  names_.erase(std::unique(names_.begin(), names_.end(),
                           [](const NameEntry& a, const NameEntry& b) {
                             return a.key == b.key && a.record == b.record;
                           }),
               names_.end());
  DL_ASSIGN_OR_RETURN(io::Spool run, OpenSpool("run-" + std::to_string(runs_.size()), 0));
  DL_RETURN_IF_ERROR(run.Append(BytesOf(names_)));
  runs_.push_back(std::move(run));
  names_.clear();
  return Done{};
}

Result<GazetteerGrower::Progress> GazetteerGrower::Checkpoint() {
  DL_RETURN_IF_ERROR(FlushRun());
  DL_RETURN_IF_ERROR(records_.Sync());
  DL_RETURN_IF_ERROR(strings_.Sync());
  Progress progress{records_.size(), strings_.size(), {}};
  for (io::Spool& run : runs_) {
    DL_RETURN_IF_ERROR(run.Sync());
    progress.run_bytes.push_back(run.size());
  }
  return progress;
}

// ---- the end

Status GazetteerGrower::Finish(std::string_view producer, io::Spool& out) {
  DL_RETURN_IF_ERROR(FlushRun());
  names_.shrink_to_fit();
  Merge merge;
  DL_ASSIGN_OR_RETURN(merge.keys, OpenSpool("keys", 0));
  DL_ASSIGN_OR_RETURN(merge.postings, OpenSpool("postings", 0));
  DL_RETURN_IF_ERROR(MergeNames(merge));
  return WriteFile(producer, merge, out);
}

void GazetteerGrower::ReadBaseBucket(std::uint32_t bucket, std::vector<NameEntry>& out) const {
  const auto keys = base_->keys();
  const auto postings = base_->postings();
  const std::size_t end = std::min<std::size_t>(base_->buckets()[bucket + 1], keys.size());
  for (std::size_t k = base_->buckets()[bucket]; k < end; ++k) {
    const std::uint64_t key =
        std::uint64_t{bucket} << (64 - kBucketBits) | std::uint64_t{keys[k].tag} << 14;
    const std::size_t first = out.size();
    for (std::size_t p = keys[k].value & ~kContinues; p < postings.size(); ++p) {
      const std::uint32_t record = postings[p] & 0xFFFFFFu;
      if (record < base_->size())
        out.push_back({key, record, kFromBase | (postings[p] >> 24 & 0xFu)});
      if ((postings[p] & kLastPosting) != 0) break;
    }
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
              [](const NameEntry& a, const NameEntry& b) { return a.record < b.record; });
    if ((keys[k].value & kContinues) != 0) out.push_back({key, kNoRecord, kFromBase});
  }
}

// Bucket by bucket: what the base has there, with what the runs have.
Status GazetteerGrower::MergeNames(Merge& merge) {
  constexpr std::uint32_t kBuckets = 1u << kBucketBits;
  merge.buckets.assign(std::size_t{kBuckets} + 1, 0);
  for (io::Spool& run : runs_) merge.readers.emplace_back(run, 0, kReadBytes);
  for (std::size_t source = 0; source < merge.readers.size(); ++source)
    DL_RETURN_IF_ERROR(merge.Push(source));
  const auto is_before = [](const NameEntry& a, const NameEntry& b) {
    return std::tie(a.key, a.record) < std::tie(b.key, b.record);
  };
  std::vector<NameEntry> bucket, group;
  for (std::uint32_t b = 0; b < kBuckets; ++b) {
    bucket.clear();
    ReadBaseBucket(b, bucket);
    const auto from_base = static_cast<std::ptrdiff_t>(bucket.size());
    while (!merge.heads.empty() && BucketOf(merge.heads.front().entry.key) == b) {
      std::pop_heap(merge.heads.begin(), merge.heads.end(), Merge::IsLater);
      const Merge::Head head = merge.heads.back();
      merge.heads.pop_back();
      bucket.push_back(head.entry);
      DL_RETURN_IF_ERROR(merge.Push(head.source));
    }
    std::inplace_merge(bucket.begin(), bucket.begin() + from_base, bucket.end(), is_before);
    for (std::size_t i = 0; i < bucket.size();) {
      group.clear();
      const std::uint64_t key = bucket[i].key;
      for (; i < bucket.size() && bucket[i].key == key; ++i) group.push_back(bucket[i]);
      DL_RETURN_IF_ERROR(EmitKey(key, group, merge));
      ++merge.buckets[std::size_t{b} + 1];
    }
  }
  for (std::size_t b = 1; b < merge.buckets.size(); ++b) merge.buckets[b] += merge.buckets[b - 1];
  return Done{};
}

// `group`: all entries of one key, by record; the base's before others of the same record.
Status GazetteerGrower::EmitKey(KeyHash key, std::vector<NameEntry>& group, Merge& merge) {
  const bool continues = group.back().record == kNoRecord;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < group.size() && group[i].record != kNoRecord;) {
    NameEntry best = group[i];
    bool is_new = true;
    for (; i < group.size() && group[i].record == best.record; ++i) {
      is_new = is_new && (group[i].kind & kFromBase) == 0;
      best.kind = std::min(best.kind & 0xFFu, group[i].kind & 0xFFu);
    }
    std::uint8_t& names = briefs_[best.record].names;
    if (is_new && names < 255) ++names;
    group[kept++] = best;
  }
  group.resize(kept);
  std::stable_sort(group.begin(), group.end(), [&](const NameEntry& a, const NameEntry& b) {
    const Brief& x = briefs_[a.record];
    const Brief& y = briefs_[b.record];
    return ImportanceOf(x.origin, x.population) > ImportanceOf(y.origin, y.population);
  });
  KeyEntry entry{TagOf(key), kNoPosting};
  if (!group.empty()) {
    if (merge.posting_count + group.size() >= kNoPosting) return Full("names");
    entry.value = static_cast<std::uint32_t>(merge.posting_count);
    merge.posting_count += group.size();
  }
  if (continues) entry.value |= kContinues;
  DL_RETURN_IF_ERROR(merge.keys.Append(BytesOf(std::span<const KeyEntry>(&entry, 1))));
  auto& postings = merge.postings_of_key;
  postings.clear();
  for (const NameEntry& name : group) postings.push_back(name.record | name.kind << 24);
  if (!postings.empty()) postings.back() |= kLastPosting;
  return merge.postings.Append(BytesOf(postings));
}

// All records, with the number of their names.
Result<io::Spool> GazetteerGrower::FinishedRecords() {
  DL_ASSIGN_OR_RETURN(io::Spool all, OpenSpool("all-records", 0));
  std::size_t i = 0;
  for (PlaceRecord r : base_->records()) {
    r.names = briefs_[i++].names;
    DL_RETURN_IF_ERROR(all.Append(BytesOf(std::span<const PlaceRecord>(&r, 1))));
  }
  io::SpoolReader reader(records_, 0, kReadBytes / sizeof(PlaceRecord) * sizeof(PlaceRecord));
  while (true) {
    DL_ASSIGN_OR_RETURN(const std::string_view bytes, reader.Next(sizeof(PlaceRecord)));
    if (bytes.empty()) return all;
    PlaceRecord r;
    std::memcpy(&r, bytes.data(), sizeof(r));
    r.names = briefs_[i++].names;
    DL_RETURN_IF_ERROR(all.Append(BytesOf(std::span<const PlaceRecord>(&r, 1))));
  }
}

Status GazetteerGrower::WriteFile(std::string_view producer, Merge& merge, io::Spool& out) {
  DL_ASSIGN_OR_RETURN(io::Spool records, FinishedRecords());
  rings_.push_back(static_cast<std::uint32_t>(vertices_.size()));
  const std::string notes = std::string(base_->notes()) + notes_;
  // A section is a view, then perhaps a spool.
  const std::array<std::pair<std::string_view, io::Spool*>, kSectionCount> sections = {
      {{{}, &records},
       {BytesOf(merge.buckets), nullptr},
       {{}, &merge.keys},
       {{}, &merge.postings},
       {base_->strings(), &strings_},
       {BytesOf(shapes_), nullptr},
       {BytesOf(rings_), nullptr},
       {BytesOf(vertices_), nullptr},
       {notes, nullptr}}};
  constexpr std::size_t kBegin = sizeof(FileHeader) + kSectionCount * sizeof(SectionEntry);
  DL_RETURN_IF_ERROR(out.Append(std::string(kBegin, '\0')));
  io::Sha256 body;
  const auto write = [&](std::string_view bytes) -> Status {
    body.Update(bytes);
    return out.Append(bytes);
  };
  std::vector<SectionEntry> table;
  for (const auto& [bytes, spool] : sections) {
    DL_RETURN_IF_ERROR(write(std::string((64 - out.size() % 64) % 64, '\0')));
    table.push_back({out.size(), bytes.size() + (spool != nullptr ? spool->size() : 0)});
    DL_RETURN_IF_ERROR(write(bytes));
    if (spool == nullptr) continue;
    io::SpoolReader reader(*spool, 0, kReadBytes * 16);
    while (true) {
      DL_ASSIGN_OR_RETURN(const std::string_view chunk, reader.NextChunk());
      if (chunk.empty()) break;
      DL_RETURN_IF_ERROR(write(chunk));
    }
  }
  FileHeader header{};
  header.magic = kGazetteerMagic;
  header.version = kGazetteerVersion;
  header.section_count = kSectionCount;
  header.size_bytes = out.size();
  Fill(header.producer, producer);
  Fill(header.body_sha256, body.Hex());
  Fill(header.table_sha256, io::Sha256Hex(BytesOf(table)));
  DL_RETURN_IF_ERROR(out.WriteAt(0, BytesOf(std::span<const FileHeader>(&header, 1))));
  DL_RETURN_IF_ERROR(out.WriteAt(sizeof(FileHeader), BytesOf(table)));
  return out.Sync();
}

}  // namespace dateline::places
