// Found, predicted and marked spans of each part.
#pragma once

#include <span>

#include "attribution/tags.h"

namespace dateline::attribution::training {

struct Tally {
  std::size_t right[4] = {};
  std::size_t found[4] = {};
  std::size_t gold[4] = {};
  void Add(std::span<const Tag> predicted, std::span<const Tag> marked);
  double F1(Part part) const;
  void Print(const char* what) const;
};

}  // namespace dateline::attribution::training
