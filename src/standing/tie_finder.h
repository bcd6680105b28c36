// TieFinder: joins claims by the keys that they share (ties.h), as of the day on which both are
// known.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "record/claim_record.h"
#include "standing/index.h"

namespace dateline::standing {

class TieFinder {
 public:
  void Add(ClaimRow row, const Facts& facts, const record::ClaimRecord& claim,
           const std::string& text);

  // The groups of each tie; sets `ties` of the claims that share anything.
  std::array<TimedGroups, kTieCount> Finish(std::vector<Facts>& claims,
                                            const std::vector<std::string>& texts);

 private:
  struct Key {
    std::uint64_t hash;
    ClaimRow row;
  };
  struct Hint {
    std::uint64_t hash;
    ClaimRow row;
    ByteSpan trigger;
  };

  std::vector<Hint> hints_;
  std::array<std::vector<Key>, kTieCount> keys_;
};

}  // namespace dateline::standing
