#include "pipeline/batch.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace dateline::pipeline {
namespace {

text::Document DocumentOf(std::size_t index) {
  text::Document document;
  document.info.id = std::to_string(index);
  document.text = "Report " + std::to_string(index) + ": it was quiet in the town on Friday.\n";
  return document;
}

// What reached the sink: the id of each reading, or the message of its error.
std::vector<std::string> Delivered(std::size_t count, unsigned threads, const Source& source) {
  static const Pipeline pipeline = Pipeline::Load().value();
  std::vector<std::string> out;
  BatchOptions options;
  options.threads = threads;
  ReadBatch(
      pipeline, count, source,
      [&](std::size_t index, Result<Reading> reading) {
        EXPECT_EQ(index, out.size());
        out.push_back(reading.ok() ? reading->document.id : reading.error().message);
      },
      options);
  return out;
}

TEST(ReadBatch, DeliversInTheOrderOfTheInputsWhateverTheThreads) {
  std::vector<std::string> expected;
  for (int i = 0; i < 60; ++i) expected.push_back(std::to_string(i));
  for (const unsigned threads : {1u, 2u, 5u}) {
    SCOPED_TRACE(threads);
    EXPECT_EQ(Delivered(60, threads, [](std::size_t i) { return DocumentOf(i); }), expected);
  }
}

TEST(ReadBatch, AnInputThatFailsOrThrowsStandsInItsPlaceAndTheOthersGoOn) {
  const Source source = [](std::size_t index) -> Result<text::Document> {
    if (index == 3) return Error{ErrorCode::kNotFound, "found no file", ""};
    if (index == 5) throw std::length_error("too long");
    return DocumentOf(index);
  };
  for (const unsigned threads : {1u, 3u}) {
    SCOPED_TRACE(threads);
    const auto out = Delivered(8, threads, source);
    ASSERT_EQ(out.size(), 8u);
    EXPECT_EQ(out[3], "found no file");
    EXPECT_EQ(out[5], "stopped: too long");
    EXPECT_EQ(out[7], "7");
  }
}

TEST(ReadBatch, NothingIsNothing) {
  EXPECT_TRUE(Delivered(0, 4, [](std::size_t i) { return DocumentOf(i); }).empty());
}

}  // namespace
}  // namespace dateline::pipeline
