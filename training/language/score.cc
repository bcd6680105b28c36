#include "score.h"

#include <cstdio>
#include <ctime>
#include <string_view>

#include "language/lexeme.h"
#include "language/morphology.h"
#include "language/names.h"
#include "language/parser.h"
#include "language/tagger.h"
#include "language/word_classes.h"
#include "text/enum_names.h"

namespace dateline::training {
namespace {

double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Adds the time that it lives to a counter.
class Timer {
 public:
  explicit Timer(double& spent) : spent_(spent), begin_(CpuSeconds()) {}
  ~Timer() { spent_ += CpuSeconds() - begin_; }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

 private:
  double& spent_;
  double begin_;
};

double Percent(double part, double whole) { return whole > 0 ? 100.0 * part / whole : 0; }

std::string_view Universal(Deprel deprel) {
  const std::string_view name = text::NameOf(deprel);
  return name.substr(0, name.find(':'));
}

}  // namespace

Status ScoreTrees(const model::Container& model, const std::string& name,
                  const std::vector<TreeSentence>& gold) {
  DL_ASSIGN_OR_RETURN(const auto classes, language::WordClasses::Load(model));
  DL_ASSIGN_OR_RETURN(const auto tagger, language::Tagger::Load(model));
  DL_ASSIGN_OR_RETURN(const auto parser, language::Parser::Load(model));
  DL_ASSIGN_OR_RETURN(const auto morphology, language::Morphology::Load(model, tagger.tags(), {}));
  std::vector<std::vector<std::string_view>> forms(gold.size());
  std::vector<std::vector<language::Lexeme>> words(gold.size());
  std::vector<std::vector<language::TagId>> tags(gold.size());
  double lexeme_time = 0, tag_time = 0, tree_time = 0;
  for (std::size_t n = 0; n < gold.size(); ++n) {
    for (const TreeWord& word : gold[n]) forms[n].push_back(word.form);
  }
  {
    const Timer timer(lexeme_time);
    for (std::size_t n = 0; n < gold.size(); ++n) {
      language::MakeLexemes(forms[n], words[n]);
      classes.Fill(words[n]);
    }
  }
  {
    const Timer timer(tag_time);
    for (std::size_t n = 0; n < gold.size(); ++n) tagger.Run(words[n], tags[n]);
  }
  double all = 0, upos = 0, xpos = 0, feats = 0, lemma = 0, uas = 0, las = 0, exact = 0;
  language::ParserState state;
  for (std::size_t n = 0; n < gold.size(); ++n) {
    {
      const Timer timer(tree_time);
      parser.Run(words[n], tags[n], tagger.tags(), state);
    }
    for (std::size_t i = 0; i < gold[n].size(); ++i) {
      const TreeWord& word = gold[n][i];
      const language::Tag& tag = tagger.tags()[tags[n][i]];
      const language::Node& node = state.node(static_cast<std::uint32_t>(i + 1));
      ++all;
      upos += tag.upos == word.upos ? 1 : 0;
      xpos += tag.xpos == word.xpos ? 1 : 0;
      feats += morphology.Feats(words[n][i], tags[n][i]) == word.feats ? 1 : 0;
      lemma += morphology.Lemma(words[n][i], word.form, tags[n][i]) == word.lemma ? 1 : 0;
      if (node.head != word.head) continue;
      ++uas;
      las += Universal(node.label) == Universal(word.deprel) ? 1 : 0;
      exact += node.label == word.deprel ? 1 : 0;
    }
  }
  std::printf(
      "%-14s UPOS %.2f XPOS %.2f FEATS %.2f lemma %.2f UAS %.2f LAS %.2f with subtypes %.2f\n",
      name.c_str(), Percent(upos, all), Percent(xpos, all), Percent(feats, all),
      Percent(lemma, all), Percent(uas, all), Percent(las, all), Percent(exact, all));
  std::printf("%-14s tokens a CPU second: forms %.0fk, tags %.0fk, trees %.0fk\n", "",
              all / lexeme_time / 1000, all / tag_time / 1000, all / tree_time / 1000);
  return Done{};
}

Status ScoreNames(const model::Container& model, const std::string& name,
                  const std::vector<NameSentence>& gold) {
  DL_ASSIGN_OR_RETURN(const auto classes, language::WordClasses::Load(model));
  DL_ASSIGN_OR_RETURN(const auto tagger, language::Tagger::Load(model));
  DL_ASSIGN_OR_RETURN(const auto finder, language::NameFinder::Load(model));
  double found = 0, wanted = 0, right = 0, spans_right = 0, tokens = 0, time = 0;
  language::NameFinder::Scratch scratch;
  std::vector<language::NameSpan> spans;
  std::vector<language::Lexeme> words;
  std::vector<language::TagId> tags;
  for (const NameSentence& sentence : gold) {
    const std::vector<std::string_view> forms(sentence.forms.begin(), sentence.forms.end());
    language::MakeLexemes(forms, words);
    classes.Fill(words);
    tagger.Run(words, tags);
    {
      const Timer timer(time);
      finder.Run(words, tags, scratch, spans);
    }
    tokens += static_cast<double>(words.size());
    for (const std::uint32_t states : sentence.allowed) {
      // A begin or a unit of any class opens a gold span.
      wanted += (states & 1u) == 0 && (states & (0x222222u | 0x222222u << 3u)) != 0 ? 1 : 0;
    }
    found += static_cast<double>(spans.size());
    for (const language::NameSpan& span : spans) {
      bool is_right = true;
      bool is_span = true;
      for (std::size_t i = span.first; i < span.end; ++i) {
        const bool is_first = i == span.first;
        const bool is_last = i + 1 == span.end;
        const int part = is_first && is_last ? 3 : is_first ? 0 : is_last ? 2 : 1;
        const std::uint32_t states = sentence.allowed[i];
        is_right = is_right && (states & 1u) == 0 &&
                   ((states >> StateOf(span.name_class, part)) & 1u) != 0;
        is_span = is_span && (states & 1u) == 0 && (states & (0x222222u << part)) != 0;
      }
      right += is_right ? 1 : 0;
      spans_right += is_span ? 1 : 0;
    }
  }
  std::printf("%-14s P %.2f R %.2f F1 %.2f, untyped F1 %.2f; %.0fk tokens a CPU second\n",
              name.c_str(), Percent(right, found), Percent(right, wanted),
              Percent(2 * right, found + wanted), Percent(2 * spans_right, found + wanted),
              tokens / time / 1000);
  return Done{};
}

}  // namespace dateline::training
