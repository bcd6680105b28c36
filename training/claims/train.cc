// Trains models/claims.dlm and prints what it is worth by cross-validation.
//
// usage: train_claims OUT.dlm NAME MUC.corpus [GOLD.corpus...]
//
// The corpora are what corpus.py writes. Fillers are trained on the first alone; the confidence of
// claims on all, where a feature says which corpus a document is of, so that the rate of the first
// (where only some acts count) does not pull down the others. Only tables and weights are kept, no
// words of the corpora.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "claims/claims.h"
#include "claims/confidence.h"
#include "claims/fillers.h"
#include "claims/ontology.h"
#include "intake/intake.h"
#include "model/container.h"
#include "pipeline/pipeline.h"
#include "take_line.h"

namespace dateline::training {
namespace {

constexpr int kFolds = 5;
constexpr int kEpochs = 8;
constexpr float kRate = 0.1F;
constexpr float kDecay = 1e-4F;

[[noreturn]] void Fail(const Error& error) {
  std::fprintf(stderr, "train_claims: %s\n", error.ToString().c_str());
  std::exit(1);
}

template <typename T>
T Take(Result<T> result) {
  if (!result.ok()) Fail(result.error());
  return std::move(*result);
}

struct GoldClaim {
  std::string types;  // "|" between
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct GoldDocument {
  std::string name;
  std::string date;
  std::string text;
  std::array<std::set<std::string>, claims::kFillerSlots> fillers;
  std::string incidents;  // claim types, each between bars
  std::vector<GoldClaim> claims;
  bool has_claims = false;
};

// Lower case, no punctuation, no articles: how fillers are compared.
std::string Plain(std::string_view words) {
  std::string out, word;
  const auto flush = [&] {
    if (!word.empty() && word != "a" && word != "an" && word != "the") {
      if (!out.empty()) out += ' ';
      out += word;
    }
    word.clear();
  };
  for (char c : words) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c < 0;
    if (is_word) word += c;
    if (c == ' ' || c == '\n') flush();
  }
  flush();
  return out;
}

std::size_t NumberOf(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void ReadLine(std::string_view line, GoldDocument& gold) {
  static constexpr std::array<std::string_view, claims::kFillerSlots> kSlots = {
      "persons", "body", "target", "victim", "means"};
  const std::size_t blank = line.find(' ');
  const std::string_view kind = line.substr(0, blank);
  const std::string_view rest = line.substr(blank + 1);
  const std::size_t tab = rest.find('\t');
  if (kind == "incident") {
    gold.incidents += "|" + std::string(rest) + "|";
  } else if (kind == "filler") {
    for (std::size_t slot = 0; slot < kSlots.size(); ++slot) {
      if (rest.substr(0, tab) == kSlots[slot])
        gold.fillers[slot].insert(Plain(rest.substr(tab + 1)));
    }
  } else if (kind == "claim") {
    const std::size_t second = rest.find('\t', tab + 1);
    gold.claims.push_back({"|" + std::string(rest.substr(0, tab)) + "|",
                           NumberOf(rest.substr(tab + 1, second - tab - 1)),
                           NumberOf(rest.substr(second + 1))});
    gold.has_claims = true;
  }
}

std::vector<GoldDocument> ReadCorpus(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream all;
  all << file.rdbuf();
  const std::string bytes = all.str();
  std::string_view rest = bytes;
  std::vector<GoldDocument> documents;
  while (!rest.empty()) {
    std::istringstream head{std::string(TakeLine(rest))};
    std::string word;
    std::size_t size = 0;
    GoldDocument gold;
    head >> word >> gold.name >> gold.date >> size;
    if (word != "document" || size > rest.size()) {
      Fail(Error{ErrorCode::kInvalidInput, "expected a document line and its text", path});
    }
    gold.text = rest.substr(0, size);
    rest.remove_prefix(std::min(size + 1, rest.size()));
    for (std::string_view one = TakeLine(rest); !one.empty(); one = TakeLine(rest))
      ReadLine(one, gold);
    documents.push_back(std::move(gold));
  }
  if (documents.empty()) Fail(Error{ErrorCode::kNotFound, "expected documents", path});
  return documents;
}

struct Example {
  std::vector<std::uint32_t> rows;
  std::array<float, claims::kFillerSlots> wanted{};
  std::size_t document = 0;
};

// Logistic regression by AdaGrad over sparse rows, in an order that a seed fixes.
template <std::size_t kOutputs>
class Trainer {
 public:
  explicit Trainer(std::size_t rows) : weights_(rows), squares_(rows) {
    for (auto& row : squares_) row.fill(1e-6F);
  }

  void Train(const std::vector<Example>& examples, const std::vector<std::size_t>& chosen) {
    std::vector<std::size_t> order = chosen;
    std::mt19937 random(20261125);
    for (int epoch = 0; epoch < kEpochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      for (const std::size_t i : order) Step(examples[i]);
    }
  }

  std::array<float, kOutputs> Predict(const std::vector<std::uint32_t>& rows) const {
    std::array<float, kOutputs> out{};
    for (const std::uint32_t row : rows) {
      for (std::size_t k = 0; k < kOutputs; ++k) out[k] += weights_[row][k];
    }
    for (float& one : out) one = 1.0F / (1.0F + std::exp(-one));
    return out;
  }

  // Weights as whole numbers of 1/kScale, one row after another.
  std::vector<std::array<std::int8_t, kOutputs>> Packed() const {
    std::vector<std::array<std::int8_t, kOutputs>> out(weights_.size());
    for (std::size_t row = 0; row < weights_.size(); ++row) {
      for (std::size_t k = 0; k < kOutputs; ++k) {
        const float scaled = weights_[row][k] * claims::Learned::kScale;
        out[row][k] = static_cast<std::int8_t>(std::lround(std::clamp(scaled, -127.0F, 127.0F)));
      }
    }
    return out;
  }

 private:
  void Step(const Example& example) {
    const auto predicted = Predict(example.rows);
    std::array<float, kOutputs> gradient{};
    for (std::size_t k = 0; k < kOutputs; ++k) gradient[k] = predicted[k] - example.wanted[k];
    for (const std::uint32_t row : example.rows) {
      for (std::size_t k = 0; k < kOutputs; ++k) {
        const float g = gradient[k] + kDecay * weights_[row][k];
        if (std::abs(g) < 1e-4F) continue;
        squares_[row][k] += g * g;
        weights_[row][k] -= kRate * g / std::sqrt(squares_[row][k]);
      }
    }
  }

  std::vector<std::array<float, kOutputs>> weights_;
  std::vector<std::array<float, kOutputs>> squares_;
};

struct Examples {
  std::vector<Example> fillers;
  std::vector<Example> claims;
};

bool IsRight(const GoldDocument& gold, const Reading& reading, const Claim& claim) {
  const std::string type = "|" + claim.type + "|";
  if (!gold.has_claims) return gold.incidents.find(type) != std::string::npos;
  const ByteSpan sentence = reading.sentences[claim.sentence].span;
  return std::any_of(gold.claims.begin(), gold.claims.end(), [&](const GoldClaim& one) {
    return one.types.find(type) != std::string::npos && one.begin >= sentence.begin().value() &&
           one.begin < sentence.end().value();
  });
}

class Gatherer {
 public:
  Gatherer()
      : pipeline_(Take(pipeline::Pipeline::Load())),
        stage_(Take(claims::ClaimsStage::Load(claims::LearnedParts::kTriggers))),
        ontology_(Take(claims::Ontology::Load())) {}

  void Gather(const GoldDocument& gold, std::size_t document, std::uint64_t corpus, Examples& out) {
    intake::IntakeOptions options;
    options.format = intake::InputFormat::kText;
    if (gold.date != "-") options.date = Take(ParseDay(gold.date));
    pipeline::StageSwitches switches;
    switches.on[static_cast<std::size_t>(pipeline::StageName::kClaims)] = false;
    Reading reading =
        Take(pipeline_.Read(Take(intake::ReadDocument(gold.text, options)), switches, nullptr));
    const text::StructureView structure{reading.text, reading.document, reading.blocks,
                                        reading.sentences, reading.tokens};
    const text::LanguageView view{structure, reading.words, reading.mentions};
    const text::ClaimInput input{view,
                                 reading.document.published,
                                 reading.times,
                                 reading.places,
                                 reading.locations,
                                 reading.entities,
                                 reading.attributions};
    reading.claims = Take(stage_.Run(input)).claims;
    stage_.WithScene(input, [&](const claims::RuledScene& scene) {
      const claims::Clauses& clauses = scene.clauses;
      GatherClaims(clauses, gold, reading, document, corpus, out);
      if (!gold.has_claims) GatherFillers(clauses, gold, reading, document, out);
    });
  }

 private:
  void GatherClaims(const claims::Clauses& clauses, const GoldDocument& gold,
                    const Reading& reading, std::size_t document, std::uint64_t corpus,
                    Examples& out) {
    std::vector<model::Feature> features;
    for (const Claim& claim : reading.claims) {
      const auto type = Take(ontology_.Find(claim.type));
      // Of texts with templates only the acts are known to be right or wrong.
      if (!gold.has_claims && !ontology_[type].takes_fillers) continue;
      claims::ConfidenceFeatures(clauses, claim, features);
      Example example;
      for (const model::Feature feature : features) {
        example.rows.push_back(static_cast<std::uint32_t>(claims::ConfidenceRowOf(feature)));
      }
      if (!gold.has_claims) {
        example.rows.push_back(
            static_cast<std::uint32_t>(claims::ConfidenceRowOf(model::Hash(499, corpus))));
      }
      example.wanted[0] = IsRight(gold, reading, claim) ? 1.0F : 0.0F;
      example.document = document;
      out.claims.push_back(std::move(example));
    }
  }

  void GatherFillers(const claims::Clauses& clauses, const GoldDocument& gold,
                     const Reading& reading, std::size_t document, Examples& out) {
    const claims::Scene& scene = clauses.scene();
    const claims::Naming naming(clauses);
    const auto acts = claims::ActsOf(scene, ontology_, reading.claims);
    const claims::FillerFeatures of(clauses, acts, reading.claims);
    std::vector<model::Feature> features;
    for (TokenIndex token{0}; token.value() < scene.token_count(); ++token) {
      if (!of.IsCandidate(token) || !of.NearestAct(token)) continue;
      const auto role = naming.NameOf(token, nullptr);
      if (!role || !role->span) continue;
      const std::string words = Plain(role->span->In(reading.text));
      of.Of(token, features);
      Example example;
      for (const model::Feature feature : features) {
        example.rows.push_back(static_cast<std::uint32_t>(claims::FillerRowOf(feature)));
      }
      for (std::size_t slot = 0; slot < claims::kFillerSlots; ++slot) {
        example.wanted[slot] = gold.fillers[slot].contains(words) ? 1.0F : 0.0F;
      }
      example.document = document;
      out.fillers.push_back(std::move(example));
    }
  }

  pipeline::Pipeline pipeline_;
  claims::ClaimsStage stage_;
  claims::Ontology ontology_;
};

// By cross-validation over documents: the output of every example by a model that has not seen it.
template <std::size_t kOutputs>
std::vector<std::array<float, kOutputs>> CrossValidate(const std::vector<Example>& examples,
                                                       std::size_t rows) {
  std::vector<std::array<float, kOutputs>> out(examples.size());
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (examples[i].document % kFolds != fold) others.push_back(i);
    }
    Trainer<kOutputs> trainer(rows);
    trainer.Train(examples, others);
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (examples[i].document % kFolds == fold) out[i] = trainer.Predict(examples[i].rows);
    }
  }
  return out;
}

