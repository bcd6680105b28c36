#include "structure/structure.h"

#include <charconv>
#include <utility>

#include "io/table.h"
#include "model/resources.h"
#include "structure/blocks.h"
#include "structure/sentences.h"
#include "structure/tokenizer.h"
#include "text/stage.h"

namespace dateline::structure {

static_assert(text::Stage<StructureStage, text::Document, text::StructureLayers>);

struct Lexicon {
  TokenLexicon tokens;
  BlockLexicon blocks;
};

Result<StructureStage> StructureStage::Load() {
  constexpr std::string_view kTable = "data/structure/words.en.tsv";
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(kTable));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 3, kTable));
  auto lexicon = std::make_shared<Lexicon>();
  for (const io::TableRow& row : rows) {
    const std::string_view kind = row[0];
    const std::string word(row[1]);
    if (kind == "abbreviation") {
      lexicon->tokens.abbreviations.insert(word);
    } else if (kind == "title") {
      lexicon->tokens.abbreviations.insert(word);
      lexicon->tokens.never_final.insert(word);
    } else if (kind == "starter") {
      lexicon->tokens.starters.insert(word);
    } else if (kind == "prefix") {
      lexicon->tokens.kept_prefixes.insert(word);
    } else if (kind == "clitic") {
      lexicon->tokens.clitics.push_back(word);
    } else if (kind == "split") {
      const std::size_t bar = word.find('|');
      std::string whole = word;
      if (bar != std::string::npos) whole.erase(bar, 1);
      lexicon->tokens.splits.emplace_back(whole, std::min(bar, whole.size()));
    } else if (kind == "boilerplate") {
      lexicon->blocks.boilerplate.push_back(word);
    } else if (kind == "caption") {
      lexicon->blocks.captions.push_back(word);
    } else {
      return Error{ErrorCode::kCorrupt,
                   "line " + std::to_string(row.line) + " has the kind \"" + std::string(kind) +
                       "\", expected abbreviation, title, starter, prefix, clitic, split, "
                       "boilerplate or caption",
                   std::string(kTable)};
    }
  }
  return StructureStage(std::move(lexicon));
}

namespace {

// A block's tokens and sentences, appended to the layers.
void AddBlock(const text::Document& document, BlockIndex block, const TokenLexicon& lexicon,
              text::StructureLayers& layers, std::vector<ByteSpan>& scratch) {
  scratch.clear();
  Tokenize(document.text, layers.blocks[block].span, lexicon, scratch);
  if (scratch.empty()) return;
  const std::vector<bool> ends = SentenceEnds(document.text, scratch, lexicon);
  TokenIndex first = layers.tokens.end_index();
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
  for (Sentence& sentence : layers.sentences) {
    sentence.block = layers.blocks.Add({BlockKind::kParagraph, sentence.span});
  }
  return layers;
}

}  // namespace

Result<text::StructureLayers> StructureStage::Run(const text::Document& document) const {
  if (document.given) return KeepGiven(*document.given);
  text::StructureLayers layers;
  layers.blocks = FindBlocks(document, lexicon_->blocks);
  layers.tokens.reserve(document.text.size() / 5 + 1);
  std::vector<ByteSpan> scratch;
  for (BlockIndex block; block < layers.blocks.end_index(); ++block) {
    AddBlock(document, block, lexicon_->tokens, layers, scratch);
  }
  return layers;
}

}  // namespace dateline::structure
