#include "times/slots.h"

#include <algorithm>

namespace dateline::times {
namespace {

constexpr int kLargestQuantity = 1000000;  // larger counts are cut: no text means them

}  // namespace

Slots::Slots(const PatternMatch& match) {
  for (const MatchedToken& token : match.tokens) {
    if (token.meaning == Meaning::kNone) continue;
    if (token.meaning == Meaning::kSpoken) {
      values_[Index(Meaning::kYear)][0].number += token.number;
      count_[Index(Meaning::kYear)] = 1;
      continue;
    }
    is_plural_ = is_plural_ || token.is_plural;
    const std::size_t index = Index(token.meaning);
    if (count_[index] < 2) {
      values_[index][count_[index]] = {token.number, token.text};
      ++count_[index];
    }
    if (!token.edge.empty() && !has(Meaning::kEdge)) {
      values_[Index(Meaning::kEdge)][0].text = token.edge;
      count_[Index(Meaning::kEdge)] = 1;
    }
    if (token.meaning == Meaning::kNumber && has(Meaning::kUnit) && has_quantity_) {
      second_quantity_ = std::min(token.number, kLargestQuantity);
    } else if (token.meaning == Meaning::kNumber) {
      AddQuantity(token.number, token.number == 1 && !has_quantity_);
    }
  }
}

void Slots::AddQuantity(int number, bool is_article) {
  if (quantity_is_complete_) return;
  number = std::min(number, kLargestQuantity);
  if (!has_quantity_ || quantity_is_article_) {
    quantity_is_article_ = is_article;
    has_quantity_ = true;
    quantity_ = number;
  } else if (number == 100 || number == 1000) {
    quantity_ = std::min(quantity_ * number, kLargestQuantity);
  } else if (quantity_ >= 20 && quantity_ < 100 && quantity_ % 10 == 0 && number < 10) {
    quantity_ += number;
  } else if (quantity_ >= 100 && quantity_ % 100 == 0 && number < 100) {
    quantity_ += number;
  } else {
    quantity_is_complete_ = true;  // "two or three": the first
  }
}

}  // namespace dateline::times
