#include "corpus.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "take_line.h"

namespace dateline::training {

void Fail(const Error& error) {
  std::fprintf(stderr, "train_claims: %s\n", error.ToString().c_str());
  std::exit(1);
}

std::string Plain(std::string_view words) {
  std::string out, word;
  const auto flush = [&] {
    if (!word.empty() && word != "a" && word != "an" && word != "the") {
      if (!out.empty()) out += ' ';
      out += word;
    }
    word.clear();
  };
  for (char c : words) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c < 0;
    if (is_word) word += c;
    if (c == ' ' || c == '\n') flush();
  }
  flush();
  return out;
}

bool GoldDocument::Fills(std::size_t slot, const std::string& words) const {
  return std::any_of(incidents.begin(), incidents.end(),
                     [&](const GoldIncident& one) { return one.fillers[slot].contains(words); });
}

namespace {

std::size_t NumberOf(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void ReadLine(std::string_view line, GoldDocument& gold) {
  static constexpr std::array<std::string_view, claims::kFillerSlots> kSlots = {
      "persons", "body", "target", "victim", "means"};
  const std::size_t blank = line.find(' ');
  const std::string_view kind = line.substr(0, blank);
  const std::string_view rest = line.substr(blank + 1);
  const std::size_t tab = rest.find('\t');
  if (kind == "incident") {
    gold.incidents.emplace_back();
    for (std::size_t at = 0; at <= rest.size();) {
      const std::size_t bar = std::min(rest.find('|', at), rest.size());
      gold.incidents.back().types.insert("|" + std::string(rest.substr(at, bar - at)) + "|");
      at = bar + 1;
    }
  } else if (kind == "filler" && !gold.incidents.empty()) {
    for (std::size_t slot = 0; slot < kSlots.size(); ++slot) {
      if (rest.substr(0, tab) == kSlots[slot])
        gold.incidents.back().fillers[slot].insert(Plain(rest.substr(tab + 1)));
    }
  } else if (kind == "rules") {
    gold.are_rules_right = true;
  } else if (kind == "claim") {
    const std::size_t second = rest.find('\t', tab + 1);
    gold.claims.push_back({"|" + std::string(rest.substr(0, tab)) + "|",
                           NumberOf(rest.substr(tab + 1, second - tab - 1)),
                           NumberOf(rest.substr(second + 1))});
    gold.has_claims = true;
  }
}

}  // namespace

std::vector<GoldDocument> ReadCorpus(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream all;
  all << file.rdbuf();
  const std::string bytes = all.str();
  std::string_view rest = bytes;
  std::vector<GoldDocument> documents;
  while (!rest.empty()) {
    std::istringstream head{std::string(TakeLine(rest))};
    std::string word;
    std::size_t size = 0;
    GoldDocument gold;
    head >> word >> gold.name >> gold.date >> size;
    if (word != "document" || size > rest.size()) {
      Fail(Error{ErrorCode::kInvalidInput, "expected a document line and its text", path});
    }
    gold.text = rest.substr(0, size);
    rest.remove_prefix(std::min(size + 1, rest.size()));
    for (std::string_view one = TakeLine(rest); !one.empty(); one = TakeLine(rest))
      ReadLine(one, gold);
    documents.push_back(std::move(gold));
  }
  if (documents.empty()) Fail(Error{ErrorCode::kNotFound, "expected documents", path});
  return documents;
}

}  // namespace dateline::training
