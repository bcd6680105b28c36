#include "structure/lexicon.h"

#include <algorithm>
#include <array>

#include "io/table.h"

namespace dateline::structure {
namespace {

struct AbbreviationKind {
  std::string_view name;
  Abbreviation value;
};
constexpr std::array<AbbreviationKind, 5> kAbbreviations = {{
    {"abbreviation", Abbreviation::kPlain},
    {"title", Abbreviation::kTitle},
    {"capital", Abbreviation::kCapital},
    {"leads", Abbreviation::kLeads},
    {"numbered", Abbreviation::kNumbered},
}};

struct SetKind {
  std::string_view name;
  Words Lexicon::*words;
};
constexpr std::array<SetKind, 8> kSets = {{
    {"starter", &Lexicon::starters},
    {"prefix", &Lexicon::prefixes},
    {"whole", &Lexicon::wholes},
    {"elision", &Lexicon::elisions},
    {"tail", &Lexicon::tails},
    {"ending", &Lexicon::endings},
    {"narrative", &Lexicon::narratives},
    {"dateword", &Lexicon::date_words},
}};

struct ListKind {
  std::string_view name;
  std::vector<std::string> Lexicon::*words;
};
constexpr std::array<ListKind, 8> kLists = {{
    {"clitic", &Lexicon::clitics},
    {"emoticon", &Lexicon::emoticons},
    {"boilerplate", &Lexicon::boilerplate},
    {"caption", &Lexicon::captions},
    {"credit", &Lexicon::credits},
    {"teaser", &Lexicon::teasers},
    {"byline", &Lexicon::bylines},
    {"colophon", &Lexicon::colophons},
}};

// Is `kind` known? Then `word` is in the lexicon.
bool Add(std::string_view kind, std::string word, Lexicon& lexicon) {
  for (const AbbreviationKind& known : kAbbreviations) {
    if (kind == known.name) {
      lexicon.abbreviations.insert_or_assign(std::move(word), known.value);
      return true;
    }
  }
  for (const SetKind& known : kSets) {
    if (kind == known.name) {
      (lexicon.*known.words).insert(std::move(word));
      return true;
    }
  }
  for (const ListKind& known : kLists) {
    if (kind == known.name) {
      (lexicon.*known.words).push_back(std::move(word));
      return true;
    }
  }
  const std::size_t bar = word.find('|');
  if (kind != "split" || bar == std::string::npos) return false;
  word.erase(bar, 1);
  lexicon.splits.insert_or_assign(std::move(word), bar);
  return true;
}

}  // namespace

Result<Lexicon> ParseLexicon(std::string_view table, std::string_view name) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 3, name));
  Lexicon lexicon;
  for (const io::TableRow& row : rows) {
    if (!Add(row[0], std::string(row[1]), lexicon)) {
      return Error{ErrorCode::kCorrupt,
                   "line " + std::to_string(row.line) + " has the kind \"" + std::string(row[0]) +
                       "\" with \"" + std::string(row[1]) +
                       "\", expected a kind that the top of the table names, and a | in a split",
                   std::string(name)};
    }
  }
  std::stable_sort(lexicon.emoticons.begin(), lexicon.emoticons.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return lexicon;
}

}  // namespace dateline::structure
