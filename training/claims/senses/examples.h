// The examples that train the senses: candidates of texts with what they should be read as.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/senses.h"
#include "claims/triggers.h"

namespace dateline::training {

enum class TextKind : std::uint8_t {
  kGold,     // every claim is known
  kPassage,  // the same, of a text that was written to train
  kCase,     // what the lines of the text say is known
  kSilver,   // what the table of triggers says is taken for known
  kSport,    // nothing happens
};

struct Example {
  static constexpr std::uint8_t kAnyType = 254;  // some type, not said which
  std::vector<std::uint32_t> features;           // numbers; context, then word, then rule
  std::uint32_t word_begin = 0;                  // where those of the word begin
  std::uint32_t rule_begin = 0;
  std::uint32_t word = 0;      // number of the lemma with its tag
  std::uint32_t document = 0;  // number
  std::uint8_t wanted = 0;     // a type, claims::kNoSense or kAnyType
  std::uint8_t ruled = 0;      // what the table reads: a type or claims::kNoSense
  bool has_rule = false;       // a row matched, also one that says that it is no claim
  bool is_known = false;       // gold or judged by hand
  TextKind kind = TextKind::kSilver;
  bool is_taught = true;  // false: left out of training, kept for --dump
  float weight = 1.0F;
  std::string where;  // for --dump: document, offset, sentence
};

struct Examples {
  std::vector<Example> all;
  std::vector<std::string> lemmas;      // by Example::word
  std::vector<std::uint64_t> words;     // its feature
  std::vector<std::uint64_t> features;  // by number
  std::uint32_t lost_gold = 0;          // gold claims that no candidate touches
  std::uint32_t lost_passages = 0;      // the same of passages
};

// Reads the corpus that senses_corpus.py writes. `senses` gives word classes and may be empty of
// weights.
Examples GatherExamples(const std::string& path, const claims::Senses& senses, bool keep_sentences);

}  // namespace dateline::training
