#include "actors/own_actors.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline::actors {
namespace {

constexpr const char* kColumns = "name\taliases\tclass\tside\tkind\toffice\tfrom\tto\n";

OwnActors Parsed(const std::string& rows) {
  auto own = ParseOwnActors(kColumns + rows, "mine.tsv");
  EXPECT_TRUE(own.ok());
  return own.ok() ? *std::move(own) : OwnActors();
}

// The only fault of the rows, "" when there is none or there are several.
std::string FaultOf(const std::string& rows) {
  const OwnActors own = Parsed(rows);
  return own.faults.size() == 1 ? own.faults.front().message : "";
}

TEST(OwnActors, ReadsEveryColumn) {
  const OwnActors own = Parsed("River Guard\tThe Guard;RG\tforce\tUA\t-\t-\t2022-03\t2023\n");
  ASSERT_EQ(own.actors.size(), 1u);
  const OwnActor& actor = own.actors.front();
  EXPECT_EQ(actor.name, "River Guard");
  EXPECT_EQ(actor.aliases, (std::vector<std::string>{"Guard", "RG"}));
  EXPECT_EQ(actor.side, "UA");
  EXPECT_EQ(actor.actor, "UA.MIL");
  EXPECT_EQ(actor.kind, SourceKind::kMilitary);
  EXPECT_EQ(actor.valid.begin, Day::FromCivil(2022, 3, 1));
  EXPECT_EQ(actor.valid.end, Day::FromCivil(2024, 1, 1));
}

TEST(OwnActors, NamesABrokenRowAndKeepsTheOthers) {
  const OwnActors own = Parsed(
      "River Guard\t-\tforce\tUA\t-\t-\t-\t-\n"
      "too few\n"
      "Hill Guard\t-\tforce\tUA\t-\t-\t-\t-\n");
  EXPECT_EQ(own.actors.size(), 2u);
  ASSERT_EQ(own.faults.size(), 1u);
  EXPECT_EQ(own.faults.front().where, "mine.tsv, row 3");
  EXPECT_EQ(own.faults.front().message, "found 1 columns, expected 8");
}

TEST(OwnActors, GivesNoPrivatePersonASide) {
  EXPECT_NE(FaultOf("Ivan Bondar\t-\tperson\tUA\t-\t-\t-\t-\n").find("no private person"),
            std::string::npos);
  EXPECT_NE(FaultOf("Ivan Bondar\t-\tperson\tUA\t-\tfarmer\t-\t-\n").find("no private person"),
            std::string::npos);
  EXPECT_NE(FaultOf("Ivan Bondar\t-\tperson\tUA\twitness\tmayor\t-\t-\n").find("witness"),
            std::string::npos);
}

TEST(OwnActors, GivesTheHolderOfAnOfficeItsSide) {
  const OwnActors own = Parsed(
      "Ivan Bondar\t-\tperson\tUA\t-\tmayor of Verbivka\t-\t-\n"
      "Olena Kravets\t-\tperson\t-\t-\t-\t-\t-\n");
  ASSERT_EQ(own.actors.size(), 2u);
  EXPECT_EQ(own.actors[0].kind, SourceKind::kOfficial);
  EXPECT_EQ(own.actors[1].side, "");
}

TEST(OwnActors, RefusesWhatIsNoRow) {
  EXPECT_NE(FaultOf("Guard\t-\tarmy\t-\t-\t-\t-\t-\n").find("found the class \"army\""),
            std::string::npos);
  EXPECT_NE(FaultOf("army\t-\tforce\t-\t-\t-\t-\t-\n").find("a proper name"), std::string::npos);
  EXPECT_NE(FaultOf("Guard\t-\tforce\tQX\t-\t-\t-\t-\n").find("found the side \"QX\""),
            std::string::npos);
  EXPECT_NE(FaultOf("Radio Hill\t-\toutlet\tUA\t-\t-\t-\t-\n").find("outlet"), std::string::npos);
  EXPECT_NE(FaultOf("Guard\t-\tforce\tUA\t-\t-\t2022-13\t-\n").find("found the day"),
            std::string::npos);
  EXPECT_NE(FaultOf("Guard\t-\tforce\tUA\t-\t-\t2023\t2022\n").find("before it begins"),
            std::string::npos);
  EXPECT_NE(FaultOf("\xff\xfe G\t-\tforce\tUA\t-\t-\t-\t-\n").find("no UTF-8"), std::string::npos);
  EXPECT_NE(FaultOf("-\t-\tforce\tUA\t-\t-\t-\t-\n").find("no name"), std::string::npos);
}

TEST(OwnActors, LetsANameChangeSidesOnlyInTime) {
  EXPECT_EQ(Parsed("Hill Guard\t-\tgroup\tHills\t-\t-\t-\t2022\n"
                   "Hill Guard\t-\tforce\tUA\t-\t-\t2023\t-\n")
                .actors.size(),
            2u);
  EXPECT_NE(FaultOf("Hill Guard\t-\tgroup\tHills\t-\t-\t-\t2022\n"
                    "Hill Guard\t-\tforce\tUA\t-\t-\t2022-12-31\t-\n")
                .find("of row 2 again"),
            std::string::npos);
}

TEST(OwnActors, IsNamedByItsBytes) {
  const std::string row = "River Guard\t-\tforce\tUA\t-\t-\t-\t-\n";
  EXPECT_EQ(Parsed(row).version, Parsed(row).version);
  EXPECT_NE(Parsed(row).version, Parsed(row + "#\n").version);
}

TEST(OwnActors, NeedsItsColumns) {
  const auto own = ParseOwnActors("River Guard\tforce\n", "mine.tsv");
  ASSERT_FALSE(own.ok());
  EXPECT_NE(own.error().message.find("\"name\" and \"class\""), std::string::npos);
  EXPECT_FALSE(ParseOwnActors("", "mine.tsv").ok());
}

}  // namespace
}  // namespace dateline::actors
