// The cast of a document: its entities while they are being gathered, with what resolution needs to
// know of each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/lexicon.h"

namespace dateline::actors {

using FigureIndex = std::uint32_t;
inline constexpr FigureIndex kNoFigure = 0xFFFFFFFF;

struct Figure {
  Entity entity;
  HeadNumber number = HeadNumber::kOne;
  Gender gender = Gender::kUnknown;
  std::optional<HeadClass> head_class;
  std::string_view head;    // the noun that describes it, singular and lower case; of the lexicon
  bool is_named = false;    // by a name, not only described
  bool is_country = false;  // a state or its seat of government
  bool is_person = false;
  bool is_former = false;       // the text says that it left office
  bool is_side_stated = false;  // the words say it; otherwise it is the country of the story
};

struct Cast {
  std::vector<Figure> figures;

  FigureIndex Add(Figure figure) {
    figures.push_back(std::move(figure));
    return static_cast<FigureIndex>(figures.size() - 1);
  }
  Figure& operator[](FigureIndex i) { return figures[i]; }
  const Figure& operator[](FigureIndex i) const { return figures[i]; }
};

}  // namespace dateline::actors
