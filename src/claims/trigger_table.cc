#include "claims/trigger_table.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "io/table.h"
#include "model/resources.h"

namespace dateline::claims {
namespace {

constexpr std::string_view kTable = "data/claims/triggers.en.tsv";
constexpr double kLearnedPrior = 0.6;  // where nothing else is known of a learned sense

Error Fault(const io::TableRow& row, std::string_view found, std::string_view expected) {
  return Error{ErrorCode::kCorrupt,
               "line " + std::to_string(row.line) + " has \"" + std::string(found) +
                   "\", expected " + std::string(expected),
               std::string(kTable)};
}

// The first word of `text`, which is cut off from it.
std::string_view NextWord(std::string_view& text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  const std::string_view word = text.substr(0, text.find(' '));
  text.remove_prefix(word.size());
  return word;
}

std::optional<ConditionKind> KindNamed(std::string_view name) {
  static const std::unordered_map<std::string_view, ConditionKind> kKinds = {
      {"obj", ConditionKind::kObject},       {"subj", ConditionKind::kSubject},
      {"prt", ConditionKind::kParticle},     {"mod", ConditionKind::kModifier},
      {"prep", ConditionKind::kPreposition}, {"near", ConditionKind::kNear},
      {"sent", ConditionKind::kSentence},    {"doc", ConditionKind::kDocument},
      {"gov", ConditionKind::kGovernor},     {"neg", ConditionKind::kNegated}};
  const auto found = kKinds.find(name);
  if (found == kKinds.end()) return std::nullopt;
  return found->second;
}

// "!prep:to|into>#place|town".
Result<Condition> ParseCondition(const io::TableRow& row, std::string_view text,
                                 Vocabulary& vocabulary) {
  const std::string_view whole = text;
  Condition condition;
  for (; !text.empty() && (text.front() == '!' || text.front() == '+'); text.remove_prefix(1)) {
    (text.front() == '!' ? condition.is_denied : condition.extends) = true;
  }
  const std::size_t colon = text.find(':');
  const auto kind = KindNamed(text.substr(0, colon));
  if (!kind) return Fault(row, whole, "a condition such as obj:road|@route");
  condition.kind = *kind;
  if (colon == std::string_view::npos || colon + 1 == text.size()) return condition;
  std::string_view words = text.substr(colon + 1);
  if (const std::size_t arrow = words.find('>'); arrow != std::string_view::npos) {
    if (condition.kind != ConditionKind::kPreposition) return Fault(row, whole, "\">\" in prep:");
    DL_ASSIGN_OR_RETURN(condition.head, vocabulary.ClassOf(words.substr(arrow + 1)));
    condition.has_head = true;
    words = words.substr(0, arrow);
  }
  DL_ASSIGN_OR_RETURN(condition.words, vocabulary.ClassOf(words));
  condition.has_words = true;
  return condition;
}

Result<std::uint8_t> ParsePos(const io::TableRow& row) {
  std::uint8_t pos = 0;
  for (const char letter : row[1]) {
    switch (letter) {
      case 'v':
        pos |= kPosVerb;
        break;
      case 'n':
        pos |= kPosNoun;
        break;
      case 'a':
        pos |= kPosAdjective;
        break;
      case '*':
        pos |= kPosAny;
        break;
      case 'e':
        break;  // opens the name of an event: ParseRule()
      default:
        return Fault(row, row[1], "v, n, a, e or *");
    }
  }
  return pos;
}

// The mark '^' of the looked-up element stands before or behind one of its words; ClassOf() leaves
// it out. An element that ends in '~' must stand there and is no part of the trigger.
Status ParseElements(std::string_view text, TriggerRule& rule, Vocabulary& vocabulary) {
  for (std::string_view word = NextWord(text); !word.empty(); word = NextWord(text)) {
    if (word.find('^') != std::string_view::npos) rule.head = rule.elements.size();
    const bool is_context = word.back() == '~';
    const std::string_view words = word.substr(0, word.size() - (is_context ? 1 : 0));
    DL_ASSIGN_OR_RETURN(const WordClass element, vocabulary.ClassOf(words));
    rule.elements.push_back(element);
    rule.is_context.push_back(is_context ? 1 : 0);
  }
  return Done{};
}

Result<TriggerRule> ParseRule(const io::TableRow& row, const Ontology& ontology,
                              Vocabulary& vocabulary) {
  TriggerRule rule;
  rule.words = row[0];
  rule.frame = row[5];
  DL_ASSIGN_OR_RETURN(rule.pos, ParsePos(row));
  rule.may_open_name = row[1].find('e') != std::string_view::npos;
  DL_RETURN_IF_ERROR(ParseElements(row[0], rule, vocabulary));
  if (rule.elements.empty()) return Fault(row, row[0], "the words of a trigger");
  if (rule.is_context[rule.head] != 0) return Fault(row, row[0], "a looked-up word without \"~\"");
  rule.is_claim = !row[2].empty();
  if (rule.is_claim) {
    const auto type = ontology.Find(row[2]);
    if (!type.ok()) return Fault(row, row[2], "a type of the ontology or \"-\"");
    rule.type = type.value();
  }
  const char* const end = row[3].data() + row[3].size();
  if (std::from_chars(row[3].data(), end, rule.prior).ptr != end || rule.prior <= 0.0 ||
      rule.prior > 1.0) {
    return Fault(row, row[3], "a prior above 0 and up to 1");
  }
  std::string_view conditions = row[4];
  for (std::string_view word = NextWord(conditions); !word.empty(); word = NextWord(conditions)) {
    DL_ASSIGN_OR_RETURN(Condition condition, ParseCondition(row, word, vocabulary));
    rule.conditions.push_back(condition);
  }
  return rule;
}

}  // namespace

Result<TriggerTable> TriggerTable::Load(const Ontology& ontology, Vocabulary& vocabulary) {
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(kTable));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 7, kTable));
  TriggerTable table;
  table.rules_.reserve(rows.size());
  for (const io::TableRow& row : rows) {
    DL_ASSIGN_OR_RETURN(TriggerRule rule, ParseRule(row, ontology, vocabulary));
    table.rules_.push_back(std::move(rule));
  }
  DL_ASSIGN_OR_RETURN(table.amount_, vocabulary.ClassOf("@amount"));
  DL_ASSIGN_OR_RETURN(table.verb_form_, vocabulary.ClassOf("@verb_form"));
  DL_ASSIGN_OR_RETURN(table.generic_event_, vocabulary.ClassOf("@generic_event"));
  table.by_word_.resize(vocabulary.word_count());
  for (std::size_t i = 0; i < table.rules_.size(); ++i) {
    for (const WordId word : vocabulary.WordsOf(table.rules_[i].elements.front())) {
      table.by_word_[word.value()].push_back(static_cast<std::uint32_t>(i));
    }
  }
  table.first_learned_ = static_cast<std::uint32_t>(table.rules_.size());
  for (std::size_t type = 0; type < ontology.size(); ++type) {
    TriggerRule rule;
    rule.is_claim = true;
    rule.type = TypeIndex::FromSize(type);
    rule.prior = kLearnedPrior;
    rule.words = "of a learned sense";
    table.rules_.push_back(std::move(rule));
  }
  for (std::vector<std::uint32_t>& rules : table.by_word_) {
    std::stable_sort(rules.begin(), rules.end(), [&](std::uint32_t a, std::uint32_t b) {
      return table.rules_[a].elements.size() > table.rules_[b].elements.size();
    });
  }
  return table;
}

const std::vector<std::uint32_t>& TriggerTable::RulesFrom(WordId word) const {
  return word.value() < by_word_.size() ? by_word_[word.value()] : none_;
}

}  // namespace dateline::claims
