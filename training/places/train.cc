// Trains what the places stage learns and prints its scores.
//
// usage: train_places acceptance|senses OUT.tsv GOLD...
//
// acceptance   which candidates are meant as places (src/places/judge.cc)
// senses       which place a name means (src/places/resolve.cc), with the judge of this build
// GOLD is what corpus.py writes.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "pipeline/gazetteer.h"
#include "take.h"
#include "trainers.h"

namespace dateline::training {
namespace {

int Run(int argc, char** argv) {
  const std::string_view what = argc > 3 ? argv[1] : "";
  if (what != "acceptance" && what != "senses") {
    std::fprintf(stderr, "usage: train_places acceptance|senses OUT.tsv GOLD...\n");
    return 2;
  }
  const auto pipeline = Take(pipeline::Pipeline::Load());
  const auto gazetteer = Take(places::Gazetteer::Open(pipeline::GazetteerBytes()));
  const auto words = Take(places::Words::Load());
  std::vector<Corpus> corpora;
  for (int i = 3; i < argc; ++i) {
    corpora.push_back({argv[i], {}});
    const Status read = ReadGold(argv[i], pipeline, corpora.back().documents);
    if (!read.ok()) Fail(read.error());
  }
  if (what == "acceptance") return TrainAcceptance(argv[2], corpora, gazetteer, words) ? 0 : 1;
  const Status trained = TrainSenses(argv[2], corpora, gazetteer, words);
  if (!trained.ok()) Fail(trained.error());
  return 0;
}

}  // namespace
}  // namespace dateline::training

int main(int argc, char** argv) { return dateline::training::Run(argc, argv); }
