#include "claims/sense_features.h"

#include <algorithm>
#include <array>
#include <string>

#include "io/table.h"
#include "model/resources.h"

namespace dateline::claims {
namespace {

using model::Feature;
using model::Hash;
using model::HashBytes;

constexpr std::string_view kTable = "data/claims/senses.en.tsv";

// The templates; a new one goes to the end, and every change asks for a new model.
enum Form : std::uint64_t {
  kBias = 601,
  kLemma,
  kFine,
  kCoarse,
  kFormTag,
  kTag,
  kRelation,
  kBlock,
  kPassive,
  kShape,
  kArgument,
  kArgumentFine,
  kArgumentCoarse,
  kArgumentFlag,
  kArgumentSet,
  kArgumentTag,
  kPairCoarse,
  kPairFlag,
  kPairSet,
  kLemmaFlag,
  kLemmaSet,
  kLacks,
  kNear,
  kNearSet,
  kNearPair,
  kTopic,
  kTopicPair,
  kSentence,
  kSentencePair,
  kRule,
  kRuleType,
  kRulePrior,
  kNoRule,
  kWordType,
  kParticle,
  kWordTag,
  kCompany,
  kCompanyPair,
  kCompanyWord,
  kBesides,
  kBesidesPair,
  kBesidesWord,
};

// Where an argument stands.
enum Slot : std::uint64_t {
  kSubject = 1,
  kObject,
  kGovernor,
  kModifier,
  kConjunct,
  kFollower,
  kPrepositional,
};

constexpr std::uint32_t kNearTokens = 4;
constexpr int kMostChildren = 12;  // that are looked at

template <typename T>
std::uint64_t Number(T value) {
  return static_cast<std::uint64_t>(value) + 1;
}

// The hash of the lower form.
std::uint64_t LowerHash(std::string_view word) {
  constexpr std::size_t kLongest = 48;
  std::array<char, kLongest> lower{};
  const std::size_t size = std::min(word.size(), kLongest);
  for (std::size_t i = 0; i < size; ++i) {
    const char c = word[i];
    lower[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return HashBytes({lower.data(), size});
}

// Verb, noun or another word.
std::uint64_t SortOf(Upos upos) {
  switch (upos) {
    case Upos::kVerb:
    case Upos::kAux:
      return 1;
    case Upos::kNoun:
    case Upos::kPropn:
      return 2;
    default:
      return 3;
  }
}

}  // namespace

Result<SenseWords> SenseWords::Load(Vocabulary& vocabulary) {
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(kTable));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 3, kTable));
  SenseWords words;
  for (const io::TableRow& row : rows) {
    DL_ASSIGN_OR_RETURN(const WordClass word_class, vocabulary.ClassOf(row[1]));
    if (row[0] == "topic") {
      words.topics.push_back(word_class);
    } else if (row[0] == "argument") {
      words.arguments.push_back(word_class);
    } else {
      return Error{ErrorCode::kCorrupt,
                   "line " + std::to_string(row.line) + " has \"" + std::string(row[0]) +
                       "\", expected topic or argument",
                   std::string(kTable)};
    }
  }
  return words;
}

SenseFeatures::SenseFeatures(const Clauses& clauses, const TriggerTable& table,
                             const Ontology& ontology, const Senses& senses,
                             const SenseWords& words,
                             const std::vector<TriggerCandidate>& candidates)
    : clauses_(clauses), scene_(clauses.scene()), table_(table), senses_(senses), words_(words) {
  names_.reserve(scene_.token_count());
  for (TokenIndex token{0}; token.value() < scene_.token_count(); ++token) {
    names_.push_back(Look(token));
  }
  CountTopics();
  CountCompany(ontology, candidates);
}

// What the table reads in each sentence and in the document, by the family of its type.
void SenseFeatures::CountCompany(const Ontology& ontology,
                                 const std::vector<TriggerCandidate>& candidates) {
  std::vector<std::string_view> families;
  for (std::size_t type = 0; type < std::min(ontology.size(), kNoSense); ++type) {
    const std::string_view family = ontology[TypeIndex::FromSize(type)].family;
    const auto found = std::find(families.begin(), families.end(), family);
    const auto number = static_cast<std::size_t>(found - families.begin());
    family_of_[type] = static_cast<std::uint8_t>(std::min(number, kMostFamilies - 1));
    if (found == families.end()) families.push_back(family);
  }
  sentence_families_.resize(scene_.language().sentences.size());
  for (const TriggerCandidate& candidate : candidates) {
    if (!candidate.has_rule || !table_[candidate.trigger.rule].is_claim) continue;
    const std::size_t family = family_of_[candidate.trigger.type.value()];
    ++document_families_[family];
    ++sentence_families_[scene_.SentenceOf(candidate.trigger.head).value()][family];
  }
}

