// Dumps first, then their alternate names, then overlays. Between two batches of rows the state of
// the work is written down (import_state.h), so that an interruption costs one batch at most.
#include "places/gazetteer_import.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <memory>
#include <unordered_map>

#include "dateline/version.h"
#include "io/env.h"
#include "places/gazetteer_grower.h"
#include "places/gazetteer_sources.h"
#include "places/import_state.h"
#include "places/name_filter.h"
#include "places/overlay.h"
#include "places/reverse.h"
#include "unicode/utf8.h"

namespace dateline::places {
namespace {

constexpr std::size_t kMostFaults = 20;
constexpr std::uint64_t kOverlayLimit = std::uint64_t{256} << 20;
constexpr std::size_t kLongestLine = std::size_t{1} << 20;
constexpr std::uint32_t kMostIds = 1u << 27;  // GeoNames has 13 million so far

class Importer {
 public:
  Importer(const Gazetteer& base, const ImportInputs& inputs, GazetteerGrower grower,
           NameFilter filter, Romaniser romaniser)
      : base_(base),
        inputs_(inputs),
        grower_(std::move(grower)),
        filter_(std::move(filter)),
        romaniser_(std::move(romaniser)) {
    IndexBase();
  }

  ImportReport& report() { return report_; }
  GazetteerGrower& grower() { return grower_; }

  // After work was taken up again: which numbers the new places have.
  Status IndexNew() {
    DL_ASSIGN_OR_RETURN(const auto numbers, grower_.Numbers());
    for (std::size_t i = 0; i < numbers.size(); ++i)
      SetRecord(numbers[i], static_cast<RecordIndex>(base_.size() + i));
    return Done{};
  }

  Status TakeDumpLine(std::string_view line, std::uint64_t number, const std::string& file) {
    ++report_.rows;
    const GeoNamesLine parsed = ParseGeoNamesLine(line);
    const GeoNamesRow& row = parsed.row;
    if (!parsed.fault.empty() || row.id >= kMostIds) {
      Fault(parsed.fault.empty() ? "the id is larger than any of GeoNames" : parsed.fault, number,
            file);
      return Done{};
    }
    if (row.name.empty() || row.feature_class.size() != 1 ||
        inputs_.classes.find(row.feature_class) == std::string::npos) {
      ++report_.left_out;
      return Done{};
    }
    RecordIndex record = KnownAs(row);
    const bool is_known = record != kNoRecord;
    if (!is_known) {
      DL_ASSIGN_OR_RETURN(record, Add(row));
    }
    ++(is_known ? report_.known : report_.places);
    SetRecord(row.id, record);
    return AddNames(record, row, is_known);
  }

  // alternateNamesV2.txt: id, number of the place, language, name, preferred, short, ...
  Status TakeAlternateLine(std::string_view line, std::uint64_t number, const std::string& file) {
    ++report_.rows;
    std::array<std::string_view, 5> cell;
    std::size_t found = 0;
    for (std::size_t at = 0; at <= line.size() && found < cell.size(); ++found) {
      const std::size_t stop = std::min(line.find('\t', at), line.size());
      cell[found] = line.substr(at, stop - at);
      at = stop + 1;
    }
    std::uint32_t id = 0;
    const auto [end, error] = std::from_chars(cell[1].data(), cell[1].data() + cell[1].size(), id);
    if (found < 4 || error != std::errc() || end != cell[1].data() + cell[1].size()) {
      Fault(
          "found no row of alternate names, expected an id, a number of GeoNames, a language and a "
          "name, parted by tabs",
          number, file);
      return Done{};
    }
    const RecordIndex record = RecordOf(id);
    // Languages have two or three letters; "link", "post", "iata" and their like are no names.
    const bool is_language = cell[2].size() <= 3 || cell[2].find('-') != std::string_view::npos;
    if (record == kNoRecord || !is_language || !unicode::IsValidUtf8(cell[3])) {
      ++report_.left_out;
      return Done{};
    }
    if (cell[2] == "en" && cell[4] == "1")
      return grower_.AddName(record, cell[3], NameKind::kOfficial);
    return AddAlternate(record, cell[3]);
  }