void PrintFillers(const std::vector<Example>& examples) {
  const auto found = CrossValidate<claims::kFillerSlots>(examples, claims::kFillerRows);
  for (std::size_t slot = 0; slot < claims::kFillerSlots; ++slot) {
    std::printf("slot %zu:", slot);
    for (const float least : {0.1F, 0.15F, 0.2F, 0.25F, 0.3F, 0.4F, 0.5F}) {
      double right = 0, all = 0, gold = 0;
      for (std::size_t i = 0; i < examples.size(); ++i) {
        const bool is_gold = examples[i].wanted[slot] > 0.5F;
        const bool is_taken = found[i][slot] >= least;
        gold += is_gold;
        all += is_taken;
        right += is_gold && is_taken;
      }
      std::printf("  %.2f: P %.1f R %.1f", static_cast<double>(least),
                  100 * right / std::max(all, 1.0), 100 * right / std::max(gold, 1.0));
    }
    std::printf("\n");
  }
}

// How often claims of each step of confidence are right, on held-out folds.
void PrintReliability(const std::vector<Example>& examples, std::size_t first) {
  const auto found = CrossValidate<1>(examples, claims::kConfidenceRows);
  for (const bool are_gold : {false, true}) {
    std::printf("%s\n", are_gold ? "gold claims:" : "templates:");
    constexpr int kSteps = 10;
    for (int step = 0; step < kSteps; ++step) {
      double right = 0, all = 0, sum = 0;
      for (std::size_t i = 0; i < examples.size(); ++i) {
        if ((examples[i].document >= first) != are_gold) continue;
        const float p = found[i][0];
        if (std::min(static_cast<int>(p * kSteps), kSteps - 1) != step) continue;
        ++all;
        right += examples[i].wanted[0];
        sum += p;
      }
      if (all > 0) {
        std::printf("  %.1f-%.1f  %6.0f claims  said %.2f  right %.2f\n", step / 10.0,
                    (step + 1) / 10.0, all, sum / all, right / all);
      }
    }
  }
}

