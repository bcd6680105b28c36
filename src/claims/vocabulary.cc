#include "claims/vocabulary.h"

#include "io/table.h"
#include "model/resources.h"

namespace dateline::claims {
namespace {

constexpr std::string_view kTable = "data/claims/word_sets.en.tsv";

std::uint16_t FlagNamed(std::string_view name) {
  static const std::unordered_map<std::string_view, std::uint16_t> kFlags = {
      {"place", kFlagPlace}, {"person", kFlagPerson}, {"org", kFlagOrg},    {"gpe", kFlagGpe},
      {"norp", kFlagNorp},   {"number", kFlagNumber}, {"actor", kFlagActor}};
  const auto found = kFlags.find(name);
  return found == kFlags.end() ? std::uint16_t{0} : found->second;
}

template <typename Visit>
void ForEachOf(std::string_view list, const Visit& visit) {
  while (!list.empty()) {
    const std::size_t bar = list.find('|');
    std::string_view item = list.substr(0, bar);
    if (!item.empty() && item.front() == '^') item.remove_prefix(1);
    if (!item.empty() && item.back() == '^') item.remove_suffix(1);
    if (!item.empty()) visit(item);
    list.remove_prefix(bar == std::string_view::npos ? list.size() : bar + 1);
  }
}

}  // namespace

Vocabulary::Vocabulary() : members_(1) {}  // kUnknownWord is in no class

Result<Vocabulary> Vocabulary::Load() {
  Vocabulary vocabulary;
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(kTable));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 3, kTable));
  for (const io::TableRow& row : rows) {
    ForEachOf(row[1], [&](std::string_view word) { vocabulary.sets_[row[0]].push_back(word); });
  }
  return vocabulary;
}

Result<WordClass> Vocabulary::ClassOf(std::string_view list) {
  if (const auto found = classes_.find(std::string(list)); found != classes_.end()) {
    return found->second;
  }
  const WordClass word_class = WordClass::FromSize(class_flags_.size());
  class_flags_.push_back(0);
  classes_.emplace(list, word_class);
  std::string unknown;
  ForEachOf(list, [&](std::string_view item) {
    if (item.front() == '@') {
      const auto set = sets_.find(item.substr(1));
      if (set == sets_.end()) {
        unknown = item;
        return;
      }
      for (const std::string_view word : set->second) Join(Intern(word), word_class);
    } else if (item.front() == '#') {
      const std::uint16_t flag = FlagNamed(item.substr(1));
      if (flag == 0) unknown = item;
      class_flags_[word_class.value()] |= flag;
    } else {
      Join(Intern(item), word_class);
    }
  });
  if (!unknown.empty()) {
    return Error{ErrorCode::kNotFound,
                 "found \"" + unknown + "\", expected a set of word_sets.en.tsv or a flag",
                 std::string(kTable)};
  }
  return word_class;
}

std::vector<WordId> Vocabulary::WordsOf(WordClass word_class) const {
  std::vector<WordId> words;
  for (std::size_t i = 1; i < members_.size(); ++i) {
    if (Has(word_class, WordId::FromSize(i), 0)) words.push_back(WordId::FromSize(i));
  }
  return words;
}

WordId Vocabulary::Find(std::string_view lower) const {
  const auto found = words_.find(lower);
  return found == words_.end() ? kUnknownWord : found->second;
}

WordId Vocabulary::Intern(std::string_view word) {
  const auto [found, is_new] = words_.emplace(word, WordId::FromSize(members_.size()));
  if (is_new) members_.emplace_back();
  return found->second;
}

void Vocabulary::Join(WordId word, WordClass word_class) {
  std::vector<std::uint64_t>& bits = members_[word.value()];
  const std::size_t block = word_class.value() / 64U;
  if (bits.size() <= block) bits.resize(block + 1);
  bits[block] |= std::uint64_t{1} << (word_class.value() % 64U);
}

}  // namespace dateline::claims
