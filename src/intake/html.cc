// A streaming tokenizer in the manner of the HTML standard's (13.2.5), without a tree: a stack of
// open elements that matter, bounded in depth, is all the state. Order: tags, comments and raw text
// elements are told apart; text gathers into blocks that block-level tags end; each block carries
// the kind that its element says and how much of it is links. Then the main text is chosen: what
// stands in <article> or <main> if there is enough of it, without furniture.
#include "intake/html.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "intake/charset.h"
#include "unicode/utf8.h"

namespace dateline::intake {
namespace {

constexpr std::size_t kMaxDepth = 512;  // deeper elements are read, but not remembered

struct Entity {
  std::string_view name;
  char32_t value;
};
// The named references that news pages use (HTML standard, 13.5); others stay as they are written.
constexpr std::array<Entity, 32> kEntities = {
    {{"amp", '&'},       {"lt", '<'},        {"gt", '>'},        {"quot", '"'},
     {"apos", '\''},     {"ndash", 0x2013},  {"mdash", 0x2014},  {"lsquo", 0x2018},
     {"rsquo", 0x2019},  {"sbquo", 0x201A},  {"ldquo", 0x201C},  {"rdquo", 0x201D},
     {"bdquo", 0x201E},  {"hellip", 0x2026}, {"bull", 0x2022},   {"trade", 0x2122},
     {"euro", 0x20AC},   {"thinsp", 0x2009}, {"ensp", 0x2002},   {"emsp", 0x2003},
     {"zwnj", 0x200C},   {"zwj", 0x200D},    {"lsaquo", 0x2039}, {"rsaquo", 0x203A},
     {"dagger", 0x2020}, {"permil", 0x2030}, {"prime", 0x2032},  {"minus", 0x2212},
     {"Scaron", 0x160},  {"scaron", 0x161},  {"OElig", 0x152},   {"oelig", 0x153}}};
// U+00A0 to U+00FF in order.
constexpr std::array<std::string_view, 96> kLatin1 = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

char32_t NamedEntity(std::string_view name) {
  for (const Entity& entity : kEntities) {
    if (entity.name == name) return entity.value;
  }
  const auto found = std::find(kLatin1.begin(), kLatin1.end(), name);
  if (found == kLatin1.end()) return 0;
  return found == kLatin1.begin() ? U' ' : static_cast<char32_t>(0xA0 + (found - kLatin1.begin()));
}

// 0 where `digits` is no number; U+FFFD for what is no character.
char32_t NumericEntity(std::string_view digits) {
  const bool is_hex = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X');
  if (is_hex) digits.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, is_hex ? 16 : 10);
  if (error != std::errc() || end != digits.data() + digits.size()) return 0;
  if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return 0xFFFD;
  if (value < 0x20) return value == '\t' || value == '\n' || value == '\r' ? U' ' : 0xFFFD;
  return FromWindows1252(value);
}

template <std::size_t N>
bool IsOneOf(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}
constexpr std::array<std::string_view, 9> kRawText = {
    "script", "style", "noscript", "template", "textarea", "iframe", "svg", "xmp", "noembed"};
constexpr std::array<std::string_view, 14> kVoid = {"area",  "base",   "br",    "col",  "embed",
                                                    "hr",    "img",    "input", "link", "meta",
                                                    "param", "source", "track", "wbr"};
constexpr std::array<std::string_view, 5> kHeadTags = {"base", "link", "meta", "title", "html"};
constexpr std::array<std::string_view, 8> kFurniture = {"nav",    "footer", "aside", "form",
                                                        "button", "select", "menu",  "dialog"};
constexpr std::array<std::string_view, 39> kBlockTags = {
    "p",       "div",    "section",    "article",    "main",     "header",  "h1",     "h2",
    "h3",      "h4",     "h5",         "h6",         "li",       "ul",      "ol",     "dl",
    "dt",      "dd",     "table",      "tr",         "td",       "th",      "tbody",  "thead",
    "caption", "figure", "figcaption", "blockquote", "pre",      "address", "hr",     "br",
    "body",    "html",   "title",      "center",     "fieldset", "details", "summary"};

struct Tag {
  std::string name;  // lower case
  bool is_end = false;
  bool closes_itself = false;
  std::vector<std::pair<std::string, std::string>> attributes;

