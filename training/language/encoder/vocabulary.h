// What both commands of encoder_data need: the vocabulary as a table, and containers in memory.
#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "language/tables.h"

namespace dateline::training {

[[noreturn]] void Fail(const std::string& message);
std::string ReadAll(const std::string& path);

// Bytes at an address that a container may be opened from.
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

// The lines of a text, without an empty one at its end.
std::vector<std::string_view> Lines(std::string_view text);

// Lower forms to rows: line k (from 1) of a vocabulary is row k; the first of equal hashes stays.
std::vector<language::LexiconEntry> VocabularyTable(std::string_view vocabulary);

}  // namespace dateline::training
