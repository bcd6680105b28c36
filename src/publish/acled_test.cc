#include "publish/acled.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dateline::publish {
namespace {

constexpr std::string_view kOntology =
    "control.gain\tc\tt\ts\ty\t-\t-\t-\t-\tGovernment regains territory; Non-state actor overtakes "
    "territory\twhy\n"
    "strike.air\tc\tt\ts\ty\t-\t-\t-\t-\tAir/drone strike\twhy\n"
    "disease\tc\tt\ts\ty\t-\t-\t-\t-\t-\twhy\n";
constexpr std::string_view kEvents =
    "Government regains territory\tBattles\tPolitical violence\t-\twhy\n"
    "Non-state actor overtakes territory\tBattles\tPolitical violence\t-\twhy\n"
    "Air/drone strike\tExplosions/Remote violence\tPolitical violence\ty\twhy\n";
constexpr std::string_view kCountries = "XA\t999\tAland\tEurope\n";

AcledLayout Layout() { return AcledLayout::Parse(kOntology, kEvents, kCountries).value(); }

ExportRow Row(const std::string& type) {
  ExportRow row;
  row.claim.id = "c-1";
  row.claim.type = type;
  row.claim.realis = "asserted";
  row.claim.happened = DayInterval::Single(Day::FromCivil(2022, 9, 8));
  row.publisher = "Example Wire";
  record::PlaceRecord& place = row.claim.places.emplace_back();
  place.name = "Oakford";
  place.country = "XA";
  place.relation = "in";
  place.precision = "settlement";
  return row;
}

// The cells of the only row; none of them holds a comma.
std::vector<std::string> Cells(const ExportRow& row) {
  const auto table = Layout().ToCsv({row}, CsvDialect::kExact);
  std::vector<std::string> cells(1);
  const std::size_t begin = table.text.find("\r\n") + 2;
  for (const char c : table.text.substr(begin, table.text.size() - begin - 2)) {
    if (c == ',') {
      cells.emplace_back();
    } else {
      cells.back().push_back(c);
    }
  }
  return cells;
}

TEST(AcledLayout, HasThirtyOneColumnsInEveryRow) {
  const auto table = Layout().ToCsv({}, CsvDialect::kExact);
  EXPECT_EQ(std::count(table.text.begin(), table.text.end(), ','), 30);
  EXPECT_EQ(Cells(Row("strike.air")).size(), 31u);
}

TEST(AcledLayout, PutsAboveATypeWhatTheCodebookPutsThere) {
  const auto cells = Cells(Row("strike.air"));
  EXPECT_EQ(cells[1], "2022-09-08");
  EXPECT_EQ(cells[3], "1");
  EXPECT_EQ(cells[5], "Explosions/Remote violence");
  EXPECT_EQ(cells[6], "Air/drone strike");
  EXPECT_EQ(cells[14], "Civilian targeting");
  EXPECT_EQ(cells[15], "999");
  EXPECT_EQ(cells[17], "Aland");
  EXPECT_EQ(cells[24], "1");
}

TEST(AcledLayout, WhoTakesGroundDecidesAndWhereItIsUnknownTheCellIsEmpty) {
  ExportRow row = Row("control.gain");
  EXPECT_EQ(Cells(row)[6], "");
  row.claim.roles = {{"agent", "the army", "XA", {}}};
  EXPECT_EQ(Cells(row)[6], "Government regains territory");
  row.claim.roles[0].side = "XB";
  EXPECT_EQ(Cells(row)[6], "Non-state actor overtakes territory");
}

TEST(AcledLayout, LeavesOutWhatIsNotAssertedAndWhatAcledHasNoTypeFor) {
  ExportRow denied = Row("strike.air");
  denied.claim.realis = "denied";
  const auto table =
      Layout().ToCsv({denied, Row("disease"), Row("strike.air")}, CsvDialect::kExact);
  EXPECT_EQ(table.rows, 1u);
  EXPECT_EQ(table.left_out, 2u);
}

TEST(AcledLayout, NamesASubEventThatTheTableLacks) {
  const auto layout = AcledLayout::Parse(kOntology, "", "");
  ASSERT_FALSE(layout.ok());
  EXPECT_NE(layout.error().message.find("Government regains territory"), std::string::npos);
}

}  // namespace
}  // namespace dateline::publish
