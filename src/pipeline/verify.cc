#include "pipeline/verify.h"

#include <string>

#include "unicode/utf8.h"

namespace dateline::pipeline {
namespace {

class Verifier {
 public:
  Verifier(const Reading& reading, std::string_view stage) : r_(reading), stage_(stage) {}

  Status Run() {
    Structure();
    Language();
    Annotations();
    Claims();
    if (wrong_.empty()) return Done{};
    return Error{ErrorCode::kInternal,
                 "stage " + std::string(stage_) + " broke its contract: " + wrong_ +
                     "; please report this with the document",
                 ""};
  }

 private:
  void Say(std::string_view layer, std::size_t element, std::string_view what) {
    if (!wrong_.empty()) return;
    wrong_ = std::string(layer) + " " + std::to_string(element) + " " + std::string(what);
  }
  void Span(ByteSpan span, std::string_view layer, std::size_t element) {
    if (span.begin() > span.end() || span.end().value() > r_.text.size()) {
      Say(layer, element, "has a span outside the text");
    } else if (!unicode::IsBoundary(r_.text, span.begin().value()) ||
               !unicode::IsBoundary(r_.text, span.end().value())) {
      Say(layer, element, "has a span that cuts a code point");
    }
  }
  template <typename T, typename Index>
  void Has(const IndexedVector<T, Index>& table, Index index, std::string_view layer,
           std::size_t element) {
    if (!table.has(index)) Say(layer, element, "refers to an element that does not exist");
  }
  void Tokens(TokenIndex first, TokenIndex end, std::string_view layer, std::size_t element) {
    if (first > end || end > r_.tokens.end_index())
      Say(layer, element, "has tokens that do not exist");
  }

  void Structure() {
    std::size_t i = 0;
    ByteOffset reached;
    for (const Block& block : r_.blocks) {
      Span(block.span, "block", i);
      if (block.span.begin() < reached) Say("block", i, "begins before the one ahead of it ends");
      reached = block.span.end();
      ++i;
    }
    i = 0;
    reached = ByteOffset();
    for (const Sentence& sentence : r_.sentences) {
      Span(sentence.span, "sentence", i);
      Has(r_.blocks, sentence.block, "sentence", i);
      Tokens(sentence.first, sentence.end, "sentence", i);
      if (sentence.span.begin() < reached)
        Say("sentence", i, "begins before the one ahead of it ends");
      if (r_.blocks.has(sentence.block) &&
          !r_.blocks[sentence.block].span.Contains(sentence.span)) {
        Say("sentence", i, "leaves its block");
      }
      reached = sentence.span.end();
      ++i;
    }
    i = 0;
    reached = ByteOffset();
    for (const Token& token : r_.tokens) {
      Span(token.span, "token", i);
      Has(r_.sentences, token.sentence, "token", i);
      if (token.span.begin() < reached || token.span.is_empty())
        Say("token", i, "is empty or out of order");
      if (r_.sentences.has(token.sentence) &&
          !r_.sentences[token.sentence].span.Contains(token.span)) {
        Say("token", i, "leaves its sentence");
      }
      reached = token.span.end();
      ++i;
    }
    i = 0;
    TokenIndex free_from;
    for (const MultiwordToken& run : r_.multiword_tokens) {
      const TokenIndex end = TokenIndex::FromSize(run.first.value() + run.words);
      Tokens(run.first, end, "multiword token", i);
      if (run.first < free_from) Say("multiword token", i, "begins inside the one ahead of it");
      free_from = end;
      ++i;
    }
  }

  void Language() {
    if (!r_.words.empty() && r_.words.size() != r_.tokens.size())
      Say("word", r_.words.size(), "ends a layer unlike the tokens");
    std::size_t i = 0;
    for (const Word& word : r_.words) {
      if (word.head) Has(r_.tokens, *word.head, "word", i);
      ++i;
    }
    i = 0;
    for (const Mention& mention : r_.mentions) {
      Span(mention.span, "mention", i);
      Tokens(mention.first, mention.end, "mention", i);
      if (mention.entity && !r_.entities.empty()) Has(r_.entities, *mention.entity, "mention", i);
      ++i;
    }
  }

  void Annotations() {
    std::size_t i = 0;
    for (const TimeExpression& time : r_.times) {
      Span(time.span, "time", i);
      Tokens(time.first, time.end, "time", i++);
    }
    i = 0;
    for (const Place& place : r_.places) {
      Span(place.span, "place", i);
      Tokens(place.first, place.end, "place", i++);
    }
    i = 0;
    for (const Location& location : r_.locations) {
      Span(location.span, "location", i);
      for (const PlaceIndex place : location.places) Has(r_.places, place, "location", i);
      ++i;
    }
    i = 0;
    for (const Attribution& attribution : r_.attributions) {
      if (attribution.source) Span(*attribution.source, "attribution", i);
      if (attribution.cue) Span(*attribution.cue, "attribution", i);
      for (const ByteSpan part : attribution.content) Span(part, "attribution", i);
      if (attribution.speaker.entity)
        Has(r_.entities, *attribution.speaker.entity, "attribution", i);
      if (attribution.parent) Has(r_.attributions, *attribution.parent, "attribution", i);
      ++i;
    }
    i = 0;
    for (const VerificationNote& note : r_.verifications) {
      Span(note.span, "verification", i);
      if (note.about) Span(*note.about, "verification", i);
      if (note.by.entity) Has(r_.entities, *note.by.entity, "verification", i);
      for (const AttributionIndex scope : note.scope)
        Has(r_.attributions, scope, "verification", i);
      ++i;
    }
  }

  void Claims() {
    std::size_t i = 0;
    for (const QuantityMention& quantity : r_.quantities) Span(quantity.span, "quantity", i++);
    i = 0;
    for (const Claim& claim : r_.claims) {
      Span(claim.trigger, "claim", i);
      Span(claim.support, "claim", i);
      Has(r_.sentences, claim.sentence, "claim", i);
      if (claim.attribution) Has(r_.attributions, *claim.attribution, "claim", i);
      if (claim.source.entity) Has(r_.entities, *claim.source.entity, "claim", i);
      if (claim.repeats) Has(r_.claims, *claim.repeats, "claim", i);
      for (const LocationIndex location : claim.locations) Has(r_.locations, location, "claim", i);
      for (const Role& role : claim.roles) {
        if (role.entity) Has(r_.entities, *role.entity, "claim", i);
        if (role.span) Span(*role.span, "claim", i);
      }
      if (claim.time && claim.time->expression) Has(r_.times, *claim.time->expression, "claim", i);
      for (const Evidence& evidence : claim.evidence) {
        if (evidence.by) Has(r_.entities, *evidence.by, "claim", i);
        if (evidence.span) Span(*evidence.span, "claim", i);
      }
      ++i;
    }
  }

  const Reading& r_;
  std::string_view stage_;
  std::string wrong_;
};

}  // namespace

Status Verify(const Reading& reading, std::string_view stage) {
  return Verifier(reading, stage).Run();
}

}  // namespace dateline::pipeline
