#include "intake/intake.h"

#include <gtest/gtest.h>

namespace dateline::intake {
namespace {

Result<text::Document> Read(std::string_view bytes, InputFormat format = InputFormat::kAuto) {
  IntakeOptions options;
  options.format = format;
  return ReadDocument(bytes, options);
}

bool HasRemark(const text::Document& document, std::string_view code) {
  for (const Diagnostic& diagnostic : document.diagnostics) {
    if (diagnostic.code == code) return true;
  }
  return false;
}

TEST(ReadDocument, KeepsValidTextByteForByte) {
  const std::string text = "Ніч у Харкові.\r\n\r\nA second paragraph – “quoted”.\n";
  const auto document = Read(text);
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, text);
  EXPECT_EQ(document->info.id.substr(0, 7), "sha256:");
}

TEST(ReadDocument, DropsAByteOrderMarkAndDecodesUtf16) {
  EXPECT_EQ(Read("\xEF\xBB\xBFquiet")->text, "quiet");
  const std::string_view little("\xFF\xFE\x06\x04\x3D\xD8\x00\xDE", 8);  // І and an emoji
  EXPECT_EQ(Read(little)->text, "І😀");
  const std::string_view big("\xFE\xFF\x04\x06", 4);
  EXPECT_EQ(Read(big)->text, "І");
}

TEST(ReadDocument, RepairsInvalidUtf8AndSaysWhere) {
  const auto document = Read("shelling of K\xFFyiv went on all through the night, they said");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text.substr(0, 18), "shelling of K\xEF\xBF\xBDyi");
  ASSERT_TRUE(HasRemark(*document, "invalid-utf8"));
  EXPECT_EQ(document->diagnostics[0].message,
            "1 bytes are no UTF-8, the first at byte 13; they read as U+FFFD");
}

TEST(ReadDocument, RefusesBinariesByNameOrByLook) {
  const auto picture = Read("\x89PNG\r\n\x1A\n");
  ASSERT_FALSE(picture.ok());
  EXPECT_EQ(picture.error().message,
            "found a PNG picture, expected text or HTML; extract the text first");
  EXPECT_FALSE(Read(std::string(100, '\0')).ok());
}

TEST(ReadDocument, TakesTheHeadOfAReport) {
  const auto document = Read(
      "Title: Calm\nDate: 2022-09-08\nPublisher: Example Wire\n---\nAll quiet: nothing moved.\n");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "All quiet: nothing moved.\n");
  EXPECT_EQ(document->info.title, "Calm");
  EXPECT_EQ(document->info.publisher, "Example Wire");
  EXPECT_EQ(document->info.published.value->ToString(), "2022-09-08");
  EXPECT_EQ(document->info.published.basis, DateBasis::kMetadata);
}

TEST(ReadDocument, ATextThatOnlyLooksLikeAHeadIsText) {
  for (const std::string text :
       {"Note: this is it\nand more\n---\nend", "Title: x\nno colon here\n---\n", "---\ntext\n"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(Read(text)->text, text);
  }
}

TEST(ReadDocument, AHeadWithADateThatDoesNotExistLeavesTheDayUnknown) {
  const auto document = Read("Date: 2022-09-31\n---\ntext\n");
  ASSERT_TRUE(document.ok());
  EXPECT_FALSE(document->info.published.value.has_value());
  EXPECT_TRUE(HasRemark(*document, "header-date"));
}

TEST(ReadHtml, KeepsTheArticleAndDropsTheFurniture) {
  const auto document = Read(
      "<!DOCTYPE html><html lang=\"en\"><head><title>T</title><meta property=\"og:title\" "
      "content=\"Bridge &amp; dam\">"
      "<meta property=\"article:published_time\" content=\"2022-09-08T10:00:00Z\"></head><body>"
      "<nav><a href=/>Home</a></nav><article><h1>Bridge &amp; dam</h1><p>The bridge was hit on "
      "Friday, and the dam was"
      " damaged, officials in the region said in a statement that was read out to reporters in the "
      "afternoon; nobody was"
      " hurt, and the road stays closed.</p><figure><figcaption>The bridge in "
      "May.</figcaption></figure>"
      "<p>Repairs&nbsp;go&#8217;s on.</p></article><footer>Copyright</footer></body></html>");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->info.title, "Bridge & dam");
  EXPECT_EQ(document->info.published.value->ToString(), "2022-09-08");
  EXPECT_EQ(document->text.find("Home"), std::string::npos);
  EXPECT_EQ(document->text.find("Copyright"), std::string::npos);
  EXPECT_NE(document->text.find("Repairs go’s on."), std::string::npos);
  ASSERT_EQ(document->hints.size(), 4u);
  EXPECT_EQ(document->hints[0].kind, BlockKind::kHeadline);
  EXPECT_EQ(document->hints[2].kind, BlockKind::kCaption);
}

TEST(ReadHtml, ScriptsNeverBecomeText) {
  const auto document = Read(
      "<html><body><script>if (a < b) alert('</p>')</script><p "
      "onclick=\"x()\">Calm.</p></body></html>");
  EXPECT_EQ(document->text, "Calm.");
}

TEST(ReadHtml, BrokenMarkupLosesNoText) {
  for (const std::string html :
       {"<p>one<p>two", "<div><b>one</div>two", "one <two", "<html><a href='x>one</a>two",
        "<!-- open", "<script>never closed", "&#xFFFFFFFF; &bogus; &"}) {
    SCOPED_TRACE(html);
    EXPECT_TRUE(Read(html, InputFormat::kHtml).ok());
  }
  EXPECT_EQ(Read("<p>one<p>two", InputFormat::kHtml)->text, "one\ntwo");
}

TEST(ReadConllu, KeepsTokensSentencesAndRanges) {
  const auto document = Read(
      "# text = I "
      "can't.\n1\tI\tI\tPRON\t_\t_\t_\t_\t_\t_\n2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
      "2\tca\t_\t_\t_\t_\t_\t_\t_\t_\n3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n4\t.\t_\t_\t_\t_\t_\t_\t_\t_"
      "\n\n",
      InputFormat::kConllu);
  ASSERT_TRUE(document.ok()) << document.error().ToString();
  EXPECT_EQ(document->text, "I can't.\n");
  ASSERT_EQ(document->given->tokens.size(), 4u);
  ASSERT_EQ(document->given->ranges.size(), 1u);
  EXPECT_EQ(document->given->ranges[0].form, "can't");
}

TEST(ReadConllu, NamesTheLineThatIsWrong) {
  const auto document = Read("1\tI\tI\n", InputFormat::kConllu);
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().message,
            "CoNLL-U line 1: found 3 columns, expected 10 separated by tabs");
}

}  // namespace
}  // namespace dateline::intake