  Status TakeOverlay(const std::string& file) {
    DL_ASSIGN_OR_RETURN(const std::string text, io::SystemEnv().ReadFile(file, kOverlayLimit));
    DL_ASSIGN_OR_RETURN(Overlay overlay, ParseOverlay(text, file));
    report_.rows += overlay.places.size() + overlay.faults.size();
    report_.faulty += overlay.faults.size();
    for (Error& fault : overlay.faults) Keep(std::move(fault));
    for (const OverlayPlace& place : overlay.places) DL_RETURN_IF_ERROR(AddOverlayPlace(place));
    grower_.AddNote("overlay\t" + file.substr(file.rfind('/') + 1) + "\tthe user's own\t" +
                    std::to_string(overlay.places.size()));
    return Done{};
  }

 private:
  void IndexBase() {
    for (RecordIndex i = 0; i < base_.size(); ++i) {
      const PlaceRecord& r = base_.record(i);
      switch (r.origin) {
        case Origin::kGeoNames:
          SetRecord(r.code, i);
          break;
        case Origin::kCountry:
        case Origin::kGeoNamesAdmin1:
          filter_.Reserve(KeyOf(base_.NameOf(i)));
          [[fallthrough]];
        case Origin::kGeoNamesAdmin2:
          divisions_.emplace(base_.CodeOf(i), i);
          break;
        case Origin::kRegion:
          if (r.feature[0] == 'L') filter_.Reserve(KeyOf(base_.NameOf(i)));
          break;
        case Origin::kExtra:
        case Origin::kOverlay:
          break;
      }
    }
  }

  RecordIndex RecordOf(std::uint32_t number) const {
    return number < record_of_.size() ? record_of_[number] : kNoRecord;
  }
  void SetRecord(std::uint32_t number, RecordIndex record) {
    if (number == 0 || number >= kMostIds) return;
    if (number >= record_of_.size()) record_of_.resize(number + number / 4 + 1, kNoRecord);
    record_of_[number] = record;
  }
  RecordIndex Division(const std::string& code) const {
    const auto found = divisions_.find(code);
    return found == divisions_.end() ? kNoRecord : found->second;
  }
  void Keep(Error fault) {
    if (report_.faults.size() < kMostFaults) report_.faults.push_back(std::move(fault));
  }
  void Fault(std::string_view why, std::uint64_t line, const std::string& file) {
    ++report_.faulty;
    Keep({ErrorCode::kInvalidInput, std::string(why), file + ", row " + std::to_string(line)});
  }

  // "UA.07.6308" in scratch_, as far as the row says.
  const std::string& CodeOf(const GeoNamesRow& row, int levels) {
    scratch_.assign(row.country);
    if (levels > 0) scratch_.append(".").append(row.admin1);
    if (levels > 1) scratch_.append(".").append(row.admin2);
    return scratch_;
  }

  // The place of the base, or of an earlier row, that a row is about.
  RecordIndex KnownAs(const GeoNamesRow& row) {
    if (const RecordIndex known = RecordOf(row.id); known != kNoRecord) return known;
    if (row.feature_code == "ADM1") return Division(CodeOf(row, 1));
    if (row.feature_code == "ADM2") return Division(CodeOf(row, 2));
    if (row.feature_code == "PCLI") return Division(CodeOf(row, 0));
    return kNoRecord;
  }

  Result<RecordIndex> Add(const GeoNamesRow& row) {
    NewPlace place;
    place.name = row.name;
    place.number = row.id;
    place.country = row.country;
    place.feature_class = row.feature_class;
    place.feature_code = row.feature_code;
    place.point = row.point;
    place.population = row.population;
    place.admin1 = Division(CodeOf(row, 1));
    if (!row.admin2.empty()) place.admin2 = Division(CodeOf(row, 2));
    return grower_.Add(place);
  }

