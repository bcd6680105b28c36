#include "claims/ontology.h"

#include <cstdio>

#include "io/sha256.h"
#include "io/table.h"
#include "model/resources.h"

namespace dateline::claims {

namespace {
constexpr std::string_view kTable = "data/ontology/ontology.tsv";
}

Result<Ontology> Ontology::Load() {
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(kTable));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 11, kTable));
  Ontology ontology;
  for (const io::TableRow& row : rows) {
    const TypeIndex type = TypeIndex::FromSize(ontology.types_.size());
    ontology.types_.push_back(
        {row[0], row[1], row[2], row[3], row[4] == "y", row[5] == "y", row[6] == "y"});
    if (!ontology.by_name_.emplace(row[0], type).second) {
      return Error{ErrorCode::kCorrupt,
                   "line " + std::to_string(row.line) + " has the type \"" + std::string(row[0]) +
                       "\" again, expected each type once",
                   std::string(kTable)};
    }
  }
  ontology.name_ =
      "dateline-" + std::to_string(rows.size()) + " " + io::Sha256Hex(text).substr(0, 8);
  return ontology;
}

Result<TypeIndex> Ontology::Find(std::string_view name) const {
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) {
    return Error{ErrorCode::kNotFound,
                 "found the type \"" + std::string(name) + "\", expected one of the ontology",
                 std::string(kTable)};
  }
  return found->second;
}

}  // namespace dateline::claims
