// Naming: by which words the text names who or what fills a role. A pronoun and a surname point to
// where the entity is named in full; a description is its noun with what stands before it, but no
// count, and a thing has the "of" that says which one ("the offices of the union"); the body to
// which described persons belong ("guerrillas of the front") is named apart.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "claims/clause.h"
#include "dateline/reading.h"

namespace dateline::claims {

class Naming {
 public:
  // Borrows the clauses. O(mentions and their text).
  explicit Naming(const Clauses& clauses);

  // Who or what an argument names: the entity of its mention, the speaker for "we", else its words;
  // none for a pronoun that stands for nobody known. `role` of the result is not set.
  std::optional<Role> NameOf(TokenIndex token, const Source* speaker) const;
  // The actor whose the thing or the force is: "Russian missiles", "the army's tanks".
  std::optional<TokenIndex> Owner(TokenIndex token) const;
  // The same of a thing that only "the" points to: "the helicopters" are whose the last ones were,
  // if the document knows those of one side only.
  std::optional<TokenIndex> OwnerBefore(TokenIndex token) const;
  // The named body to which described persons belong: "guerrillas of the front", "front
  // guerrillas".
  std::optional<TokenIndex> BodyOf(TokenIndex persons) const;
  // Is the one whom the word stands for called by a name somewhere?
  bool IsNamed(TokenIndex token) const;
  // Does the word belong to someone who has a side?
  bool HasSide(TokenIndex token) const;

 private:
  void NoteOwners();
  ByteSpan SpanOf(const Mention& mention, TokenIndex token) const;
  ByteSpan PhraseOf(TokenIndex head, bool is_thing) const;
  TokenIndex PhraseStart(TokenIndex head) const;
  TokenIndex NounEnd(TokenIndex noun) const;
  bool IsCounting(TokenIndex token) const;
  bool IsWhole(TokenIndex noun) const;
  bool IsBody(TokenIndex token) const;
  bool IsOurs(TokenIndex token) const;

  // The owners of the nouns of one word so far.
  struct Owned {
    TokenIndex noun;
    TokenIndex owner;
  };

  const Clauses& clauses_;
  const Scene& scene_;
  std::unordered_map<std::uint32_t, std::vector<Owned>> owned_;  // by lemma, in text order
  // By entity: where its name, or for want of one its description, stands first.
  std::vector<std::optional<ByteSpan>> named_at_;
  std::vector<std::optional<ByteSpan>> described_at_;
};

}  // namespace dateline::claims