  Status AddNames(RecordIndex record, const GeoNamesRow& row, bool is_known) {
    DL_RETURN_IF_ERROR(
        grower_.AddName(record, row.name, is_known ? NameKind::kOfficial : NameKind::kPreferred));
    if (row.ascii_name != row.name)
      DL_RETURN_IF_ERROR(grower_.AddName(record, row.ascii_name, NameKind::kOfficial));
    std::string_view list = row.alternate_names;
    while (!list.empty()) {
      const std::size_t end = std::min(list.find(','), list.size());
      if (end > 0) DL_RETURN_IF_ERROR(AddAlternate(record, list.substr(0, end)));
      list.remove_prefix(std::min(end + 1, list.size()));
    }
    return Done{};
  }

  Status AddAlternate(RecordIndex record, std::string_view name) {
    const Script script = ScriptOf(name);
    if (script == Script::kOther) return Done{};
    const std::uint32_t population = grower_.population(record);
    if (script == Script::kCyrillic && grower_.is_in(record, "UA")) {
      const std::string latin = romaniser_.Romanise(name);
      if (!latin.empty() && filter_.Keeps(latin, population))
        DL_RETURN_IF_ERROR(grower_.AddName(record, latin, NameKind::kAlternate));
    }
    if (!filter_.Keeps(name, population)) return Done{};
    return grower_.AddName(record, name, NameKind::kAlternate);
  }

  Status AddOverlayPlace(const OverlayPlace& place) {
    NewPlace added;
    added.name = place.name;
    added.origin = Origin::kOverlay;
    added.code = place.id;
    added.country = place.country;
    added.feature_class = std::string_view(place.feature).substr(0, 1);
    added.feature_code =
        std::string_view(place.feature).substr(std::min<std::size_t>(2, place.feature.size()));
    added.point = place.point;
    added.population = place.population;
    added.radius_km = static_cast<float>(place.radius_km);
    added.shape = place.shape;
    added.admin1 = AdminOf(place);
    std::string country;
    if (place.country.empty() || added.admin1 == kNoRecord) {
      if (reverse_ == nullptr) reverse_ = std::make_unique<ReverseIndex>(base_);
      const Whereabouts where = reverse_->At(place.point);
      if (place.country.empty() && where.country != kNoRecord) {
        country = base_.CountryOf(where.country);
        added.country = country;
      }
      if (added.admin1 == kNoRecord && where.admin1 != kNoRecord &&
          base_.CountryOf(where.admin1) == added.country)
        added.admin1 = where.admin1;
    }
    DL_ASSIGN_OR_RETURN(const RecordIndex record, grower_.Add(added));
    ++report_.places;
    DL_RETURN_IF_ERROR(grower_.AddName(record, place.name, NameKind::kPreferred));
    for (const std::string& alias : place.aliases)
      DL_RETURN_IF_ERROR(grower_.AddName(record, alias, NameKind::kOfficial));
    return Done{};
  }

  // By its code, or by a name that is one of the country's divisions.
  RecordIndex AdminOf(const OverlayPlace& place) const {
    if (place.admin1.empty()) return kNoRecord;
    if (const RecordIndex by_code = Division(place.country + "." + place.admin1);
        by_code != kNoRecord)
      return by_code;
    for (const NameMatch& match : base_.Matches(base_.Find(KeyOf(place.admin1)), 64)) {
      const PlaceRecord& r = base_.record(match.record);
      if (r.origin == Origin::kGeoNamesAdmin1 &&
          (place.country.empty() || base_.CountryOf(match.record) == place.country))
        return match.record;
    }
    return kNoRecord;
  }

