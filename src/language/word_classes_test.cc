#include "language/word_classes.h"

#include <gtest/gtest.h>

#include <cstring>

#include "language/sections.h"
#include "model/resources.h"

namespace dateline::language {
namespace {

// A container with the given classes, aligned as resources are.
class ClassModel {
 public:
  ClassModel(const std::vector<ClassBucket>& buckets, const std::vector<std::uint16_t>& coarse) {
    model::ContainerWriter writer(std::string(kModelKind), kModelVersion, "a test");
    writer.AddArray<ClassBucket>("class", buckets);
    writer.AddArray<std::uint16_t>("class.coarse", coarse);
    const std::string bytes = writer.Finish();
    size_ = bytes.size();
    blocks_.resize(size_ / sizeof(Block) + 1);
    std::memcpy(blocks_.data(), bytes.data(), size_);
  }
  Result<WordClasses> Load() const {
    DL_ASSIGN_OR_RETURN(const auto container, model::Container::Open({blocks_.front().bytes, size_},
                                                                     kModelKind, kModelVersion));
    return WordClasses::Load(container);
  }

 private:
  struct alignas(64) Block {
    char bytes[64];
  };
  std::vector<Block> blocks_;
  std::size_t size_ = 0;
};

std::vector<Lexeme> Lexemes(const std::vector<std::string_view>& forms) {
  std::vector<Lexeme> words;
  MakeLexemes(forms, words);
  return words;
}

TEST(WordClasses, GivesAKnownWordItsClassesInAnyCase) {
  std::vector<ClassBucket> buckets(1, ClassBucket{});
  buckets[0].fingerprint[3] =
      static_cast<std::int16_t>(FingerprintOf(Lexemes({"kharkiv"}).front().lower));
  buckets[0].fine[3] = 2;
  const ClassModel model(buckets, {0, 7, 9});
  const auto classes = model.Load();
  ASSERT_TRUE(classes.ok()) << classes.error().ToString();
  auto words = Lexemes({"Kharkiv", "KHARKIV", "unheard"});
  classes->Fill(words);
  EXPECT_EQ(words[0].fine, 2u);
  EXPECT_EQ(words[0].coarse, 9u);
  EXPECT_EQ(words[1].fine, 2u);
  EXPECT_EQ(words[2].fine, 0u);
  EXPECT_EQ(words[2].coarse, 0u);
}

TEST(WordClasses, RefusesAClassThatHasNoCoarseOne) {
  std::vector<ClassBucket> buckets(2, ClassBucket{});
  buckets[1].fine[0] = 3;
  EXPECT_EQ(ClassModel(buckets, {0, 7, 9}).Load().error().code, ErrorCode::kCorrupt);
}

TEST(WordClasses, RefusesBucketsThatAreNoPowerOfTwo) {
  const std::vector<ClassBucket> buckets(3, ClassBucket{});
  EXPECT_EQ(ClassModel(buckets, {0}).Load().error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(ClassModel({}, {0}).Load().error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(ClassModel(std::vector<ClassBucket>(1, ClassBucket{}), {}).Load().error().code,
            ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace dateline::language
