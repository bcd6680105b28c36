#include "times/grammar.h"

#include <algorithm>
#include <charconv>

#include "io/table.h"

namespace dateline::times {

constexpr std::size_t kLongestMatch = 24;  // tokens; no pattern is longer
constexpr int kDeepestPattern = 16;        // definitions inside definitions

// Reads one pattern and adds its states.
class PatternCompiler {
 public:
  PatternCompiler(Grammar& grammar, Lexicon& lexicon, std::uint16_t rule)
      : grammar_(grammar), lexicon_(lexicon), rule_(rule) {}

  // A part of a pattern: whether it may be empty, and the states at its two ends.
  struct Part {
    bool is_nullable = true;
    std::vector<std::uint16_t> first;
    std::vector<std::uint16_t> last;
  };

  Part Compile(std::string_view pattern, int depth) {
    std::string_view rest = pattern;
    Part part = Alternatives(rest, depth);
    if (error_.empty() && !NextWord(rest).empty()) error_ = "found \")\" without \"(\"";
    return part;
  }
  const std::string& error() const { return error_; }

 private:
  static std::string_view NextWord(std::string_view rest) {
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    return rest.substr(0, rest.find(' '));
  }
  static std::string_view TakeWord(std::string_view& rest) {
    const std::string_view word = NextWord(rest);
    rest.remove_prefix(static_cast<std::size_t>(word.data() + word.size() - rest.data()));
    return word;
  }

  Part Alternatives(std::string_view& rest, int depth) {
    Part all = Sequence(rest, depth);
    while (NextWord(rest) == "|") {
      TakeWord(rest);
      const Part other = Sequence(rest, depth);
      all.is_nullable = all.is_nullable || other.is_nullable;
      Append(all.first, other.first);
      Append(all.last, other.last);
    }
    return all;
  }

  Part Sequence(std::string_view& rest, int depth) {
    Part all;
    while (error_.empty()) {
      const std::string_view word = NextWord(rest);
      if (word.empty() || word == "|" || word == ")" || word == ")?") break;
      TakeWord(rest);
      Join(all, Item(word, rest, depth));
    }
    return all;
  }

  Part Item(std::string_view word, std::string_view& rest, int depth) {
    if (depth > kDeepestPattern) {
      error_ = "found definitions that contain one another";
      return {};
    }
    Part part;
    if (word == "(") {
      part = Alternatives(rest, depth + 1);
      word = TakeWord(rest);
      if (word != ")" && word != ")?") error_ = "found \"(\" without \")\"";
    } else if (word.front() == '<') {
      const std::string_view name = word.substr(1, word.find('>') - 1);
      const auto& known = grammar_.definitions_;
      const auto found = std::find_if(known.begin(), known.end(),
                                      [&](const auto& entry) { return entry.first == name; });
      if (found == known.end()) {
        error_ = "found <" + std::string(name) + ">, which no row above defines";
        return {};
      }
      part = Compile(found->second, depth + 1);
    } else {
      part = Single(word.size() > 1 && word.back() == '?' ? word.substr(0, word.size() - 1) : word);
    }
    if (word.size() > 1 && word.back() == '?') part.is_nullable = true;
    return part;
  }

  // One symbol: CLASS, literal, or literal:CLASS=value.
  Part Single(std::string_view word) {
    Grammar::State state;
    state.rule = rule_;
    if (word.size() > 1 && word.front() == '&') {
      state.is_context = true;
      word.remove_prefix(1);
    }
    const std::size_t colon = word.size() > 1 ? word.find(':') : std::string_view::npos;
    const std::string_view head = word.substr(0, colon);
    const bool is_class = head.front() >= 'A' && head.front() <= 'Z';
    state.symbol = is_class ? lexicon_.ClassSymbol(head) : lexicon_.LiteralSymbol(head);
    if (colon != std::string_view::npos) {
      const std::string_view meant = word.substr(colon + 1);
      const std::size_t equal = meant.find('=');
      state.meaning = Lexicon::MeaningOf(meant.substr(0, equal));
      if (equal == std::string_view::npos || state.meaning == Meaning::kNone) {
        error_ = "found \"" + std::string(word) + "\", expected word:CLASS=value";
        return {};
      }
      state.text = meant.substr(equal + 1);
      std::from_chars(state.text.data(), state.text.data() + state.text.size(), state.number);
    }
    const auto index = static_cast<std::uint16_t>(grammar_.states_.size());
    grammar_.states_.push_back(std::move(state));
    return {false, {index}, {index}};
  }

  // all := all part
  void Join(Part& all, const Part& part) {
    for (const std::uint16_t from : all.last) Append(grammar_.states_[from].next, part.first);
    if (all.is_nullable) Append(all.first, part.first);
    if (!part.is_nullable) all.last.clear();
    Append(all.last, part.last);
    all.is_nullable = all.is_nullable && part.is_nullable;
  }
  static void Append(std::vector<std::uint16_t>& to, const std::vector<std::uint16_t>& from) {
    for (const std::uint16_t state : from) {
      if (std::find(to.begin(), to.end(), state) == to.end()) to.push_back(state);
    }
  }