template <std::size_t kOutputs>
auto TrainAll(const std::vector<Example>& examples, std::size_t rows) {
  std::vector<std::size_t> all(examples.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  Trainer<kOutputs> trainer(rows);
  trainer.Train(examples, all);
  return trainer.Packed();
}

int Run(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: train_claims OUT.dlm NAME MUC.corpus [GOLD.corpus...]\n");
    return 2;
  }
  Gatherer gatherer;
  Examples examples;
  std::size_t document = 0, first = 0;
  for (int i = 3; i < argc; ++i) {
    if (i == 4) first = document;
    for (const GoldDocument& gold : ReadCorpus(argv[i])) {
      gatherer.Gather(gold, document++, static_cast<std::uint64_t>(i), examples);
    }
  }
  if (argc == 4) first = document;
  std::printf("%zu documents, %zu phrases, %zu claims\n", document, examples.fillers.size(),
              examples.claims.size());
  PrintFillers(examples.fillers);
  PrintReliability(examples.claims, first);
  model::ContainerWriter writer(std::string(claims::kLearnedKind), claims::kLearnedVersion,
                                argv[2]);
  const auto fillers = TrainAll<claims::kFillerSlots>(examples.fillers, claims::kFillerRows);
  const auto confidence = TrainAll<1>(examples.claims, claims::kConfidenceRows);
  writer.AddArray<claims::FillerRow>("fillers", fillers);
  writer.AddArray<std::array<std::int8_t, 1>>("confidence", confidence);
  const std::string bytes = writer.Finish();
  std::ofstream file(argv[1], std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file.good() ? 0 : 1;
}

}  // namespace
}  // namespace dateline::training

int main(int argc, char** argv) { return dateline::training::Run(argc, argv); }
