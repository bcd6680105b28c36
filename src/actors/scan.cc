#include "actors/scan.h"

#include <algorithm>
#include <string>

namespace dateline::actors {
namespace {

constexpr std::uint32_t kMaxTokens = 9;
constexpr std::size_t kMaxBytes = 72;

// Could the token open a name? A verb or pronoun in capitals ("US", "IS", "WHO") is none.
bool MayOpen(const Words& words, TokenIndex token) {
  switch (words.PosOf(token)) {
    case Upos::kPropn:
    case Upos::kNoun:
    case Upos::kAdj:
    case Upos::kX:
    case Upos::kDet:  // "The Hague", "The Guardian"
      return true;
    default:
      return false;
  }
}

// The words as a key: straight apostrophes, single blanks.
std::string_view KeyOf(std::string_view raw, std::string& buffer) {
  const bool is_plain = std::none_of(raw.begin(), raw.end(), [](char c) {
    return c == '\n' || c == '\t' || static_cast<unsigned char>(c) >= 0x80;
  });
  if (is_plain) return raw;
  constexpr std::string_view kApostrophe = "’";
  buffer.clear();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw.substr(i, kApostrophe.size()) == kApostrophe) {
      buffer.push_back('\'');
      i += kApostrophe.size() - 1;
    } else {
      buffer.push_back(raw[i] == '\n' || raw[i] == '\t' ? ' ' : raw[i]);
    }
  }
  return buffer;
}

// "UKRAINE" as "Ukraine"; empty when the word is no word in capitals of four letters or more.
std::string_view InTitleCase(std::string_view word, std::string& buffer) {
  if (word.size() < 4) return {};
  for (const char c : word) {
    if (c < 'A' || c > 'Z') return {};
  }
  buffer.assign(word);
  for (std::size_t i = 1; i < buffer.size(); ++i) {
    buffer[i] = static_cast<char>(buffer[i] - 'A' + 'a');
  }
  return buffer;
}

// The tables as they stand on the day of the document.
struct Tables {
  const Lexicon& lexicon;
  std::optional<Day> day;
};

bool LookUp(const Tables& tables, std::string_view key, TableMatch& match) {
  const Lexicon& lexicon = tables.lexicon;
  if (const auto found = lexicon.names.find(key); found != lexicon.names.end()) {
    match.known = found->second.On(tables.day);
    match.key = found->first;
    if (match.known != nullptr) return true;
  }
  if (const auto found = lexicon.countries.find(key); found != lexicon.countries.end()) {
    match.country = &found->second;
    match.key = found->first;
    return true;
  }
  return false;
}

// "A CAR BOMB": where all is in capitals, a common noun is no acronym.
bool IsShoutedNoun(const Words& words, TokenIndex token, std::string_view key) {
  if (words.PosOf(token) != Upos::kNoun || key.size() > 4) return false;
  const auto is_in_capitals = [](std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  if (!is_in_capitals(key)) return false;
  const Sentence& sentence = words.view().sentence_of(token);
  const bool has_next = token.next() < sentence.end;
  const bool has_previous = token > sentence.first;
  const std::string_view next = has_next ? words.Surface(token.next()) : std::string_view();
  const std::string_view previous =
      has_previous ? words.Surface(token.previous()) : std::string_view();
  return (next.size() > 1 && is_in_capitals(next)) ||
         (previous.size() > 1 && is_in_capitals(previous));
}

// "pro-Russian" as one token: a word that takes a side, and the name whose side it takes.
bool LookUpPrefixed(const Tables& tables, std::string_view surface, std::string_view lower,
                    TableMatch& match) {
  const std::size_t hyphen = surface.find('-');
  if (hyphen == std::string_view::npos || hyphen == 0) return false;
  const auto leaning = tables.lexicon.leanings.find(lower.substr(0, hyphen));
  if (leaning == tables.lexicon.leanings.end() || leaning->second != Leaning::kSides) return false;
  match.is_part_of_word = LookUp(tables, surface.substr(hyphen + 1), match);
  return match.is_part_of_word;
}

}  // namespace

TableMatches::TableMatches(const Words& words, const Lexicon& lexicon, std::optional<Day> day) {
  const Tables tables{lexicon, day};
  const text::LanguageView& view = words.view();
  at_.assign(view.tokens.size(), -1);
  std::string buffer;
  std::string cased;
  for (TokenIndex token; token < view.tokens.end_index(); ++token) {
    std::string_view surface = words.Surface(token);
    if (surface.empty() || !MayOpen(words, token)) continue;
    bool opens = lexicon.first_words.contains(surface);
    if (!opens) {
      const std::string_view title = InTitleCase(surface, cased);
      opens = !title.empty() && lexicon.first_words.contains(title);
    }
    if (!opens) {
      TableMatch part{token, token.next(), {}, nullptr, nullptr, false};
      if (LookUpPrefixed(tables, surface, words.Lower(token), part)) {
        at_[token.value()] = static_cast<std::int32_t>(all_.size());
        all_.push_back(part);
      }
      continue;
    }
    const TokenIndex limit(
        std::min(view.sentence_of(token).end.value(), token.value() + kMaxTokens));
    TableMatch match;
    for (TokenIndex end = limit; end > token; end = end.previous()) {
      const std::string_view raw = view.span_of(token, end).In(view.text);
      if (raw.size() > kMaxBytes) continue;
      bool found = LookUp(tables, KeyOf(raw, buffer), match);
      if (!found && end == token.next()) {
        const std::string_view title = InTitleCase(raw, cased);
        found = !title.empty() && LookUp(tables, title, match);
      } else if (!found) {
        cased.assign(KeyOf(raw, buffer));
        const auto name = lexicon.in_capitals.find(cased);
        found = name != lexicon.in_capitals.end() && LookUp(tables, name->second, match);
      }
      if (!found) continue;
      // "The" alone or a determiner in front of nothing is no name.
      if (words.PosOf(token) == Upos::kDet && end == token.next()) break;
      if (end == token.next() && IsShoutedNoun(words, token, match.key)) break;
      match.first = token;
      match.end = end;
      for (TokenIndex t = token; t < end; ++t) {
        at_[t.value()] = static_cast<std::int32_t>(all_.size());
      }
      all_.push_back(match);
      token = end.previous();
      break;
    }
  }
}

}  // namespace dateline::actors