  Grammar& grammar_;
  Lexicon& lexicon_;
  std::uint16_t rule_;
  std::string error_;
};

Status Grammar::AddRules(std::string_view table, std::string_view name, Lexicon& lexicon) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 4, name));
  for (const io::TableRow& row : rows) {
    if (row[1] == "=") {
      definitions_.emplace_back(row[0], row[2]);
      continue;
    }
    const auto rule = static_cast<std::uint16_t>(rules_.size());
    rules_.push_back({row[0], row[1]});
    PatternCompiler compiler(*this, lexicon, rule);
    const auto part = compiler.Compile(row[2], 0);
    std::string error = compiler.error();
    if (error.empty() && part.is_nullable) error = "found a pattern that matches nothing at all";
    if (error.empty() && states_.size() > 60000) error = "found more than 60000 states";
    if (!error.empty()) {
      return Error{ErrorCode::kCorrupt, "line " + std::to_string(row.line) + ": " + error,
                   std::string(name)};
    }
    for (const std::uint16_t state : part.last) states_[state].accepts = true;
    first_.resize(lexicon.symbol_count());
    for (const std::uint16_t state : part.first) first_[states_[state].symbol].push_back(state);
  }
  return Done{};
}

void Grammar::Reach(std::uint16_t state, std::uint32_t parent,
                    std::span<const WordReading> readings, Scratch& scratch) const {
  if (scratch.seen[state] == scratch.stamp) return;
  const State& to = states_[state];
  for (const WordReading& reading : readings) {
    if (reading.symbol != to.symbol) continue;
    scratch.seen[state] = scratch.stamp;
    MatchedToken token = reading;
    token.is_context = to.is_context;
    const bool is_kept = token.meaning == Meaning::kMonth || token.meaning == Meaning::kYear ||
                         token.meaning == Meaning::kWeekday;
    if (to.is_context && !is_kept) {
      token.meaning = Meaning::kNone;
    }
    if (to.meaning != Meaning::kNone) {
      token.meaning = to.meaning;
      token.number = to.number;
      token.text = to.text;
    }
    scratch.nodes.push_back({state, parent, token});
    return;
  }
}

void Grammar::Match(ReadingsAt readings, const void* context, std::size_t count,
                    Scratch& scratch) const {
  constexpr std::uint32_t kNone = ~std::uint32_t{0};
  scratch.seen.resize(states_.size(), 0);
  scratch.nodes.clear();
  scratch.accepted.clear();
  ++scratch.stamp;
  const auto here = readings(context, 0);
  for (const WordReading& reading : here) {
    if (reading.symbol >= first_.size()) continue;
    for (const std::uint16_t state : first_[reading.symbol]) Reach(state, kNone, here, scratch);
  }
  std::size_t begin = 0;
  for (std::size_t length = 1; begin < scratch.nodes.size(); ++length) {
    const std::size_t end = scratch.nodes.size();
    for (std::size_t i = begin; i < end; ++i) {
      const State& state = states_[scratch.nodes[i].state];
      if (!state.accepts) continue;
      scratch.accepted.push_back(
          {static_cast<std::uint32_t>(i), static_cast<std::uint16_t>(length), state.rule});
    }
    if (length >= count || length >= kLongestMatch) break;
    const auto ahead = readings(context, length);
    if (ahead.empty()) break;
    ++scratch.stamp;
    for (std::size_t i = begin; i < end; ++i) {
      const State& state = states_[scratch.nodes[i].state];
      for (const std::uint16_t next : state.next) {
        Reach(next, static_cast<std::uint32_t>(i), ahead, scratch);
      }
    }
    begin = end;
  }
  std::stable_sort(scratch.accepted.begin(), scratch.accepted.end(),
                   [](const Scratch::Accepted& a, const Scratch::Accepted& b) {
                     return a.length != b.length ? a.length > b.length : a.rule < b.rule;
                   });
}

void Grammar::Unwind(const Scratch& scratch, const Scratch::Accepted& accepted, PatternMatch& out) {
  out.rule = accepted.rule;
  out.tokens.resize(accepted.length);
  std::uint32_t node = accepted.node;
  for (std::size_t i = accepted.length; i-- > 0;) {
    out.tokens[i] = scratch.nodes[node].token;
    node = scratch.nodes[node].parent;
  }
  const auto is_inside = [](const MatchedToken& token) { return !token.is_context; };
  const auto first = std::find_if(out.tokens.begin(), out.tokens.end(), is_inside);
  const auto last = std::find_if(out.tokens.rbegin(), out.tokens.rend(), is_inside);
  out.before = static_cast<std::size_t>(first - out.tokens.begin());
  out.after = static_cast<std::size_t>(last - out.tokens.rbegin());
}

}  // namespace dateline::times
