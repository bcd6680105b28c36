// In order, a sentence at a time: lexemes, tags, lemmas and features, tree, names.
#include "language/language.h"

#include <cstring>
#include <vector>

#include "language/lexeme.h"
#include "language/morphology.h"
#include "language/name_types.h"
#include "language/names.h"
#include "language/parser.h"
#include "language/sections.h"
#include "language/tagger.h"
#include "model/container.h"
#include "model/resources.h"
#include "text/stage.h"

namespace dateline::language {

static_assert(text::Stage<LanguageStage, text::StructureView, text::LanguageLayers>);

namespace {

constexpr std::size_t kAlignment = 64;

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
  Tagger tagger;
  Morphology morphology;
  Parser parser;
  NameFinder names;
  NameTypes types;

  void Sentence(const text::StructureView& input, const dateline::Sentence& sentence,
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
  DL_ASSIGN_OR_RETURN(impl->tagger, Tagger::Load(container));
  DL_ASSIGN_OR_RETURN(const std::string_view lemmas,
                      model::Resource("data/language/lemmas.en.tsv"));
  DL_ASSIGN_OR_RETURN(impl->morphology, Morphology::Load(container, impl->tagger.tags(), lemmas));
  DL_ASSIGN_OR_RETURN(impl->parser, Parser::Load(container));
  DL_ASSIGN_OR_RETURN(impl->names, NameFinder::Load(container));
  DL_ASSIGN_OR_RETURN(const std::string_view types,
                      model::Resource("data/language/name_types.en.tsv"));
  DL_ASSIGN_OR_RETURN(impl->types, NameTypes::Load(types));
  return LanguageStage(std::move(impl));
}

std::string LanguageStage::model_name() const { return impl_->name; }

void LanguageStage::Impl::Sentence(const text::StructureView& input,
                                   const dateline::Sentence& sentence, Scratch& scratch,
                                   text::LanguageLayers& out) const {
  scratch.surfaces.clear();
  for (TokenIndex t = sentence.first; t < sentence.end; ++t)
    scratch.surfaces.push_back(input.surface(t));
  MakeLexemes(scratch.surfaces, scratch.lexemes);
  tagger.Run(scratch.lexemes, scratch.tags);
  parser.Run(scratch.lexemes, scratch.tags, tagger.tags(), scratch.tree);
  names.Run(scratch.lexemes, scratch.tags, scratch.names, scratch.spans);

  for (std::size_t i = 0; i < scratch.surfaces.size(); ++i) {
    Word& word = out.words[TokenIndex::FromSize(sentence.first.value() + i)];
    const TagId tag = scratch.tags[i];
    const Node& node = scratch.tree.node(static_cast<std::uint32_t>(i + 1));
    word.upos = tagger.tags()[tag].upos;
    word.xpos = tagger.tags()[tag].xpos;
    word.feats = morphology.Feats(scratch.lexemes[i], tag);
    word.lemma = morphology.Lemma(scratch.lexemes[i], scratch.surfaces[i], tag);
    word.deprel = node.label;
    if (node.head != 0) word.head = TokenIndex(sentence.first.value() + node.head - 1);
  }
  for (const NameSpan& span : scratch.spans) {
    const auto words =
        std::span<const Lexeme>(scratch.lexemes).subspan(span.first, span.end - span.first);
    Mention mention;
    mention.first = TokenIndex::FromSize(sentence.first.value() + span.first);
    mention.end = TokenIndex::FromSize(sentence.first.value() + span.end);
    mention.span = input.span_of(mention.first, mention.end);
    mention.type = types.TypeOf(span.name_class, words);
    mention.kind = MentionKind::kName;
    out.mentions.Add(mention);
  }
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
