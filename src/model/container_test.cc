#include "model/container.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "model/aligned_bytes.h"

namespace dateline::model {
namespace {

std::string SmallModel() {
  ContainerWriter writer("test", 3, "a test 2026-11-24");
  writer.Add("words", "one\ntwo\n");
  writer.AddArray<std::uint32_t>("numbers", std::vector<std::uint32_t>{1, 2, 70000});
  return writer.Finish();
}

Error ErrorOf(const std::string& bytes) {
  const AlignedBytes file(bytes);
  const auto opened = Container::Open(file.view(), "test", 3);
  return opened.ok() ? Error{ErrorCode::kInternal, "it opened", ""} : opened.error();
}

// A file of tests/corrupt, or nothing where the sources are not at hand.
std::string CorruptFile(const std::string& name) {
  const char* source = std::getenv("DATELINE_SOURCE");
  if (source == nullptr) return {};
  std::ifstream in(std::string(source) + "/tests/corrupt/" + name, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

TEST(Container, GivesBackWhatWasWritten) {
  const AlignedBytes file(SmallModel());
  const auto opened = Container::Open(file.view(), "test", 3);
  ASSERT_TRUE(opened.ok()) << opened.error().ToString();
  EXPECT_EQ(opened->producer(), "a test 2026-11-24");
  EXPECT_EQ(opened->fingerprint().size(), 64u);
  EXPECT_EQ(opened->Section("words").value(), "one\ntwo\n");
  const auto numbers = opened->Array<std::uint32_t>("numbers").value();
  ASSERT_EQ(numbers.size(), 3u);
  EXPECT_EQ(numbers[2], 70000u);
}

TEST(Container, NamesASectionThatIsMissing) {
  const AlignedBytes file(SmallModel());
  const auto opened = Container::Open(file.view(), "test", 3);
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(opened->Section("trees").error().message,
            "the model has no section \"trees\"; use the model that came with the program");
}

TEST(Container, RefusesAnArrayThatDoesNotFillItsElements) {
  const AlignedBytes file(SmallModel());
  const auto opened = Container::Open(file.view(), "test", 3);
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(opened->Array<std::uint64_t>("numbers").error().code, ErrorCode::kCorrupt);
}

TEST(Container, RefusesAFileCutShortAtAnyByte) {
  const std::string whole = SmallModel();
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_EQ(ErrorOf(whole.substr(0, size)).code, ErrorCode::kCorrupt) << size;
}

TEST(Container, RefusesAFileWithAnyOneBitFlipped) {
  const std::string whole = SmallModel();
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string flipped = whole;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    const ErrorCode code = ErrorOf(flipped).code;
    EXPECT_TRUE(code == ErrorCode::kCorrupt || code == ErrorCode::kUnsupportedVersion) << bit;
  }
}

TEST(Container, NamesBothVersionsWhenTheFileIsNewer) {
  std::string newer = SmallModel();
  newer[8] = 7;
  const Error error = ErrorOf(newer);
  EXPECT_EQ(error.code, ErrorCode::kUnsupportedVersion);
  EXPECT_EQ(error.message,
            "the model is written in container version 7, this program reads up to 1; use a newer "
            "program");
}

TEST(Container, RefusesAnotherKindAndAnotherVersionOfTheKind) {
  const AlignedBytes file(SmallModel());
  EXPECT_EQ(Container::Open(file.view(), "gazetteer", 3).error().message,
            "a model of kind \"gazetteer\" was expected, one of kind \"test\" was found; give the "
            "right file");
  EXPECT_EQ(Container::Open(file.view(), "test", 2).error().code, ErrorCode::kUnsupportedVersion);
}

TEST(Container, RefusesTheCorruptFilesOfTheRepository) {
  const std::string good = CorruptFile("model-good.dlm");
  if (good.empty()) GTEST_SKIP() << "DATELINE_SOURCE does not name the sources";
  EXPECT_EQ(good, SmallModel()) << "the format has changed: raise kContainerVersion";
  EXPECT_EQ(ErrorOf(CorruptFile("model-truncated.dlm")).code, ErrorCode::kCorrupt);
  EXPECT_EQ(ErrorOf(CorruptFile("model-flipped-bit.dlm")).code, ErrorCode::kCorrupt);
  EXPECT_EQ(ErrorOf(CorruptFile("model-newer.dlm")).code, ErrorCode::kUnsupportedVersion);
}

}  // namespace
}  // namespace dateline::model
