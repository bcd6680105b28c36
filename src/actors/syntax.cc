#include "actors/syntax.h"

namespace dateline::actors {
namespace {

constexpr int kMaxConjuncts = 3;

bool IsSpeechAt(const Words& words, TokenIndex token, TokenIndex limit) {
  return token < limit && words.IsSpeechVerb(token);
}

// By neighbours alone: "X said", "said X", "according to X", "X's".
std::optional<Position> PositionByNeighbours(const Words& words, TokenIndex first, TokenIndex end) {
  const Sentence& sentence = words.view().sentence_of(first);
  if (end < sentence.end && words.IsGenitive(end)) return Position::kOwner;
  if (IsSpeechAt(words, end, sentence.end)) return Position::kSpeaker;
  if (first > sentence.first) {
    const TokenIndex before = first.previous();
    const bool closes = end >= sentence.end || words.IsPunctuation(end);
    if (closes && IsSpeechAt(words, before, sentence.end) && before > sentence.first &&
        words.IsPunctuation(before.previous())) {
      return Position::kSpeaker;
    }
    if (before > sentence.first && words.ClassOf(before) == FunctionClass::kPreposition &&
        words.ClassOf(before.previous()) == FunctionClass::kAccording) {
      return Position::kCited;
    }
  }
  return std::nullopt;
}

// A finite verb follows and no preposition stands before: a subject that the tree has lost.
bool StandsBeforeVerb(const Words& words, TokenIndex first, TokenIndex end) {
  const Sentence& sentence = words.view().sentence_of(first);
  if (end >= sentence.end || !words.has_analysis()) return false;
  const std::string& tag = words.view().words[end].xpos;
  if (tag != "VBD" && tag != "VBZ" && tag != "VBP" && tag != "MD") return false;
  return first == sentence.first || words.ClassOf(first.previous()) != FunctionClass::kPreposition;
}

Position PositionByTree(const Words& words, const Word& word) {
  switch (word.deprel) {
    case Deprel::kNsubj:
    case Deprel::kNsubjOuter:
      return word.head && words.IsSpeechVerb(*word.head) ? Position::kSpeaker : Position::kSubject;
    case Deprel::kNsubjPass:
      return Position::kSubject;
    case Deprel::kObj:
    case Deprel::kIobj:
      return Position::kObject;
    case Deprel::kNmodPoss:
      return Position::kOwner;
    default:
      return Position::kOther;
  }
}

}  // namespace

TokenIndex HeadOf(const Words& words, TokenIndex first, TokenIndex end) {
  if (words.has_analysis()) {
    for (TokenIndex token = first; token < end; ++token) {
      const auto& head = words.view().words[token].head;
      if (!head || *head < first || *head >= end) return token;
    }
  }
  return end.previous();
}

Syntax SyntaxOf(const Words& words, TokenIndex first, TokenIndex head, TokenIndex end) {
  Syntax out;
  if (words.has_analysis()) {
    TokenIndex at = head;
    for (int i = 0; i < kMaxConjuncts; ++i) {
      const Word& word = words.view().words[at];
      const bool is_joined = word.deprel == Deprel::kConj || word.deprel == Deprel::kAppos ||
                             word.deprel == Deprel::kFlat;
      if (!is_joined || !word.head || !words.IsNoun(*word.head)) break;
      at = *word.head;
    }
    const Word& word = words.view().words[at];
    out.position = PositionByTree(words, word);
    if (out.position != Position::kOther && out.position != Position::kOwner) {
      out.governor = word.head;
    }
  }
  if (const auto position = PositionByNeighbours(words, first, end)) {
    out.position = *position;
  } else if (out.position == Position::kOther && StandsBeforeVerb(words, first, end)) {
    out.position = Position::kSubject;
  }
  return out;
}

}  // namespace dateline::actors
