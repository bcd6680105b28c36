#include "places/gazetteer.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "io/sha256.h"
#include "model/aligned_bytes.h"
#include "places/gazetteer_writer.h"

namespace dateline::places {
namespace {

using model::AlignedBytes;

std::string SmallGazetteer() {
  GazetteerWriter writer;
  Draft country;
  country.name = "Ukraine";
  country.origin = Origin::kCountry;
  country.code = country.country = "UA";
  country.feature = "APCLI";
  country.point = {49, 32};
  const auto ua = writer.Add(country);
  writer.AddName(ua, "Ukraine", NameKind::kPreferred);
  writer.AddName(ua, "Ukrainian", NameKind::kDemonym);
  for (const auto& [name, number, population] :
       {std::tuple{"Lyman", 1u, 20000u}, std::tuple{"Lyman", 2u, 4000u},
        std::tuple{"Velykyi Burluk", 3u, 5000u}}) {
    Draft town;
    town.name = name;
    town.number = number;
    town.country = "UA";
    town.feature = "PPPL";
    town.point = {49, 37};
    town.population = population;
    writer.AddName(writer.Add(town), name, NameKind::kPreferred);
  }
  writer.AddNote("settlements\tby hand\tApache-2.0\t3");
  return writer.Finish("test").value();
}

Error ErrorOf(const std::string& bytes) {
  const AlignedBytes file(bytes);
  const auto opened = Gazetteer::Open(file.view());
  return opened.ok() ? Error{ErrorCode::kInternal, "it opened", ""} : opened.error();
}

// The file with one section entry changed and its table signed again.
std::string WithSection(Section section, std::uint64_t offset, std::uint64_t size_bytes) {
  std::string bytes = SmallGazetteer();
  const SectionEntry entry{offset, size_bytes};
  std::memcpy(
      bytes.data() + sizeof(FileHeader) + static_cast<std::size_t>(section) * sizeof(SectionEntry),
      &entry, sizeof(entry));
  const std::string digest = io::Sha256Hex(
      std::string_view(bytes).substr(sizeof(FileHeader), kSectionCount * sizeof(SectionEntry)));
  bytes.replace(offsetof(FileHeader, table_sha256), digest.size(), digest);
  return bytes;
}

TEST(Gazetteer, FindsThePlacesOfANameBestFirst) {
  const AlignedBytes file(SmallGazetteer());
  const auto gazetteer = Gazetteer::Open(file.view());
  ASSERT_TRUE(gazetteer.ok()) << gazetteer.error().ToString();
  const auto matches = gazetteer->Matches(gazetteer->Find(KeyOf("lyman")), 10);
  ASSERT_EQ(matches.size(), 2u);
  EXPECT_EQ(gazetteer->IdOf(matches[0].record), "geonames:1");
  EXPECT_EQ(gazetteer->IdOf(matches[1].record), "geonames:2");
  EXPECT_EQ(gazetteer->FeatureOf(matches[0].record), "P.PPL");
  EXPECT_EQ(gazetteer->CountryOf(matches[0].record), "UA");
}

TEST(Gazetteer, KnowsThatALongerNameGoesOn) {
  const AlignedBytes file(SmallGazetteer());
  const auto gazetteer = Gazetteer::Open(file.view());
  ASSERT_TRUE(gazetteer.ok());
  const auto begun = gazetteer->Find(KeyOf("Velykyi"));
  EXPECT_TRUE(begun.continues);
  EXPECT_FALSE(begun.has_postings());
  EXPECT_TRUE(gazetteer->Find(KeyOf("Velykyi Burluk")).has_postings());
  EXPECT_FALSE(gazetteer->Find(KeyOf("Velykyi Rih")).found);
}

TEST(Gazetteer, TellsHowANameBelongsToItsPlace) {
  const AlignedBytes file(SmallGazetteer());
  const auto gazetteer = Gazetteer::Open(file.view());
  ASSERT_TRUE(gazetteer.ok());
  const auto matches = gazetteer->Matches(gazetteer->Find(KeyOf("Ukrainian")), 10);
  ASSERT_EQ(matches.size(), 1u);
  EXPECT_EQ(matches[0].kind, NameKind::kDemonym);
  EXPECT_EQ(gazetteer->CountryRecord("UA"), matches[0].record);
}

TEST(Gazetteer, TheSameAdditionsGiveTheSameBytes) { EXPECT_EQ(SmallGazetteer(), SmallGazetteer()); }

TEST(Gazetteer, RefusesWhatIsNone) {
  EXPECT_EQ(ErrorOf("").code, ErrorCode::kCorrupt);
  EXPECT_EQ(ErrorOf("DLGAZET\n").code, ErrorCode::kCorrupt);
  EXPECT_EQ(ErrorOf(std::string(100000, 'x')).code, ErrorCode::kCorrupt);
}

TEST(Gazetteer, RefusesAFileCutShortAnywhere) {
  const std::string whole = SmallGazetteer();
  for (std::size_t size = 0; size < whole.size(); size += whole.size() / 50)
    EXPECT_EQ(ErrorOf(whole.substr(0, size)).code, ErrorCode::kCorrupt) << size;
}

TEST(Gazetteer, RefusesANewerVersionAndNamesBoth) {
  std::string bytes = SmallGazetteer();
  bytes[8] = 9;
  const Error error = ErrorOf(bytes);
  EXPECT_EQ(error.code, ErrorCode::kUnsupportedVersion);
  EXPECT_NE(error.message.find("version 9"), std::string::npos);
  EXPECT_NE(error.message.find("version " + std::to_string(kGazetteerVersion)), std::string::npos);
}

TEST(Gazetteer, RefusesATableOfSectionsThatWasAltered) {
  std::string bytes = SmallGazetteer();
  bytes[sizeof(FileHeader)] ^= 1;
  EXPECT_NE(ErrorOf(bytes).message.find("altered"), std::string::npos);
}

TEST(Gazetteer, RefusesSectionsThatLeaveTheFile) {
  EXPECT_EQ(ErrorOf(WithSection(Section::kRecords, 1u << 30, 480)).code, ErrorCode::kCorrupt);
  EXPECT_EQ(ErrorOf(WithSection(Section::kRecords, 64, ~std::uint64_t{0})).code,
            ErrorCode::kCorrupt);
  EXPECT_EQ(ErrorOf(WithSection(Section::kKeys, 65, 8)).code, ErrorCode::kCorrupt);
  EXPECT_EQ(ErrorOf(WithSection(Section::kBuckets, 0, 64)).code, ErrorCode::kCorrupt);
}

TEST(Gazetteer, TheChecksumShowsAChangedByte) {
  std::string bytes = SmallGazetteer();
  bytes.back() ^= 1;
  const AlignedBytes file(bytes);
  const auto gazetteer = Gazetteer::Open(file.view());
  ASSERT_TRUE(gazetteer.ok());
  EXPECT_EQ(gazetteer->VerifyBody().error().code, ErrorCode::kCorrupt);
  const AlignedBytes good(SmallGazetteer());
  EXPECT_TRUE(Gazetteer::Open(good.view())->VerifyBody().ok());
}

}  // namespace
}  // namespace dateline::places
