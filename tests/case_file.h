// Text cases: what a reading must and must not contain, in files that need no C++
// (tests/cases/README.md).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/reading.h"
#include "dateline/result.h"

namespace dateline::tests {

// One line of an expectation, or one item of a reading in the same form:
//   claim strike.shelling trigger="shelled" place="Kupiansk" realis=asserted
struct Item {
  std::string layer;    // "claim"
  std::string subject;  // what stands first: a type, or the quoted words
  std::multimap<std::string, std::string> fields;
  bool is_forbidden = false;  // the line began with "!"
  std::size_t line = 0;
};

struct Case {
  std::string name;
  std::string date;
  std::string publisher;
  std::string text;
  std::vector<Item> expected;
  std::size_t line = 0;
};

// Errors: kInvalidInput with the line, what was found and what was expected.
Result<std::vector<Case>> ParseCases(std::string_view file, const std::string& name);

// Every item of every layer of a reading.
std::vector<Item> Describe(const Reading& reading);

// Does `actual` have the layer, the subject (if one is given) and all fields of `expected`?
bool Matches(const Item& expected, const Item& actual);

std::string ToString(const Item& item);

}  // namespace dateline::tests
