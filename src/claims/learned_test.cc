#include "claims/learned.h"

#include <gtest/gtest.h>

#include "model/aligned_bytes.h"
#include "model/container.h"

namespace dateline::claims {
namespace {

using model::AlignedBytes;

// A file with `rows` rows of fillers, of confidence and of incidents; the second row of each
// speaks for and against.
std::string FileOf(std::size_t filler_rows, std::size_t confidence_rows,
                   std::size_t incident_rows = 64) {
  std::vector<FillerRow> fillers(filler_rows, FillerRow{});
  std::vector<std::int8_t> confidence(confidence_rows, 0);
  if (!fillers.empty()) fillers[1] = {48, -48, 0, 0, 0};
  if (!confidence.empty()) confidence[1] = 48;
  std::vector<std::int8_t> incidents(incident_rows, 0);
  if (!incidents.empty()) incidents[1] = -48;
  model::ContainerWriter writer(std::string(kLearnedKind), kLearnedVersion, "test");
  writer.AddArray<FillerRow>("fillers", fillers);
  writer.AddArray<FillerRow>("wire_fillers", std::vector<FillerRow>(64, FillerRow{}));
  writer.AddArray<std::int8_t>("confidence", confidence);
  writer.AddArray<std::int8_t>("incidents", incidents);
  writer.AddArray<std::int8_t>("likeness", confidence);
  return writer.Finish();
}

TEST(Learned, RefusesTablesThatAreNoPowerOfTwo) {
  const AlignedBytes small(FileOf(96, 64));
  const auto found = Learned::Open(small.view());
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, ErrorCode::kCorrupt);
  EXPECT_NE(found.error().ToString().find("fillers"), std::string::npos);
  const AlignedBytes other(FileOf(128, 65));
  EXPECT_FALSE(Learned::Open(other.view()).ok());
  const AlignedBytes none(FileOf(128, 64, 0));
  EXPECT_FALSE(Learned::Open(none.view()).ok());
}

TEST(Learned, RefusesEveryFileThatIsCutShort) {
  const std::string whole = FileOf(128, 64);
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{40}, whole.size() - 1}) {
    const AlignedBytes part(whole.substr(0, size));
    EXPECT_FALSE(Learned::Open(part.view()).ok()) << size;
  }
}

TEST(Learned, SumsTheWeightsOfTheFeatures) {
  const AlignedBytes bytes(FileOf(128, 64));
  const auto learned = Learned::Open(bytes.view());
  ASSERT_TRUE(learned.ok()) << learned.error().ToString();
  EXPECT_FLOAT_EQ(learned->Fillers({}, false)[0], 0.5F);
  const auto fillers = learned->Fillers({1}, false);
  EXPECT_NEAR(fillers[0], 0.8808F, 1e-3);
  EXPECT_NEAR(fillers[1], 0.1192F, 1e-3);
  EXPECT_FLOAT_EQ(learned->Fillers({1}, true)[0], 0.5F);
  EXPECT_NEAR(learned->Confidence({1}), 0.8808F, 1e-3);
  EXPECT_NEAR(learned->Incident({1}), 0.1192F, 1e-3);
  EXPECT_NEAR(learned->Likeness({1}), 0.8808F, 1e-3);
  EXPECT_FLOAT_EQ(learned->Incident({64 + 2}), 0.5F);  // rows are the low bits of a feature
}

}  // namespace
}  // namespace dateline::claims
