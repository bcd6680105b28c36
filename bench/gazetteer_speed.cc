// How fast the gazetteer opens and answers, with the answers checked: each name that is looked up
// must lead to its place, each place's own coordinate back to a settlement no farther than itself.
//
// usage: gazetteer_speed [FILE]      the one in the box without a file
#include <sys/resource.h>

#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "pipeline/gazetteer.h"
#include "places/gazetteer.h"
#include "places/reverse.h"

namespace {

using dateline::places::Gazetteer;
using dateline::places::RecordIndex;

// CPU time, which other work on the machine does not change much.
class Clock {
 public:
  double milliseconds() const {
    return 1000.0 * static_cast<double>(std::clock() - begin_) / CLOCKS_PER_SEC;
  }

 private:
  std::clock_t begin_ = std::clock();
};

int Fail(const std::string& message) {
  std::fprintf(stderr, "gazetteer_speed: %s\n", message.c_str());
  return 1;
}

bool LeadsTo(const Gazetteer& gazetteer, std::string_view name, RecordIndex record) {
  const auto lookup = gazetteer.Find(dateline::places::KeyOf(name));
  for (const auto& match : gazetteer.Matches(lookup, gazetteer.size())) {
    if (match.record == record) return true;
  }
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  const Clock opening;
  const auto file = dateline::pipeline::GazetteerFile::Open(argc > 1 ? argv[1] : "", {});
  if (!file) return Fail(file.error().ToString());
  const auto opened = Gazetteer::Open(file->bytes());
  if (!opened) return Fail(opened.error().ToString());
  std::printf("open                %10.2f ms, %.1f MB, %zu places\n", opening.milliseconds(),
              static_cast<double>(file->bytes().size()) / 1e6, opened->size());

  // Every 37th place: spread over the file, so that its pages are touched as a text would.
  std::vector<RecordIndex> sample;
  for (RecordIndex i = 0; i < opened->size(); i += 37) sample.push_back(i);
  const Clock looking;
  for (const RecordIndex record : sample) {
    if (!LeadsTo(*opened, opened->NameOf(record), record))
      return Fail("the name of " + opened->IdOf(record) + " does not lead to it");
  }
  std::printf("look-up by name     %10.2f us each\n",
              1000 * looking.milliseconds() / static_cast<double>(sample.size()));

  const Clock indexing;
  const dateline::places::ReverseIndex reverse(*opened);
  std::printf("reverse index       %10.2f ms, made when first asked\n", indexing.milliseconds());
  const Clock reversing;
  std::size_t asked = 0;
  for (const RecordIndex record : sample) {
    if (opened->record(record).feature[0] != 'P') continue;
    const auto where = reverse.At(opened->PointOf(record));
    if (where.settlement == dateline::places::kNoRecord || where.distance_km > 0.01)
      return Fail("the coordinate of " + opened->IdOf(record) + " does not lead to a settlement");
    ++asked;
  }
  std::printf("reverse look-up     %10.2f us each\n",
              1000 * reversing.milliseconds() / static_cast<double>(asked));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("resident memory     %10.1f MB at most\n",
              static_cast<double>(usage.ru_maxrss) / 1024);
  return 0;
}
