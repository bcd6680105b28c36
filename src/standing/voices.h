// Voices: who speaks, so far as two claims can be said to have the same speaker; and from which
// agency a report was taken. Words in data/standing/voices.en.tsv.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"
#include "record/claim_record.h"

namespace dateline::standing {

struct Voice {
  enum class Kind : std::uint8_t {
    kNarrator,  // the outlet in its own words
    kOutlet,    // another outlet, named as the one that reports
    kNamed,     // a person, or a body that there is once on its side
    kNameless,  // "Ukrainian officials", "a resident"
  };
  Kind kind = Kind::kNarrator;
  // Claims of equal keys have one speaker; for kNameless only inside one report and its copies.
  std::string key;
};

class Voices {
 public:
  // Errors: kCorrupt naming the line.
  static Result<Voices> Parse(std::string_view table, std::string_view name);

  // `carrier`: the outlet, or the agency that it credits. `outlets`: folded names that publish.
  Voice Of(const record::ClaimRecord& claim, std::string_view carrier,
           const std::set<std::string, std::less<>>& outlets) const;

  // The agency that the report says it was taken from: "(Example Wire) —" behind the dateline, or a
  // credit in words; empty when none. Looks at the first 300 and the last 300 bytes.
  std::string CreditOf(std::string_view text) const;

 private:
  std::string KeyOfName(std::string_view name, std::string_view side) const;
  bool IsNameless(const record::ClaimRecord& claim) const;

  std::set<std::string, std::less<>> people_, bodies_;
  std::vector<std::string> credits_;
};

}  // namespace dateline::standing
