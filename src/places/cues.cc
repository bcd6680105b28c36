#include "places/cues.h"

#include <algorithm>

namespace dateline::places {
namespace {

constexpr std::uint32_t kTown = 50000;  // inhabitants that no village has

char ClassOf(const PlaceRecord& record) { return record.feature[0]; }
bool IsCapital(const PlaceRecord& record) {
  return std::string_view(record.feature.data(), record.feature.size()).substr(0, 5) == "PPPLC";
}
bool IsSection(const PlaceRecord& record) {
  return ClassOf(record) == 'P' && record.feature[4] == 'X';
}

}  // namespace

void Cues::Read(Toponym& name, TokenIndex earliest) const {
  ReadAfter(name);
  ReadBefore(name, earliest);
  ReadPart(name);
}

void Cues::ReadAfter(Toponym& name) const {
  const TokenIndex end = around_.SentenceEnd(name.first);
  if (name.end >= end) return;
  const WordFacts& after = around_.Facts(name.end);
  if (after.after == Want::kNothing) return;
  const bool has_next = name.end.next() < end;
  // "Kyiv City Council" is no city: a capitalised cue must end the name.
  if (around_.stream().is_capitalised(name.end) && has_next &&
      around_.stream().is_capitalised(name.end.next()))
    return;
  // "the Hunan city of Yueyang": the word belongs to the name that follows.
  const bool is_kind = after.after == Want::kSettlement || after.after == Want::kQuarter;
  if (is_kind && after.of != Want::kNothing && has_next && around_.IsOf(name.end.next())) return;
  // "a Nairobi slum" is one of several, in Nairobi; so is "the Nairobi slum Kibera".
  if (after.after == Want::kQuarter) {
    const bool is_one = !around_.IsFirst(name.first) &&
                        around_.Facts(name.first.previous()).is(WordSet::kIndefinite);
    if (is_one || (has_next && around_.stream().is_capitalised(name.end.next()))) return;
  }
  name.want = after.after;
  name.wide_end = name.end.next();
  name.is_village = after.is(WordSet::kVillage);
  if (around_.stream().is_capitalised(name.end)) name.end = name.wide_end;
}

void Cues::ReadBefore(Toponym& name, TokenIndex earliest) const {
  // "the Belgorod region of Russia": the word belongs to the name before.
  const TokenIndex begin = std::max(around_.SentenceBegin(name.first), earliest);
  if (name.first.value() >= begin.value() + 2 && around_.IsOf(name.first.previous())) {
    const TokenIndex cue(name.first.value() - 2);
    if (around_.Facts(cue).of != Want::kNothing && !IsOneOfSeveral(cue, begin)) {
      if (name.want == Want::kNothing) name.want = around_.Facts(cue).of;
      name.wide_first = cue;
      name.is_village = name.is_village || around_.Facts(cue).is(WordSet::kVillage);
    }
  }
  if (name.first > begin) {
    const TokenIndex before = name.first.previous();
    if (around_.Facts(before).title != Want::kNothing && name.want == Want::kNothing &&
        around_.stream().is_capitalised(before)) {
      name.want = around_.Facts(before).title;
      name.first = name.wide_first = before;
    }
  }
}

// "a northern suburb of Kharkiv" is not called Kharkiv, "the suburb of Saltivka" is Saltivka.
bool Cues::IsOneOfSeveral(TokenIndex cue, TokenIndex begin) const {
  if (around_.Facts(cue).of != Want::kQuarter) return false;
  for (TokenIndex t = cue; t > begin;) {
    t = t.previous();
    const WordFacts& facts = around_.Facts(t);
    if (facts.is(WordSet::kIndefinite)) return true;
    if (!facts.bearing && !facts.is(WordSet::kSkip)) return false;
  }
  return false;
}

// "northeastern Ukraine", "north-western Syria"; not "the northern city of Kharkiv".
void Cues::ReadPart(Toponym& name) const {
  if (name.wide_first != name.first) return;
  const WordStream& stream = around_.stream();
  const std::size_t at = stream.begin_of(name.first);
  const std::size_t stop = stream.begin_of(around_.SentenceBegin(name.first));
  if (at == stop) return;
  const StreamWord& last = stream[at - 1];
  const auto bearing = around_.words().Of(last.hash).bearing;
  const std::string_view surface = around_.surface(last.token);
  if (!bearing || surface.size() < 6 || surface.substr(surface.size() - 3) != "ern") return;
  name.part = bearing;
  name.wide_first = last.token;
  if (at - 1 == stop) return;
  const auto other = around_.words().Of(stream[at - 2].hash).bearing;
  if (other && Combine(*other, *bearing)) {
    name.part = Combine(*other, *bearing);
    name.wide_first = stream[at - 2].token;
  }
}

template <typename F>
bool Cues::Keep(Toponym& name, const F& fits) const {
  std::vector<NameMatch> kept;
  for (const NameMatch& match : name.matches) {
    if (fits(gazetteer_.record(match.record), match)) kept.push_back(match);
  }
  if (kept.empty()) return false;
  name.matches = std::move(kept);
  return true;
}

bool Cues::Filter(Toponym& name) const {
  bool fits = true;
  switch (name.want) {
    case Want::kNothing:
      return FilterBare(name);
    case Want::kRegion:
    case Want::kAdmin1:
      if (!Keep(name, [](const PlaceRecord& r, const NameMatch&) {
            return r.origin == Origin::kGeoNamesAdmin1 || ClassOf(r) == 'L';
          }))
        Keep(name, [](const PlaceRecord& r, const NameMatch&) {
          return r.origin == Origin::kGeoNamesAdmin2;
        });
      return true;
    case Want::kDistrict:
      fits = Keep(name, [](const PlaceRecord& r, const NameMatch&) {
        return r.origin == Origin::kGeoNamesAdmin2 || IsSection(r);
      });
      break;
    case Want::kQuarter:
      fits = Keep(name, [](const PlaceRecord& r, const NameMatch&) { return IsSection(r); });
      break;
    case Want::kSettlement:
      fits = Keep(name, [&](const PlaceRecord& r, const NameMatch&) {
        return ClassOf(r) == 'P' && (!name.is_village || r.population < kTown);
      });
      break;
    case Want::kWater:
      fits = Keep(name, [](const PlaceRecord& r, const NameMatch&) { return ClassOf(r) == 'H'; });
      break;
    case Want::kLand:
    case Want::kCountry:
      return true;
  }
  if (!fits) MakeUnknown(name);
  return true;
}

bool Cues::FilterBare(Toponym& name) const {
  if (IsPointOfCompass(name)) return false;
  const bool has_article = !around_.IsFirst(name.first) && around_.IsThe(name.first.previous());
  if (has_article) {
    // "the Oskil" is the river, "Oskil" the village.
    Keep(name, [](const PlaceRecord& r, const NameMatch&) { return ClassOf(r) == 'H'; });
  } else {
    Keep(name, [](const PlaceRecord& r, const NameMatch& m) {
      return ClassOf(r) != 'H' || m.kind == NameKind::kPreferred;
    });
    PreferTheCountry(name);
    PreferTheCity(name);
    PreferTheCapital(name);
  }
  return Keep(name, [](const PlaceRecord& r, const NameMatch& m) {
    return r.origin != Origin::kGeoNamesAdmin2 || m.kind == NameKind::kPreferred;
  });
}

// "South" alone, as in "South 13th Street", is no division and no village of that name.
bool Cues::IsPointOfCompass(const Toponym& name) const {
  return name.first.next() == name.end && around_.Facts(name.first).bearing.has_value() &&
         std::none_of(name.matches.begin(), name.matches.end(), [&](const NameMatch& m) {
           const PlaceRecord& r = gazetteer_.record(m.record);
           return r.origin == Origin::kRegion || r.origin == Origin::kOverlay ||
                  (ClassOf(r) == 'P' && r.population >= kTown);
         });
}

// "Mexico" alone is the country, although a state of it is called so too.
void Cues::PreferTheCountry(Toponym& name) const {
  const std::vector<NameMatch> all = name.matches;
  std::erase_if(name.matches, [&](const NameMatch& division) {
    const PlaceRecord& inner = gazetteer_.record(division.record);
    return inner.origin == Origin::kGeoNamesAdmin1 &&
           std::any_of(all.begin(), all.end(), [&](const NameMatch& m) {
             const PlaceRecord& outer = gazetteer_.record(m.record);
             return outer.origin == Origin::kCountry && outer.country == inner.country &&
                    m.kind <= NameKind::kOfficial;
           });
  });
}

// "Kharkiv" alone is the city, although the oblast is called so too for short; and so is "Moscow",
// a division that is little more than its city.
void Cues::PreferTheCity(Toponym& name) const {
  const std::vector<NameMatch> all = name.matches;
  std::erase_if(name.matches, [&](const NameMatch& division) {
    const PlaceRecord& around = gazetteer_.record(division.record);
    if (around.origin != Origin::kGeoNamesAdmin1) return false;
    return std::any_of(all.begin(), all.end(), [&](const NameMatch& m) {
      const PlaceRecord& town = gazetteer_.record(m.record);
      if (town.admin1 != division.record || ClassOf(town) != 'P' || m.kind == NameKind::kAlternate)
        return false;
      return division.kind != NameKind::kPreferred ||
             (m.kind == NameKind::kPreferred &&
              2 * std::uint64_t{town.population} >= around.population);
    });
  });
}

// "Washington said": what speaks is the capital and not a division of that name.
void Cues::PreferTheCapital(Toponym& name) const {
  if (name.end >= around_.SentenceEnd(name.first) || !around_.Facts(name.end).is(WordSet::kSays))
    return;
  const std::vector<NameMatch> all = name.matches;
  std::erase_if(name.matches, [&](const NameMatch& division) {
    const PlaceRecord& inner = gazetteer_.record(division.record);
    return (inner.origin == Origin::kGeoNamesAdmin1 || inner.origin == Origin::kGeoNamesAdmin2) &&
           std::any_of(all.begin(), all.end(), [&](const NameMatch& m) {
             const PlaceRecord& town = gazetteer_.record(m.record);
             return IsCapital(town) && m.kind != NameKind::kAlternate &&
                    town.country == inner.country;
           });
  });
}

void Cues::MakeUnknown(Toponym& name) const {
  name.kind = ToponymKind::kUnknown;
  name.matches.clear();
  if (name.want != Want::kSettlement) name.end = name.wide_end;
  name.name = around_.input().span_of(name.first, name.end).In(around_.input().text);
}

void Cues::ShareAlongLists(std::vector<Toponym>& found) const {
  bool is_shared = false;  // found[i] has its cue from a list, or may give its own to one
  for (std::size_t i = found.size(); i-- > 1;) {
    const Toponym& next = found[i];
    Toponym& name = found[i - 1];
    if (next.wide_end > next.end) {
      const std::string_view cue = around_.surface(next.end);
      is_shared = next.want != Want::kNothing && !cue.empty() && cue.back() == 's';
    }
    is_shared = is_shared && name.want == Want::kNothing && name.kind == ToponymKind::kName &&
                name.wide_end == name.end && next.first > name.end &&
                next.first.value() <= name.end.value() + 2 &&
                (around_.Facts(name.end).is(WordSet::kJoint) || around_.surface(name.end) == ",");
    if (is_shared) name.want = next.want;
  }
}

}  // namespace dateline::places
