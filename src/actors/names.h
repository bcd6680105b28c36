// Names: the language layer's names and those of the tables, and which of them are the same person,
// body or state.
//
// A person is known by the fullest form in the text; a surname alone is the person last named by it
// in full. A body is known by its longest form; a shorter one, an acronym or a form that the tables
// give for the same body joins it. The type of a name is corrected where the tables or the rest of
// the text know better than the sentence alone.
#pragma once

#include <vector>

#include "actors/cast.h"
#include "actors/scan.h"
#include "actors/words.h"

namespace dateline::actors {

struct NameUse {
  TokenIndex first;  // the mention, tokens [first, end)
  TokenIndex end;
  TokenIndex core_first;  // without titles and genitive: what the name is
  TokenIndex core_end;
  EntityType type = EntityType::kPerson;
  const TableMatch* match = nullptr;  // the table's entry for the whole name
  std::optional<TitleClass> title;    // of the titles before or in it
  std::string_view title_head;        // the office that they name; of the lexicon
  Gender gender = Gender::kUnknown;   // as the titles tell
  FigureIndex figure = kNoFigure;
};

// The names in text order, disjoint, with `figure` unset. O(tokens).
std::vector<NameUse> FindNames(const Words& words, const Lexicon& lexicon,
                               const TableMatches& matches,
                               const IndexedVector<Place, PlaceIndex>& places);

// Adds a figure to `cast` for every name that is somebody and sets `figure`. O(names).
void LinkNames(const Words& words, const Lexicon& lexicon, std::vector<NameUse>& uses, Cast& cast);

}  // namespace dateline::actors
