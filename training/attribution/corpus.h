// PolNeAR as the tagger learns from it: articles read by the product's own stages, and tags of
// each annotator laid over their tokens.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "actors/actors.h"
#include "attribution/compose.h"
#include "attribution/facts.h"
#include "attribution/lexicon.h"
#include "attribution/scene.h"
#include "dateline/result.h"
#include "language/language.h"
#include "pipeline/gazetteer.h"
#include "places/places.h"
#include "structure/structure.h"

namespace dateline::attribution::training {

// An attribution as an annotator marked it, each part in text order; nothing goes over the end of a
// block.
struct Marked {
  std::vector<TokenRange> source;
  std::vector<TokenRange> cue;
  std::vector<TokenRange> content;
};

struct Article {
  std::string name;
  text::Document document;
  text::StructureLayers structure;
  text::LanguageLayers language;  // its names as the actors stage mends them
  std::unique_ptr<text::LanguageView> view;
  std::unique_ptr<Tree> tree;
  std::unique_ptr<QuoteLayer> quotes;
  std::unique_ptr<Scene> scene;
  Composed rules;
  Facts facts;
  std::vector<std::vector<Tag>> gold;              // one for each annotator
  std::vector<std::vector<TokenIndex>> cue_heads;  // likewise
  std::vector<std::vector<Marked>> marked;         // likewise
};

// The stages before attribution, one by one: a whole pipeline would not load while the model that
// is to be replaced is of another version.
struct Readers {
  pipeline::GazetteerFile gazetteer;
  structure::StructureStage structure;
  language::LanguageStage language;
  places::PlacesStage places;
  actors::ActorsStage actors;
  Lexicon lexicon;
  static Result<Readers> Load();
};

// Every article of a folder with `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`, by name.
// Facts are not gathered yet. `readers` must outlive the articles.
Result<std::vector<std::unique_ptr<Article>>> ReadCorpus(const std::string& folder,
                                                         const Readers& readers);

}  // namespace dateline::attribution::training
