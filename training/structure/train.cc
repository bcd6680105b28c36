// Trains data/structure/boundaries.en.tsv: which gaps between tokens end a sentence.
//
// usage: train_structure OUT.tsv TRAIN.conllu... [--dev DEV.conllu...]
//
// The text of a treebank is rebuilt from its tokens (SpaceAfter=No, # newpar), cut into blocks and
// tokens by the stage itself, and every gap that the stage would judge becomes an example. What the
// rules say is a feature, so that the weights correct the rules and do not replace them. Prints how
// many gaps of DEV are judged right.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "logistic.h"
#include "model/resources.h"
#include "structure/blocks.h"
#include "structure/sentences.h"
#include "structure/tokenizer.h"
#include "unicode/utf8.h"

namespace dateline::training {
namespace {

constexpr std::size_t kLeastSeen = 3;  // a feature seen less often tells of its text only
constexpr double kLeastWeight = 0.08;  // below it a feature changes nothing

[[noreturn]] void Fail(const std::string& message) {
  std::fprintf(stderr, "train_structure: %s\n", message.c_str());
  std::exit(1);
}

struct GoldDocument {
  text::Document document;
  std::set<std::size_t> ends;  // bytes at which a sentence ends
};

std::vector<std::string> Cells(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
  return cells;
}

// One CoNLL-U file, cut at "# newdoc".
std::vector<GoldDocument> ReadTreebank(const std::string& path) {
  std::ifstream in(path);
  if (!in) Fail(path + ": cannot be read");
  std::vector<GoldDocument> documents;
  std::string* text = nullptr;
  int words_to_skip = 0;  // of the range whose form was written
  bool needs_space = false;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("# newdoc", 0) == 0) {
      documents.emplace_back();
      text = &documents.back().document.text;
      needs_space = false;
    } else if (line.rfind("# newpar", 0) == 0 && text != nullptr && !text->empty()) {
      *text += "\n\n";
      needs_space = false;
    } else if (line.empty()) {
      if (text != nullptr && !text->empty()) documents.back().ends.insert(text->size());
    } else if (line[0] != '#' && text != nullptr) {
      const std::vector<std::string> cells = Cells(line);
      if (cells.size() != 10) Fail(path + ": found a line without ten columns: " + line);
      if (cells[0].find('.') != std::string::npos) continue;
      const std::size_t hyphen = cells[0].find('-');
      if (hyphen == std::string::npos && words_to_skip > 0) {
        --words_to_skip;
        continue;
      }
      if (hyphen != std::string::npos) {
        words_to_skip =
            std::stoi(cells[0].substr(hyphen + 1)) - std::stoi(cells[0].substr(0, hyphen)) + 1;
      }
      if (needs_space) *text += ' ';
      *text += cells[1];
      needs_space = cells[9].find("SpaceAfter=No") == std::string::npos;
    }
  }
  return documents;
}

structure::Lexicon ReadLexicon() {
  constexpr char kTable[] = "data/structure/words.en.tsv";
  const auto table = model::Resource(kTable);
  if (!table.ok()) Fail(table.error().ToString());
  auto lexicon = structure::ParseLexicon(*table, kTable);
  if (!lexicon.ok()) Fail(lexicon.error().ToString());
  return std::move(lexicon).value();
}

// Calls visit(context, gap, is_end) for every gap of a document that is judged.
template <typename Visit>
void ForEachGoldGap(const GoldDocument& gold, const structure::Lexicon& lexicon,
                    const Visit& visit) {
  const std::string& text = gold.document.text;
  structure::BlockTokens tokens;
  for (const Block& block : structure::FindBlocks(gold.document, lexicon)) {
    structure::Tokenize(text, block.span, lexicon, tokens);
    if (tokens.spans.empty()) continue;
    const auto rules = structure::RuleVerdicts(text, tokens.spans, lexicon);
    const structure::BoundaryContext context(text, tokens.spans);
    structure::ForEachGap(text, tokens.spans, rules, context, [&](const structure::Gap& gap) {
      const bool is_end = gold.ends.contains(tokens.spans[gap.at].end().value());
      visit(context, gap, is_end);
      return is_end;
    });
  }
}

using FeatureName = std::pair<char, std::string>;

struct Examples {
  std::map<FeatureName, std::uint32_t> numbers;
  std::vector<LogisticExample> examples;
};

