#include "pipeline/reverse_lookup.h"

#include <cmath>
#include <mutex>
#include <optional>
#include <utility>

#include "pipeline/gazetteer.h"
#include "places/gazetteer.h"
#include "places/reverse.h"

namespace dateline::pipeline {
namespace {

constexpr double kOwnKm = 3;  // farther from a settlement its district need not be that of a point

}  // namespace

struct ReverseLookup::State {
  std::once_flag made;
  std::optional<places::Gazetteer> gazetteer;
  std::optional<places::ReverseIndex> index;  // borrows the gazetteer
};

ReverseLookup::ReverseLookup() : state_(std::make_shared<State>()) {}

ReverseLookup::Where ReverseLookup::At(double lat, double lng) const {
  State& state = *state_;
  std::call_once(state.made, [&] {
    auto opened = places::Gazetteer::Open(GazetteerBytes());
    if (!opened.ok()) return;
    state.gazetteer.emplace(std::move(opened).value());
    state.index.emplace(*state.gazetteer);
  });
  Where where;
  const bool is_on_earth = std::abs(lat) <= 90 && std::abs(lng) <= 180;
  if (!state.index || !is_on_earth) return where;
  const places::Gazetteer& gazetteer = *state.gazetteer;
  const places::Whereabouts found = state.index->At({lat, lng});
  if (found.country != places::kNoRecord) where.country = gazetteer.CountryOf(found.country);
  if (found.admin1 < gazetteer.size()) where.admin1 = gazetteer.NameOf(found.admin1);
  if (found.admin2 < gazetteer.size() && found.distance_km < kOwnKm)
    where.admin2 = gazetteer.NameOf(found.admin2);
  return where;
}

}  // namespace dateline::pipeline
