#include "intake/html.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "intake/charset.h"
#include "unicode/utf8.h"

namespace dateline::intake {
namespace {

text::Document Read(std::string_view html) {
  text::Document document;
  ReadHtml(html, document);
  return document;
}

TEST(ReadHtml, DecodesNamedAndNumericReferences) {
  EXPECT_EQ(
      Read("<p>&laquo;Ok&raquo; &eacute;&#8217;&#x27;&#151; &amp;lt; &nope; &#0; &#xD800;").text,
      "«Ok» é’'— &lt; &nope; \uFFFD \uFFFD");
}

TEST(ReadHtml, ElementsThatNeedNoEndTagEndByThemselves) {
  const auto document = Read("<ul><li>one<li>two</ul><p>three<p>four");
  EXPECT_EQ(document.text, "one\ntwo\nthree\nfour");
  ASSERT_EQ(document.hints.size(), 4u);
  EXPECT_EQ(document.hints[1].kind, BlockKind::kList);
  EXPECT_EQ(document.hints[3].kind, BlockKind::kParagraph);
}

TEST(ReadHtml, APageWithoutEndOfHeadOrTitleKeepsItsText) {
  const auto document = Read("<html><head><title>A title<meta name=author content=Ann><p>Text.");
  EXPECT_EQ(document.info.title, "A title");
  EXPECT_EQ(document.text, "Text.");
  ASSERT_EQ(document.info.authors.size(), 1u);
}

TEST(ReadHtml, ThousandsOfParagraphsWithoutEndTagKeepTheirKinds) {
  std::string html;
  for (int i = 0; i < 3000; ++i) html += "<p>line";
  const auto document = Read(html + "<h1>The headline</h1><nav>menu</nav>");
  EXPECT_EQ(document.hints.back().kind, BlockKind::kHeadline);
  EXPECT_EQ(document.text.find("menu"), std::string::npos);
}

TEST(ReadHtml, TenThousandNestedElementsLoseNoText) {
  std::string html = "before";
  for (int i = 0; i < 10000; ++i) html += "<div>";
  html += "deep";
  for (int i = 0; i < 10000; ++i) html += "</div>";
  EXPECT_EQ(Read(html + "after").text, "before\ndeep\nafter");
}

TEST(ReadHtml, IsLinearInHostileMarkup) {
  for (const std::string part :
       {"<div>", "</b>", "<a b=c d='e'>", "<", "&", "<!-- x -->", "<p x"}) {
    SCOPED_TRACE(part);
    std::string html;
    while (html.size() < 2000000) html += part;
    const auto before = std::chrono::steady_clock::now();
    Read(html);
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(5));
  }
}

TEST(ReadHtml, TakesWhatJsonLdKnows) {
  const auto document = Read(
      "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Calm\","
      "\"datePublished\":\"2022-09-08T09:00:00Z\",\"publisher\":{\"name\":\"Example Wire\"},"
      "\"author\":[{\"name\":\"Ann\"},\"Ben\"]}</script><script type=\"application/ld+json\">{bad"
      "</script><p>Text.");
  EXPECT_EQ(document.info.title, "Calm");
  EXPECT_EQ(document.info.publisher, "Example Wire");
  EXPECT_EQ(document.info.published.value, Day::FromCivil(2022, 9, 8));
  EXPECT_EQ(document.info.authors, (std::vector<std::string>{"Ann", "Ben"}));
}

TEST(ReadHtml, ALineThatIsALinkLeadsToAnotherStory) {
  const auto document = Read("<p>Text.<p><a href=/x>Another story of today</a><p>More.");
  ASSERT_EQ(document.hints.size(), 3u);
  EXPECT_EQ(document.hints[1].kind, BlockKind::kRelated);
}

TEST(ReadHtml, ReadsTheCharsetThatThePageDeclares) {
  EXPECT_EQ(Read("<meta charset=windows-1251><p>\xCA\xE8\xBF\xE2").text, "Київ");
  EXPECT_EQ(Read("<p>caf\xE9 \x93quoted\x94").text, "café “quoted”");
}

TEST(DeclaredCharset, IsFoundInBothFormsOfMeta) {
  EXPECT_EQ(DeclaredCharset("<meta charset=\"UTF-8\">"), "utf-8");
  EXPECT_EQ(DeclaredCharset("<meta content='text/html; charset=KOI8-U'>"), "koi8-u");
  EXPECT_EQ(DeclaredCharset("<p>no charset"), "");
}

}  // namespace
}  // namespace dateline::intake