  const Gazetteer& base_;
  const ImportInputs& inputs_;
  GazetteerGrower grower_;
  NameFilter filter_;
  Romaniser romaniser_;
  ImportReport report_;
  std::unordered_map<std::string, RecordIndex> divisions_;  // "UA", "UA.07", "UA.07.6308"
  std::vector<RecordIndex> record_of_;                      // by the number of GeoNames
  std::string scratch_;
  std::unique_ptr<ReverseIndex> reverse_;  // of the base; made when an overlay leaves a field out
};

// Calls `take` with each line of a file from `state.offset` on, and `checkpoint` between batches.
template <typename Take, typename Pause>
Status ForEachLine(const std::string& path, std::size_t batch_bytes, ImportState& state,
                   const Take& take, const Pause& pause) {
  DL_ASSIGN_OR_RETURN(const io::InputFile file, io::InputFile::Open(path));
  std::string buffer;
  std::uint64_t read_to = state.offset;
  while (true) {
    const std::size_t kept = buffer.size();
    buffer.resize(kept + batch_bytes);
    DL_ASSIGN_OR_RETURN(const std::size_t got,
                        file.ReadAt(read_to, buffer.data() + kept, batch_bytes));
    read_to += got;
    buffer.resize(kept + got);
    const bool is_last = got < batch_bytes;
    std::string_view text = buffer;
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      if (end == std::string_view::npos && !is_last && text.size() < kLongestLine) break;
      const std::string_view line = text.substr(0, std::min(end, text.size()));
      ++state.line;
      if (!line.empty()) DL_RETURN_IF_ERROR(take(line, state.line));
      text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    state.offset = read_to - text.size();
    buffer.erase(0, buffer.size() - text.size());
    DL_RETURN_IF_ERROR(pause());
    if (is_last) return Done{};
  }
}

// The work on one output.
class Work {
 public:
  Work(const Gazetteer& base, const ImportInputs& inputs, const std::string& output,
       const ImportObserver& observer)
      : base_(base),
        inputs_(inputs),
        output_(output),
        folder_(output + ".building"),
        observer_(observer) {}

  Result<ImportReport> Run() {
    DL_RETURN_IF_ERROR(Begin());
    DL_ASSIGN_OR_RETURN(auto grower, GazetteerGrower::Open(base_, folder_, state_.done));
    DL_ASSIGN_OR_RETURN(auto filter, NameFilter::Load());
    DL_ASSIGN_OR_RETURN(auto romaniser, Romaniser::Load());
    Importer importer(base_, inputs_, std::move(grower), std::move(filter), std::move(romaniser));
    importer.report() = state_.report;
    DL_RETURN_IF_ERROR(importer.IndexNew());
    DL_RETURN_IF_ERROR(ReadDumps(importer));
    for (const std::string& file : inputs_.overlays) DL_RETURN_IF_ERROR(importer.TakeOverlay(file));
    const std::string finished = folder_ + "/gazetteer";
    {
      DL_ASSIGN_OR_RETURN(io::Spool out, io::Spool::InFile(finished, 0));
      DL_RETURN_IF_ERROR(importer.grower().Finish("dateline " DATELINE_VERSION, out));
    }
    DL_RETURN_IF_ERROR(io::RenameFile(finished, output_));
    std::error_code ignored;  // what stays behind is taken for unfinished work and begun anew
    std::filesystem::remove_all(folder_, ignored);
    return importer.report();
  }

 private:
  std::size_t file_count() const {
    return inputs_.geonames.size() + inputs_.alternate_names.size();
  }
  const std::string& file(std::size_t i) const {
    return i < inputs_.geonames.size() ? inputs_.geonames[i]
                                       : inputs_.alternate_names[i - inputs_.geonames.size()];
  }

