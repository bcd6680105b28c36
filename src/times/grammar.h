// Patterns over the symbols of words, compiled to one automaton.
//
// A rule table gives each rule an operator and a pattern:
//   date    <edge>? ( WEEKDAY ,? )? MONTH DAY ( ,? YEAR )?
// WORDS in upper case are classes of the lexicon, others are literal words, <name> is the pattern
// that a row with the operator "=" defined before, `a|b` alternatives, `( )` groups and `?`
// options. `&word` or `&CLASS` at either end of a pattern is a neighbour that must stand there and
// is no part of the expression; of it only a weekday, a month or a year, or what `:` gives, is
// kept. `least:COMPARE=EQUAL_OR_MORE` is the literal word "least" that means what a COMPARE of that
// value means. There is no repetition, so a match has bounded length and matching is linear in the
// text.
//
// Compiled by Glushkov's construction ("The abstract theory of automata", 1961): a state for each
// symbol of each pattern, no empty moves. Match() runs all states at once and keeps, for every
// state, the first way in which it was reached.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"
#include "times/lexicon.h"

namespace dateline::times {

struct Rule {
  std::string_view name;
  std::string_view operation;
};

// One token of a match: what it was read as.
using MatchedToken = WordReading;

struct PatternMatch {
  std::uint16_t rule = 0;
  std::vector<MatchedToken> tokens;  // neighbours included
  std::size_t before = 0;            // how many of the tokens are neighbours before the expression
  std::size_t after = 0;             // and after it
};

class Grammar {
 public:
  // The text must outlive the grammar. Errors: kCorrupt naming the line and what is wrong in it.
  Status AddRules(std::string_view table, std::string_view name, Lexicon& lexicon);

  const std::vector<Rule>& rules() const { return rules_; }

  // The readings of tokens [0, count) that start at the token where a match is to begin.
  using ReadingsAt = std::span<const WordReading> (*)(const void* context, std::size_t ahead);

  struct Scratch {
    struct Node {
      std::uint16_t state;
      std::uint32_t parent;
      MatchedToken token;
    };
    std::vector<Node> nodes;
    std::vector<std::uint32_t> seen;  // per state: the stamp of the layer that reached it
    std::uint32_t stamp = 0;
    struct Accepted {
      std::uint32_t node;
      std::uint16_t length;
      std::uint16_t rule;
    };
    std::vector<Accepted> accepted;  // longest first, then in the order of the rules
  };

  // All matches that begin at the first of `count` tokens, in scratch.accepted.
  void Match(ReadingsAt readings, const void* context, std::size_t count, Scratch& scratch) const;
  // The tokens of an accepted match.
  static void Unwind(const Scratch& scratch, const Scratch::Accepted& accepted, PatternMatch& out);

  bool CanStart(std::span<const WordReading> readings) const {
    for (const WordReading& reading : readings) {
      if (reading.symbol < first_.size() && !first_[reading.symbol].empty()) return true;
    }
    return false;
  }

 private:
  friend class PatternCompiler;
  struct State {
    Symbol symbol = 0;
    Meaning meaning = Meaning::kNone;  // of `word:CLASS=value`; kNone keeps that of the word
    std::int32_t number = 0;
    std::string_view text;
    bool accepts = false;
    bool is_context = false;
    std::uint16_t rule = 0;
    std::vector<std::uint16_t> next;
  };
  void Reach(std::uint16_t state, std::uint32_t parent, std::span<const WordReading> readings,
             Scratch& scratch) const;

  std::vector<Rule> rules_;
  std::vector<State> states_;
  std::vector<std::vector<std::uint16_t>> first_;  // by symbol: the states that can begin a match
  std::vector<std::pair<std::string_view, std::string_view>> definitions_;
};

}  // namespace dateline::times