// How often words of a topic stand in the document, for a hundred words, in steps.
void SenseFeatures::CountTopics() {
  topic_steps_.assign(words_.topics.size(), 0);
  const std::uint32_t count = scene_.token_count();
  for (std::size_t topic = 0; topic < words_.topics.size(); ++topic) {
    if (!scene_.DocumentHas(words_.topics[topic])) continue;
    std::uint32_t found = 0;
    for (TokenIndex token{0}; token.value() < count; ++token) {
      found += scene_.Is(token, words_.topics[topic]) ? 1U : 0U;
    }
    const double share = 100.0 * found / std::max(count, 1U);
    constexpr std::array<double, 4> kSteps = {0.7, 1.5, 3.0, 6.0};
    topic_steps_[topic] = static_cast<std::uint8_t>(
        1 + std::count_if(kSteps.begin(), kSteps.end(), [&](double step) { return share > step; }));
  }
}

SenseFeatures::Named SenseFeatures::Look(TokenIndex token) const {
  const Word& word = scene_.word(token);
  Named named;
  named.lemma = LowerHash(word.lemma);
  std::uint16_t fine = senses_.FineClass(named.lemma);
  if (fine == 0) fine = senses_.FineClass(LowerHash(scene_.language().surface(token)));
  named.fine = fine;
  named.coarse = senses_.CoarseClass(fine);
  return named;
}

Feature SenseFeatures::WordOf(TokenIndex token) const {
  const Word& word = scene_.word(token);
  return Hash(kLemma, NameOf(token).lemma, SortOf(word.upos));
}

void SenseFeatures::Of(const TriggerCandidate& candidate, std::vector<SenseFeature>& out) const {
  out.clear();
  const Named& head = NameOf(candidate.trigger.head);
  out.push_back({Hash(kBias, 1), SenseGroup::kContext});
  AddWord(candidate, out);
  AddRule(candidate, out);
  AddArguments(candidate, out);
  AddNear(candidate, head, out);
  AddTopics(candidate, head, out);
  AddCompany(candidate, head, out);
}

void SenseFeatures::AddWord(const TriggerCandidate& candidate,
                            std::vector<SenseFeature>& out) const {
  const TokenIndex head = candidate.trigger.head;
  const Word& word = scene_.word(head);
  const Named& named = NameOf(head);
  const std::uint64_t sort = SortOf(word.upos);
  const std::uint64_t tag = HashBytes(word.xpos);
  out.push_back({WordOf(head), SenseGroup::kWord});
  out.push_back({Hash(kFormTag, named.lemma, tag), SenseGroup::kWord});
  if (named.fine != 0) {
    out.push_back({Hash(kFine, named.fine, sort), SenseGroup::kWord});
    out.push_back({Hash(kCoarse, named.coarse, sort), SenseGroup::kWord});
  }
  out.push_back({Hash(kTag, tag), SenseGroup::kContext});
  out.push_back({Hash(kRelation, Number(word.deprel), sort), SenseGroup::kContext});
  const Sentence& sentence = scene_.sentence(scene_.SentenceOf(head));
  const auto& blocks = scene_.language().blocks;
  if (blocks.has(sentence.block)) {
    out.push_back({Hash(kBlock, Number(blocks[sentence.block].kind), sort), SenseGroup::kContext});
  }
  if (sort == 1) {
    out.push_back({Hash(kPassive, Number(clauses_.IsPassive(head))), SenseGroup::kContext});
    for (auto child = scene_.FirstChild(head); child; child = scene_.NextChild(*child)) {
      if (scene_.word(*child).deprel != Deprel::kCompoundPrt) continue;
      const std::uint64_t particle = LowerHash(scene_.word(*child).lemma);
      out.push_back({Hash(kParticle, named.lemma, particle), SenseGroup::kWord});
      out.push_back({Hash(kParticle, named.coarse, particle, 1), SenseGroup::kContext});
    }
  }
}

