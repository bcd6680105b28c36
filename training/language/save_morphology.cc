// Tables of lemmas and features: for each tag, the most frequent value of every ending; an entry is
// kept only where it differs from that of the next shorter ending.
#include <algorithm>
#include <cstdio>
#include <map>
#include <string_view>

#include "language/morphology.h"
#include "trainers.h"
#include "unicode/utf8.h"

namespace dateline::training {
namespace {

// Numbers values in the order of their first use.
class Values {
 public:
  std::uint32_t IdOf(const std::string& value) {
    const auto [at, is_new] = ids_.emplace(value, static_cast<std::uint32_t>(names_.size()));
    if (is_new) names_.push_back(value);
    return at->second;
  }
  std::string Lines() const {
    std::string all;
    for (const std::string& name : names_) all += name + "\n";
    return all;
  }

 private:
  std::map<std::string, std::uint32_t> ids_;
  std::vector<std::string> names_;
};

struct Word {
  language::TagId tag;
  std::string_view lower;
  std::uint32_t value;
};

class Builder {
 public:
  // Shorter endings first, then whole words.
  void Build(const std::vector<Word>& words) {
    for (std::size_t bytes = 0; bytes <= language::kLongestEnding; ++bytes) {
      Keep(words, bytes == 0 ? 1 : 2, [&](const Word& word) {
        return word.lower.size() < bytes ? language::Feature{0}
                                         : language::EndingKey(word.tag, word.lower, bytes);
      });
    }
    Keep(words, 1, [](const Word& word) { return language::WholeWordKey(word.tag, word.lower); });
  }

  void Save(model::ContainerWriter& writer, const std::string& name) const {
    std::size_t size = 64;
    while (size * 3 < kept_.size() * 4) size *= 2;
    std::vector<language::LexiconEntry> entries(size, {0, 0});
    for (const auto& [key, value] : kept_) {
      std::size_t at = (key >> 32) & (size - 1);
      while (entries[at].fingerprint != 0) at = (at + 1) & (size - 1);
      entries[at] = {static_cast<std::uint32_t>(key) | 1u, value};
    }
    std::fprintf(stderr, "  %s: %zu entries\n", name.c_str(), kept_.size());
    writer.AddArray<language::LexiconEntry>(name, entries);
  }

 private:
  template <typename KeyOf>
  void Keep(const std::vector<Word>& words, int least, const KeyOf& key_of) {
    struct Group {
      std::map<std::uint32_t, int> counts;
      const Word* example = nullptr;
    };
    std::map<language::Feature, Group> groups;
    for (const Word& word : words) {
      const language::Feature key = key_of(word);
      if (key == 0) continue;
      Group& group = groups[key];
      ++group.counts[word.value];
      group.example = &word;
    }
    for (const auto& [key, group] : groups) {
      auto best = group.counts.begin();
      for (auto at = group.counts.begin(); at != group.counts.end(); ++at) {
        if (at->second > best->second) best = at;
      }
      if (best->second >= least && Inherited(*group.example) != best->first)
        fresh_[key] = best->first;
    }
    kept_.merge(fresh_);
    fresh_.clear();
  }

  // What the kept endings give for a word.
  std::int64_t Inherited(const Word& word) const {
    for (std::size_t n = std::min(language::kLongestEnding, word.lower.size()) + 1; n-- > 0;) {
      const auto found = kept_.find(language::EndingKey(word.tag, word.lower, n));
      if (found != kept_.end()) return found->second;
    }
    return -1;
  }

  std::map<language::Feature, std::uint32_t> kept_;
  std::map<language::Feature, std::uint32_t> fresh_;
};

// The edit that makes `lemma`: see language/morphology.h.
std::string EditOf(std::string_view surface, std::string_view lower, std::string_view lemma) {
  const bool is_lower = unicode::Lowercase(lemma) == lemma;
  const std::string_view from = is_lower ? lower : surface;
  std::size_t same = 0;
  while (same < from.size() && same < lemma.size() && from[same] == lemma[same]) ++same;
  while (!unicode::IsBoundary(from, same) || !unicode::IsBoundary(lemma, same)) --same;
  return (is_lower ? "L" : "W") + std::to_string(from.size() - same) + "\t" +
         std::string(lemma.substr(same));
}

}  // namespace

void SaveMorphology(const std::vector<TreeSentence>& sentences,
                    const std::vector<TreeExample>& examples, model::ContainerWriter& writer) {
  Values edits;
  Values feats;
  feats.IdOf("");  // the value of a word that no table knows
  std::vector<Word> by_edit;
  std::vector<Word> by_feats;
  for (std::size_t n = 0; n < sentences.size(); ++n) {
    for (std::size_t i = 0; i < sentences[n].size(); ++i) {
      const TreeWord& word = sentences[n][i];
      const std::string_view lower = examples[n].words[i].text;
      const language::TagId tag = examples[n].gold_tags[i];
      by_feats.push_back({tag, lower, feats.IdOf(word.feats)});
      if (word.lemma != "_" || word.form == "_")
        by_edit.push_back({tag, lower, edits.IdOf(EditOf(word.form, lower, word.lemma))});
    }
  }
  Builder edit_of;
  edit_of.Build(by_edit);
  edit_of.Save(writer, "lemma");
  writer.Add("lemma.edits", edits.Lines());
  Builder feats_of;
  feats_of.Build(by_feats);
  feats_of.Save(writer, "feats");
  writer.Add("feats.sets", feats.Lines());
}

}  // namespace dateline::training
