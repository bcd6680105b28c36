// How far chosen places are from where annotators put them, by corpus and by kind of place.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dateline::training {

class ErrorTable {
 public:
  // `km`: none when no place was chosen, which counts as wrong.
  void Add(const std::string& corpus, const std::string& kind, std::optional<double> km);
  void Print(const char* title) const;

 private:
  struct Row {
    std::vector<double> km;
    std::size_t unresolved = 0;
  };
  std::map<std::string, std::map<std::string, Row>> rows_;  // corpus, then kind
};

}  // namespace dateline::training
