// Scan: the names of the tables (countries, demonyms, forces, groups, bodies) in running text, the
// longest at each place.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "actors/lexicon.h"
#include "actors/words.h"

namespace dateline::actors {

struct TableMatch {
  TokenIndex first;  // tokens [first, end)
  TokenIndex end;
  std::string_view key;              // as the table writes it; of the lexicon
  const Country* country = nullptr;  // exactly one of the two is set
  const KnownName* known = nullptr;
  bool is_part_of_word = false;  // "pro-Russian" in one token: tells a side, names nobody
};

class TableMatches {
 public:
  // What the names mean on the day of the document, if that is known. Borrows `lexicon`. O(tokens).
  TableMatches(const Words& words, const Lexicon& lexicon, std::optional<Day> day);

  const std::vector<TableMatch>& all() const { return all_; }
  // The match that covers the token, or null.
  const TableMatch* At(TokenIndex token) const {
    const std::int32_t found = at_[token.value()];
    return found < 0 ? nullptr : &all_[static_cast<std::size_t>(found)];
  }

 private:
  std::vector<TableMatch> all_;  // in text order, disjoint
  std::vector<std::int32_t> at_;
};

}  // namespace dateline::actors
