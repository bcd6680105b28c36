// Any text through the attribution stage alone: odd numbers of quotation marks, marks of one kind
// inside each other, marks of writing from right to left, all capitals. Tags and trees are made up
// from the bytes, so that the stage sees what no parser would give it. Whatever comes: a reading
// whose spans stand in the text, whose parts are in order, and where speech inside speech is no
// deeper than three levels.
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "attribution/attribution.h"
#include "intake/intake.h"
#include "model/feature_hash.h"
#include "structure/structure.h"
#include "unicode/utf8.h"

namespace {

using namespace dateline;

void Require(bool holds) {
  if (!holds) std::abort();
}

constexpr std::pair<std::string_view, std::string_view> kVerbs[] = {
    {"said", "say"},         {"says", "say"},         {"told", "tell"},
    {"claimed", "claim"},    {"denied", "deny"},      {"reported", "report"},
    {"verified", "verify"},  {"declined", "decline"}, {"believed", "believe"},
    {"according", "accord"}, {"showed", "show"},      {"announced", "announce"}};
constexpr Upos kTags[] = {Upos::kNoun, Upos::kVerb, Upos::kPropn, Upos::kPron, Upos::kAdv,
                          Upos::kAux,  Upos::kAdp,  Upos::kDet,   Upos::kAdj,  Upos::kSconj};
constexpr Deprel kRelations[] = {
    Deprel::kNsubj, Deprel::kObj,       Deprel::kCcomp,    Deprel::kXcomp,
    Deprel::kAdvcl, Deprel::kAclRelcl,  Deprel::kConj,     Deprel::kObl,
    Deprel::kNmod,  Deprel::kParataxis, Deprel::kAuxPass,  Deprel::kNsubjPass,
    Deprel::kAppos, Deprel::kMark,      Deprel::kOblAgent, Deprel::kAdvmod};

Word MakeWord(std::string_view surface, std::uint64_t chance) {
  Word word;
  const std::string lower = unicode::Lowercase(surface);
  word.lemma = lower;
  word.upos = kTags[chance % std::size(kTags)];
  const auto first = unicode::DecodeAt(surface, 0).value;
  if (!unicode::IsLetter(first) && !unicode::IsDigit(first)) word.upos = Upos::kPunct;
  for (const auto& [form, lemma] : kVerbs) {
    if (lower != form) continue;
    word.lemma = lemma;
    word.upos = Upos::kVerb;
  }
  word.xpos = word.upos == Upos::kVerb ? (chance & 256 ? "VBD" : "VBN") : "NN";
  word.deprel = kRelations[(chance >> 12) % std::size(kRelations)];
  return word;
}

// Every sentence a tree: heads stand all before or all behind their words.
IndexedVector<Word, TokenIndex> MakeWords(const text::StructureView& view) {
  IndexedVector<Word, TokenIndex> words;
  for (TokenIndex t; t < view.tokens.end_index(); ++t) {
    const Sentence& sentence = view.sentence_of(t);
    const std::uint64_t chance = model::Hash(t.value(), model::HashBytes(view.surface(t)));
    Word word = MakeWord(view.surface(t), chance);
    const bool is_forward = model::HashBytes(view.surface(sentence.first)) & 1;
    const std::uint32_t room =
        is_forward ? sentence.end.value() - 1 - t.value() : t.value() - sentence.first.value();
    if (room == 0) {
      word.deprel = Deprel::kRoot;
    } else {
      const auto step = 1 + static_cast<std::uint32_t>((chance >> 32) % std::min(room, 9U));
      word.head = TokenIndex(is_forward ? t.value() + step : t.value() - step);
    }
    words.Add(std::move(word));
  }
  return words;
}

void CheckSpan(std::string_view text, ByteSpan span) {
  Require(span.begin() < span.end() && span.end().value() <= text.size());
  Require(unicode::IsBoundary(text, span.begin().value()));
  Require(unicode::IsBoundary(text, span.end().value()));
}

void Check(std::string_view text, const text::AttributionLayers& layers) {
  ByteOffset reached;
  for (const Attribution& attribution : layers.attributions) {
    Require(!attribution.content.empty());
    Require(reached <= attribution.content.front().begin());
    reached = attribution.content.front().begin();
    ByteOffset part_end;
    for (const ByteSpan part : attribution.content) {
      CheckSpan(text, part);
      Require(part_end <= part.begin());
      part_end = part.end();
    }
    if (attribution.source) CheckSpan(text, *attribution.source);
    if (attribution.cue) CheckSpan(text, *attribution.cue);
    int depth = 1;
    for (auto parent = attribution.parent; parent; parent = layers.attributions[*parent].parent) {
      Require(layers.attributions.has(*parent));
      Require(++depth <= 3);
    }
  }
  ByteOffset note_end;
  for (const VerificationNote& note : layers.verifications) {
    CheckSpan(text, note.span);
    Require(note_end <= note.span.begin());
    note_end = note.span.end();
    if (note.about) CheckSpan(text, *note.about);
    for (const AttributionIndex index : note.scope) Require(layers.attributions.has(index));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const auto structure_stage = structure::StructureStage::Load();
  static const auto stage = attribution::AttributionStage::Load();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  intake::IntakeOptions options;
  options.format = intake::InputFormat::kText;
  const auto document = intake::ReadDocument(bytes, options);
  if (!document.ok()) return 0;
  const auto structure = structure_stage.value().Run(*document);
  Require(structure.ok());
  const text::StructureView view{document->text, document->info, structure->blocks,
                                 structure->sentences, structure->tokens};
  const auto words = MakeWords(view);
  IndexedVector<Mention, MentionIndex> mentions;
  IndexedVector<Entity, EntityIndex> entities;
  for (TokenIndex t; t < words.end_index(); ++t) {
    if (words[t].upos != Upos::kPropn) continue;
    Mention mention;
    mention.span = view.tokens[t].span;
    mention.first = t;
    mention.end = t.next();
    mention.entity = EntityIndex::FromSize(entities.size());
    entities.Add(Entity{std::string(view.surface(t)), EntityType::kPerson, "", "", {}, ""});
    mentions.Add(mention);
  }
  const auto layers = stage.value().Run(
      text::AttributionInput{text::LanguageView{view, words, mentions}, entities});
  Require(layers.ok());
  Check(document->text, *layers);
  return 0;
}
