#include "language/closing_speech.h"

#include "io/table.h"

namespace dateline::language {
namespace {

constexpr std::size_t kMostWordsOfSpeaker = 24;
constexpr std::size_t kMostWordsBehind = 10;  // "said on Friday in a statement on its website"

bool IsVerb(const Word& word) { return word.upos == Upos::kVerb || word.upos == Upos::kAux; }

bool IsNominal(const Word& word) {
  return word.upos == Upos::kNoun || word.upos == Upos::kPropn || word.upos == Upos::kPron;
}

bool IsQuotationMark(std::string_view surface) {
  return surface == "\"" || surface == "\u201d" || surface == "''" || surface == "\u2019";
}

// What the words for a speaker may begin with.
bool MayOpenSpeaker(const Word& word) {
  return IsNominal(word) || word.upos == Upos::kDet || word.upos == Upos::kAdj ||
         word.upos == Upos::kNum;
}

// Places in the sentence: what is said is [0, comma), the speaker [comma + 1, verb).
struct Parts {
  std::size_t comma;
  std::size_t verb;
};

// A sentence whose tree is being mended; heads are places in the sentence here.
class Tree {
 public:
  Tree(TokenIndex first, std::span<Word> words) : first_(first), words_(words) {}

  std::optional<std::size_t> head(std::size_t at) const {
    if (!words_[at].head) return std::nullopt;
    return words_[at].head->value() - first_.value();
  }
  void Hang(std::size_t at, std::size_t head, Deprel relation) {
    words_[at].head = TokenIndex::FromSize(first_.value() + head);
    words_[at].deprel = relation;
  }
  void MakeRoot(std::size_t at) {
    words_[at].head.reset();
    words_[at].deprel = Deprel::kRoot;
  }
  const Word& operator[](std::size_t at) const { return words_[at]; }
  std::size_t size() const { return words_.size(); }

