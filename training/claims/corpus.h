// The corpora that train the claims, as corpus.py writes them.
#pragma once

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "claims/learned.h"

namespace dateline::training {

struct GoldClaim {
  std::string types;  // "|" between
  std::size_t begin = 0;
  std::size_t end = 0;
};

using Fillers = std::array<std::set<std::string>, claims::kFillerSlots>;

// A template: the claim types that it stands for, each between bars, and what fills it.
struct GoldIncident {
  std::set<std::string> types;
  Fillers fillers;
};

struct GoldDocument {
  std::string name;
  std::string date;
  std::string text;
  std::vector<GoldIncident> incidents;  // of the templates
  std::vector<GoldClaim> claims;
  // Does the phrase fill the slot in some template?
  bool Fills(std::size_t slot, const std::string& words) const;

  bool has_claims = false;
  bool are_rules_right = false;  // no gold: the roles that the rules give stand
};

// Lower case, no punctuation, no articles: how fillers are compared.
std::string Plain(std::string_view words);

// Ends the program with a sentence where the file is not what is expected.
std::vector<GoldDocument> ReadCorpus(const std::string& path);

[[noreturn]] void Fail(const Error& error);

}  // namespace dateline::training