void SenseFeatures::AddRule(const TriggerCandidate& candidate,
                            std::vector<SenseFeature>& out) const {
  // The types that some row of the word has, whatever its conditions.
  std::uint64_t seen = 0;
  const WordId lemma = scene_.lemma(candidate.trigger.head);
  for (const std::uint32_t index : table_.RulesFrom(lemma)) {
    const TriggerRule& rule = table_[index];
    const std::uint64_t type = rule.is_claim ? rule.type.value() : kNoSense;
    if (((seen >> type) & 1U) != 0) continue;
    seen |= std::uint64_t{1} << type;
    out.push_back({Hash(kWordType, type, rule.elements.size() > 1), SenseGroup::kWord});
  }
  if (!candidate.has_rule) {
    out.push_back({Hash(kNoRule, Number(seen != 0)), SenseGroup::kRule});
    if (seen != 0) {
      out.push_back({Hash(kNoRule, 3, WordOf(candidate.trigger.head)), SenseGroup::kRule});
    }
    return;
  }
  const TriggerRule& rule = table_[candidate.trigger.rule];
  const std::uint64_t type = rule.is_claim ? rule.type.value() : kNoSense;
  constexpr double kPriorSteps = 10;
  out.push_back({Hash(kRule, HashBytes(rule.words), type), SenseGroup::kRule});
  out.push_back({Hash(kRuleType, type), SenseGroup::kRule});
  out.push_back({Hash(kRulePrior, type, Number(static_cast<int>(rule.prior * kPriorSteps)),
                      Number(rule.conditions.empty())),
                 SenseGroup::kRule});
}

void SenseFeatures::AddArgument(std::uint64_t slot, TokenIndex token, const Named& head,
                                std::vector<SenseFeature>& out) const {
  const Named& named = NameOf(token);
  out.push_back({Hash(kArgument, slot, named.lemma), SenseGroup::kContext});
  out.push_back({Hash(kArgumentTag, slot, Number(scene_.word(token).upos)), SenseGroup::kContext});
  if (named.fine != 0) {
    out.push_back({Hash(kArgumentFine, slot, named.fine), SenseGroup::kContext});
    out.push_back({Hash(kArgumentCoarse, slot, named.coarse), SenseGroup::kContext});
    if (head.coarse != 0) {
      out.push_back({Hash(kPairCoarse, slot, head.coarse, named.coarse), SenseGroup::kContext});
    }
  }
  for (std::uint32_t flags = scene_.flags(token); flags != 0; flags &= flags - 1) {
    const std::uint64_t flag = flags & (~flags + 1U);
    out.push_back({Hash(kArgumentFlag, slot, flag), SenseGroup::kContext});
    out.push_back({Hash(kPairFlag, slot, head.coarse, flag), SenseGroup::kContext});
    out.push_back({Hash(kLemmaFlag, slot, head.lemma, flag), SenseGroup::kWord});
  }
  for (std::size_t set = 0; set < words_.arguments.size(); ++set) {
    if (!scene_.Is(token, words_.arguments[set])) continue;
    out.push_back({Hash(kArgumentSet, slot, set), SenseGroup::kContext});
    out.push_back({Hash(kPairSet, slot, head.coarse, set), SenseGroup::kContext});
    out.push_back({Hash(kLemmaSet, slot, head.lemma, set), SenseGroup::kWord});
  }
}

void SenseFeatures::AddArguments(const TriggerCandidate& candidate,
                                 std::vector<SenseFeature>& out) const {
  const TokenIndex head = candidate.trigger.head;
  const Named& named = NameOf(head);
  const auto subject = clauses_.Subject(head);
  const auto object = clauses_.Object(head);
  if (subject) {
    AddArgument(kSubject, subject->token, named, out);
  } else {
    out.push_back({Hash(kLacks, kSubject, named.coarse), SenseGroup::kContext});
  }
  if (object) {
    AddArgument(kObject, object->token, named, out);
  } else {
    out.push_back({Hash(kLacks, kObject, named.coarse), SenseGroup::kContext});
    out.push_back({Hash(kLacks, kObject, named.lemma, 1), SenseGroup::kWord});
  }
  if (const auto governor = scene_.Head(head)) {
    AddArgument(Hash(kGovernor, Number(scene_.word(head).deprel)), *governor, named, out);
    if (const auto preposition = scene_.Preposition(head)) {
      out.push_back({Hash(kArgument, kFollower, LowerHash(scene_.word(*preposition).lemma), 1),
                     SenseGroup::kContext});
    }
  }
  int left = kMostChildren;
  for (auto child = scene_.FirstChild(head); child && left > 0;
       child = scene_.NextChild(*child), --left) {
    switch (scene_.word(*child).deprel) {
      case Deprel::kAmod:
      case Deprel::kCompound:
      case Deprel::kNmodPoss:
      case Deprel::kNummod:
        AddArgument(kModifier, *child, named, out);
        break;
      case Deprel::kConj:
        AddArgument(kConjunct, *child, named, out);
        break;
      case Deprel::kNmod:
      case Deprel::kObl: {
        const auto preposition = scene_.Preposition(*child);
        const std::uint64_t how = preposition ? LowerHash(scene_.word(*preposition).lemma) : 0;
        AddArgument(Hash(kPrepositional, how), *child, named, out);
        break;
      }
      default:
        break;
    }
  }
}