  std::string_view Get(std::string_view key) const {
    for (const auto& [name_of, value] : attributes) {
      if (name_of == key) return value;
    }
    return {};
  }
};

struct RawBlock {
  std::string text;
  std::size_t link_bytes = 0;
  BlockKind kind = BlockKind::kParagraph;
  bool is_main = false;
  bool is_furniture = false;
};

void AppendDecoded(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '&') {
      out.push_back(text[at++]);
      continue;
    }
    const std::size_t semicolon = text.substr(at, 12).find(';');
    if (semicolon == std::string_view::npos || semicolon < 2) {
      out.push_back(text[at++]);
      continue;
    }
    const std::string_view name = text.substr(at + 1, semicolon - 1);
    const char32_t value = name[0] == '#' ? NumericEntity(name.substr(1)) : NamedEntity(name);
    if (value == 0) {
      out.push_back(text[at++]);
      continue;
    }
    unicode::AppendUtf8(value, out);
    at += semicolon + 1;
  }
}

// White space as HTML has it: runs are one space, none at the ends.
std::string Collapsed(std::string_view text) {
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = unicode::DecodeAt(text, at);
    if (unicode::IsSpace(c.value)) {
      gap = !out.empty();
    } else {
      if (gap) out.push_back(' ');
      gap = false;
      out.append(text.substr(at, c.size_bytes));
    }
    at += c.size_bytes;
  }
  return out;
}

class HtmlReader {
 public:
  HtmlReader(std::string_view html, text::Document& document) : html_(html), document_(document) {}

  void Run() {
    while (at_ < html_.size()) {
      if (html_[at_] == '<' && Markup()) continue;
      const std::size_t next = std::min(html_.find('<', at_ + 1), html_.size());
      Text(html_.substr(at_, next - at_));
      at_ = next;
    }
    EndBlock();
    TakeMetadata();
    Assemble();
  }

