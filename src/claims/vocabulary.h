// The vocabulary of the tables: every lemma that a rule names has a number, and every list of
// lemmas that a rule asks for is a word class whose membership is one bit. A rule's question "is
// the object one of these forty words?" is then one look-up, whatever the length of the list.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/result.h"
#include "dateline/strong_id.h"

namespace dateline::claims {

using WordId = StrongId<struct WordTag>;
using WordClass = StrongId<struct WordClassTag, std::uint16_t>;

// No table names the word.
inline constexpr WordId kUnknownWord{0};

// What the layers below say of a token; a list may name them as #place, #person and so on.
enum TokenFlag : std::uint16_t {
  kFlagPlace = 1,       // part of a toponym in literal use
  kFlagPerson = 2,      // part of a person's name
  kFlagOrg = 4,         // part of a body's name
  kFlagGpe = 8,         // part of a country's or city's name
  kFlagNorp = 16,       // "Ukrainian", "Muslims"
  kFlagNumber = 32,     // a number in digits or letters
  kFlagActor = 64,      // part of a mention of someone who can act
  kFlagTime = 128,      // part of a time expression
  kFlagDateline = 256,  // where the reporter writes: "KYIV —"
};

class Vocabulary {
 public:
  Vocabulary();
  // Reads the sets of data/claims/word_sets.en.tsv.
  static Result<Vocabulary> Load();

  // The class of a list "road|@route|#place"; the same list is the same class. kNotFound for an
  // unknown @set or #flag. A mark '^' before or behind an item is left out. Borrows the list.
  Result<WordClass> ClassOf(std::string_view list);
  // The words of a class, without its flags, in order of their number.
  std::vector<WordId> WordsOf(WordClass word_class) const;

  // The number of a word in lower case, or kUnknownWord. Borrows nothing.
  WordId Find(std::string_view lower) const;
  // Is the word, or anything that its flags say, in the class?
  bool Has(WordClass word_class, WordId word, std::uint16_t flags) const {
    if ((flags & class_flags_[word_class.value()]) != 0) return true;
    const std::vector<std::uint64_t>& bits = members_[word.value()];
    const std::size_t block = word_class.value() / 64U;
    return block < bits.size() && ((bits[block] >> (word_class.value() % 64U)) & 1U) != 0;
  }
  // The classes of a word as bits; for the union over a sentence.
  const std::vector<std::uint64_t>& ClassesOf(WordId word) const { return members_[word.value()]; }
  std::size_t word_count() const { return members_.size(); }

 private:
  WordId Intern(std::string_view word);
  void Join(WordId word, WordClass word_class);

  std::unordered_map<std::string_view, WordId> words_;  // views of the embedded tables
  std::vector<std::vector<std::uint64_t>> members_;     // by word: bits by class
  std::vector<std::uint16_t> class_flags_;              // by class
  std::unordered_map<std::string, WordClass> classes_;  // by the text of the list
  std::unordered_map<std::string_view, std::vector<std::string_view>> sets_;  // by name
};

}  // namespace dateline::claims
