// The standings and when they hold: data/standing/rules.tsv, first match.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"

namespace dateline::standing {

// What the rules count: origins, each once.
struct Counts {
  enum Name : std::uint8_t {
    kWithdrawn,
    kDebunked,
    kFirm,
    kOpposed,
    kAdmissions,
    kParties,
    kLocated,
    kOrigins,
    kNeutral,
    kAttributed,
    kNamed,
    kDenials,
    kSize,
  };
  std::array<std::uint32_t, kSize> values{};
  std::uint32_t& operator[](Name name) { return values[name]; }
  std::uint32_t operator[](Name name) const { return values[name]; }
};

class Rules {
 public:
  // Errors: kCorrupt naming the line.
  static Result<Rules> Parse(std::string_view table, std::string_view name);

  // The rule that holds, as an index into `rules()`; size() of them when none does.
  std::size_t Of(const Counts& counts) const;

  struct Need {
    Counts::Name name = Counts::kSize;
    bool is_exact = false;  // "="; else ">="
    std::uint32_t count = 0;
  };
  struct Rule {
    std::string standing;
    std::string needs;  // as the table has them
    std::vector<Need> all_of;
    std::string why;
  };
  const std::vector<Rule>& rules() const { return rules_; }
  const std::string& version() const { return version_; }

 private:
  std::vector<Rule> rules_;
  std::string version_;
};

}  // namespace dateline::standing
