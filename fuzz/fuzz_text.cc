// Any bytes as plain text and as CoNLL-U: what is read holds valid UTF-8, and blocks, sentences and
// tokens keep their invariants.
#include <cstdlib>
#include <string_view>

#include "intake/intake.h"
#include "structure/structure.h"
#include "unicode/utf8.h"

namespace {

using namespace dateline;

void Require(bool holds) {
  if (!holds) std::abort();
}

void CheckSpan(std::string_view text, ByteSpan span) {
  Require(span.begin() < span.end() && span.end().value() <= text.size());
  Require(unicode::IsBoundary(text, span.begin().value()));
  Require(unicode::IsBoundary(text, span.end().value()));
}

void CheckLayers(std::string_view text, const text::StructureLayers& layers) {
  ByteOffset reached;
  for (const Block& block : layers.blocks) {
    CheckSpan(text, block.span);
    Require(reached <= block.span.begin());
    reached = block.span.end();
  }
  TokenIndex next;
  for (const Sentence& sentence : layers.sentences) {
    CheckSpan(text, sentence.span);
    Require(layers.blocks[sentence.block].span.Contains(sentence.span));
    Require(sentence.first == next && sentence.first < sentence.end);
    next = sentence.end;
  }
  Require(next == layers.tokens.end_index());
  reached = ByteOffset();
  for (const Token& token : layers.tokens) {
    CheckSpan(text, token.span);
    Require(reached <= token.span.begin());
    Require(layers.sentences[token.sentence].span.Contains(token.span));
    reached = token.span.end();
  }
}

void Read(std::string_view bytes, intake::InputFormat format) {
  static const auto stage = structure::StructureStage::Load();
  intake::IntakeOptions options;
  options.format = format;
  const auto document = intake::ReadDocument(bytes, options);
  if (!document.ok()) return;
  Require(unicode::IsValidUtf8(document->text));
  const auto layers = stage.value().Run(*document);
  Require(layers.ok());
  CheckLayers(document->text, *layers);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Read(bytes, intake::InputFormat::kAuto);
  Read(bytes, intake::InputFormat::kText);
  Read(bytes, intake::InputFormat::kConllu);
  return 0;
}
