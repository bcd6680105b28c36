#include "language/tables.h"

#include <algorithm>
#include <bit>

namespace dateline::language {
namespace {

Error Broken(const std::string& name, const std::string& what) {
  return Error{ErrorCode::kCorrupt,
               "table \"" + name + "\" of the language model " + what +
                   "; use the model that came with the program",
               "model"};
}

}  // namespace

Result<MoveTable> MoveTable::Load(const model::Container& container, const std::string& name) {
  MoveTable table;
  DL_ASSIGN_OR_RETURN(table.buckets_, container.Array<MoveBucket>(name));
  if (!std::has_single_bit(table.buckets_.size()))
    return Broken(name, "has a number of buckets that is no power of two");
  return table;
}

Result<SparseTable> SparseTable::Load(const model::Container& container, const std::string& name,
                                      std::size_t classes) {
  SparseTable table;
  DL_ASSIGN_OR_RETURN(table.fingerprints_, container.Array<Lane>(name + ".keys"));
  DL_ASSIGN_OR_RETURN(table.rows_, container.Array<SparseBucket>(name + ".rows"));
  DL_ASSIGN_OR_RETURN(table.pool_, container.Array<SparseWeight>(name + ".pool"));
  if (!std::has_single_bit(table.fingerprints_.size()) ||
      table.fingerprints_.size() != table.rows_.size()) {
    return Broken(name, "has a wrong number of buckets");
  }
  for (const SparseBucket& bucket : table.rows_) {
    for (const std::uint32_t row : bucket.row) {
      if ((row >> 8) + (row & 255u) > table.pool_.size())
        return Broken(name, "has a row outside its pool");
    }
  }
  if (!std::ranges::all_of(table.pool_, [&](SparseWeight w) { return w.klass < classes; }))
    return Broken(name, "has a weight of an unknown class");
  return table;
}

Result<Lexicon> Lexicon::Load(const model::Container& container, const std::string& name,
                              std::size_t values) {
  Lexicon lexicon;
  DL_ASSIGN_OR_RETURN(lexicon.entries_, container.Array<LexiconEntry>(name));
  if (!std::has_single_bit(lexicon.entries_.size()))
    return Broken(name, "has a number of entries that is no power of two");
  bool has_free = false;
  for (const LexiconEntry& entry : lexicon.entries_) {
    has_free = has_free || entry.fingerprint == 0;
    if (entry.value >= values) return Broken(name, "has a value out of range");
  }
  if (!has_free) return Broken(name, "has no free entry, so that look-ups would not end");
  return lexicon;
}

}  // namespace dateline::language
