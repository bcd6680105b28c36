// The API over a small ledger: what each address answers, and that the counts of the map, the list,
// the timeline and the export are one.
#include "serve/api.h"

#include <gtest/gtest.h>
#include <simdjson.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <set>

#include "io/sha256.h"
#include "standing/test_record.h"

namespace dateline::serve {
namespace {

constexpr std::int64_t kNow = 1663632000;  // 2022-09-20
constexpr std::string_view kText =
    "Oakford — officials said Oakford was shelled. <script>alert(1)</script> Élan was taken.";

record::ClaimRecord ClaimOf(const record::DocumentRecord& document, const std::string& id,
                            const std::string& type, const std::string& words) {
  record::ClaimRecord claim;
  claim.id = "c-" + id;
  claim.type = type;
  const std::size_t at = document.text.find(words);
  claim.trigger = ByteSpan::FromSizes(at, at + words.size());
  claim.trigger_words = words;
  claim.sentence = ByteSpan::FromSizes(0, document.text.size());
  claim.sentence_words = document.text;
  claim.source_kind = "outlet";
  claim.realis = "asserted";
  claim.confidence = 0.5;
  return claim;
}

record::PlaceRecord PlaceOf(const std::string& name, const std::string& precision, double lat,
                            double lng) {
  record::PlaceRecord place;
  place.key = "name:" + name;
  place.name = name;
  place.relation = "in";
  place.precision = precision;
  if (precision == "settlement") {
    place.lat = lat;
    place.lng = lng;
  }
  return place;
}

class ApiTest : public testing::Test {
 protected:
  ApiTest() {
    folder_ =
        std::filesystem::temp_directory_path() / ("dateline-serve-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    const std::string path = (folder_ / "test.dateline").string();
    Fill(ledger::Ledger::Open(path, ledger::Ledger::Mode::kCreate).value());
    ledger_.emplace(ledger::Ledger::Open(path, ledger::Ledger::Mode::kRead).value());
    snapshot_.emplace(Snapshot::Of(*ledger_, policy_).value());
  }
  ~ApiTest() override { std::filesystem::remove_all(folder_); }

  // Twelve claims: a settlement on five days, a region, a country, two without a place; one is
  // undated in an undated document.
  void Fill(ledger::Ledger ledger) {
    record::DocumentRecord document;
    document.text = kText;
    document.id = "sha256:" + io::Sha256Hex(document.text);
    document.title = "Shelling in Oakford";
    document.publisher = "Example Wire";
    document.published = Day::FromCivil(2022, 9, 9);
    document.published_basis = "given";
    std::vector<record::ClaimRecord> claims;
    for (unsigned day = 4; day < 9; ++day) {
      auto claim =
          ClaimOf(document, "00000000000" + std::to_string(day), "strike.shelling", "shelled");
      claim.happened = DayInterval::Single(Day::FromCivil(2022, 9, day));
      claim.source_name = "Ana Example";
      claim.source_side = "UA";
      claim.source_kind = "official";
      claim.places = {PlaceOf("Oakford", "settlement", 49.5, 37.25)};
      claims.push_back(claim);
    }
    auto taken = ClaimOf(document, "0000000000aa", "control.gain", "taken");
    taken.places = {PlaceOf("Oakford", "settlement", 49.5, 37.25),
                    PlaceOf("Elmton", "settlement", 49.6, 37.35)};
    taken.places[1].relation = "near";
    taken.places[1].lat.reset();
    taken.places[1].lng.reset();
    taken.places[1].geometry =
        "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[37,49],[38,49],[38,50],[37,49]]]]}";
    taken.roles = {{"holder_after", "", "UA"}};
    claims.push_back(taken);
    auto region = ClaimOf(document, "0000000000bb", "outage", "Élan");
    region.places = {PlaceOf("Shire", "region", 0, 0)};
    region.places[0].geometry =
        "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[30,45],[32,45],[32,47],[30,45]]]]}";
    claims.push_back(region);
    auto country = ClaimOf(document, "0000000000cc", "outage", "Élan");
    country.places = {PlaceOf("Ruritania", "country", 0, 0)};
    claims.push_back(country);
    claims.push_back(ClaimOf(document, "0000000000dd", "explosion", "alert"));
    ASSERT_TRUE(ledger.Add(kText, document, {}, claims, 1662800000).ok());

    record::DocumentRecord undated;
    undated.text = "Oakford burns.";
    undated.id = "sha256:" + io::Sha256Hex(undated.text);
    undated.published_basis = "unknown";
    ASSERT_TRUE(ledger
                    .Add(undated.text, undated, {},
                         {ClaimOf(undated, "0000000000ee", "damage", "burns")}, 1662800000)
                    .ok());
  }

  Response Ask(const std::string& target, const std::string& method = "GET") {
    auto request = RequestOf(method, target);
    if (!request.ok()) return Problem(request.error());
    request->host = "127.0.0.1:8080";
    return Ask(*request);
  }
  Response Ask(const Request& request) {
    return api_.Handle(request, Context{*snapshot_, *ledger_, house_, kNow, nullptr});
  }
  simdjson::dom::element Parsed(const std::string& target) {
    body_ = Ask(target).body;
    return parser_.parse(body_).value();
  }
  std::int64_t Total(const std::string& target) {
    return Parsed(target)["total"].get_int64().value();
  }

  std::filesystem::path folder_;
  std::optional<ledger::Ledger> ledger_;
  std::optional<Snapshot> snapshot_;
  const standing::Policy& policy_ = standing::RealPolicy();
  publish::House house_ = {publish::PublicProfile::Parse("days_held\t3\twhy\n", "public").value(),
                           publish::AcledLayout::Parse("", "", "").value()};
  Assets assets_;
  Api api_{Settings{}, &assets_};
  simdjson::dom::parser parser_;
  std::string body_;
};

TEST_F(ApiTest, ListsClaimsNewestFirstAndUndatedLast) {
  std::vector<std::string> ids;
  for (const auto card : Parsed("/api/v1/claims")["claims"].get_array())
    ids.emplace_back(card["claim"]["id"].get_string().value());
  const std::vector<std::string> expected = {
      "c-0000000000aa", "c-0000000000bb", "c-0000000000cc", "c-0000000000dd", "c-000000000008",
      "c-000000000007", "c-000000000006", "c-000000000005", "c-000000000004", "c-0000000000ee"};
  EXPECT_EQ(ids, expected);
}

TEST_F(ApiTest, PagesMeetWithoutGapOrRepeat) {
  std::vector<std::string> ids;
  std::string cursor;
  for (int page = 0; page < 10; ++page) {
    const auto answer = Parsed("/api/v1/claims?limit=3&cursor=" + cursor);
    for (const auto card : answer["claims"].get_array())
      ids.emplace_back(card["claim"]["id"].get_string().value());
    std::string_view next;
    if (answer["next"].get(next) != simdjson::SUCCESS) break;
    cursor = next;
  }
  EXPECT_EQ(ids.size(), 10u);
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 10u);
}

TEST_F(ApiTest, TheMapTheListTheTimelineAndTheExportCountTheSame) {
  for (const std::string query :
       {"", "type=strike", "type=strike.shelling,outage", "side=UA", "place=name:Oakford",
        "as_of=2022-09-06", "since=2022-09-07", "q=oakf", "lane=unlocated", "lane=undated",
        "source=Ana%20Example", "bbox=36,49,38,50", "bbox=31,46,33,48", "known_at=2022-09-09"}) {
    SCOPED_TRACE(query);
    const std::int64_t total = Total("/api/v1/claims?" + query);
    EXPECT_GT(total, 0);
    const auto map = Parsed("/api/v1/places?" + query);
    EXPECT_EQ(map["total"].get_int64().value(), total);
    std::int64_t in_lanes = 0;
    for (const auto lane : map["lanes"].get_object()) in_lanes += lane.value.get_int64().value();
    EXPECT_EQ(in_lanes, total);
    std::int64_t exported = 0;
    for ([[maybe_unused]] const auto feature :
         Parsed("/api/v1/export?" + query)["features"].get_array())
      ++exported;
    EXPECT_EQ(exported, total);
    if (query.find("as_of") != std::string::npos) continue;  // the timeline shows all days
    const auto timeline = Parsed("/api/v1/timeline?" + query);
    std::int64_t counted = timeline["undated"].get_int64().value();
    for (const auto day : timeline["days"].get_array())
      counted += day["claims"].get_int64().value();
    EXPECT_EQ(counted, total);
  }
}

TEST_F(ApiTest, APlaceIsMarkedAsItsNewestClaimIsListed) {
  const auto text_of = [](const auto& claim, const auto& type, const auto& card) {
    return std::string(claim) + " " + std::string(type) + " " +
           std::string(card["reading"].get_string().value()) + " " +
           simdjson::minify(card["event"].value());
  };
  for (const std::string query : {"", "as_of=2022-09-06", "type=strike", "known_at=2022-09-09"}) {
    SCOPED_TRACE(query);
    std::map<std::string, std::string> marks;
    for (const auto place : Parsed("/api/v1/places?marks=true&" + query)["places"].get_array()) {
      const auto mark = place["mark"].value();
      marks[std::string(place["key"].get_string().value())] =
          text_of(mark["claim"].get_string().value(), mark["type"].get_string().value(), mark);
    }
    EXPECT_FALSE(marks.empty());
    for (const auto& [key, mark] : marks) {
      const auto page = Parsed("/api/v1/claims?limit=1&place=" + key + "&" + query);
      const auto card = page["claims"].at(0).value();
      const auto claim = card["claim"].value();
      EXPECT_EQ(mark, text_of(claim["id"].get_string().value(), claim["type"].get_string().value(),
                              card));
    }
  }
}

TEST_F(ApiTest, TheColumnsOfTheMapSayWhatTheListOfPlacesSays) {
  // The same query twice and others between: what is kept of one moment never answers for another.
  for (const std::string query :
       {"", "as_of=2022-09-06", "type=strike", "as_of=2022-09-07&side=UA", "known_at=2022-09-09",
        "as_of=2022-09-06", "known_at=2022-09-10", "known_at=2022-09-09", ""}) {
    SCOPED_TRACE(query);
    std::vector<std::string> listed, drawn;
    std::int64_t totals[2] = {-1, -1};
    {
      const auto map = Parsed("/api/v1/places?geometry=true&marks=true&" + query);
      totals[0] = map["total"].get_int64().value();
      for (const auto place : map["places"].get_array()) {
        const auto mark = place["mark"].value();
        std::string text(place["key"].get_string().value());
        for (const auto* field : {"name", "precision", "lat", "lng", "claims"})
          text += " " + simdjson::minify(place[field].value());
        text += " " + simdjson::minify(mark["type"].value()) + " " +
                simdjson::minify(mark["reading"].value());
        text += mark["event"].is_null()
                    ? " null []"
                    : " " + simdjson::minify(mark["event"]["standing"].value()) + " " +
                          simdjson::minify(mark["event"]["disputes"].value());
        simdjson::dom::element outline;
        if (place["geometry"].get(outline) == simdjson::SUCCESS)
          text += " " + simdjson::minify(outline);
        listed.push_back(text);
      }
    }
    const auto map = Parsed("/api/v1/map?" + query);
    totals[1] = map["total"].get_int64().value();
    const auto word = [&](const char* column, std::size_t i) {
      const auto number = map[column].at(i).value();
      return number.is_null()
                 ? std::string("null")
                 : simdjson::minify(map["words"].at(number.get_uint64().value()).value());
    };
    for (std::size_t i = 0; i < map["keys"].get_array().value().size(); ++i) {
      std::string text(map["keys"].at(i).get_string().value());
      text += " " + simdjson::minify(map["names"].at(i).value()) + " " + word("precisions", i);
      for (const auto* column : {"lats", "lngs", "claims"})
        text += " " + simdjson::minify(map[column].at(i).value());
      text += " " + word("types", i) + " " + word("readings", i) + " " + word("standings", i);
      simdjson::dom::element held;
      const std::string number = std::to_string(i);
      text += map["disputes"][number].get(held) == simdjson::SUCCESS ? " " + simdjson::minify(held)
                                                                     : std::string(" []");
      if (map["outlines"][number].get(held) == simdjson::SUCCESS)
        text += " " + simdjson::minify(held);
      drawn.push_back(text);
    }
    EXPECT_EQ(totals[0], totals[1]);
    EXPECT_EQ(drawn, listed);
    EXPECT_FALSE(drawn.empty());
  }
}

TEST_F(ApiTest, TheTimelineCountsHowTheEventsOfTheListStand) {
  for (const std::string query : {"", "type=strike,outage", "known_at=2022-09-09"}) {
    SCOPED_TRACE(query);
    std::map<std::string, std::int64_t> listed, drawn;
    for (const auto card : Parsed("/api/v1/claims?" + query)["claims"].get_array()) {
      std::string_view standing;
      if (card["event"]["standing"].get(standing) == simdjson::SUCCESS)
        ++listed[std::string(standing)];
    }
    for (const auto day : Parsed("/api/v1/timeline?" + query)["days"].get_array()) {
      std::int64_t claims = 0;
      for (const auto kind : day["kinds"].get_array()) {
        claims += kind["claims"].get_int64().value();
        for (const auto count : kind["standings"].get_object())
          drawn[std::string(count.key)] += count.value.get_int64().value();
      }
      EXPECT_EQ(claims, day["claims"].get_int64().value());
    }
    EXPECT_EQ(drawn, listed);
    EXPECT_FALSE(drawn.empty());
  }
}

TEST_F(ApiTest, EachFilterKeepsWhatItNames) {
  EXPECT_EQ(Total("/api/v1/claims?type=strike"), 5);
  EXPECT_EQ(Total("/api/v1/claims?type=stri"), 0);
  EXPECT_EQ(Total("/api/v1/claims?as_of=2022-09-05&type=strike"), 2);
  EXPECT_EQ(Total("/api/v1/claims?since=2022-09-08&type=strike"), 1);
  EXPECT_EQ(Total("/api/v1/claims?known_at=2022-09-08"), 0);
  EXPECT_EQ(Total("/api/v1/claims?lane=country"), 1);
  EXPECT_EQ(Total("/api/v1/claims?lane=undated"), 1);
  EXPECT_EQ(Total("/api/v1/claims?bbox=31,46,33,48"), 1);
  EXPECT_EQ(Total("/api/v1/claims?bbox=170,46,-170,48"), 0);
  EXPECT_EQ(Total("/api/v1/claims?q=%C3%A9LAN"), 9);
  EXPECT_EQ(Total("/api/v1/claims?q=oakford%20burns"), 1);
  EXPECT_EQ(Total("/api/v1/claims?place=name:Nowhere"), 0);
}

TEST_F(ApiTest, WhatIsNearAPlaceIsDrawnAroundIt) {
  const auto map = Parsed("/api/v1/places?geometry=true&type=control");
  const auto around = map["surroundings"].at(0);
  EXPECT_EQ(around["name"].get_string().value(), "Elmton");
  EXPECT_EQ(around["relation"].get_string().value(), "near");
  EXPECT_EQ(around["claims"].get_int64().value(), 1);
  EXPECT_EQ(around["geometry"]["type"].get_string().value(), "MultiPolygon");
  EXPECT_NE(map["surroundings"].at(1).error(), simdjson::SUCCESS);
  EXPECT_NE(Parsed("/api/v1/places")["surroundings"].error(), simdjson::SUCCESS);
}

TEST_F(ApiTest, APlaceHasItsStateOfTheDayAndItsAccounts) {
  const auto before = Parsed("/api/v1/places/name:Oakford?as_of=2022-09-08");
  std::set<std::string> dimensions;
  for (const auto state : before["states"].get_array())
    dimensions.emplace(state["dimension"].get_string().value());
  EXPECT_EQ(dimensions, std::set<std::string>({"fighting"}));
  const auto after = Parsed("/api/v1/places/name:Oakford?as_of=2022-09-09");
  EXPECT_EQ(after["states"].at(0)["state"].get_string().value(), "held by UA");
  EXPECT_EQ(after["states"].at(0)["asserters"].at(0)["name"].get_string().value(), "Example Wire");
  std::size_t accounts = 0;
  for ([[maybe_unused]] const auto account : after["accounts"].get_array()) ++accounts;
  EXPECT_EQ(accounts, 6u);
}

TEST_F(ApiTest, SpansOfADocumentCountAsBrowsersDo) {
  const std::string id = "sha256:" + io::Sha256Hex(kText);
  const auto document = Parsed("/api/v1/documents/" + id);
  EXPECT_EQ(document["text"].get_string().value(), kText);
  for (const auto claim : document["claims"].get_array()) {
    if (claim["card"]["claim"]["id"].get_string().value() != "c-0000000000aa") continue;
    for (const auto span : claim["spans"].get_array()) {
      if (span["kind"].get_string().value() != "trigger") continue;
      // The dash is three bytes and one unit, the accented letter two bytes and one unit.
      const auto bytes = static_cast<std::int64_t>(kText.find("taken"));
      EXPECT_EQ(span["span"].at(0).get_int64().value(), bytes - 3);
      return;
    }
  }
  FAIL() << "the claim or its trigger is missing";
}

TEST_F(ApiTest, AWrongParameterIsASentence) {
  const auto problem = Parsed("/api/v1/claims?as_of=2022-13-01");
  EXPECT_EQ(problem["status"].get_int64().value(), 400);
  EXPECT_EQ(problem["detail"].get_string().value(),
            "the parameter \"as_of\" is \"2022-13-01\", expected a day such as 2022-09-09");
  EXPECT_EQ(Ask("/api/v1/claims?tpye=strike").status, 400);
  EXPECT_EQ(Ask("/api/v1/claims?limit=0").status, 400);
  EXPECT_EQ(Ask("/api/v1/claims?limit=100000").status, 400);
  EXPECT_EQ(Ask("/api/v1/claims?cursor=x").status, 400);
  EXPECT_EQ(Ask("/api/v1/claims?bbox=1,2,3").status, 400);
  EXPECT_EQ(Ask("/api/v1/claims?q=%FF").status, 400);
  EXPECT_EQ(Ask("/api/v1/export?format=exe").status, 400);
  EXPECT_EQ(Ask("/api/v1/places/name:Nowhere").status, 404);
  EXPECT_EQ(Ask("/api/v1/claims/c-ffffffffffff").status, 404);
  EXPECT_EQ(Ask("/api/v1/documents/sha256:00").status, 404);
  EXPECT_EQ(Ask("/api/v1/nothing").status, 404);
  EXPECT_EQ(Ask("/../etc/passwd").status, 404);
  EXPECT_EQ(Ask("/api/v1/claims", "POST").status, 405);
}

TEST_F(ApiTest, AForeignPageGetsNothing) {
  Request request = RequestOf("GET", "/api/v1/info").value();
  request.host = "127.0.0.1:8080";
  EXPECT_EQ(Ask(request).status, 200);
  request.origin = "http://127.0.0.1:8080";
  EXPECT_EQ(Ask(request).status, 200);
  request.origin = "https://evil.example";
  EXPECT_EQ(Ask(request).status, 403);
  request.origin = "null";
  EXPECT_EQ(Ask(request).status, 403);
  request.origin.clear();
  // "same-site" is another port of this machine.
  for (const char* site : {"cross-site", "same-site"}) {
    request.fetch_site = site;
    request.fetch_mode = "no-cors";
    EXPECT_EQ(Ask(request).status, 403);
    request.fetch_mode = "navigate";
    EXPECT_EQ(Ask(request).status, 403);
  }
  request.fetch_site = "same-origin";
  request.host = "evil.example:8080";
  EXPECT_EQ(Ask(request).status, 421);
}

TEST_F(ApiTest, ALinkFromElsewhereOpensTheDeskAndNothingElse) {
  assets_.Add("/index.html", "<!doctype html>");
  Request request = RequestOf("GET", "/?event=e-0123456789abcd").value();
  request.host = "127.0.0.1:8080";
  request.fetch_site = "cross-site";
  request.fetch_mode = "navigate";
  EXPECT_EQ(Ask(request).status, 200);
  request.fetch_mode = "no-cors";
  EXPECT_EQ(Ask(request).status, 403);
  request.fetch_mode = "navigate";
  request.origin = "https://evil.example";
  EXPECT_EQ(Ask(request).status, 403);
}

TEST_F(ApiTest, TheHostIsANameOfThisServerWithAPort) {
  Request request = RequestOf("GET", "/api/v1/info").value();
  for (const char* host : {"127.0.0.1", "127.0.0.1:8080", "LocalHost:8080", "[::1]:8080"}) {
    request.host = host;
    EXPECT_EQ(Ask(request).status, 200) << host;
  }
  for (const char* host : {"", ":8080", "127.0.0.1:8080@evil.example", "127.0.0.1:x", "127.1",
                           "127.0.0.1.evil.example:8080", "[::1].evil.example"}) {
    request.host = host;
    EXPECT_EQ(Ask(request).status, 421) << host;
  }
}

TEST_F(ApiTest, ATokenIsAskedForWhereOneIsSet) {
  const Api guarded(Settings{{"127.0.0.1"}, "0123456789abcdef"}, nullptr);
  const Context context{*snapshot_, *ledger_, house_, 0, nullptr};
  Request request = RequestOf("GET", "/api/v1/info").value();
  request.host = "127.0.0.1";
  EXPECT_EQ(guarded.Handle(request, context).status, 401);
  request.authorization = "Bearer 0123456789abcdeF";
  EXPECT_EQ(guarded.Handle(request, context).status, 401);
  request.authorization = "Bearer 0123456789abcdef";
  EXPECT_EQ(guarded.Handle(request, context).status, 200);
}

TEST_F(ApiTest, EveryAnswerForbidsForeignScripts) {
  for (const std::string target : {"/api/v1/info", "/nothing", "/api/v1/claims?x=1"}) {
    bool has_policy = false;
    for (const auto& [name, value] : Ask(target).headers)
      has_policy |= name == "Content-Security-Policy" && value.starts_with("default-src 'none'");
    EXPECT_TRUE(has_policy) << target;
  }
}

TEST_F(ApiTest, FilesComeCompressedToWhoTakesIt) {
  assets_.Add("/index.html", "<!doctype html>");
  assets_.Add("/index.html.gz", "zipped");
  Request request = RequestOf("GET", "/").value();
  request.host = "localhost:1";
  const Response plain = Ask(request);
  EXPECT_EQ(plain.body, "<!doctype html>");
  EXPECT_EQ(plain.content_type, "text/html; charset=utf-8");
  request.accept_encoding = "gzip, br";
  EXPECT_EQ(Ask(request).body, "zipped");
  request.if_none_match = plain.headers.front().second;
  EXPECT_EQ(Ask(request).status, 304);
}

TEST(WordIndex, AShortPrefixLeavesNoItemOut) {
  WordIndex index;
  constexpr std::uint32_t kItems = 5000;
  for (std::uint32_t item = 0; item < kItems; ++item)
    index.Add(item, "word" + std::to_string(item) + (item % 2 == 0 ? " even" : " odd"));
  index.Finish();
  EXPECT_EQ(index.Find("w").size(), kItems);
  EXPECT_EQ(index.Find("even w").size(), kItems / 2);
  EXPECT_EQ(index.Find("WORD4999"), std::vector<std::uint32_t>({4999}));
  EXPECT_TRUE(index.Find("nothing w").empty());
  EXPECT_TRUE(index.Find("...").empty());
}

TEST_F(ApiTest, ARowKnowsItsIdAndAnIdItsRow) {
  for (std::uint32_t row = 0; row < snapshot_->size(); ++row)
    EXPECT_EQ(snapshot_->RowOf(snapshot_->IdOf(row)), row);
  EXPECT_FALSE(snapshot_->RowOf("c-1"));
  EXPECT_FALSE(snapshot_->RowOf(""));
}

}  // namespace
}  // namespace dateline::serve