Examples Collect(const std::vector<GoldDocument>& documents, const structure::Lexicon& lexicon) {
  std::map<FeatureName, std::size_t> seen;
  const auto name = [](const structure::BoundaryFeature& feature) {
    return FeatureName(feature.question, std::string(feature.answer));
  };
  for (const GoldDocument& gold : documents) {
    ForEachGoldGap(gold, lexicon, [&](const auto& context, const structure::Gap& gap, bool) {
      context.ForEach(gap, [&](const auto& feature) { ++seen[name(feature)]; });
    });
  }
  Examples out;
  for (const auto& [feature, count] : seen) {
    if (count >= kLeastSeen && unicode::IsValidUtf8(feature.second))
      out.numbers.emplace(feature, static_cast<std::uint32_t>(out.numbers.size()));
  }
  for (const GoldDocument& gold : documents) {
    ForEachGoldGap(gold, lexicon, [&](const auto& context, const structure::Gap& gap, bool is_end) {
      LogisticExample example;
      example.is_positive = is_end;
      context.ForEach(gap, [&](const auto& feature) {
        const auto found = out.numbers.find(name(feature));
        if (found != out.numbers.end()) example.features.push_back(found->second);
      });
      out.examples.push_back(std::move(example));
    });
  }
  return out;
}

std::string Table(const Examples& examples, const std::vector<double>& weights) {
  std::string out =
      "# question\tanswer\tweight\n"
      "# Weights of the judge of sentence ends (src/structure/boundary.h says what each question "
      "asks), learned by\n"
      "# training/structure/train.sh from UD English EWT and GUM. Not edited by hand. Above 0 in "
      "sum: a sentence ends.\n";
  for (const auto& [feature, number] : examples.numbers) {
    const double weight = weights[number];
    if (std::abs(weight) < kLeastWeight) continue;
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.2f", weight);
    out += std::string(1, feature.first) + "\t" + feature.second + "\t" + digits + "\n";
  }
  return out;
}

void Evaluate(const std::string& path, const structure::Lexicon& lexicon,
              const structure::BoundaryJudge& judge) {
  std::size_t right = 0, predicted = 0, wanted = 0, by_rules = 0, right_rules = 0;
  for (const GoldDocument& gold : ReadTreebank(path)) {
    ForEachGoldGap(gold, lexicon, [&](const auto& context, const structure::Gap& gap, bool is_end) {
      const bool is_judged = judge.Score(context, gap) > 0;
      right += is_judged && is_end ? 1 : 0;
      predicted += is_judged ? 1 : 0;
      wanted += is_end ? 1 : 0;
      by_rules += (gap.rule == structure::RuleVerdict::kEnd) ? 1 : 0;
      right_rules += (gap.rule == structure::RuleVerdict::kEnd) && is_end ? 1 : 0;
    });
  }
  const auto f1 = [&](std::size_t hits, std::size_t found) {
    return 200.0 * static_cast<double>(hits) /
           static_cast<double>(std::max<std::size_t>(found + wanted, 1));
  };
  std::printf("%s: ends inside blocks, F1 %.2f (rules alone %.2f) of %zu\n", path.c_str(),
              f1(right, predicted), f1(right_rules, by_rules), wanted);
}

int Run(int argc, char** argv) {
  std::vector<std::string> train, dev;
  bool is_dev = false;
  for (int i = 2; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--dev") {
      is_dev = true;
    } else {
      (is_dev ? dev : train).push_back(argument);
    }
  }
  if (train.empty()) {
    std::fprintf(stderr, "usage: train_structure OUT.tsv TRAIN.conllu... [--dev DEV.conllu...]\n");
    return 2;
  }
  const structure::Lexicon lexicon = ReadLexicon();
  std::vector<GoldDocument> documents;
  for (const std::string& path : train) {
    for (GoldDocument& gold : ReadTreebank(path)) documents.push_back(std::move(gold));
  }
  const Examples examples = Collect(documents, lexicon);
  const std::vector<double> weights = TrainLogistic(examples.examples, examples.numbers.size(),
                                                    LogisticOptions{20, 0.1, 2e-5, 20220909});
  const std::string table = Table(examples, weights);
  std::ofstream(argv[1]) << table;
  std::printf("%zu documents, %zu gaps, %zu features, %zu bytes\n", documents.size(),
              examples.examples.size(), examples.numbers.size(), table.size());
  const auto judge = structure::BoundaryJudge::Parse(table, argv[1]);
  if (!judge.ok()) Fail(judge.error().ToString());
  for (const std::string& path : dev) Evaluate(path, lexicon, *judge);
  return 0;
}

}  // namespace
}  // namespace dateline::training

int main(int argc, char** argv) { return dateline::training::Run(argc, argv); }
