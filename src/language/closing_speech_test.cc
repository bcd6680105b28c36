#include "language/closing_speech.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "model/resources.h"

namespace dateline::language {
namespace {

constexpr std::uint32_t kBefore = 7;  // tokens of the document before the sentence

struct Given {
  std::string_view form;
  Upos upos;
  int head;  // place in the sentence, -1 for the root
  Deprel deprel;
};

struct Sentence {
  std::vector<Word> words;
  std::vector<std::string_view> forms;
  TokenIndex root{kBefore};
};

Sentence Make(const std::vector<Given>& given) {
  Sentence out;
  for (std::size_t i = 0; i < given.size(); ++i) {
    Word word;
    word.upos = given[i].upos;
    word.lemma = given[i].form == "said" ? "say" : std::string(given[i].form);
    word.deprel = given[i].deprel;
    if (given[i].head >= 0)
      word.head = TokenIndex(kBefore + static_cast<std::uint32_t>(given[i].head));
    else
      out.root = TokenIndex::FromSize(kBefore + i);
    out.words.push_back(word);
    out.forms.push_back(given[i].form);
  }
  return out;
}

ClosingSpeech Load() {
  auto out = ClosingSpeech::Load(model::Resource("data/language/closing_speech.en.tsv").value());
  EXPECT_TRUE(out.ok()) << out.error().ToString();
  return *out;
}

// Every word leads to the one root.
void ExpectTree(const Sentence& sentence) {
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    std::size_t at = i;
    std::size_t steps = 0;
    while (sentence.words[at].head && steps++ <= sentence.words.size())
      at = sentence.words[at].head->value() - kBefore;
    ASSERT_LE(steps, sentence.words.size()) << "word " << i << " is in a circle";
    ASSERT_EQ(at + kBefore, sentence.root.value());
    ASSERT_EQ(sentence.words[at].deprel, Deprel::kRoot);
  }
}

// "Gunmen stormed it, police and witnesses said." with the speakers hung on what they tell.
std::vector<Given> Storm() {
  return {{"Gunmen", Upos::kNoun, 1, Deprel::kNsubj},   {"stormed", Upos::kVerb, -1, Deprel::kRoot},
          {"it", Upos::kPron, 1, Deprel::kObj},         {",", Upos::kPunct, 1, Deprel::kPunct},
          {"police", Upos::kNoun, 1, Deprel::kNsubj},   {"and", Upos::kCconj, 6, Deprel::kCc},
          {"witnesses", Upos::kNoun, 4, Deprel::kConj}, {"said", Upos::kVerb, 1, Deprel::kConj},
          {".", Upos::kPunct, 1, Deprel::kPunct}};
}

TEST(ClosingSpeech, MakesTheClosingVerbTheRoot) {
  Sentence sentence = Make(Storm());
  sentence.root = Load().Mend(TokenIndex(kBefore), sentence.root, sentence.words, sentence.forms);
  EXPECT_EQ(sentence.root, TokenIndex(kBefore + 7));
  EXPECT_EQ(sentence.words[1].deprel, Deprel::kCcomp);
  EXPECT_EQ(sentence.words[1].head, sentence.root);
  EXPECT_EQ(sentence.words[4].deprel, Deprel::kNsubj);
  EXPECT_EQ(sentence.words[4].head, sentence.root);
  EXPECT_EQ(sentence.words[6].head, TokenIndex(kBefore + 4));
  EXPECT_EQ(sentence.words[0].head, TokenIndex(kBefore + 1));
  ExpectTree(sentence);
}

TEST(ClosingSpeech, LeavesATreeThatSaysSoAlready) {
  auto given = Storm();
  given[1] = {"stormed", Upos::kVerb, 7, Deprel::kCcomp};
  given[4] = {"police", Upos::kNoun, 7, Deprel::kNsubj};
  given[7] = {"said", Upos::kVerb, -1, Deprel::kRoot};
  Sentence sentence = Make(given);
  EXPECT_EQ(Load().Mend(TokenIndex(kBefore), sentence.root, sentence.words, sentence.forms),
            sentence.root);
  EXPECT_EQ(sentence.words[3].head, TokenIndex(kBefore + 1));
}

TEST(ClosingSpeech, LeavesASecondClauseAfterAConjunction) {
  auto given = Storm();
  given[4] = {"and", Upos::kCconj, 7, Deprel::kCc};
  Sentence sentence = Make(given);
  EXPECT_EQ(Load().Mend(TokenIndex(kBefore), sentence.root, sentence.words, sentence.forms),
            TokenIndex(kBefore + 1));
}

TEST(ClosingSpeech, ATreeStaysATreeWhateverTheWords) {
  const ClosingSpeech closing = Load();
  std::mt19937 random(11);
  const std::vector<Given> kinds = Storm();
  for (int round = 0; round < 5000; ++round) {
    const std::size_t size = 1 + random() % 14;
    std::vector<Given> given(size);
    std::vector<int> order(size);  // each hangs on one before it in the order
    for (std::size_t i = 0; i < size; ++i) order[i] = static_cast<int>(i);
    std::shuffle(order.begin(), order.end(), random);
    for (std::size_t i = 0; i < size; ++i) {
      Given& word = given[static_cast<std::size_t>(order[i])];
      word = kinds[random() % kinds.size()];
      word.head = i == 0 ? -1 : order[random() % i];
      if (i == 0) word.deprel = Deprel::kRoot;
    }
    Sentence sentence = Make(given);
    sentence.root =
        closing.Mend(TokenIndex(kBefore), sentence.root, sentence.words, sentence.forms);
    ExpectTree(sentence);
  }
}

TEST(ClosingSpeech, RefusesATableOfOtherKinds) {
  const auto loaded = ClosingSpeech::Load("adverb\tloudly\twhy\n");
  ASSERT_FALSE(loaded.ok());
  EXPECT_NE(loaded.error().message.find("expected verb or relative"), std::string::npos);
}

}  // namespace
}  // namespace dateline::language
