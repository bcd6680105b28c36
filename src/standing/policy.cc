#include "standing/policy.h"

namespace dateline::standing {
namespace {

// T::Parse over the table of this name.
template <typename T>
Status Read(const Policy::Table& table, const std::string& name, T& out) {
  const std::string path = "data/standing/" + name;
  DL_ASSIGN_OR_RETURN(const auto text, table(path));
  DL_ASSIGN_OR_RETURN(out, T::Parse(text, path));
  return Done{};
}

}  // namespace

Result<Policy> Policy::Load(const Table& table) {
  Policy policy;
  DL_RETURN_IF_ERROR(Read(table, "effects.tsv", policy.effects));
  DL_RETURN_IF_ERROR(Read(table, "words.en.tsv", policy.words));
  DL_RETURN_IF_ERROR(Read(table, "happenings.tsv", policy.happenings));
  DL_RETURN_IF_ERROR(Read(table, "parties.tsv", policy.parties));
  DL_RETURN_IF_ERROR(Read(table, "interest.tsv", policy.interests));
  DL_RETURN_IF_ERROR(Read(table, "sources.tsv", policy.sources));
  DL_RETURN_IF_ERROR(Read(table, "rules.tsv", policy.rules));
  DL_RETURN_IF_ERROR(Read(table, "voices.en.tsv", policy.voices));
  const std::string ageing = "data/standing/ageing.tsv";
  DL_ASSIGN_OR_RETURN(const auto text, table(ageing));
  DL_RETURN_IF_ERROR(policy.effects.ReadAgeing(text, ageing));
  return policy;
}

}  // namespace dateline::standing
