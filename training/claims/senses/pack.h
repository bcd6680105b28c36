// Writes models/senses.dlm.
#pragma once

#include <string>

#include "claims/ontology.h"
#include "softmax.h"
#include "words.h"

namespace dateline::training {

// The container without weights.
std::string PackClasses(const claims::Ontology& ontology, const ClassTables& classes);

// The model as whole numbers, without weights too small to count.
std::string Pack(const claims::Ontology& ontology, const ClassTables& classes,
                 const Examples& examples, const std::vector<Vector>& vectors, const Softmax& model,
                 const std::string& name);

}  // namespace dateline::training