 private:
  TokenIndex first_;
  std::span<Word> words_;
};

// Of the words of [begin, end) that hang on none of these: the first that `is_fit`, else none.
template <typename Fit>
std::optional<std::size_t> TopOf(const Tree& tree, std::size_t begin, std::size_t end, Fit is_fit) {
  for (std::size_t at = begin; at < end; ++at) {
    const auto head = tree.head(at);
    if ((!head || *head < begin || *head >= end) && is_fit(tree[at])) return at;
  }
  return std::nullopt;
}

// Whether the tree says already what the order of words says.
bool IsRight(const Tree& tree, const Parts& parts, std::size_t said) {
  const auto is_content = [&](std::size_t at) {
    return tree.head(at) == parts.verb &&
           (tree[at].deprel == Deprel::kCcomp || tree[at].deprel == Deprel::kParataxis);
  };
  bool has_subject = false;
  bool is_torn = false;  // a part of what is said hangs on the verb, and the verb on the rest
  for (std::size_t at = 0; at < parts.verb; ++at) {
    if (at < parts.comma) is_torn = is_torn || (at != said && is_content(at));
    if (at > parts.comma)
      has_subject =
          has_subject || (tree.head(at) == parts.verb && tree[at].deprel == Deprel::kNsubj);
  }
  const bool is_aside = tree[parts.verb].deprel == Deprel::kParataxis && !is_torn;
  return has_subject && (is_content(said) || is_aside);
}

// "After shells fell, residents said nothing": what is said stands behind the verb.
bool HasContentBehind(const Tree& tree, std::size_t verb) {
  for (std::size_t at = verb + 1; at < tree.size(); ++at) {
    if (tree.head(at) != verb) continue;
    const Deprel relation = tree[at].deprel;
    if (relation == Deprel::kCcomp || relation == Deprel::kXcomp) return true;
    // Whom one tells is a name or a person, which the tree may call an object.
    if (relation == Deprel::kObj && tree[at].upos != Upos::kPropn) return true;
  }
  return false;
}

// Words of [begin, end) that hang outside of it, hang on `top` afterwards.
void Gather(Tree& tree, std::size_t begin, std::size_t end, std::size_t top) {
  for (std::size_t at = begin; at < end; ++at) {
    const auto head = tree.head(at);
    if (at == top || (head && *head >= begin && *head < end)) continue;
    Deprel relation = tree[at].deprel;
    if (relation == Deprel::kRoot || relation == Deprel::kNsubj || relation == Deprel::kCcomp)
      relation = IsVerb(tree[at]) ? Deprel::kParataxis : Deprel::kDep;
    tree.Hang(at, top, relation);
  }
}

}  // namespace

Result<ClosingSpeech> ClosingSpeech::Load(std::string_view table) {
  constexpr std::string_view kFile = "data/language/closing_speech.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 3, kFile));
  ClosingSpeech out;
  for (const io::TableRow& row : rows) {
    if (row[0] == "verb") {
      out.verbs_.emplace(row[1]);
    } else if (row[0] == "relative") {
      out.relatives_.emplace(row[1]);
    } else {
      return Error{ErrorCode::kCorrupt,
                   "the line has kind \"" + std::string(row[0]) + "\"; expected verb or relative",
                   std::string(kFile) + ":" + std::to_string(row.line)};
    }
  }
  return out;
}

std::optional<std::size_t> ClosingSpeech::FindSpeaker(std::span<const Word> words,
                                                      std::span<const std::string_view> surfaces,
                                                      std::size_t verb) const {
  std::size_t end = verb;
  if (verb > 0 && surfaces[verb - 1] == ",") {  // "a woman, who gave her name as Amina, told"
    end = verb - 1;
    do {
      if (end == 0 || end + kMostWordsOfSpeaker < verb) return std::nullopt;
      --end;
      if (IsQuotationMark(surfaces[end])) return std::nullopt;
    } while (surfaces[end] != ",");
  }
  bool needs_relative = false;
  for (std::size_t at = end; at-- > 0 && at + kMostWordsOfSpeaker >= verb;) {
    if (surfaces[at] == "," || IsQuotationMark(surfaces[at])) {
      if (needs_relative || at + 1 == end) return std::nullopt;
      return at;
    }
    if (words[at].upos == Upos::kPunct && surfaces[at] != "-") return std::nullopt;
    if (relatives_.contains(words[at].lemma)) {
      needs_relative = false;
    } else if (IsVerb(words[at]) && words[at].deprel != Deprel::kAmod) {
      needs_relative = true;
    }
  }
  return std::nullopt;
}

TokenIndex ClosingSpeech::Mend(TokenIndex first, TokenIndex root, std::span<Word> words,
                               std::span<const std::string_view> surfaces) const {
  Tree tree(first, words);
  std::size_t end = words.size();
  while (end > 0 && tree[end - 1].upos == Upos::kPunct) --end;
  // The closing verb: the last one, with little behind it and no comma.
  std::size_t verb = end;
  for (std::size_t at = end; at-- > 0 && at + kMostWordsBehind >= end;) {
    if (tree[at].upos == Upos::kPunct) break;
    if (!IsVerb(tree[at]) && !verbs_.contains(tree[at].lemma)) continue;
    verb = at;
    break;
  }
  if (verb == end || !verbs_.contains(tree[verb].lemma)) return root;
  const auto boundary = FindSpeaker(words, surfaces, verb);
  if (!boundary) return root;
  const Parts parts{*boundary, verb};
  const std::size_t speaker = parts.comma + 1;
  if (!MayOpenSpeaker(tree[speaker]) || relatives_.contains(tree[speaker].lemma)) return root;
  // What is said: its top is the word that the others hang on, and it has a verb.
  const auto said = TopOf(tree, 0, parts.comma, IsVerb);
  const auto name = TopOf(tree, speaker, verb, IsNominal);
  if (!said || !name || IsRight(tree, parts, *said) || HasContentBehind(tree, verb)) return root;

  Gather(tree, 0, parts.comma, *said);
  Gather(tree, speaker, verb, *name);
  Gather(tree, verb, words.size(), verb);
  tree.MakeRoot(verb);
  tree.Hang(*name, verb, Deprel::kNsubj);
  tree.Hang(*said, verb, Deprel::kCcomp);
  tree.Hang(parts.comma, verb, Deprel::kPunct);
  return TokenIndex::FromSize(first.value() + verb);
}

}  // namespace dateline::language
