#include "language/morphology.h"

#include <algorithm>
#include <charconv>

#include "io/table.h"
#include "text/enum_names.h"
#include "unicode/utf8.h"

namespace dateline::language {
namespace {

std::int32_t Find(const Lexicon& lexicon, std::string_view lower, TagId tag) {
  std::int32_t found = lexicon.Find(WholeWordKey(tag, lower));
  for (std::size_t n = std::min(kLongestEnding, lower.size()); found < 0; --n) {
    found = lexicon.Find(EndingKey(tag, lower, n));
    if (n == 0) break;
  }
  return found;
}

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t newline = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, newline));
    text.remove_prefix(std::min(newline + 1, text.size()));
  }
  return lines;
}

// "L" or "W", the number of bytes to drop, a tab, what to add.
Result<LemmaEdit> ParseEdit(std::string_view line) {
  LemmaEdit edit;
  const std::size_t tab = line.find('\t');
  const bool has_case = !line.empty() && (line[0] == 'L' || line[0] == 'W');
  if (has_case && tab != std::string_view::npos) {
    edit.letters = line[0] == 'L' ? LemmaEdit::Case::kLower : LemmaEdit::Case::kAsWritten;
    const auto [end, error] = std::from_chars(line.data() + 1, line.data() + tab, edit.drop);
    edit.add = std::string(line.substr(tab + 1));
    if (error == std::errc() && end == line.data() + tab && unicode::IsValidUtf8(edit.add))
      return edit;
  }
  return Error{ErrorCode::kCorrupt,
               "lemma edit \"" + std::string(line) +
                   "\" of the language model is not a case, a number, a tab and an ending; use the "
                   "model that came with the program",
               "model"};
}

Feature ExceptionKey(Upos upos, std::string_view lower) {
  return Hash(303, static_cast<std::uint64_t>(upos), HashBytes(lower));
}

Result<std::unordered_map<Feature, std::string>> ParseExceptions(std::string_view table) {
  constexpr std::string_view kFile = "data/language/lemmas.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 4, kFile));
  std::unordered_map<Feature, std::string> exceptions;
  for (const io::TableRow& row : rows) {
    const auto upos = text::FromName<Upos>(row[1]);
    if (!upos) {
      return Error{ErrorCode::kCorrupt,
                   "\"" + std::string(row[1]) + "\" is no universal tag such as VERB",
                   std::string(kFile) + ":" + std::to_string(row.line)};
    }
    exceptions[ExceptionKey(*upos, row[0])] = std::string(row[2]);
  }
  return exceptions;
}

}  // namespace

Feature WholeWordKey(TagId tag, std::string_view lower) { return Hash(301, tag, HashBytes(lower)); }

Feature EndingKey(TagId tag, std::string_view lower, std::size_t bytes) {
  return Hash(302, tag, HashBytes(lower.substr(lower.size() - bytes)));
}

Result<Morphology> Morphology::Load(const model::Container& container, const std::vector<Tag>& tags,
                                    std::string_view exceptions) {
  Morphology out;
  for (const Tag& tag : tags) out.upos_.push_back(tag.upos);
  DL_ASSIGN_OR_RETURN(out.exceptions_, ParseExceptions(exceptions));
  DL_ASSIGN_OR_RETURN(const std::string_view edits, container.Section("lemma.edits"));
  for (const std::string_view line : Lines(edits)) {
    DL_ASSIGN_OR_RETURN(auto edit, ParseEdit(line));
    out.edits_.push_back(std::move(edit));
  }
  DL_ASSIGN_OR_RETURN(const std::string_view feats, container.Section("feats.sets"));
  for (const std::string_view line : Lines(feats)) out.feats_.emplace_back(line);
  if (out.feats_.empty()) out.feats_.emplace_back();
  DL_ASSIGN_OR_RETURN(out.edit_of_, Lexicon::Load(container, "lemma", out.edits_.size()));
  DL_ASSIGN_OR_RETURN(out.feats_of_, Lexicon::Load(container, "feats", out.feats_.size()));
  return out;
}

std::string Morphology::Lemma(const Lexeme& word, std::string_view surface, TagId tag) const {
  if (surface.size() > kMaxLexemeBytes) return std::string(surface);
  if (const auto exception = exceptions_.find(ExceptionKey(upos_[tag], word.text));
      exception != exceptions_.end()) {
    return exception->second;
  }
  const std::int32_t found = Find(edit_of_, word.text, tag);
  if (found < 0) return word.text;
  const LemmaEdit& edit = edits_[static_cast<std::size_t>(found)];
  std::string lemma(edit.letters == LemmaEdit::Case::kLower ? std::string_view(word.text)
                                                            : surface);
  if (edit.drop >= lemma.size() && !edit.add.empty()) {
    lemma = edit.add;
  } else if (edit.drop < lemma.size() && unicode::IsBoundary(lemma, lemma.size() - edit.drop)) {
    lemma.resize(lemma.size() - edit.drop);
    lemma += edit.add;
  }
  return lemma;
}

const std::string& Morphology::Feats(const Lexeme& word, TagId tag) const {
  const std::int32_t found = Find(feats_of_, word.text, tag);
  return feats_[found < 0 ? 0 : static_cast<std::size_t>(found)];
}

}  // namespace dateline::language
