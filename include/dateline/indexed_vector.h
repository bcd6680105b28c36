// IndexedVector<T, Index>: a vector that is addressed by its own index type only.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <utility>
#include <vector>

namespace dateline {

template <typename T, typename Index>
class IndexedVector {
 public:
  using value_type = T;
  IndexedVector() = default;
  IndexedVector(std::initializer_list<T> items) : items_(items) {}

  T& operator[](Index index) { return items_[index.value()]; }
  const T& operator[](Index index) const { return items_[index.value()]; }

  std::size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  // One past the last index.
  Index end_index() const { return Index::FromSize(items_.size()); }
  bool has(Index index) const { return index.value() < items_.size(); }

  // Appends and returns the index of the new element.
  Index Add(T item) {
    items_.push_back(std::move(item));
    return Index::FromSize(items_.size() - 1);
  }
  void reserve(std::size_t n) { items_.reserve(n); }
  void resize(std::size_t n) { items_.resize(n); }
  void clear() { items_.clear(); }
  T& back() { return items_.back(); }
  const T& back() const { return items_.back(); }
  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  std::vector<T> items_;
};

}  // namespace dateline