void SenseFeatures::AddNear(const TriggerCandidate& candidate, const Named& head,
                            std::vector<SenseFeature>& out) const {
  const TokenIndex at = candidate.trigger.head;
  const Sentence& sentence = scene_.sentence(scene_.SentenceOf(at));
  const std::uint32_t first =
      std::max(sentence.first.value(), at.value() - std::min(at.value(), kNearTokens));
  const std::uint32_t end = std::min(sentence.end.value(), at.value() + kNearTokens + 1);
  for (std::uint32_t i = first; i < end; ++i) {
    const TokenIndex token(i);
    if (token == at || scene_.word(token).upos == Upos::kPunct) continue;
    const Named& named = NameOf(token);
    const bool is_next = i + 1 == at.value() || i == at.value() + 1;
    if (is_next) {
      out.push_back({Hash(kNear, named.lemma, Number(i > at.value()), 2), SenseGroup::kContext});
      out.push_back(
          {Hash(kNearPair, named.lemma, Number(i > at.value()), head.lemma), SenseGroup::kWord});
    }
    if (named.fine != 0) out.push_back({Hash(kNear, named.fine), SenseGroup::kContext});
    if (named.coarse != 0) out.push_back({Hash(kNear, named.coarse, 1), SenseGroup::kContext});
  }
}

void SenseFeatures::AddTopics(const TriggerCandidate& candidate, const Named& head,
                              std::vector<SenseFeature>& out) const {
  const SentenceIndex sentence = scene_.SentenceOf(candidate.trigger.head);
  for (std::size_t topic = 0; topic < words_.topics.size(); ++topic) {
    const std::uint64_t step = topic_steps_[topic];
    if (step > 1) {
      out.push_back({Hash(kTopic, topic, step), SenseGroup::kContext});
      out.push_back({Hash(kTopicPair, topic, step > 2, head.coarse), SenseGroup::kContext});
    }
    if (scene_.SentenceHas(sentence, words_.topics[topic])) {
      out.push_back({Hash(kSentence, topic), SenseGroup::kContext});
      out.push_back({Hash(kSentencePair, topic, head.coarse), SenseGroup::kContext});
      out.push_back({Hash(kSentencePair, topic, head.lemma, 1), SenseGroup::kWord});
    }
  }
}

// "They hit us all night" means something else among shelling than among goals. A candidate's own
// row does not count.
void SenseFeatures::AddCompany(const TriggerCandidate& candidate, const Named& head,
                               std::vector<SenseFeature>& out) const {
  const bool is_counted = candidate.has_rule && table_[candidate.trigger.rule].is_claim;
  const std::size_t own = is_counted ? family_of_[candidate.trigger.type.value()] : kMostFamilies;
  const FamilyCounts& sentence =
      sentence_families_[scene_.SentenceOf(candidate.trigger.head).value()];
  const double hundreds = std::max(scene_.token_count(), 1U) / 100.0;
  for (std::size_t family = 0; family < kMostFamilies; ++family) {
    const std::uint16_t mine = family == own ? 1 : 0;
    const double share = (document_families_[family] - mine) / hundreds;
    constexpr std::array<double, 4> kSteps = {0.0, 0.7, 1.5, 3.0};
    const auto step = static_cast<std::uint64_t>(
        std::count_if(kSteps.begin(), kSteps.end(), [&](double one) { return share > one; }));
    out.push_back({Hash(kCompany, family, step), SenseGroup::kContext});
    if (step > 1) {
      out.push_back({Hash(kCompanyPair, family, head.coarse), SenseGroup::kContext});
      out.push_back({Hash(kCompanyWord, family, head.lemma), SenseGroup::kWord});
    }
    if (sentence[family] > mine) {
      out.push_back({Hash(kBesides, family), SenseGroup::kContext});
      out.push_back({Hash(kBesidesPair, family, head.coarse), SenseGroup::kContext});
      out.push_back({Hash(kBesidesWord, family, head.lemma), SenseGroup::kWord});
    }
  }
}

}  // namespace dateline::claims
