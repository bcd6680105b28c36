// The ontology: the 53 types of claims with their family and defaults, as
// data/ontology/ontology.tsv has them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/result.h"
#include "dateline/strong_id.h"

namespace dateline::claims {

using TypeIndex = StrongId<struct ClaimTypeTag, std::uint8_t>;

struct ClaimType {
  std::string_view name;       // "strike.shelling"
  std::string_view family;     // "violence"
  std::string_view frame;      // the default frame of its triggers
  std::string_view unit;       // the class of units that it counts
  bool takes_place = false;    // may discourse lend it a place?
  bool takes_fillers = false;  // may the model of fillers add roles?
  bool is_said = false;        // the act is an utterance: who acts is its source
};

class Ontology {
 public:
  static Result<Ontology> Load();

  const ClaimType& operator[](TypeIndex type) const { return types_[type.value()]; }
  std::size_t size() const { return types_.size(); }
  // "dateline-53 0a1b2c3d": how many types, and a fingerprint of the table.
  const std::string& name() const { return name_; }
  // kNotFound, with the name, for a type that the table lacks.
  Result<TypeIndex> Find(std::string_view name) const;

 private:
  std::vector<ClaimType> types_;
  std::unordered_map<std::string_view, TypeIndex> by_name_;
  std::string name_;
};

}  // namespace dateline::claims
