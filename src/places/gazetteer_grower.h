// GazetteerGrower: a gazetteer with more places and names, written without holding them in memory.
//
// The tables of the base are copied as they are; new places come after its own, so that indices
// stay. New names are sorted in runs of a few million and merged with the keys of the base, which
// lie sorted already. Memory: some 20 bytes a place and one run, whatever the number of names.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/reading.h"
#include "dateline/result.h"
#include "io/spool.h"
#include "places/gazetteer.h"

namespace dateline::places {

// A place to add; the same facts as PlaceRecord. Views are copied.
struct NewPlace {
  std::string_view name;
  Origin origin = Origin::kGeoNames;
  std::uint32_t number = 0;  // kGeoNames only
  std::string_view code;     // the others
  std::string_view country;
  std::string_view feature_class;
  std::string_view feature_code;
  LatLng point;
  std::uint32_t population = 0;
  RecordIndex admin1 = kNoRecord;
  RecordIndex admin2 = kNoRecord;
  float radius_km = 0;
  Geometry shape;
};

class GazetteerGrower {
 public:
  // How far the work is, as a later process needs it to go on.
  struct Progress {
    std::uint64_t records_bytes = 0;
    std::uint64_t strings_bytes = 0;
    std::vector<std::uint64_t> run_bytes;
  };

  // Works in memory when `folder` is empty, else in files of that folder, of which `done` are kept.
  // `base` must outlive the grower. Errors: kIo.
  static Result<GazetteerGrower> Open(const Gazetteer& base, std::string folder,
                                      const Progress& done);

  // Errors: kLimit when an index is full, kIo.
  Result<RecordIndex> Add(const NewPlace& place);
  Status AddName(RecordIndex record, std::string_view name, NameKind kind);
  void AddNote(std::string_view line) { notes_.append(line).push_back('\n'); }

  std::size_t size() const { return briefs_.size(); }
  std::uint32_t population(RecordIndex record) const { return briefs_[record].population; }
  bool is_in(RecordIndex record, std::string_view country) const;
  // The GeoNames number of each new place, in order. Errors: kIo.
  Result<std::vector<std::uint32_t>> Numbers();

  // Sorts and keeps what there is; the answer lets Open() go on from here. Errors: kIo.
  Result<Progress> Checkpoint();

  // Writes the whole file to `out`. Deterministic. Errors: kIo, kLimit.
  Status Finish(std::string_view producer, io::Spool& out);

 private:
  struct NameEntry {
    std::uint64_t key;     // masked
    std::uint32_t record;  // kNoRecord: longer names begin with the key
    std::uint32_t kind;    // NameKind, with kFromBase
  };
  struct Brief {
    std::uint32_t population;
    std::array<char, 2> country;
    Origin origin;
    std::uint8_t names;
  };
  struct Merge;

  GazetteerGrower(const Gazetteer& base, std::string folder)
      : base_(&base), folder_(std::move(folder)) {}
  Result<io::Spool> OpenSpool(const std::string& name, std::uint64_t kept_bytes) const;
  Status ReadBriefs();
  Result<std::uint32_t> AddString(std::string_view text);
  std::uint32_t AddShape(const Geometry& shape);
  Status FlushRun();
  Status MergeNames(Merge& merge);
  void ReadBaseBucket(std::uint32_t bucket, std::vector<NameEntry>& out) const;
  Status EmitKey(KeyHash key, std::vector<NameEntry>& group, Merge& merge);
  Result<io::Spool> FinishedRecords();
  Status WriteFile(std::string_view producer, Merge& merge, io::Spool& out);

  const Gazetteer* base_;
  std::string folder_;
  io::Spool records_;
  io::Spool strings_;
  std::vector<io::Spool> runs_;
  std::vector<NameEntry> names_;  // the run that is being filled
  std::vector<Brief> briefs_;     // of every place, the base's too
  std::vector<ShapeEntry> shapes_;
  std::vector<std::uint32_t> rings_;
  std::vector<Vertex> vertices_;
  std::vector<std::uint64_t> words_;  // scratch
  std::string notes_;
};

}  // namespace dateline::places
