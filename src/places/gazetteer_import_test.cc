#include "places/gazetteer_import.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "io/spool.h"
#include "places/gazetteer_writer.h"

namespace dateline::places {
namespace {

// A folder of its own for each test, gone afterwards.
class GazetteerImport : public testing::Test {
 protected:
  GazetteerImport() {
    folder_ = std::filesystem::temp_directory_path() /
              ("dateline_import_" +
               std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    base_bytes_ = BaseBytes();
  }
  ~GazetteerImport() override { std::filesystem::remove_all(folder_); }

  static std::string BaseBytes() {
    GazetteerWriter writer;
    Draft country;
    country.name = "Ukraine";
    country.origin = Origin::kCountry;
    country.code = country.country = "UA";
    country.feature = "APCLI";
    country.point = {49, 32};
    writer.AddName(writer.Add(country), "Ukraine", NameKind::kPreferred);
    Draft division;
    division.name = "Kharkiv Oblast";
    division.origin = Origin::kGeoNamesAdmin1;
    division.code = "UA.07";
    division.country = "UA";
    division.feature = "AADM1";
    division.point = {49.6, 36.5};
    writer.AddName(writer.Add(division), "Kharkiv Oblast", NameKind::kPreferred);
    Draft town;
    town.name = "Kharkiv";
    town.number = 706483;
    town.country = "UA";
    town.feature = "PPPLA";
    town.point = {49.98, 36.25};
    town.population = 1430000;
    town.admin1 = 1;
    writer.AddName(writer.Add(town), "Kharkiv", NameKind::kPreferred);
    return writer.Finish("test").value();
  }

  std::string Write(const std::string& name, const std::string& text) {
    const std::string path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  static std::string Read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::string output() const { return (folder_ / "out.dlg").string(); }
  Gazetteer base() const { return Gazetteer::Open(base_bytes_).value(); }

  Result<ImportReport> Build(const ImportInputs& inputs) {
    return BuildGazetteer(base(), inputs, output(), {});
  }

  std::filesystem::path folder_;
  std::string base_bytes_;
};

std::string Row(unsigned id, const std::string& name, const std::string& alternates,
                const std::string& feature = "P\tPPL", const std::string& admin1 = "07") {
  return std::to_string(id) + "\t" + name + "\t" + name + "\t" + alternates + "\t49.5\t36.5\t" +
         feature + "\tUA\t\t" + admin1 + "\t\t\t\t0\t\t\t\t2020-01-01\n";
}

std::vector<std::string> Ids(const Gazetteer& gazetteer, std::string_view name) {
  std::vector<std::string> ids;
  for (const NameMatch& match : gazetteer.Matches(gazetteer.Find(KeyOf(name)), 10))
    ids.push_back(gazetteer.IdOf(match.record));
  return ids;
}

TEST_F(GazetteerImport, AddsThePlacesOfADumpAndTheirNames) {
  ImportInputs inputs;
  inputs.geonames = {Write("UA.txt", Row(1, "Hrakove", "Граково,Grakovo"))};
  const auto report = Build(inputs);
  ASSERT_TRUE(report.ok()) << report.error().ToString();
  EXPECT_EQ(report->places, 1u);
  const auto file = io::MappedFile::Open(output());
  const auto built = Gazetteer::Open(file->bytes());
  ASSERT_TRUE(built.ok()) << built.error().ToString();
  EXPECT_TRUE(built->VerifyBody().ok());
  EXPECT_EQ(Ids(*built, "Grakovo"), std::vector<std::string>{"geonames:1"});
  EXPECT_EQ(Ids(*built, "Kharkiv"), std::vector<std::string>{"geonames:706483"});
  EXPECT_EQ(built->NameOf(built->record(3).admin1), "Kharkiv Oblast");
  EXPECT_FALSE(std::filesystem::exists(output() + ".building"));
}

TEST_F(GazetteerImport, ARowOfAKnownPlaceOnlyBringsNames) {
  ImportInputs inputs;
  inputs.geonames = {Write("UA.txt", Row(706483, "Kharkiv", "Charkow") +
                                         Row(9, "Kharkivska Oblast", "Charkiwska", "A\tADM1"))};
  const auto report = Build(inputs);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->known, 2u);
  const auto file = io::MappedFile::Open(output());
  const auto built = Gazetteer::Open(file->bytes());
  EXPECT_EQ(built->size(), 3u);
  EXPECT_EQ(Ids(*built, "Charkow"), std::vector<std::string>{"geonames:706483"});
  EXPECT_EQ(Ids(*built, "Charkiwska"), std::vector<std::string>{"geonames.admin1:UA.07"});
}

TEST_F(GazetteerImport, AlternateNamesFindTheirPlaceByItsNumber) {
  ImportInputs inputs;
  inputs.geonames = {Write("UA.txt", Row(1, "Hrakove", ""))};
  inputs.alternate_names = {
      Write("alternateNamesV2.txt",
            "1\t1\ten\tGrakove Village\t1\t\t\t\t\t\n2\t1\tlink\thttps://example.org\t\t\t\t\t\t\n"
            "3\t77\tde\tAnderswo\t\t\t\t\t\t\nno row\n")};
  const auto report = Build(inputs);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->faulty, 1u);
  EXPECT_EQ(report->left_out, 2u);
  const auto file = io::MappedFile::Open(output());
  EXPECT_EQ(Ids(*Gazetteer::Open(file->bytes()), "Grakove Village"),
            std::vector<std::string>{"geonames:1"});
}

TEST_F(GazetteerImport, ABrokenRowIsNamedAndTheOthersAreKept) {
  ImportInputs inputs;
  inputs.geonames = {
      Write("UA.txt", Row(1, "Hrakove", "") + "2\tcut short\n" +
                          "3\tFar\tFar\t\t99\t36\tP\tPPL\tUA\t\t07\t\t\t\t0\t\t\t\t\n" +
                          Row(4, "Lyptsi", ""))};
  const auto report = Build(inputs);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->places, 2u);
  ASSERT_EQ(report->faults.size(), 2u);
  EXPECT_EQ(report->faults[0].ToString(),
            inputs.geonames[0] +
                ", row 2: found fewer columns than the 19 of a GeoNames dump, "
                "parted by tabs");
  EXPECT_EQ(report->faults[1].ToString(),
            inputs.geonames[0] +
                ", row 3: the coordinates are out of range, expected at most 90 "
                "and 180 degrees");
}

TEST_F(GazetteerImport, StoppedWorkGoesOnAndGivesTheSameBytes) {
  std::string rows;
  for (unsigned i = 1; i <= 500; ++i) rows += Row(i, "Village " + std::to_string(i), "");
  ImportInputs inputs;
  inputs.geonames = {Write("UA.txt", rows)};
  ASSERT_TRUE(Build(inputs).ok());
  const std::string whole = Read(output());
  std::filesystem::remove(output());
  inputs.batch_bytes = 4000;
  int batches = 0;
  const auto stopped = BuildGazetteer(base(), inputs, output(),
                                      [&](const ImportProgress&) { return ++batches < 3; });
  ASSERT_FALSE(stopped.ok());
  EXPECT_FALSE(std::filesystem::exists(output()));
  const auto resumed = Build(inputs);
  ASSERT_TRUE(resumed.ok()) << resumed.error().ToString();
  EXPECT_TRUE(resumed->is_resumed);
  EXPECT_EQ(resumed->places, 500u);
  EXPECT_EQ(Read(output()), whole);
}

TEST_F(GazetteerImport, WorkOfOtherInputsIsBegunAnew) {
  ImportInputs inputs;
  inputs.geonames = {Write("UA.txt", Row(1, "Hrakove", ""))};
  ASSERT_FALSE(
      BuildGazetteer(base(), inputs, output(), [](const ImportProgress&) { return false; }).ok());
  Write("UA.txt", Row(2, "Lyptsi", ""));
  const auto report = Build(inputs);
  ASSERT_TRUE(report.ok());
  EXPECT_FALSE(report->is_resumed);
  EXPECT_EQ(report->rows, 1u);
}

TEST_F(GazetteerImport, AFailureLeavesTheOldFile) {
  Write("out.dlg", "old");
  ImportInputs inputs;
  inputs.geonames = {(folder_ / "missing.txt").string()};
  const auto report = Build(inputs);
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(Read(output()), "old");
}

TEST_F(GazetteerImport, AnOverlayIsFoundBeforeItsHomonyms) {
  const std::string table =
      Write("mine.tsv",
            "name\tlat\tlon\taliases\tcountry\tadmin1\nKharkiv\t49.1\t36.1\tBase One\tUA\t07\n");
  const auto overlaid = OverlayGazetteer(base(), {table});
  ASSERT_TRUE(overlaid.ok()) << overlaid.error().ToString();
  const auto gazetteer = Gazetteer::Open(overlaid->bytes);
  ASSERT_TRUE(gazetteer.ok());
  EXPECT_EQ(Ids(*gazetteer, "Kharkiv"),
            (std::vector<std::string>{"overlay:kharkiv", "geonames:706483"}));
  EXPECT_EQ(Ids(*gazetteer, "Base One"), std::vector<std::string>{"overlay:kharkiv"});
  EXPECT_EQ(gazetteer->NameOf(gazetteer->record(3).admin1), "Kharkiv Oblast");
}

}  // namespace
}  // namespace dateline::places
