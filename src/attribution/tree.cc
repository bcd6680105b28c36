#include "attribution/tree.h"

#include <algorithm>

namespace dateline::attribution {

namespace {

bool IsSubject(Deprel deprel) {
  return deprel == Deprel::kNsubj || deprel == Deprel::kNsubjPass || deprel == Deprel::kNsubjOuter;
}

bool IsNominal(Upos upos) {
  return upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kPron || upos == Upos::kNum ||
         upos == Upos::kDet || upos == Upos::kAdj;
}

}  // namespace

Tree::Tree(const text::LanguageView& input, const std::function<bool(TokenIndex)>& is_no_subject) {
  const std::size_t size = input.words.size();
  child_.assign(size, kNone);
  next_.assign(size, kNone);
  extent_.resize(size);
  std::vector<std::uint32_t> missing(size, 0);  // children whose extent is not known yet
  for (std::uint32_t i = static_cast<std::uint32_t>(size); i-- > 0;) {
    extent_[i] = {TokenIndex(i), TokenIndex(i + 1)};
    if (const auto head = input.words[TokenIndex(i)].head) {
      next_[i] = child_[head->value()];
      child_[head->value()] = i;
      ++missing[head->value()];
    }
  }
  subject_.assign(size, kNone);
  agent_.assign(size, kNone);
  for (std::uint32_t i = 0; i < size; ++i) {
    const Word& word = input.words[TokenIndex(i)];
    const bool is_subject = IsSubject(word.deprel);
    if (!word.head || !(is_subject || word.deprel == Deprel::kOblAgent)) continue;
    if (!IsNominal(word.upos) || is_no_subject(TokenIndex(i))) continue;
    const std::uint32_t head = word.head->value();
    std::uint32_t& best = is_subject ? subject_[head] : agent_[head];
    if (best == kNone || i < head) best = i;
  }
  // From the leaves up: a token passes its extent on once all of its children have.
  for (std::uint32_t i = 0; i < size; ++i) {
    std::uint32_t at = i;
    if (child_[at] != kNone) continue;
    while (const auto head = input.words[TokenIndex(at)].head) {
      TokenRange& above = extent_[head->value()];
      above.first = std::min(above.first, extent_[at].first);
      above.end = std::max(above.end, extent_[at].end);
      if (--missing[head->value()] != 0) break;
      at = head->value();
    }
  }
}

}  // namespace dateline::attribution
