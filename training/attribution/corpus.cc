#include "corpus.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "attribution/rules.h"
#include "intake/intake.h"
#include "io/env.h"
#include "model/resources.h"
#include "unicode/utf8.h"

namespace dateline::attribution::training {
namespace {

struct Spans {
  std::vector<std::pair<std::size_t, std::size_t>> spans;  // code points
};

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t at = text.find(separator);
    out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

std::size_t Number(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// brat standoff: "T3<tab>Content 10 20;25 30<tab>words" and "E1<tab>Attribution:T9 Source:T2 ...".
class Annotation {
 public:
  Annotation(const Article& article, std::string_view ann) : article_(article) {
    code_points_.reserve(article.document.text.size() + 1);
    const std::string& text = article.document.text;
    for (std::size_t at = 0; at < text.size(); at += unicode::DecodeAt(text, at).size_bytes)
      code_points_.push_back(at);
    code_points_.push_back(text.size());
    for (const std::string_view line : Split(ann, '\n')) {
      if (line.size() > 1 && line[0] == 'T' && line[1] >= '0' && line[1] <= '9') ReadSpan(line);
    }
    for (const std::string_view line : Split(ann, '\n')) {
      if (line.size() > 1 && line[0] == 'E' && line[1] >= '0' && line[1] <= '9') ReadEvent(line);
    }
  }

  std::vector<Tag> Tags(std::vector<TokenIndex>& cue_heads) const {
    std::vector<Tag> tags(article_.structure.tokens.size(), Tag::kOutside);
    for (const Part part : {Part::kContent, Part::kSource, Part::kCue}) {
      for (const auto& event : events_) {
        for (const auto& [kind, span] : event) {
          if (kind == part) Put(span, part, tags);
        }
      }
    }
    std::vector<std::pair<Part, Span>> parts;
    for (const auto& event : events_) parts.insert(parts.end(), event.begin(), event.end());
    for (const auto& [kind, span] : parts) {
      if (kind != Part::kCue) continue;
      const TokenRange range = TokensOf(span);
      for (TokenIndex t = range.first; t < range.end; ++t) {
        const auto head = article_.language.words[t].head;
        if (head && range.Contains(*head)) continue;
        cue_heads.push_back(t);
        break;
      }
    }
    return tags;
  }

  std::vector<Marked> Attributions() const {
    std::vector<Marked> out;
    for (const auto& event : events_) {
      Marked marked;
      for (const auto& [part, span] : event) {
        AddRanges(TokensOf(span), part == Part::kSource ? marked.source
                                  : part == Part::kCue  ? marked.cue
                                                        : marked.content);
      }
      out.push_back(std::move(marked));
    }
    return out;
  }

 private:
  using Span = std::pair<std::size_t, std::size_t>;  // code points

  void AddRanges(TokenRange range, std::vector<TokenRange>& out) const {
    for (TokenIndex t = range.first; t < range.end; ++t) {
      if (!out.empty() && out.back().end == t && BlockOf(out.back().first) == BlockOf(t)) {
        out.back().end = t.next();
      } else {
        out.push_back({t, t.next()});
      }
    }
    std::sort(out.begin(), out.end(),
              [](const TokenRange& a, const TokenRange& b) { return a.first < b.first; });
  }

  void ReadSpan(std::string_view line) {
    const auto columns = Split(line, '\t');
    if (columns.size() < 2) return;
    const std::size_t blank = columns[1].find(' ');
    if (blank == std::string_view::npos) return;
    for (const std::string_view piece : Split(columns[1].substr(blank + 1), ';')) {
      const auto ends = Split(piece, ' ');
      if (ends.size() >= 2)
        spans_[std::string(columns[0])].push_back({Number(ends[0]), Number(ends[1])});
    }
  }

  void ReadEvent(std::string_view line) {
    const auto columns = Split(line, '\t');
    if (columns.size() < 2) return;
    events_.emplace_back();
    for (const std::string_view argument : Split(columns[1], ' ')) {
      const std::size_t colon = argument.find(':');
      if (colon == std::string_view::npos) continue;
      const std::string_view role = argument.substr(0, colon);
      Part part = Part::kNone;
      if (role.substr(0, 6) == "Source") part = Part::kSource;
      if (role.substr(0, 3) == "Cue") part = Part::kCue;
      if (role.substr(0, 7) == "Content") part = Part::kContent;
      if (part == Part::kNone) continue;
      for (const Span& span : spans_[std::string(argument.substr(colon + 1))])
        events_.back().push_back({part, span});
    }
  }

  TokenRange TokensOf(const Span& span) const {
    const auto& tokens = article_.structure.tokens;
    const std::size_t last = code_points_.size() - 1;
    const std::size_t begin = code_points_[std::min(span.first, last)];
    const std::size_t end = code_points_[std::min(span.second, last)];
    const auto from =
        std::lower_bound(tokens.begin(), tokens.end(), begin,
                         [](const Token& t, std::size_t at) { return t.span.end().value() <= at; });
    const auto to = std::lower_bound(from, tokens.end(), end, [](const Token& t, std::size_t at) {
      return t.span.begin().value() < at;
    });
    return {TokenIndex::FromSize(static_cast<std::size_t>(from - tokens.begin())),
            TokenIndex::FromSize(static_cast<std::size_t>(to - tokens.begin()))};
  }

  void Put(const Span& span, Part part, std::vector<Tag>& tags) const {
    const TokenRange range = TokensOf(span);
    for (TokenIndex t = range.first; t < range.end; ++t) {
      const bool starts_block = t.value() > 0 && BlockOf(t) != BlockOf(t.previous());
      tags[t.value()] = t == range.first || starts_block ? BeginOf(part) : InsideOf(part);
    }
    // A span that this one cut in two begins again behind it.
    if (!range.is_empty() && range.end.value() < tags.size()) {
      Tag& after = tags[range.end.value()];
      if (after != Tag::kOutside && !IsBegin(after) && PartOf(after) != part)
        after = BeginOf(PartOf(after));
    }
  }

  BlockIndex BlockOf(TokenIndex t) const {
    return article_.structure.sentences[article_.structure.tokens[t].sentence].block;
  }

  const Article& article_;
  std::vector<std::size_t> code_points_;
  std::map<std::string, std::vector<Span>> spans_;
  std::vector<std::vector<std::pair<Part, Span>>> events_;
};

Result<std::unique_ptr<Article>> ReadArticle(const std::string& path, const Readers& readers) {
  auto article = std::make_unique<Article>();
  DL_ASSIGN_OR_RETURN(const std::string bytes, io::SystemEnv().ReadFile(path, 1 << 24));
  intake::IntakeOptions options;
  options.format = intake::InputFormat::kText;
  DL_ASSIGN_OR_RETURN(article->document, intake::ReadDocument(bytes, options));
  DL_ASSIGN_OR_RETURN(article->structure, readers.structure.Run(article->document));
  const text::StructureView structure{article->document.text, article->document.info,
                                      article->structure.blocks, article->structure.sentences,
                                      article->structure.tokens};
  DL_ASSIGN_OR_RETURN(article->language, readers.language.Run(structure));
  article->view = std::make_unique<text::LanguageView>(
      text::LanguageView{structure, article->language.words, article->language.mentions});
  DL_ASSIGN_OR_RETURN(const auto places, readers.places.Run(*article->view));
  DL_ASSIGN_OR_RETURN(auto actors,
                      readers.actors.Run(text::ActorInput{*article->view, places.places}));
  article->language.mentions = std::move(actors.mentions);  // which the view looks at
  article->quotes = std::make_unique<QuoteLayer>(FindQuotes(*article->view));
  article->tree = std::make_unique<Tree>(*article->view, [&](TokenIndex t) {
    return readers.lexicon.Is(unicode::Lowercase(article->view->surface(t)), WordKind::kDay);
  });
  article->scene = std::make_unique<Scene>(Scene{*article->view, readers.lexicon, *article->tree,
                                                 *article->quotes, LowerSurfaces(*article->view),
                                                 BodyBegins(*article->view)});
  article->rules = ComposeRules(*article->scene);
  return article;
}

}  // namespace

Result<Readers> Readers::Load() {
  DL_ASSIGN_OR_RETURN(const std::string_view model, model::Resource("models/english.dlm"));
  DL_ASSIGN_OR_RETURN(auto gazetteer, pipeline::GazetteerFile::Open("", {}));
  DL_ASSIGN_OR_RETURN(auto structure, structure::StructureStage::Load());
  DL_ASSIGN_OR_RETURN(auto language, language::LanguageStage::Load(model));
  DL_ASSIGN_OR_RETURN(auto places, places::PlacesStage::Load(gazetteer.bytes()));
  DL_ASSIGN_OR_RETURN(auto actors, actors::ActorsStage::Load(nullptr));
  DL_ASSIGN_OR_RETURN(auto lexicon, Lexicon::Load());
  return Readers{std::move(gazetteer), std::move(structure), std::move(language),
                 std::move(places),    std::move(actors),    std::move(lexicon)};
}

Result<std::vector<std::unique_ptr<Article>>> ReadCorpus(const std::string& folder,
                                                         const Readers& readers) {
  std::vector<std::unique_ptr<Article>> out;
  io::Listing texts = io::SystemEnv().ListFiles(folder + "/text");
  io::Listing annotations = io::SystemEnv().ListFiles(folder + "/attributions");
  for (const io::Listing* listing : {&texts, &annotations}) {
    if (!listing->errors.empty()) return listing->errors.front();
  }
  std::sort(texts.files.begin(), texts.files.end());
  std::sort(annotations.files.begin(), annotations.files.end());
  for (const std::string& path : texts.files) {
    const std::string stem = path.substr(path.rfind('/') + 1, path.size() - path.rfind('/') - 5);
    DL_ASSIGN_OR_RETURN(auto article, ReadArticle(path, readers));
    article->name = stem;
    const std::string prefix = folder + "/attributions/" + stem + "_";
    for (auto at = std::lower_bound(annotations.files.begin(), annotations.files.end(), prefix);
         at != annotations.files.end() && at->compare(0, prefix.size(), prefix) == 0; ++at) {
      DL_ASSIGN_OR_RETURN(const std::string ann, io::SystemEnv().ReadFile(*at, 1 << 24));
      article->cue_heads.emplace_back();
      const Annotation annotation(*article, ann);
      article->gold.push_back(annotation.Tags(article->cue_heads.back()));
      article->marked.push_back(annotation.Attributions());
    }
    if (!article->gold.empty()) out.push_back(std::move(article));
  }
  return out;
}

}  // namespace dateline::attribution::training
