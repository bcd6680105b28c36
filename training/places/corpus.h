// Toponym corpora as training/places/corpus.py writes them, read with the language stage's layers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dateline/reading.h"
#include "dateline/result.h"
#include "pipeline/pipeline.h"
#include "text/document.h"

namespace dateline::training {

struct GoldToponym {
  ByteSpan span;
  std::optional<LatLng> point;
};

struct GoldDocument {
  std::string name;
  Reading reading;  // structure and language only
  std::vector<GoldToponym> toponyms;

  text::LanguageView view() const {
    return {{reading.text, reading.document, reading.blocks, reading.sentences, reading.tokens},
            reading.words,
            reading.mentions};
  }
};

// Appends the documents of a file. Errors: kInvalidInput with what was expected.
Status ReadGold(const std::string& path, const pipeline::Pipeline& pipeline,
                std::vector<GoldDocument>& documents);

}  // namespace dateline::training
