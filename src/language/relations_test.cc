#include "language/relations.h"

#include <gtest/gtest.h>

#include "model/resources.h"

namespace dateline::language {
namespace {

struct Given {
  std::string_view form;
  std::string_view xpos;
  int head;  // place in the sentence, -1 for the root
  Deprel deprel;
};

// The relation of word `asked` after refinement, in a document that has five tokens before.
Deprel Refined(std::initializer_list<Given> sentence, std::size_t asked) {
  constexpr std::uint32_t kBefore = 5;
  std::vector<std::string_view> forms;
  std::vector<Word> words;
  for (const Given& given : sentence) {
    forms.push_back(given.form);
    Word word;
    word.xpos = std::string(given.xpos);
    word.lemma = std::string(given.form);
    word.upos = given.xpos == "CD" ? Upos::kNum : Upos::kNoun;
    word.deprel = given.deprel;
    if (given.head >= 0) word.head = TokenIndex(kBefore + static_cast<std::uint32_t>(given.head));
    words.push_back(word);
  }
  std::vector<Lexeme> lexemes;
  MakeLexemes(forms, lexemes);
  const auto relations = Relations::Load(model::Resource("data/language/relations.en.tsv").value());
  EXPECT_TRUE(relations.ok()) << relations.error().ToString();
  relations->Refine(lexemes, TokenIndex(kBefore), words);
  return words[asked].deprel;
}

TEST(Relations, MakesTheMarkedObliqueOfAPassiveItsAgent) {
  EXPECT_EQ(Refined({{"was", "VBD", 1, Deprel::kAuxPass},
                     {"shelled", "VBN", -1, Deprel::kRoot},
                     {"by", "IN", 3, Deprel::kCase},
                     {"artillery", "NN", 1, Deprel::kObl}},
                    3),
            Deprel::kOblAgent);
}

TEST(Relations, MakesItTheAgentOfAParticipleWithoutAuxiliary) {
  EXPECT_EQ(Refined({{"town", "NN", -1, Deprel::kRoot},
                     {"held", "VBN", 0, Deprel::kAcl},
                     {"by", "IN", 3, Deprel::kCase},
                     {"rebels", "NNS", 1, Deprel::kObl}},
                    3),
            Deprel::kOblAgent);
}

TEST(Relations, LeavesWhatTellsWhen) {
  EXPECT_EQ(Refined({{"was", "VBD", 1, Deprel::kAuxPass},
                     {"repaired", "VBN", -1, Deprel::kRoot},
                     {"by", "IN", 3, Deprel::kCase},
                     {"Friday", "NNP", 1, Deprel::kObl}},
                    3),
            Deprel::kObl);
  EXPECT_EQ(Refined({{"was", "VBD", 1, Deprel::kAuxPass},
                     {"repaired", "VBN", -1, Deprel::kRoot},
                     {"by", "IN", 3, Deprel::kCase},
                     {"2023", "CD", 1, Deprel::kObl}},
                    3),
            Deprel::kObl);
}

TEST(Relations, TakesBackAnAgentThatTellsWhenOrWhoseVerbIsActive) {
  EXPECT_EQ(Refined({{"was", "VBD", 1, Deprel::kAuxPass},
                     {"repaired", "VBN", -1, Deprel::kRoot},
                     {"by", "IN", 3, Deprel::kCase},
                     {"noon", "NN", 1, Deprel::kOblAgent}},
                    3),
            Deprel::kObl);
  EXPECT_EQ(Refined({{"had", "VBD", 1, Deprel::kAux},
                     {"stood", "VBN", -1, Deprel::kRoot},
                     {"by", "IN", 3, Deprel::kCase},
                     {"them", "PRP", 1, Deprel::kOblAgent}},
                    3),
            Deprel::kObl);
}

TEST(Relations, LeavesTheObliqueOfAnActivePerfect) {
  EXPECT_EQ(Refined({{"had", "VBD", 1, Deprel::kAux},
                     {"stood", "VBN", -1, Deprel::kRoot},
                     {"by", "IN", 3, Deprel::kCase},
                     {"them", "PRP", 1, Deprel::kObl}},
                    3),
            Deprel::kObl);
}

TEST(Relations, LeavesOtherMarkersAndOtherRelations) {
  EXPECT_EQ(Refined({{"was", "VBD", 1, Deprel::kAuxPass},
                     {"shelled", "VBN", -1, Deprel::kRoot},
                     {"near", "IN", 3, Deprel::kCase},
                     {"artillery", "NN", 1, Deprel::kObl}},
                    3),
            Deprel::kObl);
}

TEST(Relations, RefusesAKindThatItDoesNotKnow) {
  const auto relations = Relations::Load("agnt\tby\tVBN\ta slip\n");
  ASSERT_FALSE(relations.ok());
  EXPECT_EQ(relations.error().where, "data/language/relations.en.tsv:1");
}

}  // namespace
}  // namespace dateline::language
