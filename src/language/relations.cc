#include "language/relations.h"

#include "io/table.h"

namespace dateline::language {
namespace {

// What hangs below a word, of that which tells an active participle from a passive one.
struct Voice {
  bool has_auxiliary = false;
  bool has_passive = false;
  bool is_passive() const { return has_passive || !has_auxiliary; }
};

// Of every word of a sentence, in one pass.
std::vector<Voice> VoicesOf(TokenIndex first, std::span<const Word> words) {
  std::vector<Voice> voices(words.size());
  for (const Word& word : words) {
    if (!word.head) continue;
    Voice& voice = voices[word.head->value() - first.value()];
    voice.has_auxiliary = voice.has_auxiliary || word.deprel == Deprel::kAux;
    voice.has_passive = voice.has_passive || word.deprel == Deprel::kAuxPass;
  }
  return voices;
}

}  // namespace

Result<Relations> Relations::Load(std::string_view table) {
  constexpr std::string_view kFile = "data/language/relations.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 4, kFile));
  Relations out;
  for (const io::TableRow& row : rows) {
    if (row[0] == "agent" && !row[2].empty()) {
      out.agent_markers_[std::string(row[1])] = std::string(row[2]);
    } else if (row[0] == "time") {
      out.times_.emplace(row[1]);
    } else {
      return Error{ErrorCode::kCorrupt,
                   "the line has kind \"" + std::string(row[0]) +
                       "\"; expected agent with the tag of a participle, or time",
                   std::string(kFile) + ":" + std::to_string(row.line)};
    }
  }
  return out;
}

void Relations::Refine(std::span<const Lexeme> lexemes, TokenIndex first,
                       std::span<Word> words) const {
  const auto place = [&](TokenIndex token) { return token.value() - first.value(); };
  std::vector<Voice> voices;  // most sentences need none
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].deprel != Deprel::kCase || !words[i].head) continue;
    const auto marker = agent_markers_.find(lexemes[i].text);
    if (marker == agent_markers_.end()) continue;
    Word& noun = words[place(*words[i].head)];
    if (noun.deprel != Deprel::kObl && noun.deprel != Deprel::kOblAgent) continue;
    if (!noun.head) continue;
    if (noun.upos == Upos::kNum || times_.contains(noun.lemma)) {
      noun.deprel = Deprel::kObl;
      continue;
    }
    const TokenIndex verb = *noun.head;
    if (words[place(verb)].xpos != marker->second) continue;
    if (voices.empty()) voices = VoicesOf(first, words);
    noun.deprel = voices[place(verb)].is_passive() ? Deprel::kOblAgent : Deprel::kObl;
  }
}

}  // namespace dateline::language
