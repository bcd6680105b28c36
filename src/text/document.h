// A Document: canonical UTF-8 text with what intake knows of it, and the views that stages read.
//
// Intake makes Documents; the pipeline hands each later stage one of the views below, so that a
// signature says what a stage reads. Views borrow: they live no longer than the layers they show.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/reading.h"

namespace dateline::text {

// What the markup of the source says about a stretch of text, e.g. that it stood in an <h1>.
struct BlockHint {
  BlockKind kind = BlockKind::kParagraph;
  ByteSpan span;
};

// Sentences and tokens that came with the input (CoNLL-U); stages keep them as they are.
struct GivenTokens {
  IndexedVector<Sentence, SentenceIndex> sentences;  // `block` is unset until structure runs
  IndexedVector<Token, TokenIndex> tokens;
  std::vector<MultiwordToken> ranges;
};

struct Document {
  DocumentInfo info;
  std::string text;              // valid UTF-8, below 4 GiB, never changed after intake
  std::vector<BlockHint> hints;  // ordered and disjoint; empty for plain text
  std::optional<GivenTokens> given;
  std::vector<Diagnostic> diagnostics;
};

// What structure has found.
struct StructureView {
  std::string_view text;
  const DocumentInfo& info;
  const IndexedVector<Block, BlockIndex>& blocks;
  const IndexedVector<Sentence, SentenceIndex>& sentences;
  const IndexedVector<Token, TokenIndex>& tokens;

  std::string_view surface(TokenIndex token) const { return tokens[token].span.In(text); }
  const Sentence& sentence_of(TokenIndex token) const { return sentences[tokens[token].sentence]; }
  // The bytes from the first to the last token of [first, end). REQUIRES: first < end.
  ByteSpan span_of(TokenIndex first, TokenIndex end) const {
    return tokens[first].span.Cover(tokens[end.previous()].span);
  }
};

// What structure and language have found. `mentions` are names only until actors has run.
struct LanguageView : StructureView {
  const IndexedVector<Word, TokenIndex>& words;  // empty, or as long as tokens
  const IndexedVector<Mention, MentionIndex>& mentions;
};

// The layers that a stage returns. Each layer has exactly one writer.
struct StructureLayers {
  IndexedVector<Block, BlockIndex> blocks;
  IndexedVector<Sentence, SentenceIndex> sentences;
  IndexedVector<Token, TokenIndex> tokens;
  std::vector<MultiwordToken> multiword_tokens;  // in text order, disjoint, inside a sentence
  std::vector<Diagnostic> diagnostics;
};

struct LanguageLayers {
  IndexedVector<Word, TokenIndex> words;
  IndexedVector<Mention, MentionIndex> mentions;  // names, `entity` unset, in text order, disjoint
  std::vector<Diagnostic> diagnostics;
};

struct TimeLayers {
  PublicationDate published;                       // as given, or found in the text
  IndexedVector<TimeExpression, TimeIndex> times;  // in text order, disjoint
  std::vector<Diagnostic> diagnostics;
};

struct PlaceLayers {
  IndexedVector<Place, PlaceIndex> places;           // in text order, disjoint
  IndexedVector<Location, LocationIndex> locations;  // in text order; literal uses only
  std::vector<Diagnostic> diagnostics;
};

struct ActorLayers {
  // The names of the language layer and, added, nominals and pronouns; all in text order, and
  // `entity` set wherever it could be resolved. Nominals may contain names.
  IndexedVector<Mention, MentionIndex> mentions;
  IndexedVector<Entity, EntityIndex> entities;
  std::vector<Diagnostic> diagnostics;
};

struct AttributionLayers {
  IndexedVector<Attribution, AttributionIndex> attributions;  // ordered by first content byte
  std::vector<VerificationNote> verifications;                // in text order
  std::vector<Diagnostic> diagnostics;
};

struct ClaimLayers {
  IndexedVector<QuantityMention, QuantityIndex> quantities;
  IndexedVector<Claim, ClaimIndex> claims;  // ordered by trigger
  std::vector<Diagnostic> diagnostics;
};

// What actors reads.
struct ActorInput {
  LanguageView language;
  const IndexedVector<Place, PlaceIndex>& places;
};

// What attribution reads; `language.mentions` are those of the actors layer.
struct AttributionInput {
  LanguageView language;
  const IndexedVector<Entity, EntityIndex>& entities;
};

// What claims reads: everything before it.
struct ClaimInput {
  LanguageView language;  // `mentions` are those of the actors layer
  const PublicationDate& published;
  const IndexedVector<TimeExpression, TimeIndex>& times;
  const IndexedVector<Place, PlaceIndex>& places;
  const IndexedVector<Location, LocationIndex>& locations;
  const IndexedVector<Entity, EntityIndex>& entities;
  const IndexedVector<Attribution, AttributionIndex>& attributions;
};

}  // namespace dateline::text
