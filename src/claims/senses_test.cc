#include "claims/senses.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "claims/ontology.h"
#include "model/aligned_bytes.h"
#include "model/container.h"

namespace dateline::claims {
namespace {

using model::AlignedBytes;

constexpr std::uint64_t kWar = 0x500000007U;    // slot 1 of four
constexpr std::uint64_t kSport = 0x100000009U;  // the same slot, so that it moves on

Ontology TheOntology() {
  auto ontology = Ontology::Load();
  EXPECT_TRUE(ontology.ok());
  return *ontology;
}

// What a file may hold; each test spoils one thing.
struct Parts {
  std::string types;
  std::vector<SenseWordClass> classes = {
      {0, 0, 0}, {Senses::KeyOf(kWar), 1, 0}, {0, 0, 0}, {0, 0, 0}};
  std::vector<std::uint16_t> coarse = {0, 9};
  std::vector<std::uint32_t> open = {Senses::KeyOf(kWar)};
  std::vector<std::uint32_t> keys = {0, Senses::KeyOf(kWar), Senses::KeyOf(kSport), 0};
  std::vector<std::uint32_t> rows = {0, (0U << Senses::kCountBits) | 1U,
                                     (1U << Senses::kCountBits) | 2U, 0};
  std::vector<SenseWeight> pool = {{11, 64}, {11, -32}, {kNoSense, 64}};
};

Parts GoodParts(const Ontology& ontology) {
  Parts parts;
  for (std::size_t i = 0; i < ontology.size(); ++i) {
    parts.types += std::string(ontology[TypeIndex::FromSize(i)].name) + "\n";
  }
  return parts;
}

std::string FileOf(const Parts& parts) {
  model::ContainerWriter writer(std::string(kSensesKind), kSensesVersion, "test");
  writer.Add("types", parts.types);
  writer.AddArray<SenseWordClass>("class", parts.classes);
  writer.AddArray<std::uint16_t>("class.coarse", parts.coarse);
  writer.AddArray<std::uint32_t>("open", parts.open);
  writer.AddArray<std::uint32_t>("keys", parts.keys);
  writer.AddArray<std::uint32_t>("rows", parts.rows);
  writer.AddArray<SenseWeight>("pool", parts.pool);
  return writer.Finish();
}

TEST(Senses, SumTheWeightsOfKnownFeaturesAndPassOverOthers) {
  const Ontology ontology = TheOntology();
  const AlignedBytes bytes(FileOf(GoodParts(ontology)));
  const auto senses = Senses::Open(bytes.view(), ontology);
  ASSERT_TRUE(senses.ok()) << senses.error().ToString();
  const auto war = senses->Judge({{kWar, SenseGroup::kWord}, {12345, SenseGroup::kContext}});
  EXPECT_GT(war[11], 0.5F);
  const auto sport = senses->Judge({{kWar, SenseGroup::kWord}, {kSport, SenseGroup::kContext}});
  EXPECT_LT(sport[11], sport[kNoSense]);
  float total = 0;
  for (const float one : sport) total += one;
  EXPECT_NEAR(total, 1.0F, 1e-4F);
}

TEST(Senses, KnowTheClassesOfWordsAndWhichMayOpen) {
  const Ontology ontology = TheOntology();
  const AlignedBytes bytes(FileOf(GoodParts(ontology)));
  const auto senses = Senses::Open(bytes.view(), ontology);
  ASSERT_TRUE(senses.ok());
  EXPECT_EQ(senses->FineClass(kWar), 1);
  EXPECT_EQ(senses->CoarseClass(1), 9);
  EXPECT_EQ(senses->FineClass(kSport), 0);
  EXPECT_EQ(senses->CoarseClass(500), 0);
  EXPECT_TRUE(senses->MayOpen(kWar));
  EXPECT_FALSE(senses->MayOpen(kSport));
}

TEST(Senses, RefuseAFileThatIsCutShort) {
  const Ontology ontology = TheOntology();
  const std::string whole = FileOf(GoodParts(ontology));
  for (const std::size_t size : {std::size_t{0}, std::size_t{40}, whole.size() - 1}) {
    const AlignedBytes part(whole.substr(0, size));
    EXPECT_FALSE(Senses::Open(part.view(), ontology).ok()) << size;
  }
}

TEST(Senses, RefuseTypesThatAreNotTheProgramsOwn) {
  const Ontology ontology = TheOntology();
  Parts parts = GoodParts(ontology);
  parts.types = "control.lose\n" + parts.types;
  const AlignedBytes bytes(FileOf(parts));
  const auto found = Senses::Open(bytes.view(), ontology);
  ASSERT_FALSE(found.ok());
  EXPECT_NE(found.error().ToString().find("control.lose"), std::string::npos);
}

TEST(Senses, RefuseTablesThatPointOutside) {
  const Ontology ontology = TheOntology();
  Parts row = GoodParts(ontology);
  row.rows[1] = (3U << Senses::kCountBits) | 1U;
  Parts sense = GoodParts(ontology);
  sense.pool[0].sense = kSenses;
  Parts size = GoodParts(ontology);
  size.classes.pop_back();
  Parts lone = GoodParts(ontology);
  lone.rows.pop_back();
  for (const Parts& parts : {row, sense, size, lone}) {
    const AlignedBytes bytes(FileOf(parts));
    const auto found = Senses::Open(bytes.view(), ontology);
    ASSERT_FALSE(found.ok());
    EXPECT_EQ(found.error().code, ErrorCode::kCorrupt);
  }
}

}  // namespace
}  // namespace dateline::claims
