// The bytes of a file that was made in memory, at an address that containers and gazetteers may be
// opened from: a multiple of 64, as resources have it. For trainers and tests.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>
#include <vector>

namespace dateline::model {

class AlignedBytes {
 public:
  explicit AlignedBytes(std::string_view bytes)
      : blocks_(bytes.size() / sizeof(Block) + 1), size_(bytes.size()) {
    if (!bytes.empty()) std::memcpy(blocks_.data(), bytes.data(), bytes.size());
  }
  std::string_view view() const { return {blocks_.front().bytes, size_}; }

 private:
  struct alignas(64) Block {
    char bytes[64];
  };
  std::vector<Block> blocks_;
  std::size_t size_;
};

}  // namespace dateline::model
