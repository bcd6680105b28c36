// PolNeAR as the tagger learns from it: articles read by the product's own stages, and tags of each
// annotator laid over their tokens.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "attribution/compose.h"
#include "attribution/facts.h"
#include "attribution/lexicon.h"
#include "attribution/scene.h"
#include "dateline/result.h"
#include "language/language.h"
#include "structure/structure.h"

namespace dateline::attribution::training {

struct Article {
  std::string name;
  text::Document document;
  text::StructureLayers structure;
  text::LanguageLayers language;
  std::unique_ptr<text::LanguageView> view;
  std::unique_ptr<Tree> tree;
  std::unique_ptr<QuoteLayer> quotes;
  std::unique_ptr<Scene> scene;
  Composed rules;
  Facts facts;
  std::vector<std::vector<Tag>> gold;              // one for each annotator
  std::vector<std::vector<TokenIndex>> cue_heads;  // likewise
};

struct Readers {
  structure::StructureStage structure;
  language::LanguageStage language;
  Lexicon lexicon;
  static Result<Readers> Load();
};

// Every article of a folder with `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`, by name.
// Facts are not gathered yet. `readers` must outlive the articles.
Result<std::vector<std::unique_ptr<Article>>> ReadCorpus(const std::string& folder,
                                                         const Readers& readers);

}  // namespace dateline::attribution::training
