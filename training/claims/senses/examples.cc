#include "examples.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "claims/claims.h"
#include "claims/retelling.h"
#include "claims/sense_features.h"
#include "intake/intake.h"
#include "pipeline/pipeline.h"
#include "take.h"

namespace dateline::training {
namespace {

constexpr std::uint64_t kOpenShare = 6;  // of words without a row every sixth is taken
constexpr float kOpenWeight = 0.08F;     // they may be triggers that the table lacks
constexpr float kUnmetWeight = 0.1F;     // no row of the word holds here
constexpr float kUnlikelyWeight = 0.5F;  // of a type that the story is not about
constexpr float kDoubtfulWeight = 0.5F;  // none, as the keys of its corpus have it
constexpr float kKnownWeight = 4.0F;

struct Mark {
  std::string types;  // "|" around each
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_met = false;
};

struct Text {
  std::string name;
  std::string date;
  std::string body;
  TextKind kind = TextKind::kSilver;
  std::vector<Mark> claims;
  std::vector<Mark> labels;
  std::string some;      // types, "|" around each
  std::string never;     // the same
  std::string likely;    // the same
  std::string doubtful;  // the same
};

std::size_t NumberOf(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Mark MarkOf(std::string_view rest) {
  const std::size_t tab = rest.find('\t');
  const std::size_t second = rest.find('\t', tab + 1);
  return {"|" + std::string(rest.substr(0, tab)) + "|",
          NumberOf(rest.substr(tab + 1, second - tab - 1)), NumberOf(rest.substr(second + 1))};
}

void ReadLine(std::string_view line, Text& text) {
  const std::size_t blank = std::min(line.find(' '), line.size());
  const std::string_view key = line.substr(0, blank);
  const std::string_view rest = line.substr(std::min(blank + 1, line.size()));
  const std::string types = "|" + std::string(rest) + "|";
  if (key == "kind") {
    text.kind = rest == "gold"      ? TextKind::kGold
                : rest == "passage" ? TextKind::kPassage
                : rest == "case"    ? TextKind::kCase
                : rest == "sport"   ? TextKind::kSport
                                    : TextKind::kSilver;
  } else if (key == "claim") {
    text.claims.push_back(MarkOf(rest));
  } else if (key == "label") {
    text.labels.push_back(MarkOf(rest));
  } else if (key == "some") {
    text.some += types;
  } else if (key == "never") {
    text.never += types;
  } else if (key == "doubtful") {
    text.doubtful += types;
  } else if (key == "likely") {
    text.likely += types;
  }
}

std::vector<Text> ReadCorpus(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream all;
  all << file.rdbuf();
  const std::string bytes = all.str();
  std::string_view rest = bytes;
  const auto line = [&rest] {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view found = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return found;
  };
  std::vector<Text> texts;
  while (!rest.empty()) {
    std::istringstream head{std::string(line())};
    std::string word;
    std::size_t size = 0;
    Text text;
    head >> word >> text.name >> text.date >> size;
    if (word != "document" || size > rest.size()) {
      Fail(Error{ErrorCode::kInvalidInput, "expected a document line and its text", path});
    }
    text.body = rest.substr(0, size);
    rest.remove_prefix(std::min(size + 1, rest.size()));
    for (std::string_view one = line(); !one.empty(); one = line()) ReadLine(one, text);
    texts.push_back(std::move(text));
  }
  return texts;
}

class Gatherer {
 public:
  Gatherer(const claims::Senses& senses, bool keep_sentences)
      : senses_(senses),
        keep_sentences_(keep_sentences),
        pipeline_(Take(pipeline::Pipeline::Load())),
        stage_(Take(claims::ClaimsStage::Load(claims::LearnedParts::kNone))) {}

  void Gather(Text& text) {
    intake::IntakeOptions options;
    options.format = intake::InputFormat::kText;
    if (text.date != "-") options.date = Take(ParseDay(text.date));
    pipeline::StageSwitches switches;
    switches.on[static_cast<std::size_t>(pipeline::StageName::kClaims)] = false;
    const Reading reading =
        Take(pipeline_.Read(Take(intake::ReadDocument(text.body, options)), switches, nullptr));
    const text::StructureView structure{reading.text, reading.document, reading.blocks,
                                        reading.sentences, reading.tokens};
    const text::ClaimInput input{{structure, reading.words, reading.mentions},
                                 reading.document.published,
                                 reading.times,
                                 reading.places,
                                 reading.locations,
                                 reading.entities,
                                 reading.attributions};
    stage_.WithScene(input, [&](const claims::RuledScene& scene) { GatherScene(scene, text); });
    ++document_;
  }

  Examples Finish() {
    Examples out = std::move(out_);
    out.features.resize(numbers_.size());
    for (const auto& [feature, number] : numbers_) out.features[number] = feature;
    return out;
  }

 private:
  void GatherScene(const claims::RuledScene& scene, Text& text) {
    const auto candidates = claims::FindCandidates(scene.clauses, scene.triggers);
    const claims::SenseFeatures features(scene.clauses, scene.triggers, scene.ontology, senses_,
                                         scene.sense_words, candidates);
    const auto kept = claims::DropRetellings(scene.clauses, scene.triggers, scene.ontology,
                                             claims::RuledTriggers(candidates, scene.triggers));
    std::vector<claims::SenseFeature> found;
    for (const claims::TriggerCandidate& candidate : candidates) {
      Example example;
      const claims::TriggerRule& rule = scene.triggers[candidate.trigger.rule];
      example.has_rule = candidate.has_rule;
      example.kind = text.kind;
      example.ruled =
          candidate.has_rule && rule.is_claim ? rule.type.value() : std::uint8_t{claims::kNoSense};
      // Also a word that no example is taken of may open, by its vector.
      example.word = WordNumber(features.WordOf(candidate.trigger.head),
                                scene.clauses.scene().word(candidate.trigger.head).lemma);
      if (!Label(scene, candidate, kept, text, example)) continue;
      features.Of(candidate, found);
      Number(found, example);
      example.document = document_;
      if (keep_sentences_) example.where = Where(scene, candidate, text);
      out_.all.push_back(std::move(example));
    }
    for (const Mark& claim : text.claims) {
      if (claim.is_met) continue;
      ++(text.kind == TextKind::kPassage ? out_.lost_passages : out_.lost_gold);
    }
  }

  // False: the candidate teaches nothing.
  bool Label(const claims::RuledScene& scene, const claims::TriggerCandidate& candidate,
             const claims::KeptTriggers& kept, Text& text, Example& example) const {
    const claims::Scene& words = scene.clauses.scene();
    const ByteSpan span = words.language().span_of(candidate.trigger.first, candidate.trigger.end);
    const auto touches = [&](const Mark& mark) {
      return mark.begin < span.end().value() && span.begin().value() < mark.end;
    };
    const auto name = [&](std::uint8_t type) {
      return "|" + std::string(scene.ontology[claims::TypeIndex(type)].name) + "|";
    };
    const auto type_of = [&](const Mark& mark) {
      if (mark.types == "|-|") return std::uint8_t{claims::kNoSense};
      if (mark.types == "|+|") return Example::kAnyType;
      if (example.ruled != claims::kNoSense &&
          mark.types.find(name(example.ruled)) != std::string::npos) {
        return example.ruled;
      }
      const std::string first = mark.types.substr(1, mark.types.find('|', 1) - 1);
      return std::uint8_t{Take(scene.ontology.Find(first)).value()};
    };
    for (Mark& mark : text.labels) {
      if (!touches(mark)) continue;
      example.wanted = type_of(mark);
      if (example.wanted == Example::kAnyType) {
        if (example.ruled != claims::kNoSense) example.wanted = example.ruled;
        return true;
      }
      // Of a trigger of several words only the head, or what a row matches, carries the type.
      if (!candidate.has_rule && mark.is_met) return false;
      mark.is_met = true;
      example.is_known = true;
      example.weight = kKnownWeight;
      return true;
    }
    const bool is_dropped =
        example.ruled != claims::kNoSense &&
        std::none_of(kept.triggers.begin(), kept.triggers.end(), [&](const claims::Trigger& one) {
          return one.head == candidate.trigger.head;
        });
    switch (text.kind) {
      case TextKind::kGold:
      case TextKind::kPassage: {
        example.is_known = true;
        example.weight = kKnownWeight;
        example.wanted = claims::kNoSense;
        const ByteSpan sentence = words.sentence(words.SentenceOf(candidate.trigger.head)).span;
        for (Mark& mark : text.claims) {
          if (touches(mark)) {
            if (!candidate.has_rule && mark.is_met) return false;
            mark.is_met = true;
            example.wanted = type_of(mark);
            break;
          }
          // Another word of the sentence that the table reads as the type of the claim.
          if (example.ruled != claims::kNoSense && mark.begin >= sentence.begin().value() &&
              mark.begin < sentence.end().value() &&
              mark.types.find(name(example.ruled)) != std::string::npos) {
            return false;
          }
        }
        return !is_dropped || example.wanted != claims::kNoSense;
      }
      case TextKind::kCase: {
        example.is_known = true;
        example.weight = kKnownWeight;
        example.wanted = claims::kNoSense;
        if (text.never.find("|-|") != std::string::npos) return !is_dropped;
        if (example.ruled == claims::kNoSense) return false;
        if (text.never.find(name(example.ruled)) != std::string::npos) return !is_dropped;
        if (text.some.find(name(example.ruled)) == std::string::npos) return false;
        example.wanted = example.ruled;
        return true;
      }
      case TextKind::kSport:
        example.wanted = claims::kNoSense;
        if (example.ruled == claims::kNoSense && !IsSampled(candidate)) return false;
        return true;
      case TextKind::kSilver:
        example.wanted = example.ruled;
        if (!candidate.has_rule) {
          if (scene.triggers.RulesFrom(words.lemma(candidate.trigger.head)).empty()) {
            example.weight = kOpenWeight;
            example.is_taught = IsSampled(candidate);
            return example.is_taught || keep_sentences_;
          }
          example.weight = kUnmetWeight;
        } else if (example.ruled != claims::kNoSense &&
                   text.doubtful.find(name(example.ruled)) != std::string::npos) {
          example.wanted = claims::kNoSense;
          example.weight = kDoubtfulWeight;
        } else if (example.ruled != claims::kNoSense && !text.likely.empty() &&
                   text.likely.find(name(example.ruled)) == std::string::npos) {
          example.weight = kUnlikelyWeight;
        }
        return true;
    }
    return false;
  }

  bool IsSampled(const claims::TriggerCandidate& candidate) const {
    return model::Hash(document_ + 1, candidate.trigger.head.value()) % kOpenShare == 0;
  }

  void Number(std::vector<claims::SenseFeature>& found, Example& example) {
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return std::pair(a.group, a.feature) < std::pair(b.group, b.feature);
    });
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (i > 0 && found[i].feature == found[i - 1].feature) continue;
      const auto [entry, is_new] =
          numbers_.try_emplace(found[i].feature, static_cast<std::uint32_t>(numbers_.size()));
      example.features.push_back(entry->second);
      const auto size = static_cast<std::uint32_t>(example.features.size());
      if (found[i].group == claims::SenseGroup::kContext) example.word_begin = size;
      if (found[i].group != claims::SenseGroup::kRule) example.rule_begin = size;
    }
  }

