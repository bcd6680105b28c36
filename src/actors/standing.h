// Standing: what an actor is by the words that name it: class, side, actor code and the kind of
// source it is when it speaks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actors/cast.h"
#include "actors/names.h"
#include "actors/nominals.h"

namespace dateline::actors {

// What the standing of a phrase is read from.
struct Scene {
  const Words& words;
  const Lexicon& lexicon;
  const TableMatches& matches;
  const IndexedVector<Place, PlaceIndex>& places;
  const std::vector<NameUse>& uses;
  const std::vector<std::int32_t>& use_at;    // by token: the name that covers it, or -1
  const std::vector<std::int32_t>& place_at;  // by token: the place that covers it, or -1
  const NameMarks& marks;
  const Cast& cast;
  std::optional<Day> day;  // of publication, where it is known
  std::string domestic;    // the country that the story is about; empty when it is not clear
};

struct Standing {
  HeadClass head_class = HeadClass::kOrganisation;
  std::string side;
  std::string actor;
  bool is_side_stated = false;
  bool is_former = false;  // speaks for nobody any more
  // The class and kind of the body that a spokesperson, an official or an officer belongs to.
  std::optional<HeadClass> body_class;
  bool is_body_domestic = false;
  std::string_view body_head;  // the noun that names it; of the lexicon
  std::optional<SourceKind> body_kind;
  FigureIndex body = kNoFigure;  // that body, where it has a name
};

// The standing of the phrase [first, end) about `head`, whose entry is `entry`.
Standing StandingOf(const Scene& scene, TokenIndex first, TokenIndex head, TokenIndex end,
                    const Head& entry);

// The actor code of a class under a country or group, e.g. "UA.MIL".
std::string ActorOf(std::string_view side, HeadClass head_class);

// The kind of source; `is_named` when a person has a name.
SourceKind KindOf(const Standing& standing, bool is_named);

// The country where the story plays: of well over half of its places, counting countries where they
// are said to be the scene; empty otherwise. How often a power is named says nothing of it.
std::string DomesticCountry(const Words& words, const TableMatches& matches,
                            const IndexedVector<Place, PlaceIndex>& places);

}  // namespace dateline::actors
