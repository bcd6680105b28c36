#include "claims/quantity_words.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "io/table.h"

namespace dateline::claims {
namespace {

constexpr std::size_t kLongestWord = 24;  // bytes of a token

// In the order of QuantityClass.
constexpr std::array<std::string_view, kQuantityClassCount> kClassNames = {
    "number",       "tens",       "multiplier", "amount",     "fraction",    "before",
    "after",        "between",    "and",        "range",      "article",     "of",
    "zero",         "negation",   "more",       "subset",     "measure",     "strength",
    "currency",     "uncounted",  "label",      "counted",    "object-verb", "object-noun-verb",
    "subject-verb", "crowd-verb", "state",      "state-link", "deed",        "toll",
    "toll-link",    "from",       "affected",   "machine",    "spatial",     "short-multiplier"};

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::size_t FilterBit(std::string_view word) {
  const auto first = static_cast<unsigned char>(word.front());
  const auto last = static_cast<unsigned char>(word.back());
  return ((first & 31U) << 9U | (last & 31U) << 4U | (word.size() & 15U)) & ((1U << 14U) - 1);
}

std::optional<Bound> BoundNamed(std::string_view name) {
  if (name == "exact") return Bound::kExact;
  if (name == "about") return Bound::kAbout;
  if (name == "min") return Bound::kMin;
  if (name == "max") return Bound::kMax;
  return std::nullopt;
}

bool TakesBound(QuantityClass kind) {
  return kind == QuantityClass::kBefore || kind == QuantityClass::kAfter ||
         kind == QuantityClass::kTollLink;
}

// The tokens of a phrase as the tokenizer parts them: at spaces and around inner hyphens.
std::vector<std::string> TokensOf(std::string_view phrase) {
  std::vector<std::string> tokens(1);
  for (const char c : phrase) {
    if (c == ' ') {
      tokens.emplace_back();
    } else if (c == '-' && phrase.size() > 1) {
      tokens.emplace_back("-");
      tokens.emplace_back();
    } else {
      tokens.back() += c;
    }
  }
  return tokens;
}

}  // namespace

const QuantityEntry* QuantityWord::Of(QuantityClass kind) const {
  if (!is(kind)) return nullptr;
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const QuantityEntry& entry) {
    return entry.kind == kind && entry.rest.empty();
  });
  return found == entries.end() ? nullptr : &*found;
}

Result<QuantityWords> QuantityWords::Parse(std::string_view table, std::string_view name) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 5, name));
  QuantityWords words;
  for (const io::TableRow& row : rows) {
    const auto wrong = [&](const std::string& what) {
      return Error{ErrorCode::kCorrupt, "line " + std::to_string(row.line) + ": " + what,
                   std::string(name)};
    };
    const auto* const found = std::find(kClassNames.begin(), kClassNames.end(), row[1]);
    if (found == kClassNames.end())
      return wrong("found the class \"" + std::string(row[1]) + "\", which is none");
    QuantityEntry entry;
    entry.kind = static_cast<QuantityClass>(found - kClassNames.begin());
    entry.unit = row[3];
    if (TakesBound(entry.kind)) {
      const auto bound = BoundNamed(row[2]);
      if (!bound) return wrong("found no bound, expected exact, about, min or max");
      entry.bound = *bound;
    } else if (!row[2].empty()) {
      const char* const end = row[2].data() + row[2].size();
      const std::size_t open = row[2].find("..");
      const char* const number_end = open == std::string_view::npos ? end : row[2].data() + open;
      const auto read = std::from_chars(row[2].data(), number_end, entry.value);
      if (read.ec != std::errc() || read.ptr != number_end)
        return wrong("found \"" + std::string(row[2]) + "\", expected a number");
      entry.is_open = open != std::string_view::npos;
    }
    // A lone "-" stands for an empty cell, and for the hyphen that joins a range.
    std::vector<std::string> tokens =
        row[0].empty() ? std::vector<std::string>{"-"} : TokensOf(row[0]);
    for (const std::string& token : tokens) {
      if (token.empty() || token.size() > kLongestWord)
        return wrong("found a word of no or of more than 24 bytes");
    }
    entry.rest.assign(tokens.begin() + 1, tokens.end());
    words.may_hold_.set(FilterBit(tokens[0]));
    QuantityWord& word = words.words_[tokens[0]];
    if (entry.rest.empty()) word.classes.set(static_cast<std::size_t>(entry.kind));
    word.entries.push_back(std::move(entry));
  }
  for (auto& [key, word] : words.words_) {
    std::stable_sort(word.entries.begin(), word.entries.end(),
                     [](const auto& a, const auto& b) { return a.rest.size() > b.rest.size(); });
  }
  return words;
}

const QuantityWord* QuantityWords::Find(std::string_view word) const {
  if (word.empty() || word.size() > kLongestWord) return nullptr;
  // The filter looks at the low five bits of a letter, which are the same in both cases.
  if (!may_hold_.test(FilterBit(word))) return nullptr;
  std::array<char, kLongestWord> key;
  std::transform(word.begin(), word.end(), key.begin(), Lower);
  const auto found = words_.find(std::string_view(key.data(), word.size()));
  return found == words_.end() ? nullptr : &found->second;
}

}  // namespace dateline::claims
