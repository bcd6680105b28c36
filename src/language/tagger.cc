#include "language/tagger.h"

#include <algorithm>

#include "text/enum_names.h"

namespace dateline::language {

void TagFeatures(std::span<const Lexeme> words, std::span<const TagId> tags, std::size_t i,
                 TagFeatureList& out) {
  static const Lexeme kOutside{};
  const auto at = [&](std::ptrdiff_t offset) -> const Lexeme& {
    const std::ptrdiff_t k = static_cast<std::ptrdiff_t>(i) + offset;
    return k >= 0 && k < static_cast<std::ptrdiff_t>(words.size())
               ? words[static_cast<std::size_t>(k)]
               : kOutside;
  };
  const Lexeme& word = at(0);
  const Lexeme& before = at(-1);
  const Lexeme& after = at(1);
  const std::uint64_t tag1 = i >= 1 ? tags[i - 1] : kNoTag;
  const std::uint64_t tag2 = i >= 2 ? tags[i - 2] : kNoTag;
  out.clear();
  out.Add(Hash(1, word.form));
  out.Add(Hash(2, word.lower));
  for (std::uint64_t k = 0; k < 5; ++k) {
    if (word.suffix[k] != 0) out.Add(Hash(3 + k, word.suffix[k]));
  }
  for (std::uint64_t k = 0; k < 4; ++k) {
    if (word.prefix[k] != 0) out.Add(Hash(8 + k, word.prefix[k]));
  }
  out.Add(Hash(12, word.shape));
  out.Add(Hash(13, word.shape, i == 0 ? 1u : 0u));
  out.Add(Hash(14, tag1));
  out.Add(Hash(15, tag1, tag2));
  out.Add(Hash(16, tag1, word.lower));
  out.Add(Hash(17, tag1, word.suffix[2]));
  out.Add(Hash(18, before.lower));
  out.Add(Hash(19, at(-2).lower));
  out.Add(Hash(20, after.lower));
  out.Add(Hash(21, at(2).lower));
  out.Add(Hash(22, before.lower, word.lower));
  out.Add(Hash(23, word.lower, after.lower));
  out.Add(Hash(24, before.suffix[2]));
  out.Add(Hash(25, after.suffix[2]));
  out.Add(Hash(26, after.suffix[1], word.suffix[1]));
  out.Add(Hash(27, after.shape, word.shape));
  out.Add(Hash(28, before.shape, word.shape));
  out.Add(Hash(29, tag1, after.lower));
  out.Add(Hash(30, before.lower, after.lower));
  out.Add(Hash(31, tag2, word.lower));
  out.Add(Hash(32, word.suffix[2], word.shape));
  out.Add(Hash(33, tag1, tag2, word.lower));
  out.Add(Hash(34, after.lower, at(2).lower));
  out.Add(Hash(35, tag1, word.suffix[2], after.suffix[2]));
  out.Add(Hash(36, tag1, before.lower));
  out.Add(Hash(37, 0));
}

Result<std::vector<Tag>> ParseTags(std::string_view text) {
  std::vector<Tag> tags;
  while (!text.empty()) {
    const std::size_t newline = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, newline);
    text.remove_prefix(std::min(newline + 1, text.size()));
    const std::size_t tab = line.find('\t');
    const auto upos = text::FromName<Upos>(line.substr(0, tab));
    if (tab == std::string_view::npos || !upos) {
      return Error{ErrorCode::kCorrupt,
                   "tag \"" + std::string(line) +
                       "\" of the language model is not a universal tag, a tab and a treebank "
                       "tag; use the model that came with the program",
                   "model"};
    }
    tags.push_back(Tag{*upos, std::string(line.substr(tab + 1))});
  }
  if (tags.empty() || tags.size() > kMaxTags) {
    return Error{ErrorCode::kCorrupt,
                 "the language model has " + std::to_string(tags.size()) + " tags, 1 to " +
                     std::to_string(kMaxTags) + " were expected",
                 "model"};
  }
  return tags;
}

Result<Tagger> Tagger::Load(const model::Container& container) {
  Tagger tagger;
  DL_ASSIGN_OR_RETURN(const std::string_view names, container.Section("tags"));
  DL_ASSIGN_OR_RETURN(tagger.tags_, ParseTags(names));
  DL_ASSIGN_OR_RETURN(tagger.table_, SparseTable::Load(container, "tag", tagger.tags_.size()));
  return tagger;
}

void Tagger::Run(std::span<const Lexeme> words, std::vector<TagId>& out) const {
  out.assign(words.size(), kNoTag);
  TagFeatureList features;
  std::int32_t scores[kMaxTags];
  for (std::size_t i = 0; i < words.size(); ++i) {
    TagFeatures(words, out, i, features);
    std::fill_n(scores, tags_.size(), 0);
    table_.Score(features, scores);
    out[i] = static_cast<TagId>(std::max_element(scores, scores + tags_.size()) - scores);
  }
}

}  // namespace dateline::language