 private:
  bool Markup() {
    const std::string_view rest = html_.substr(at_);
    if (rest.substr(0, 4) == "<!--") {
      const std::size_t end = html_.find("-->", at_ + 4);
      at_ = end == std::string_view::npos ? html_.size() : end + 3;
      return true;
    }
    if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?')) {
      const std::size_t end = html_.find('>', at_);
      at_ = end == std::string_view::npos ? html_.size() : end + 1;
      return true;
    }
    const std::size_t name_at = rest.size() > 1 && rest[1] == '/' ? 2 : 1;
    if (rest.size() <= name_at || !((rest[name_at] | 32) >= 'a' && (rest[name_at] | 32) <= 'z'))
      return false;
    const Tag tag = ReadTag();
    if (!tag.is_end && tag.name == "title") {
      Title();
    } else if (!tag.is_end && IsOneOf(tag.name, kRawText) && !tag.closes_itself) {
      RawText(tag);
    } else if (tag.is_end) {
      Close(tag.name);
    } else {
      Open(tag);
    }
    return true;
  }

  Tag ReadTag() {
    Tag tag;
    ++at_;
    if (html_[at_] == '/') {
      tag.is_end = true;
      ++at_;
    }
    const auto ends_name = [](char c) {
      return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '=';
    };
    while (at_ < html_.size() && !ends_name(html_[at_])) tag.name.push_back(Lower(html_[at_++]));
    while (at_ < html_.size() && html_[at_] != '>') {
      if (ends_name(html_[at_])) {
        tag.closes_itself = html_[at_] == '/';
        ++at_;
        continue;
      }
      std::string key;
      while (at_ < html_.size() && !ends_name(html_[at_])) key.push_back(Lower(html_[at_++]));
      while (at_ < html_.size() && IsBlank(html_[at_])) ++at_;
      std::string value;
      if (at_ < html_.size() && html_[at_] == '=') {
        ++at_;
        while (at_ < html_.size() && IsBlank(html_[at_])) ++at_;
        const char quote = at_ < html_.size() ? html_[at_] : '\0';
        std::size_t end;
        if (quote == '"' || quote == '\'') {
          ++at_;
          end = std::min(html_.find(quote, at_), html_.size());
        } else {
          end = at_;
          while (end < html_.size() && !IsBlank(html_[end]) && html_[end] != '>') ++end;
        }
        AppendDecoded(html_.substr(at_, end - at_), value);
        at_ = end + (quote == '"' || quote == '\'' ? 1 : 0);
        at_ = std::min(at_, html_.size());
      }
      if (tag.attributes.size() < 32) tag.attributes.emplace_back(std::move(key), std::move(value));
    }
    if (at_ < html_.size()) ++at_;
    return tag;
  }

  static char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
  static std::string Lowered(std::string_view text) {
    std::string out;
    for (const char c : text) out.push_back(Lower(c));
    return out;
  }
  static bool EndsBlock(std::string_view name) {
    return IsOneOf(name, kBlockTags) || IsOneOf(name, kFurniture);
  }
  static bool IsBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  // A title holds no markup: it ends where the next tag begins, also where its end tag is missing.
  void Title() {
    const std::size_t end = std::min(html_.find('<', at_), html_.size());
    if (title_.empty()) AppendDecoded(html_.substr(at_, end - at_), title_);
    at_ = end;
  }

  // Skips to the end tag; JSON-LD is kept for the metadata.
  void RawText(const Tag& tag) {
    const std::size_t begin = at_;
    const std::string end_tag = "</" + tag.name;
    std::size_t end = begin;
    while (true) {
      end = html_.find("</", end);
      if (end == std::string_view::npos) break;
      std::size_t i = 0;
      while (i < end_tag.size() && end + i < html_.size() && Lower(html_[end + i]) == end_tag[i])
        ++i;
      if (i == end_tag.size()) break;
      end += 2;
    }
    if (end == std::string_view::npos) end = html_.size();
    if (tag.name == "script" && tag.Get("type") == "application/ld+json" && json_ld_.size() < 8) {
      json_ld_.emplace_back(html_.substr(begin, end - begin));
    }
    const std::size_t close = html_.find('>', end);
    at_ = close == std::string_view::npos ? html_.size() : close + 1;
  }

  void Open(const Tag& tag) {
    if (EndsBlock(tag.name)) EndBlock();
    if (tag.name == "meta") Meta(tag);
    if (tag.name == "html" && !tag.Get("lang").empty())
      document_.info.language = Lowered(tag.Get("lang").substr(0, 2));
    if (tag.name == "time" && published_.empty()) published_ = tag.Get("datetime");
    if (IsOneOf(tag.name, kVoid)) return;
    if (in_head_ > 0 && !IsOneOf(tag.name, kHeadTags)) Close("head");
    // End tags that the standard lets a page leave out.
    if (tag.name == "p") return;
    if (in_link_ > 0 && tag.name == "a") Close("a");
    if (!stack_.empty() && tag.name == "li" && stack_.back() == "li") Close("li");
    if (stack_.size() >= kMaxDepth) {
      ++forgotten_;
      return;
    }
    stack_.push_back(tag.name);
    Count(tag.name, 1);
  }

  void Close(const std::string& name) {
    if (EndsBlock(name)) EndBlock();
    if (name == "p" || IsOneOf(name, kVoid)) return;
    if (forgotten_ > 0) {
      --forgotten_;
      return;
    }
    const auto found = std::find(stack_.rbegin(), stack_.rend(), name);
    if (found == stack_.rend()) return;
    while (true) {
      const std::string top = std::move(stack_.back());
      stack_.pop_back();
      Count(top, -1);
      if (top == name) break;
    }
  }

  void Count(const std::string& name, int by) {
    if (name == "a") in_link_ += by;
    if (name == "article" || name == "main") in_main_ += by;
    if (IsOneOf(name, kFurniture)) in_furniture_ += by;
    if (name == "figcaption" || name == "caption") in_caption_ += by;
    if (name == "li") in_list_ += by;
    if (name == "h1") in_h1_ += by;
    if (name.size() == 2 && name[0] == 'h' && name[1] >= '2' && name[1] <= '6') in_subhead_ += by;
    if (name == "head") in_head_ += by;
  }

  void Text(std::string_view text) {
    const std::size_t had = block_.text.size();
    AppendDecoded(text, block_.text);
    if (in_link_ > 0) block_.link_bytes += block_.text.size() - had;
  }

  void EndBlock() {
    RawBlock block = std::move(block_);
    block_ = {};
    block.text = Collapsed(block.text);
    if (block.text.empty()) return;
    if (in_head_ > 0 && in_main_ == 0) return;
    block.is_main = in_main_ > 0;
    block.is_furniture = in_furniture_ > 0;
    if (in_h1_ > 0)
      block.kind = BlockKind::kHeadline;
    else if (in_subhead_ > 0)
      block.kind = BlockKind::kSubhead;
    else if (in_caption_ > 0)
      block.kind = BlockKind::kCaption;
    else if (in_list_ > 0)
      block.kind = BlockKind::kList;
    // A line that is nothing but a link leads to another story.
    if (block.link_bytes * 10 > block.text.size() * 8 && block.kind != BlockKind::kHeadline) {
      block.kind = BlockKind::kRelated;
    }
    blocks_.push_back(std::move(block));
  }

  void Meta(const Tag& tag) {
    const std::string_view name =
        tag.Get("property").empty() ? tag.Get("name") : tag.Get("property");
    const std::string_view content = tag.Get("content");
    if (name == "og:title") og_title_ = content;
    if (name == "og:site_name") site_ = content;
    if (name == "author" && !content.empty()) authors_.emplace_back(content);
    if (name == "article:published_time" || name == "datePublished" || name == "date" ||
        name == "DC.date.issued") {
      published_ = content;
    }
  }

  void TakeMetadata() {
    for (const std::string& json : json_ld_) JsonLd(json);
    DocumentInfo& info = document_.info;
    if (info.title.empty()) info.title = Collapsed(!og_title_.empty() ? og_title_ : title_);
    if (info.publisher.empty()) info.publisher = Collapsed(site_);
    if (info.authors.empty()) info.authors = authors_;
    if (!info.published.value && published_.size() >= 10) {
      const auto day = ParseDay(std::string_view(published_).substr(0, 10));
      if (day.ok()) info.published = {*day, DateBasis::kMetadata};
    }
  }

  // schema.org's NewsArticle; what cannot be read is left alone.
  void JsonLd(const std::string& json) {
    simdjson::dom::parser parser(1 << 22);
    simdjson::dom::element root;
    if (parser.parse(json).get(root) != simdjson::SUCCESS) return;
    simdjson::dom::array list;
    if (root["@graph"].get(list) == simdjson::SUCCESS || root.get(list) == simdjson::SUCCESS) {
      for (const simdjson::dom::element item : list) TakeArticle(item);
    } else {
      TakeArticle(root);
    }
  }

  void TakeArticle(simdjson::dom::element article) {
    std::string_view text;
    if (article["datePublished"].get(text) == simdjson::SUCCESS) published_ = text;
    if (article["headline"].get(text) == simdjson::SUCCESS && og_title_.empty()) og_title_ = text;
    if (site_.empty()) site_ = NameOf(article["publisher"]);
    if (!authors_.empty()) return;
    simdjson::dom::array authors;
    if (article["author"].get(authors) != simdjson::SUCCESS) {
      AddAuthor(NameOf(article["author"]));
      return;
    }
    for (simdjson::dom::element author : authors) AddAuthor(NameOf(std::move(author)));
  }

  // A person or organisation of schema.org: an object with a name, or the name itself.
  static std::string_view NameOf(simdjson::simdjson_result<simdjson::dom::element> who) {
    std::string_view name;
    if (who["name"].get(name) == simdjson::SUCCESS || who.get(name) == simdjson::SUCCESS)
      return name;
    return {};
  }
  void AddAuthor(std::string_view name) {
    if (!name.empty() && authors_.size() < 16) authors_.emplace_back(name);
  }

  void Assemble() {
    std::size_t main_bytes = 0;
    for (const RawBlock& block : blocks_) {
      if (block.is_main && !block.is_furniture) main_bytes += block.text.size();
    }
    const bool has_main = main_bytes >= 200;
    for (const RawBlock& block : blocks_) {
      if (block.is_furniture || (has_main && !block.is_main && block.kind != BlockKind::kHeadline))
        continue;
      if (!document_.text.empty()) document_.text.push_back('\n');
      const std::size_t begin = document_.text.size();
      document_.text.append(block.text);
      document_.hints.push_back({block.kind, ByteSpan::FromSizes(begin, document_.text.size())});
    }
  }

  std::string_view html_;
  text::Document& document_;
  std::size_t at_ = 0;
  std::vector<std::string> stack_;  // open elements
  std::size_t forgotten_ = 0;       // open elements below the deepest that is remembered
  int in_link_ = 0, in_main_ = 0, in_furniture_ = 0, in_caption_ = 0, in_list_ = 0, in_h1_ = 0,
      in_subhead_ = 0, in_head_ = 0;
  RawBlock block_;
  std::vector<RawBlock> blocks_;
  std::vector<std::string> json_ld_;
  std::vector<std::string> authors_;
  std::string title_, og_title_, site_, published_;
};

}  // namespace

void ReadHtml(std::string_view html, text::Document& document) {
  if (unicode::IsValidUtf8(html)) {
    HtmlReader(html, document).Run();
  } else {
    const std::string converted = ToUtf8(html, CharsetOf(DeclaredCharset(html)));
    HtmlReader(converted, document).Run();
  }
}

}  // namespace dateline::intake
