// Words for the trainer: their vectors and classes, and the container without weights that gives
// the classes to the features.
#pragma once

#include <string>
#include <vector>

#include "softmax.h"

namespace dateline::training {

// By number of the word; of length 1, or zero where the file lacks the word.
std::vector<Vector> ReadVectors(const std::string& path, const std::vector<std::string>& words);

struct ClassTables {
  std::vector<claims::SenseWordClass> words;
  std::vector<std::uint16_t> coarse;
};

// `path`: what cluster_words writes. The most frequent words only.
ClassTables ReadClasses(const std::string& path);

}  // namespace dateline::training
