#include "language/name_memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::language {
namespace {

constexpr std::size_t kUnitPerson = StateOf(NameClass::kPer, 3);
constexpr std::size_t kUnitPlace = StateOf(NameClass::kLoc, 3);

// One word a sentence, whose states score nothing but these.
std::vector<float> Scores(float outside, float person, float place) {
  std::vector<float> scores(kNameStates, -20.0f);
  scores[0] = outside;
  scores[kUnitPerson] = person;
  scores[kUnitPlace] = place;
  return scores;
}

std::vector<Lexeme> Words(std::string_view word) {
  std::vector<Lexeme> out;
  const std::vector<std::string_view> surfaces = {word, "and", "others"};
  MakeLexemes(surfaces, out);
  out.resize(1);
  return out;
}

std::size_t Best(const std::vector<float>& scores) {
  return static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

TEST(NameMemory, WhatASentenceLeavesOpenIsReadAsBefore) {
  NameMemory memory;
  std::vector<float> clear = Scores(-6, -7, 4);
  memory.Share(Words("Izium"), clear);
  EXPECT_EQ(clear, Scores(-6, -7, 4));  // nothing stood before it
  std::vector<float> open = Scores(-6, 1, 0.5f);
  memory.Share(Words("Izium"), open);
  EXPECT_EQ(Best(open), kUnitPlace);
}

TEST(NameMemory, WhatASentenceTellsClearlyStays) {
  NameMemory memory;
  std::vector<float> before = Scores(-6, 0.2f, 0);
  memory.Share(Words("Washington"), before);
  std::vector<float> clear = Scores(-6, -5, 4);
  memory.Share(Words("Washington"), clear);
  EXPECT_EQ(Best(clear), kUnitPlace);
}

TEST(NameMemory, AnotherWordOrASmallOneOrAnotherDocumentKnowsNothing) {
  NameMemory memory;
  std::vector<float> before = Scores(-6, -7, 4);
  memory.Share(Words("March"), before);
  const std::vector<float> open = Scores(-6, 1, 0.5f);
  for (const std::string_view word : {"Marten", "march"}) {
    std::vector<float> scores = open;
    memory.Share(Words(word), scores);
    EXPECT_EQ(scores, open) << word;
  }
  memory.Forget();
  std::vector<float> scores = open;
  memory.Share(Words("March"), scores);
  EXPECT_EQ(scores, open);
}

// What a reading of a sentence gives to the memory is the sentence's own, not what it was drawn to:
// one clear sentence does not outvote many.
TEST(NameMemory, ManySentencesOutvoteOne) {
  NameMemory memory;
  std::vector<float> place = Scores(-6, -7, 4);
  memory.Share(Words("Jordan"), place);
  for (int i = 0; i < 5; ++i) {
    std::vector<float> person = Scores(-6, 4, -3);
    memory.Share(Words("Jordan"), person);
    EXPECT_EQ(Best(person), kUnitPerson);
  }
  std::vector<float> open = Scores(-6, 0, 0.5f);
  memory.Share(Words("Jordan"), open);
  EXPECT_EQ(Best(open), kUnitPerson);
}

TEST(NameMemory, EndlessNamesAreForgottenAtSomePoint) {
  NameMemory memory;
  const std::vector<float> open = Scores(-6, 1, 0.5f);
  for (int i = 0; i < 70000; ++i) {
    std::vector<Lexeme> word = Words("Name");
    word[0].lower = static_cast<std::uint64_t>(i) + 1;
    std::vector<float> scores = Scores(-6, -7, 4);
    memory.Share(word, scores);
  }
  std::vector<Lexeme> last = Words("Name");
  last[0].lower = 70000;
  std::vector<float> scores = open;
  memory.Share(last, scores);
  EXPECT_EQ(scores, open);
  last[0].lower = 1;
  memory.Share(last, scores);
  EXPECT_EQ(Best(scores), kUnitPlace);
}

}  // namespace
}  // namespace dateline::language
