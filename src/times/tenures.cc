#include "times/tenures.h"

#include <utility>

#include "io/table.h"

namespace dateline::times {
namespace {

constexpr std::uint32_t kNameWords = 3;  // between the office and the last name: given names

bool IsCapital(std::string_view token) {
  return !token.empty() && ((token.front() >= 'A' && token.front() <= 'Z') ||
                            static_cast<unsigned char>(token.front()) >= 0x80);
}

// The token before which the office stands whose last word is at `last`; none if it does not.
std::optional<TokenIndex> BeginOfOffice(const text::StructureView& input, TokenIndex last,
                                        TokenIndex begin,
                                        const std::vector<std::string_view>& office) {
  TokenIndex at = last;
  for (std::size_t word = office.size(); word-- > 0;) {
    if (input.surface(at) == "-" && at != begin) at = at.previous();
    if (WordKey(input.surface(at)) != office[word]) return std::nullopt;
    if (word == 0) return at;
    if (at == begin) return std::nullopt;
    at = at.previous();
  }
  return std::nullopt;
}

}  // namespace

Result<Tenures> Tenures::Load(std::string_view table, std::string_view name) {
  Tenures tenures;
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 5, name));
  for (const io::TableRow& row : rows) {
    const auto wrong = [&](const char* what) {
      return Error{ErrorCode::kCorrupt, "line " + std::to_string(row.line) + ": " + what,
                   std::string(name)};
    };
    const auto begin = ParseDay(row[2]);
    const auto end = row[3].empty() ? Result<Day>(Day()) : ParseDay(row[3]);
    if (row[0].empty() || row[1].empty() || !begin.ok() || !end.ok()) {
      return wrong("expected an office, a holder and two days such as 2022-09-09");
    }
    if (row[0] == "*") {
      if (row[3].empty()) return wrong("expected a last day of the horizon");
      tenures.horizon_ = {*begin, *end};
      continue;
    }
    Term term;
    for (std::string_view rest = row[0]; !rest.empty();) {
      const std::size_t blank = rest.find(' ');
      term.office.push_back(rest.substr(0, blank));
      rest.remove_prefix(blank == std::string_view::npos ? rest.size() : blank + 1);
    }
    term.held.begin = *begin;
    if (!row[3].empty()) term.held.end = end->Plus(1);
    tenures.by_holder_[WordKey(row[1])].push_back(std::move(term));
  }
  if (!tenures.horizon_.is_bounded()) {
    return Error{ErrorCode::kCorrupt, "found no row \"*\" with the horizon", std::string(name)};
  }
  return tenures;
}

std::vector<TenureWitness> Tenures::Witnesses(const text::StructureView& input,
                                              const Lexicon& lexicon, Symbol former) const {
  std::vector<TenureWitness> out;
  for (const Sentence& sentence : input.sentences) {
    for (TokenIndex at = sentence.first; at != sentence.end; ++at) {
      if (at == sentence.first || !IsCapital(input.surface(at))) continue;
      const auto holder = by_holder_.find(WordKey(input.surface(at)));
      if (holder == by_holder_.end()) continue;
      TokenIndex last = at;
      TenureWitness witness;
      witness.sentence = input.tokens[at].sentence;
      for (std::uint32_t back = 0; back < kNameWords && last != sentence.first; ++back) {
        last = last.previous();
        for (const Term& term : holder->second) {
          const auto begin = BeginOfOffice(input, last, sentence.first, term.office);
          if (!begin) continue;
          TokenIndex before = *begin;
          // "former U.S. President", "ex-president"
          for (int step = 0; step < 3 && before != sentence.first; ++step) {
            before = before.previous();
            witness.is_over = witness.is_over || lexicon.Has(input.surface(before), former);
          }
          witness.terms.push_back(term.held);
        }
        if (!witness.terms.empty() || !IsCapital(input.surface(last))) break;
      }
      if (!witness.terms.empty()) out.push_back(std::move(witness));
    }
  }
  return out;
}

}  // namespace dateline::times
