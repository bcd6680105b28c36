// Slots: the values of a match by their meaning, as operators ask for them.
#pragma once

#include <array>
#include <string_view>

#include "times/grammar.h"

namespace dateline::times {

// The values of a match by their meaning; the second where a pattern has two ("5 to 9").
class Slots {
 public:
  explicit Slots(const PatternMatch& match);
  bool has(Meaning meaning) const { return count_[Index(meaning)] > 0; }
  bool has_two(Meaning meaning) const { return count_[Index(meaning)] > 1; }
  int number(Meaning meaning, std::size_t which = 0) const {
    return values_[Index(meaning)][which].number;
  }
  std::string_view text(Meaning meaning, std::size_t which = 0) const {
    return values_[Index(meaning)][which].text;
  }
  // A quantity in words or digits; 1 when the match names none.
  int quantity() const { return quantity_; }
  // The quantity of a second unit: "two years and three months".
  int second_quantity() const { return second_quantity_; }
  // Gives the match a year that its neighbour states: "January to December 2021".
  void SetYear(int year) {
    values_[Index(Meaning::kYear)][0].number = year;
    count_[Index(Meaning::kYear)] = 1;
  }
  void SetNumber(Meaning meaning, int number) { values_[Index(meaning)][0].number = number; }
  // "a few weeks", "weeks": how many is not told.
  bool is_vague() const { return has(Meaning::kVague) || (is_plural_ && !has_quantity_); }

 private:
  struct Value {
    int number = 0;
    std::string_view text;
  };
  static std::size_t Index(Meaning meaning) { return static_cast<std::size_t>(meaning); }
  void AddQuantity(int number, bool is_article);

  std::array<std::array<Value, 2>, kMeaningCount> values_{};
  std::array<std::uint8_t, kMeaningCount> count_{};
  int quantity_ = 1;
  int second_quantity_ = 1;
  bool has_quantity_ = false;
  bool is_plural_ = false;
  bool quantity_is_article_ = false;
  bool quantity_is_complete_ = false;
};

}  // namespace dateline::times
