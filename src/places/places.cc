// In order: recognise (recognise.h), resolve (resolve.h), read the use (usage.h), then the places
// and the locations of the literal ones (locate.h, draw.h).
#include "places/places.h"

#include <utility>

#include "places/draw.h"
#include "places/explain.h"
#include "places/gazetteer.h"
#include "places/locate.h"
#include "places/recognise.h"
#include "places/resolve.h"
#include "places/usage.h"
#include "text/enum_names.h"
#include "text/stage.h"

namespace dateline::places {

static_assert(text::Stage<PlacesStage, text::LanguageView, text::PlaceLayers>);

struct PlacesStage::Tables {
  Gazetteer gazetteer;
  Words words;
  Judge judge;
  SenseWeights weights;
  Outlets outlets;
};

namespace {

Place PlaceOf(const text::LanguageView& input, const Gazetteer& gazetteer, const Toponym& t) {
  Place place;
  place.first = t.first;
  place.end = t.end;
  place.span = input.span_of(t.first, t.end);
  place.use = t.use;
  place.confidence = t.confidence;
  if (t.chosen == kNoRecord) {
    place.name = t.name.empty() ? std::string(place.span.In(input.text)) : t.name;
    return place;
  }
  const PlaceRecord& record = gazetteer.record(t.chosen);
  place.name = gazetteer.NameOf(t.chosen);
  const bool is_part = t.part && (record.feature[0] == 'A' || record.feature[0] == 'L');
  if (is_part) place.name = input.span_of(t.wide_first, t.end).In(input.text);
  place.gazetteer = gazetteer.IdOf(t.chosen);
  place.feature = gazetteer.FeatureOf(t.chosen);
  place.point = gazetteer.PointOf(t.chosen);
  place.country = gazetteer.CountryOf(t.chosen);
  if (record.origin == Origin::kGeoNamesAdmin1) {
    place.admin1 = place.name;
  } else if (record.admin1 < gazetteer.size()) {
    place.admin1 = gazetteer.NameOf(record.admin1);
  }
  return place;
}

}  // namespace

PlacesStage::PlacesStage(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}

Result<PlacesStage> PlacesStage::Load(std::string_view artefact) {
  DL_ASSIGN_OR_RETURN(auto gazetteer, Gazetteer::Open(artefact));
  DL_ASSIGN_OR_RETURN(auto words, Words::Load());
  DL_ASSIGN_OR_RETURN(auto judge, Judge::Load());
  DL_ASSIGN_OR_RETURN(auto weights, SenseWeights::Load());
  DL_ASSIGN_OR_RETURN(auto outlets, Outlets::Load(gazetteer));
  return PlacesStage(std::make_shared<const Tables>(Tables{
      std::move(gazetteer), std::move(words), std::move(judge), weights, std::move(outlets)}));
}

std::string PlacesStage::gazetteer_name() const { return tables_->gazetteer.Name(); }

std::vector<PlaceReasons> PlacesStage::Explain(const text::LanguageView& input) const {
  const WordStream stream(input);
  const Surroundings around(input, stream, tables_->words);
  std::vector<Toponym> toponyms = Recognise(around, tables_->gazetteer, tables_->judge);
  Senses senses = Resolve(around, tables_->gazetteer, tables_->weights,
                          tables_->outlets.HomeOf(input.info.publisher), toponyms);
  return ExplainToponyms(tables_->gazetteer, tables_->weights, senses, toponyms);
}

Result<text::PlaceLayers> PlacesStage::Run(const text::LanguageView& input) const {
  const Gazetteer& gazetteer = tables_->gazetteer;
  const Words& words = tables_->words;
  const WordStream stream(input);
  const Surroundings around(input, stream, words);
  std::vector<Toponym> toponyms = Recognise(around, gazetteer, tables_->judge);
  const Home home = tables_->outlets.HomeOf(input.info.publisher);
  Resolve(around, gazetteer, tables_->weights, home, toponyms);
  ReadUse(input, stream, gazetteer, words, toponyms);

  text::PlaceLayers layers;
  for (const Toponym& toponym : toponyms) layers.places.Add(PlaceOf(input, gazetteer, toponym));
  Drawer drawer(gazetteer);
  for (Located& located :
       Locate(input, stream, gazetteer, words, AnchorsOf(around, gazetteer, toponyms))) {
    std::vector<Footing> footings;
    for (const PlaceIndex place : located.location.places) {
      const Toponym& t = toponyms[place.value()];
      footings.push_back(
          {t.chosen, t.kind == ToponymKind::kFacility, t.kind == ToponymKind::kNominal});
    }
    drawer.Draw(footings, located.within, located.location);
    layers.locations.Add(std::move(located.location));
  }
  return layers;
}

}  // namespace dateline::places
