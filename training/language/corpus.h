// Corpora: treebanks in CoNLL-U and names in columns, as the trainer reads them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "language/names.h"
#include "language/parser.h"

namespace dateline::training {

struct TreeWord {
  std::string form;
  std::string lemma;
  std::string xpos;
  std::string feats;
  Upos upos = Upos::kX;
  std::uint32_t head = 0;  // 0: root
  Deprel deprel = Deprel::kDep;
};
using TreeSentence = std::vector<TreeWord>;

// Words of a CoNLL-U file; subtypes of relations that the library does not know are cut off.
// Documents whose id holds one of `without` are left out. Ends the program when unreadable.
std::vector<TreeSentence> ReadTrees(const std::string& path,
                                    const std::vector<std::string>& without);

// The label set of a corpus, which says what states its labels allow.
enum class Scheme : std::uint8_t {
  kWorldwide,  // nine classes; dates and money are outside
  kConll,      // LOC may be a place or a facility, MISC a nationality or another name
  kWnut,       // as conll, and nationalities are not marked
};

struct NameSentence {
  std::vector<std::string> forms;
  std::vector<std::uint32_t> allowed;  // a bit a state
};

// One token a line: form first and tag last, or second where tabs part the columns; empty lines
// part sentences.
std::vector<NameSentence> ReadNames(const std::string& path, Scheme scheme);

// All *.tsv of a folder in order of name; files whose name has a CRC-32 that five divides are held
// out.
struct NameSplit {
  std::vector<NameSentence> train;
  std::vector<NameSentence> held_out;
};
NameSplit ReadWorldwide(const std::string& folder);

}  // namespace dateline::training