  // Finds out what the inputs are and how far earlier work with them went.
  Status Begin() {
    std::string settings = std::string(base_.body_sha256()) + "|" + inputs_.classes;
    for (std::size_t i = 0; i < file_count(); ++i) {
      DL_ASSIGN_OR_RETURN(const std::string print, FingerprintOf(file(i)));
      DL_ASSIGN_OR_RETURN(const io::InputFile opened, io::InputFile::Open(file(i)));
      sizes_.push_back(opened.size());
      settings += "|" + print;
    }
    for (const std::string& overlay : inputs_.overlays)
      DL_RETURN_IF_ERROR(io::InputFile::Open(overlay));
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (error)
      return Error{ErrorCode::kIo, "cannot make the folder of the work: " + error.message(),
                   folder_};
    state_ = ReadState(folder_ + "/state", settings);
    state_.settings = std::move(settings);
    return Done{};
  }

  Status ReadDumps(Importer& importer) {
    for (; state_.file < file_count(); ++state_.file, state_.offset = 0, state_.line = 0) {
      const std::string& path = file(state_.file);
      const bool is_dump = state_.file < inputs_.geonames.size();
      const auto take = [&](std::string_view line, std::uint64_t number) -> Status {
        return is_dump ? importer.TakeDumpLine(line, number, path)
                       : importer.TakeAlternateLine(line, number, path);
      };
      DL_RETURN_IF_ERROR(
          ForEachLine(path, inputs_.batch_bytes, state_, take, [&] { return Pause(importer); }));
    }
    for (std::size_t i = 0; i < file_count(); ++i) {
      importer.grower().AddNote(
          std::string(i < inputs_.geonames.size() ? "places" : "alternate names") + "\t" +
          file(i).substr(file(i).rfind('/') + 1) + " (GeoNames)\tCC BY 4.0\t" +
          std::to_string(sizes_[i]) + " bytes");
    }
    return Done{};
  }

  Status Pause(Importer& importer) {
    ImportProgress progress;
    for (std::size_t i = 0; i < sizes_.size(); ++i) {
      progress.total_bytes += sizes_[i];
      if (i < state_.file) progress.done_bytes += sizes_[i];
    }
    progress.done_bytes += state_.offset;
    const bool goes_on = !observer_ || observer_(progress);
    if (goes_on && progress.done_bytes < last_checkpoint_ + inputs_.checkpoint_bytes) return Done{};
    last_checkpoint_ = progress.done_bytes;
    DL_ASSIGN_OR_RETURN(state_.done, importer.grower().Checkpoint());
    state_.report = importer.report();
    DL_RETURN_IF_ERROR(WriteState(folder_ + "/state", state_));
    if (goes_on) return Done{};
    return Error{ErrorCode::kIo, "was stopped; run it again with the same inputs and it goes on",
                 output_};
  }

  const Gazetteer& base_;
  const ImportInputs& inputs_;
  const std::string output_;
  const std::string folder_;
  const ImportObserver& observer_;
  std::vector<std::uint64_t> sizes_;
  ImportState state_;
  std::uint64_t last_checkpoint_ = 0;
};

}  // namespace

Result<ImportReport> BuildGazetteer(const Gazetteer& base, const ImportInputs& inputs,
                                    const std::string& output, const ImportObserver& observer) {
  return Work(base, inputs, output, observer).Run();
}

Result<OverlaidGazetteer> OverlayGazetteer(const Gazetteer& base,
                                           const std::vector<std::string>& overlays) {
  ImportInputs inputs;
  inputs.overlays = overlays;
  DL_ASSIGN_OR_RETURN(auto grower, GazetteerGrower::Open(base, "", {}));
  DL_ASSIGN_OR_RETURN(auto filter, NameFilter::Load());
  DL_ASSIGN_OR_RETURN(auto romaniser, Romaniser::Load());
  Importer importer(base, inputs, std::move(grower), std::move(filter), std::move(romaniser));
  for (const std::string& file : overlays) DL_RETURN_IF_ERROR(importer.TakeOverlay(file));
  io::Spool out;
  DL_RETURN_IF_ERROR(importer.grower().Finish("dateline " DATELINE_VERSION, out));
  return OverlaidGazetteer{out.Take(), std::move(importer.report())};
}

}  // namespace dateline::places
