#include "structure/structure.h"

#include <utility>

#include "model/resources.h"
#include "structure/blocks.h"
#include "structure/lexicon.h"
#include "structure/sentences.h"
#include "structure/tokenizer.h"
#include "text/stage.h"

namespace dateline::structure {

static_assert(text::Stage<StructureStage, text::Document, text::StructureLayers>);

Result<StructureStage> StructureStage::Load() {
  constexpr std::string_view kTable = "data/structure/words.en.tsv";
  DL_ASSIGN_OR_RETURN(const std::string_view table, model::Resource(kTable));
  DL_ASSIGN_OR_RETURN(Lexicon lexicon, ParseLexicon(table, kTable));
  constexpr std::string_view kWeights = "data/structure/boundaries.en.tsv";
  DL_ASSIGN_OR_RETURN(const std::string_view weights, model::Resource(kWeights));
  DL_ASSIGN_OR_RETURN(BoundaryJudge judge, BoundaryJudge::Parse(weights, kWeights));
  return StructureStage(std::make_shared<const Lexicon>(std::move(lexicon)),
                        std::make_shared<const BoundaryJudge>(std::move(judge)));
}

namespace {

// A block's tokens and sentences, appended to the layers.
void AddBlock(const text::Document& document, BlockIndex block, const Lexicon& lexicon,
              const BoundaryJudge& judge, text::StructureLayers& layers, BlockTokens& tokens) {
  Tokenize(document.text, layers.blocks[block].span, lexicon, tokens);
  const std::vector<ByteSpan>& scratch = tokens.spans;
  if (scratch.empty()) return;
  const std::vector<bool> ends = SentenceEnds(document.text, scratch, lexicon, judge);
  TokenIndex first = layers.tokens.end_index();
  for (const auto& [begin, words] : tokens.runs) {
    const ByteSpan whole = scratch[begin].Cover(scratch[begin + words - 1]);
    layers.multiword_tokens.push_back({TokenIndex::FromSize(first.value() + begin),
                                       static_cast<std::uint32_t>(words),
                                       std::string(whole.In(document.text))});
  }
  for (std::size_t i = 0; i < scratch.size(); ++i) {
    layers.tokens.Add({scratch[i], layers.sentences.end_index()});
    if (!ends[i]) continue;
    const TokenIndex end = layers.tokens.end_index();
    layers.sentences.Add({layers.tokens[first].span.Cover(scratch[i]), block, first, end});
    first = end;
  }
}

// Given sentences, one block each: the input says nothing of blocks.
text::StructureLayers KeepGiven(const text::GivenTokens& given) {
  text::StructureLayers layers;
  layers.sentences = given.sentences;
  layers.tokens = given.tokens;
  layers.multiword_tokens = given.ranges;
  for (Sentence& sentence : layers.sentences) {
    sentence.block = layers.blocks.Add({BlockKind::kParagraph, sentence.span});
  }
  return layers;
}

}  // namespace

Result<text::StructureLayers> StructureStage::Run(const text::Document& document) const {
  if (document.given) return KeepGiven(*document.given);
  text::StructureLayers layers;
  layers.blocks = FindBlocks(document, *lexicon_);
  layers.tokens.reserve(document.text.size() / 5 + 1);
  BlockTokens scratch;
  for (BlockIndex block; block < layers.blocks.end_index(); ++block) {
    AddBlock(document, block, *lexicon_, *judge_, layers, scratch);
  }
  return layers;
}

}  // namespace dateline::structure
