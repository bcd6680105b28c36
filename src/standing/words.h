// Words of the tables for people, and the one name of a thing that texts name in several ways:
// data/standing/words.en.tsv.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "dateline/claim.h"
#include "dateline/result.h"

namespace dateline::standing {

class Words {
 public:
  // Errors: kCorrupt naming the line.
  static Result<Words> Parse(std::string_view table, std::string_view name);

  // "≥ 15 people", "2–3 km", "1 settlement"; empty when neither bound is known.
  std::string InWords(const Quantity& quantity) const;

  // The service that `text` speaks of, by the first of its words that the table knows; empty when
  // none.
  std::string ServiceIn(std::string_view text) const;
  // "killed", "injured", ... by the first word that the table knows; empty when none.
  std::string HarmIn(std::string_view text) const;
  // Do these words name all victims, and not some of them ("children")?
  bool IsEveryone(std::string_view victims) const;
  // Do these words end an alert?
  bool EndsAlert(std::string_view text) const;

 private:
  using Table = std::map<std::string, std::string, std::less<>>;
  std::string UnitFor(const Quantity& quantity) const;

  // What the table gives for the first word of the text that stands in it.
  static std::string FirstIn(std::string_view text, const Table& table);

  Table plurals_;
  Table endings_;
  Table services_;
  Table harms_;
  Table everyone_;
  Table alerts_;
};

}  // namespace dateline::standing
