// The trigger table: data/claims/triggers.en.tsv compiled to patterns over the vocabulary, found by
// their first word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "claims/ontology.h"
#include "claims/vocabulary.h"
#include "dateline/result.h"

namespace dateline::claims {

// What a condition looks at.
enum class ConditionKind : std::uint8_t {
  kObject,       // obj: the logical object
  kSubject,      // subj: the logical subject
  kParticle,     // prt: a particle ("shoot down")
  kModifier,     // mod: an adjective, a compound or a genitive before a noun; an adverb of a verb
  kPreposition,  // prep: a prepositional phrase, by its preposition and perhaps its head
  kNear,         // near: six words to either side
  kSentence,     // sent: anywhere in the sentence
  kDocument,     // doc: anywhere in the document
  kGovernor,     // gov: the word on which the trigger hangs
  kNegated,      // neg: under a negation
};

struct Condition {
  ConditionKind kind = ConditionKind::kObject;
  bool is_denied = false;  // must not hold
  bool extends = false;    // the matched word joins the trigger
  bool has_words = false;  // else any word will do
  WordClass words{};       // for kPreposition: of the preposition
  bool has_head = false;
  WordClass head{};  // for kPreposition: of the noun that follows
};

enum TriggerPos : std::uint8_t { kPosVerb = 1, kPosNoun = 2, kPosAdjective = 4, kPosAny = 7 };

struct TriggerRule {
  std::vector<WordClass> elements;       // one or more, in the order of the text
  std::vector<std::uint8_t> is_context;  // of each: must stand there, but is no part of the trigger
  std::size_t head = 0;  // which element is looked up for its part of speech and frame
  std::uint8_t pos = kPosAny;
  bool is_claim = false;  // false: the words are no claim
  bool may_open_name =
      false;  // "e" in the part of speech: also as the first word of an event's name
  TypeIndex type{};
  double prior = 0.0;
  std::vector<Condition> conditions;
  std::string_view frame;  // empty: the type's own
  std::string_view words;  // as the table has them, for `why`
};

class TriggerTable {
 public:
  static Result<TriggerTable> Load(const Ontology& ontology, Vocabulary& vocabulary);

  // The rules whose first element may be the word: longest first, then in the order of the table.
  const std::vector<std::uint32_t>& RulesFrom(WordId word) const;
  const TriggerRule& operator[](std::uint32_t rule) const { return rules_[rule]; }
  std::size_t size() const { return rules_.size(); }
  // The rule, without words or conditions, of triggers to which the trained senses gave the type.
  std::uint32_t LearnedRule(TypeIndex type) const { return first_learned_ + type.value(); }
  bool IsLearned(std::uint32_t rule) const { return rule >= first_learned_; }
  // Nouns that only count the one behind them: "hundreds of".
  WordClass amount() const { return amount_; }
  // Forms that are verbs behind a noun, whatever their tag: "blast kills five".
  WordClass verb_form() const { return verb_form_; }
  // Nouns that may take up any act of violence: "the attack".
  WordClass generic_event() const { return generic_event_; }

 private:
  std::vector<TriggerRule> rules_;
  std::vector<std::vector<std::uint32_t>> by_word_;
  std::vector<std::uint32_t> none_;
  std::uint32_t first_learned_ = 0;  // the rules from here on are those of LearnedRule()
  WordClass amount_{};
  WordClass verb_form_{};
  WordClass generic_event_{};
};

}  // namespace dateline::claims
