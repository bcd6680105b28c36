// In order, a sentence at a time: lexemes and their classes, tags, tree, lemmas and features,
// names. A sentence without end (a table, a log, a text without punctuation) is read in pieces, so
// that the memory of a call does not grow with its input.
#include "language/language.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

#include "language/lexeme.h"
#include "language/morphology.h"
#include "language/name_types.h"
#include "language/names.h"
#include "language/parser.h"
#include "language/relations.h"
#include "language/sections.h"
#include "language/tagger.h"
#include "language/word_classes.h"
#include "model/container.h"
#include "model/resources.h"
#include "text/stage.h"

namespace dateline::language {

static_assert(text::Stage<LanguageStage, text::StructureView, text::LanguageLayers>);

namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::uint32_t kLongestPiece = 1024;  // words; the longest sentence of news seen has 200

struct alignas(kAlignment) Block {
  char bytes[kAlignment];
};

bool IsAligned(std::string_view bytes) {
  // NOLINTNEXTLINE: only the low bits of the address are looked at
  return reinterpret_cast<std::uintptr_t>(bytes.data()) % kAlignment == 0;
}

// The memory of one call, reused from sentence to sentence.
struct Scratch {
  std::vector<std::string_view> surfaces;
  std::vector<Lexeme> lexemes;
  std::vector<TagId> tags;
  ParserState tree;
  NameFinder::Scratch names;
  std::vector<NameSpan> spans;
};

}  // namespace

struct LanguageStage::Impl {
  std::vector<Block> copy;  // of an artefact that was not aligned
  std::string name;
  WordClasses classes;
  Tagger tagger;
  Morphology morphology;
  Parser parser;
  NameFinder names;
  NameTypes types;
  Relations relations;

  void Sentence(const text::StructureView& input, const dateline::Sentence& sentence,
                Scratch& scratch, text::LanguageLayers& out) const;
  // Reads the tokens [first, end) as a sentence; returns its root.
  TokenIndex Piece(const text::StructureView& input, TokenIndex first, TokenIndex end,
                   Scratch& scratch, text::LanguageLayers& out) const;
};

Result<LanguageStage> LanguageStage::Load(std::string_view artefact) {
  auto impl = std::make_shared<Impl>();
  if (!IsAligned(artefact)) {
    impl->copy.resize((artefact.size() + kAlignment - 1) / kAlignment);
    if (!artefact.empty()) std::memcpy(impl->copy.data(), artefact.data(), artefact.size());
    artefact =
        std::string_view(impl->copy.empty() ? "" : impl->copy.front().bytes, artefact.size());
  }
  DL_ASSIGN_OR_RETURN(const auto container,
                      model::Container::Open(artefact, kModelKind, kModelVersion));
  impl->name = container.producer() + " (" + container.fingerprint().substr(0, 12) + ")";
  DL_ASSIGN_OR_RETURN(impl->classes, WordClasses::Load(container));
  DL_ASSIGN_OR_RETURN(impl->tagger, Tagger::Load(container));
  DL_ASSIGN_OR_RETURN(const std::string_view lemmas,
                      model::Resource("data/language/lemmas.en.tsv"));
  DL_ASSIGN_OR_RETURN(impl->morphology, Morphology::Load(container, impl->tagger.tags(), lemmas));
  DL_ASSIGN_OR_RETURN(impl->parser, Parser::Load(container));
  DL_ASSIGN_OR_RETURN(impl->names, NameFinder::Load(container));
  DL_ASSIGN_OR_RETURN(const std::string_view types,
                      model::Resource("data/language/name_types.en.tsv"));
  DL_ASSIGN_OR_RETURN(impl->types, NameTypes::Load(types));
  DL_ASSIGN_OR_RETURN(const std::string_view relations,
                      model::Resource("data/language/relations.en.tsv"));
  DL_ASSIGN_OR_RETURN(impl->relations, Relations::Load(relations));
  return LanguageStage(std::move(impl));
}

std::string LanguageStage::model_name() const { return impl_->name; }

void LanguageStage::Impl::Sentence(const text::StructureView& input,
                                   const dateline::Sentence& sentence, Scratch& scratch,
                                   text::LanguageLayers& out) const {
  std::optional<TokenIndex> root;
  for (TokenIndex first = sentence.first; first < sentence.end;) {
    const std::uint32_t left = sentence.end.value() - first.value();
    const TokenIndex end(first.value() + std::min(left, kLongestPiece));
    const TokenIndex piece_root = Piece(input, first, end, scratch, out);
    if (root) {
      out.words[piece_root].head = *root;
      out.words[piece_root].deprel = Deprel::kParataxis;
    } else {
      root = piece_root;
    }
    first = end;
  }
}

TokenIndex LanguageStage::Impl::Piece(const text::StructureView& input, TokenIndex first,
                                      TokenIndex end, Scratch& scratch,
                                      text::LanguageLayers& out) const {
  scratch.surfaces.clear();
  for (TokenIndex t = first; t < end; ++t) scratch.surfaces.push_back(input.surface(t));
  MakeLexemes(scratch.surfaces, scratch.lexemes);
  classes.Fill(scratch.lexemes);
  tagger.Run(scratch.lexemes, scratch.tags);
  parser.Run(scratch.lexemes, scratch.tags, tagger.tags(), scratch.tree);
  names.Run(scratch.lexemes, scratch.tags, scratch.names, scratch.spans);

  TokenIndex root = first;
  for (std::size_t i = 0; i < scratch.surfaces.size(); ++i) {
    Word& word = out.words[TokenIndex::FromSize(first.value() + i)];
    const TagId tag = scratch.tags[i];
    const Node& node = scratch.tree.node(static_cast<std::uint32_t>(i + 1));
    word.upos = tagger.tags()[tag].upos;
    word.xpos = tagger.tags()[tag].xpos;
    word.feats = morphology.Feats(scratch.lexemes[i], tag);
    word.lemma = morphology.Lemma(scratch.lexemes[i], scratch.surfaces[i], tag);
    word.deprel = node.label;
    if (node.head != 0) {
      word.head = TokenIndex(first.value() + node.head - 1);
    } else {
      root = TokenIndex::FromSize(first.value() + i);
    }
  }
  relations.Refine(scratch.lexemes, first,
                   std::span<Word>(&out.words[first], scratch.surfaces.size()));
  for (const NameSpan& span : scratch.spans) {
    const auto words =
        std::span<const Lexeme>(scratch.lexemes).subspan(span.first, span.end - span.first);
    Mention mention;
    mention.first = TokenIndex::FromSize(first.value() + span.first);
    mention.end = TokenIndex::FromSize(first.value() + span.end);
    mention.span = input.span_of(mention.first, mention.end);
    mention.type = types.TypeOf(span.name_class, words);
    mention.kind = MentionKind::kName;
    out.mentions.Add(mention);
  }
  return root;
}

Result<text::LanguageLayers> LanguageStage::Run(const text::StructureView& input) const {
  text::LanguageLayers out;
  out.words.resize(input.tokens.size());
  Scratch scratch;
  for (const dateline::Sentence& sentence : input.sentences)
    impl_->Sentence(input, sentence, scratch, out);
  return out;
}

}  // namespace dateline::language
