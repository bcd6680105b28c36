// Any bytes in a gazetteer: refused with an Error, or read without leaving the file.
//
// Only the header and the table of sections are checked when a gazetteer is opened, so each input
// changes a good one, byte by byte, and signs its table again; then a short report is read with it.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "io/sha256.h"
#include "places/anaphora.h"
#include "places/draw.h"
#include "places/gazetteer_writer.h"
#include "places/locate.h"
#include "places/recognise.h"
#include "places/resolve.h"
#include "places/usage.h"
#include "structure/structure.h"

namespace {

using namespace dateline;

std::string SmallGazetteer() {
  places::GazetteerWriter writer;
  std::uint32_t number = 0;
  for (const char* name : {"Kharkiv", "Izium", "Velykyi Burluk", "Oskil River", "Ukraine"}) {
    places::Draft draft;
    draft.name = name;
    draft.number = ++number;
    draft.country = "UA";
    draft.feature = number == 4 ? "HSTM" : number == 5 ? "APCLI" : "PPPL";
    draft.origin = number == 5 ? places::Origin::kCountry : places::Origin::kGeoNames;
    draft.code = "UA";
    draft.point = {49, 36};
    draft.population = 1000 * number;
    draft.admin1 = number == 5 ? places::kNoRecord : 4;
    draft.radius_km = 10;
    if (number > 3)
      draft.shape = {Geometry::Kind::kArea, {{{48, 35}, {50, 35}, {50, 37}, {48, 35}}}};
    writer.AddName(writer.Add(draft), name, places::NameKind::kPreferred);
  }
  return writer.Finish("fuzz").value();
}

void Sign(char* bytes) {
  const std::string digest = io::Sha256Hex(std::string_view(
      bytes + sizeof(places::FileHeader), places::kSectionCount * sizeof(places::SectionEntry)));
  std::memcpy(bytes + offsetof(places::FileHeader, table_sha256), digest.data(), digest.size());
}

void ReadWith(std::string_view bytes) {
  static const text::Document document = [] {
    text::Document d;
    d.text =
        "Troops left the western outskirts of Kharkiv and crossed the Oskil River near Velykyi "
        "Burluk. "
        "They held the city, 50 km south of Izium in Ukraine.";
    return d;
  }();
  static const auto layers = structure::StructureStage::Load().value().Run(document).value();
  static const places::Words words = places::Words::Load().value();
  static const places::Judge judge = places::Judge::Load().value();
  static const places::SenseWeights weights = places::SenseWeights::Load().value();
  static const IndexedVector<Word, TokenIndex> no_words;
  static const IndexedVector<Mention, MentionIndex> no_mentions;
  const auto gazetteer = places::Gazetteer::Open(bytes);
  if (!gazetteer.ok()) return;
  const text::LanguageView input{
      {document.text, document.info, layers.blocks, layers.sentences, layers.tokens},
      no_words,
      no_mentions};
  const places::WordStream stream(input);
  const places::Surroundings around(input, stream, words);
  std::vector<places::Toponym> toponyms = places::Recognise(around, *gazetteer, judge);
  places::Resolve(around, *gazetteer, weights, {}, toponyms);
  places::ReadUse(input, stream, *gazetteer, words, toponyms);
  for (const places::Toponym& toponym : toponyms) {
    if (toponym.chosen == places::kNoRecord) continue;
    (void)gazetteer->IdOf(toponym.chosen);
    (void)gazetteer->NameOf(toponym.chosen);
    (void)gazetteer->FeatureOf(toponym.chosen);
  }
  auto all = places::Locate(input, stream, *gazetteer, words,
                            places::AnchorsOf(around, *gazetteer, toponyms));
  places::Drawer drawer(*gazetteer);
  for (places::Located& located : all) {
    Location& location = located.location;
    std::vector<places::Footing> footings;
    for (const PlaceIndex place : location.places)
      footings.push_back({toponyms[place.value()].chosen, false, false});
    drawer.Draw(footings, located.within, location);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string good = SmallGazetteer();
  places::SectionEntry buckets{};
  std::memcpy(&buckets,
              good.data() + sizeof(places::FileHeader) +
                  static_cast<std::size_t>(places::Section::kBuckets) * sizeof(buckets),
              sizeof(buckets));
  struct alignas(64) Block {
    char bytes[64];
  };
  std::vector<Block> file(good.size() / sizeof(Block) + 1);
  char* bytes = file.front().bytes;
  std::memcpy(bytes, good.data(), good.size());
  // Each four bytes of input: where (three bytes, over and over the file) and what.
  for (std::size_t i = 0; i + 4 <= size && i < 4096; i += 4) {
    const std::size_t where =
        std::size_t{data[i]} << 16 | std::size_t{data[i + 1]} << 8 | data[i + 2];
    // A megabyte of buckets would draw nearly all changes; seven in eight go elsewhere.
    std::size_t at = where % good.size();
    if (where % 8 != 0) {
      at = where % (good.size() - buckets.size_bytes);
      if (at >= buckets.offset) at += buckets.size_bytes;
    }
    bytes[at] = static_cast<char>(data[i + 3]);
  }
  Sign(bytes);
  ReadWith({bytes, good.size()});
  return 0;
}
