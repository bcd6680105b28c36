// Names as numbers, in the order of their coming. Number 0 is the empty name.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace dateline::standing {

class Names {
 public:
  Names() { NumberOf(""); }
  std::uint32_t NumberOf(std::string_view name) {
    const auto found = numbers_.find(name);
    if (found != numbers_.end()) return found->second;
    const auto number = static_cast<std::uint32_t>(names_.size());
    names_.emplace_back(name);  // a deque: what numbers_ borrows stays where it is
    numbers_.emplace(names_.back(), number);
    return number;
  }
  const std::string& operator[](std::uint32_t number) const { return names_[number]; }
  std::size_t size() const { return names_.size(); }

 private:
  std::deque<std::string> names_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace dateline::standing