  std::uint32_t WordNumber(std::uint64_t feature, const std::string& lemma) {
    const auto [entry, is_new] =
        word_numbers_.try_emplace(feature, static_cast<std::uint32_t>(word_numbers_.size()));
    if (is_new) {
      out_.words.push_back(feature);
      std::string lower = lemma;
      for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      }
      out_.lemmas.push_back(lower);
    }
    return entry->second;
  }

  static std::string Where(const claims::RuledScene& scene,
                           const claims::TriggerCandidate& candidate, const Text& text) {
    const claims::Scene& words = scene.clauses.scene();
    const ByteSpan span = words.language().tokens[candidate.trigger.head].span;
    const ByteSpan sentence = words.sentence(words.SentenceOf(candidate.trigger.head)).span;
    std::string out = text.name + "\t" + std::to_string(span.begin().value()) + "\t" +
                      std::string(span.In(text.body)) + "\t";
    const std::size_t begin = std::max<std::size_t>(
        sentence.begin().value(),
        span.begin().value() - std::min<std::size_t>(span.begin().value(), 90));
    const std::size_t end = std::min<std::size_t>(sentence.end().value(), span.end().value() + 70);
    out += text.body.substr(begin, span.begin().value() - begin) + "[" +
           std::string(span.In(text.body)) + "]" +
           text.body.substr(span.end().value(), end - span.end().value());
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
  }

  const claims::Senses& senses_;
  bool keep_sentences_;
  pipeline::Pipeline pipeline_;
  claims::ClaimsStage stage_;
  Examples out_;
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
  std::unordered_map<std::uint64_t, std::uint32_t> word_numbers_;
  std::uint32_t document_ = 0;
};

}  // namespace

Examples GatherExamples(const std::string& path, const claims::Senses& senses,
                        bool keep_sentences) {
  Gatherer gatherer(senses, keep_sentences);
  for (Text& text : ReadCorpus(path)) gatherer.Gather(text);
  return gatherer.Finish();
}

}  // namespace dateline::training
