// Makes a ledger of any size for bench/serve.py: claims of all kinds over places of a grid, so that
// what the server answers can be counted beforehand. The same arguments make the same claims.
//
// usage: make_ledger LEDGER CLAIMS
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "io/sha256.h"
#include "ledger/ledger.h"

namespace {

using namespace dateline;  // NOLINT: the program's only scope

constexpr std::size_t kClaimsPerDocument = 100;
constexpr std::size_t kPlaces = 5000;
constexpr std::int64_t kRecorded = 1662800000;
constexpr std::array<const char*, 8> kTypes = {"strike.shelling", "control.gain", "outage",
                                               "damage",          "casualty",     "need",
                                               "explosion",       "move.advance"};
constexpr std::array<const char*, 10> kWords = {"bridge", "market", "school", "river",  "station",
                                                "depot",  "grid",   "clinic", "convoy", "village"};

record::PlaceRecord PlaceOf(std::size_t number) {
  record::PlaceRecord place;
  place.key = "name:place " + std::to_string(number);
  place.name = "Place " + std::to_string(number);
  place.country = "XA";
  place.relation = "in";
  place.precision = "settlement";
  place.radius_km = 2;
  place.lat = -60 + 0.024 * static_cast<double>(number % 5000);
  place.lng = -170 + 0.068 * static_cast<double>(number);
  return place;
}

record::ClaimRecord ClaimOf(std::size_t number, const record::DocumentRecord& document) {
  record::ClaimRecord claim;
  claim.id = "c-" + io::Sha256Hex(std::to_string(number)).substr(0, 12);
  claim.type = kTypes[number % kTypes.size()];
  claim.trigger = ByteSpan::FromSizes(0, 9);
  claim.trigger_words = document.text.substr(0, 9);
  claim.sentence = ByteSpan::FromSizes(0, document.text.size());
  claim.sentence_words = document.text;
  if (number % 3 != 0) {
    claim.source_name = "Source " + std::to_string(number % 997);
    claim.source_side = number % 2 == 0 ? "XA" : "XB";
  }
  claim.source_kind = number % 3 == 0 ? "outlet" : "official";
  claim.realis = number % 11 == 0 ? "possible" : "asserted";
  claim.happened =
      DayInterval::Single(Day::FromCivil(2022, 1, 1).Plus(static_cast<int>(number % 365)));
  claim.happened_basis = "stated";
  if (number % 5 != 0) claim.places = {PlaceOf(number % kPlaces)};
  claim.confidence = 0.5;
  claim.grounds = {"type: bench"};
  return claim;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: make_ledger LEDGER CLAIMS\n", stderr);
    return 2;
  }
  auto ledger = ledger::Ledger::Open(argv[1], ledger::Ledger::Mode::kCreate);
  if (!ledger.ok()) {
    std::fprintf(stderr, "make_ledger: %s\n", ledger.error().ToString().c_str());
    return 3;
  }
  const std::size_t count = std::strtoull(argv[2], nullptr, 10);
  for (std::size_t first = 0; first < count; first += kClaimsPerDocument) {
    const std::size_t number = first / kClaimsPerDocument;
    record::DocumentRecord document;
    document.text = "Something was said of the " + std::string(kWords[number % kWords.size()]) +
                    " and of matter " + std::to_string(number) + ".";
    document.id = "sha256:" + io::Sha256Hex(document.text);
    document.publisher = "Publisher " + std::to_string(number % 50);
    document.published = Day::FromCivil(2023, 1, 1);  // after all that happened
    document.published_basis = "given";
    std::vector<record::ClaimRecord> claims;
    for (std::size_t i = first; i < first + kClaimsPerDocument && i < count; ++i)
      claims.push_back(ClaimOf(i, document));
    const auto added =
        ledger->Add(document.text, document, {"bench", "", "", "", ""}, claims, kRecorded);
    if (!added.ok()) {
      std::fprintf(stderr, "make_ledger: %s\n", added.error().ToString().c_str());
      return 1;
    }
  }
}
