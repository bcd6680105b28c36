// Steps of Finish: names sorted by key and by the importance of their place, postings and keys,
// buckets over the keys; then records, shapes and strings; then the header over all of it.
#include "places/gazetteer_writer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <unordered_map>

#include "io/sha256.h"
#include "places/gazetteer.h"

namespace dateline::places {
namespace {

std::int32_t ToE6(double degrees) { return static_cast<std::int32_t>(std::lround(degrees * 1e6)); }

template <typename T>
std::string Bytes(const std::vector<T>& items) {
  std::string bytes(items.size() * sizeof(T), '\0');
  if (!items.empty()) std::memcpy(bytes.data(), items.data(), bytes.size());
  return bytes;
}

class Strings {
 public:
  Strings() { text_.push_back('\0'); }
  std::uint32_t Add(std::string_view text) {
    if (text.empty()) return 0;
    const auto [found, is_new] =
        offsets_.emplace(std::string(text), static_cast<std::uint32_t>(text_.size()));
    if (is_new) text_.append(text).push_back('\0');
    return found->second;
  }
  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
  std::unordered_map<std::string, std::uint32_t> offsets_;
};

template <std::size_t N>
void Fill(std::array<char, N>& field, std::string_view text) {
  field.fill('\0');
  std::copy_n(text.begin(), std::min(N, text.size()), field.begin());
}

struct Keys {
  std::vector<std::uint32_t> buckets;
  std::vector<KeyEntry> entries;
  std::vector<std::uint32_t> postings;
};

struct Shapes {
  std::vector<ShapeEntry> shapes;
  std::vector<std::uint32_t> rings;
  std::vector<Vertex> vertices;
  std::uint32_t Add(const Geometry& geometry) {
    if (geometry.kind == Geometry::Kind::kNone || geometry.rings.empty()) return kNoRecord;
    shapes.push_back({static_cast<std::uint32_t>(rings.size()),
                      static_cast<std::uint32_t>(geometry.rings.size()),
                      geometry.kind == Geometry::Kind::kLine ? 1u : 0u});
    for (const auto& ring : geometry.rings) {
      rings.push_back(static_cast<std::uint32_t>(vertices.size()));
      for (const LatLng& point : ring) vertices.push_back({ToE6(point.lat), ToE6(point.lng)});
    }
    return static_cast<std::uint32_t>(shapes.size() - 1);
  }
};

}  // namespace

std::uint32_t GazetteerWriter::Add(Draft draft) {
  drafts_.push_back(std::move(draft));
  return static_cast<std::uint32_t>(drafts_.size() - 1);
}

void GazetteerWriter::AddName(std::uint32_t record, std::string_view name, NameKind kind) {
  std::vector<std::uint64_t> words;
  AppendWords(name, words);
  KeyHash key = kEmptyKey;
  for (std::size_t i = 0; i < words.size(); ++i) {
    key = Extend(key, words[i]);
    if (i + 1 < words.size()) prefixes_.push_back(key);
  }
  if (key != kEmptyKey) names_.push_back({key, record, kind});
}

void GazetteerWriter::AddNote(std::string line) { notes_ += std::move(line) + "\n"; }

Result<std::string> GazetteerWriter::Finish(std::string_view producer) const {
  if (drafts_.size() >= (1u << 24))
    return Error{ErrorCode::kLimit, "a gazetteer holds at most 16,777,215 places", ""};

  std::vector<Name> names = names_;
  std::vector<double> importance;
  for (const Draft& draft : drafts_)
    importance.push_back(ImportanceOf(draft.origin, draft.population));
  std::sort(names.begin(), names.end(), [&](const Name& a, const Name& b) {
    if (a.key != b.key) return a.key < b.key;
    if (importance[a.record] != importance[b.record])
      return importance[a.record] > importance[b.record];
    if (a.record != b.record) return a.record < b.record;
    return a.kind < b.kind;
  });
  names.erase(std::unique(names.begin(), names.end(),
                          [](const Name& a, const Name& b) {
                            return a.key == b.key && a.record == b.record;
                          }),
              names.end());
  std::vector<KeyHash> prefixes = prefixes_;
  std::sort(prefixes.begin(), prefixes.end());
  prefixes.erase(std::unique(prefixes.begin(), prefixes.end()), prefixes.end());

  std::vector<unsigned> name_count(drafts_.size(), 0);
  Keys keys;
  keys.buckets.assign((std::size_t{1} << kBucketBits) + 1, 0);
  std::size_t prefix = 0;
  const auto add_key = [&](KeyHash key, std::uint32_t first_posting) {
    while (prefix < prefixes.size() && prefixes[prefix] < key) ++prefix;
    const bool continues = prefix < prefixes.size() && prefixes[prefix] == key;
    keys.entries.push_back({TagOf(key), first_posting | (continues ? kContinues : 0u)});
    ++keys.buckets[BucketOf(key) + 1];
  };
  std::size_t bare = 0;  // prefixes that are no names themselves
  const auto add_bare_before = [&](KeyHash key) {
    for (; bare < prefixes.size() && prefixes[bare] < key; ++bare) {
      keys.entries.push_back({TagOf(prefixes[bare]), kNoPosting | kContinues});
      ++keys.buckets[BucketOf(prefixes[bare]) + 1];
    }
    if (bare < prefixes.size() && prefixes[bare] == key) ++bare;
  };
  for (std::size_t i = 0; i < names.size();) {
    std::size_t end = i;
    add_bare_before(names[i].key);
    add_key(names[i].key, static_cast<std::uint32_t>(keys.postings.size()));
    for (; end < names.size() && names[end].key == names[i].key; ++end) {
      keys.postings.push_back(names[end].record | static_cast<std::uint32_t>(names[end].kind)
                                                      << 24);
      ++name_count[names[end].record];
    }
    keys.postings.back() |= kLastPosting;
    i = end;
  }
  add_bare_before(std::numeric_limits<KeyHash>::max());
  for (std::size_t b = 1; b < keys.buckets.size(); ++b) keys.buckets[b] += keys.buckets[b - 1];

  Strings strings;
  Shapes shapes;
  std::vector<PlaceRecord> records;
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    const Draft& draft = drafts_[i];
    PlaceRecord r{};
    r.name = strings.Add(draft.name);
    r.code = draft.origin == Origin::kGeoNames ? draft.number : strings.Add(draft.code);
    r.lat_e6 = ToE6(draft.point.lat);
    r.lng_e6 = ToE6(draft.point.lng);
    r.population = draft.population;
    r.admin1 = draft.admin1;
    r.admin2 = draft.admin2;
    r.shape = shapes.Add(draft.shape);
    r.radius_km = draft.radius_km;
    Fill(r.country, draft.country);
    Fill(r.feature, draft.feature);
    r.origin = draft.origin;
    r.names = static_cast<std::uint8_t>(std::min(name_count[i], 255u));
    records.push_back(r);
  }
  shapes.rings.push_back(static_cast<std::uint32_t>(shapes.vertices.size()));

  const std::array<std::string, kSectionCount> parts = {
      Bytes(records),       Bytes(keys.buckets),    Bytes(keys.entries),
      Bytes(keys.postings), strings.Take(),         Bytes(shapes.shapes),
      Bytes(shapes.rings),  Bytes(shapes.vertices), notes_};
  std::string body;
  std::vector<SectionEntry> table;
  const std::size_t begin = sizeof(FileHeader) + kSectionCount * sizeof(SectionEntry);
  for (const std::string& part : parts) {
    body.resize((begin + body.size() + 63) / 64 * 64 - begin, '\0');
    table.push_back({begin + body.size(), part.size()});
    body += part;
  }
  FileHeader header{};
  header.magic = kGazetteerMagic;
  header.version = kGazetteerVersion;
  header.section_count = kSectionCount;
  header.size_bytes = begin + body.size();
  Fill(header.producer, producer);
  Fill(header.body_sha256, io::Sha256Hex(body));
  const std::string table_bytes = Bytes(table);
  Fill(header.table_sha256, io::Sha256Hex(table_bytes));
  std::string file(sizeof(header), '\0');
  std::memcpy(file.data(), &header, sizeof(header));
  return file + table_bytes + body;
}

}  // namespace dateline::places
