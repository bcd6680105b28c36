// Examples: sentences as the models see them, with copies in the casing of headlines.
#include <algorithm>
#include <map>
#include <string_view>

#include "trainers.h"

namespace dateline::training {
namespace {

bool IsSmall(char c) { return c >= 'a' && c <= 'z'; }

void ToCapitals(std::string& form) {
  for (char& c : form) c = IsSmall(c) ? static_cast<char>(c - 32) : c;
}

void ToTitle(std::string& form) {
  if (form.size() > 3 && IsSmall(form.front())) form.front() = static_cast<char>(form.front() - 32);
}

template <typename Sentence, typename Forms>
void Add(std::vector<Sentence>& sentences, unsigned percent, Random& random, const Forms& forms) {
  const std::size_t count = sentences.size();
  for (std::size_t i = 0; i < count; ++i) {
    const bool capitals = Chance(percent, random);
    const bool title = Chance(percent, random);
    if (!capitals && !title) continue;
    Sentence copy = sentences[i];
    forms(copy, [&](std::string& form) { capitals ? ToCapitals(form) : ToTitle(form); });
    sentences.push_back(std::move(copy));
  }
}

}  // namespace

std::vector<std::uint32_t> Shuffled(std::size_t count, Random& random) {
  std::vector<std::uint32_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = static_cast<std::uint32_t>(i);
  for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random() % i]);
  return order;
}

bool Chance(unsigned percent, Random& random) { return random() % 100 < percent; }

void AddHeadlines(std::vector<TreeSentence>& sentences, unsigned percent, Random& random) {
  Add(sentences, percent, random, [](TreeSentence& sentence, const auto& change) {
    for (TreeWord& word : sentence) change(word.form);
  });
}

void AddHeadlines(std::vector<NameSentence>& sentences, unsigned percent, Random& random) {
  Add(sentences, percent, random, [](NameSentence& sentence, const auto& change) {
    for (std::string& form : sentence.forms) change(form);
  });
}

std::vector<language::Tag> CountTags(const std::vector<TreeSentence>& sentences) {
  std::map<std::pair<Upos, std::string>, int> counts;
  for (const TreeSentence& sentence : sentences) {
    for (const TreeWord& word : sentence) ++counts[{word.upos, word.xpos}];
  }
  std::vector<std::pair<int, std::pair<Upos, std::string>>> order;
  for (const auto& [tag, count] : counts) {
    if (count >= 5) order.emplace_back(-count, tag);
  }
  std::ranges::sort(order);
  std::vector<language::Tag> tags;
  for (const auto& [count, tag] : order) {
    if (tags.size() < language::kMaxTags) tags.push_back({tag.first, tag.second});
  }
  return tags;
}

std::vector<TreeExample> MakeExamples(const std::vector<TreeSentence>& sentences,
                                      const std::vector<language::Tag>& tags) {
  const auto id_of = [&](const TreeWord& word) {
    std::size_t same_upos = tags.size();
    for (std::size_t i = 0; i < tags.size(); ++i) {
      if (tags[i].upos != word.upos) continue;
      if (tags[i].xpos == word.xpos) return static_cast<language::TagId>(i);
      same_upos = std::min(same_upos, i);
    }
    return static_cast<language::TagId>(same_upos == tags.size() ? 0 : same_upos);
  };
  std::vector<TreeExample> examples;
  for (const TreeSentence& sentence : sentences) {
    TreeExample example;
    std::vector<std::string_view> forms;
    example.heads.push_back(0);
    example.deprels.push_back(Deprel::kDep);
    for (const TreeWord& word : sentence) {
      forms.push_back(word.form);
      example.gold_tags.push_back(id_of(word));
      example.heads.push_back(word.head);
      example.deprels.push_back(word.deprel);
    }
    language::MakeLexemes(forms, example.words);
    examples.push_back(std::move(example));
  }
  return examples;
}

}  // namespace dateline::training
