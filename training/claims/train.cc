// Trains models/claims.dlm and prints what it is worth by cross-validation.
//
// usage: train_claims OUT.dlm NAME READINGS.jsonl MUC.corpus [GOLD.corpus...]
//
// The corpora are what corpus.py writes. Fillers are trained on the templates of the first; in the
// others the roles that the rules give count as right, so that the model takes away only where
// reports look like those with templates. The confidence of claims is trained on all with gold,
// where a feature says which corpus a document is of, so that the rate of the first (where only
// some acts count) does not pull down the others. READINGS gets the readings of the first corpus,
// each by a model that has not seen its document: what the shared scorers say of them is what the
// model is worth. Only tables and weights are kept, no words of the corpora.
#include <cstdio>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "claims/claims.h"
#include "claims/confidence.h"
#include "claims/draft.h"
#include "claims/fillers.h"
#include "claims/ontology.h"
#include "corpus.h"
#include "intake/intake.h"
#include "model/container.h"
#include "pipeline/pipeline.h"
#include "take.h"
#include "text/json_format.h"
#include "trainer.h"

namespace dateline::training {
namespace {

constexpr int kFolds = 5;
// Powers of two, so that the tables may grow without a change of the reader.
constexpr std::size_t kFillerRows = 1U << 18U;
constexpr std::size_t kConfidenceRows = 1U << 16U;

std::size_t FillerRowOf(model::Feature feature) { return feature & (kFillerRows - 1); }
std::size_t ConfidenceRowOf(model::Feature feature) { return feature & (kConfidenceRows - 1); }

// The weight of a role in news without templates: so that about 19 of 20 of them stand.
constexpr float kOtherNews = 0.2F;

struct Examples {
  std::vector<Example> fillers;
  std::vector<Example> claims;
};

text::ClaimInput InputOf(const Reading& reading) {
  const text::StructureView structure{reading.text, reading.document, reading.blocks,
                                      reading.sentences, reading.tokens};
  const text::LanguageView view{structure, reading.words, reading.mentions};
  return {view,
          reading.document.published,
          reading.times,
          reading.places,
          reading.locations,
          reading.entities,
          reading.attributions};
}

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

  // The reading has all layers but the claims.
  Reading Gather(const GoldDocument& gold, std::size_t document, std::uint64_t corpus,
                 Examples& out) {
    intake::IntakeOptions options;
    options.format = intake::InputFormat::kText;
    if (gold.date != "-") options.date = Take(ParseDay(gold.date));
    pipeline::StageSwitches switches;
    switches.on[static_cast<std::size_t>(pipeline::StageName::kClaims)] = false;
    Reading reading =
        Take(pipeline_.Read(Take(intake::ReadDocument(gold.text, options)), switches, nullptr));
    stage_.WithDraft(InputOf(reading), [&](const claims::Clauses& clauses, claims::Draft draft) {
      if (!gold.are_rules_right) GatherClaims(clauses, gold, reading, draft, document, corpus, out);
      GatherFillers(clauses, gold, reading, draft, document, out);
    });
    return reading;
  }

 private:
  void GatherClaims(const claims::Clauses& clauses, const GoldDocument& gold,
                    const Reading& reading, const claims::Draft& draft, std::size_t document,
                    std::uint64_t corpus, Examples& out) {
    std::vector<model::Feature> features;
    for (const Claim& claim : draft.claims) {
      const auto type = Take(ontology_.Find(claim.type));
      // Of texts with templates only the acts are known to be right or wrong.
      if (!gold.has_claims && !ontology_[type].takes_fillers) continue;
      // Of people taken the templates know the kidnapped, not the arrested.
      const bool is_right = IsRight(gold, reading, claim);
      if (!gold.has_claims && !is_right && claim.type == "detention") continue;
      claims::ConfidenceFeatures(clauses, claim, features);
      Example example;
      for (const model::Feature feature : features) {
        example.rows.push_back(static_cast<std::uint32_t>(ConfidenceRowOf(feature)));
      }
      if (!gold.has_claims) {
        example.rows.push_back(
            static_cast<std::uint32_t>(ConfidenceRowOf(model::Hash(499, corpus))));
      }
      example.wanted[0] = is_right ? 1.0F : 0.0F;
      example.document = document;
      out.claims.push_back(std::move(example));
    }
  }

  void GatherFillers(const claims::Clauses& clauses, const GoldDocument& gold,
                     const Reading& reading, const claims::Draft& draft, std::size_t document,
                     Examples& out) {
    const claims::Naming naming(clauses);
    const auto acts = claims::ActsOf(clauses.scene(), ontology_, draft);
    const claims::FillerFeatures of(clauses, acts, draft);
    std::vector<model::Feature> features;
    for (const TokenIndex token : of.Candidates()) {
      const auto role = naming.NameOf(token, nullptr);
      if (!role || !role->span) continue;
      const std::string words = Plain(role->span->In(reading.text));
      of.Of(token, features);
      Example example;
      for (const model::Feature feature : features) {
        example.rows.push_back(static_cast<std::uint32_t>(FillerRowOf(feature)));
      }
      if (gold.has_claims || gold.are_rules_right) {
        WantRoles(acts, draft, reading, token, example);
      } else {
        for (std::size_t slot = 0; slot < claims::kFillerSlots; ++slot) {
          example.wanted[slot] = gold.fillers[slot].contains(words) ? 1.0F : 0.0F;
        }
      }
      example.document = document;
      out.fillers.push_back(std::move(example));
    }
  }

  // Without templates the roles that the rules give the word stand, and it has no others.
  static void WantRoles(const std::vector<claims::Act>& acts, const claims::Draft& draft,
                        const Reading& reading, TokenIndex token, Example& example) {
    example.weight = kOtherNews;
    example.is_judged = false;
    for (const claims::Act& act : acts) {
      const std::size_t i = act.claim;
      for (std::size_t r = 0; act.is_revised && r < draft.arguments[i].size(); ++r) {
        if (draft.arguments[i][r] != token) continue;
        const Role& role = draft.claims[ClaimIndex::FromSize(i)].roles[r];
        for (const auto slot : claims::SlotsOf(role, reading.entities)) {
          example.wanted[static_cast<std::size_t>(slot)] = 1.0F;
          example.is_ruled = true;
        }
      }
    }
  }

  pipeline::Pipeline pipeline_;
  claims::ClaimsStage stage_;
  claims::Ontology ontology_;
};

// The documents of a fold, or all others.
std::vector<std::size_t> Chosen(const std::vector<Example>& examples, int without_fold) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    if (static_cast<int>(examples[i].document % kFolds) != without_fold) out.push_back(i);
  }
  return out;
}

struct Models {
  Trainer<claims::kFillerSlots> fillers{kFillerRows};
  Trainer<1> confidence{kConfidenceRows};

  Models(const Examples& examples, int without_fold) {
    fillers.Train(examples.fillers, Chosen(examples.fillers, without_fold));
    confidence.Train(examples.claims, Chosen(examples.claims, without_fold));
  }
  std::string Pack(const std::string& name) const {
    model::ContainerWriter writer(std::string(claims::kLearnedKind), claims::kLearnedVersion, name);
    writer.AddArray<claims::FillerRow>("fillers", fillers.Packed());
    writer.AddArray<std::array<std::int8_t, 1>>("confidence", confidence.Packed());
    return writer.Finish();
  }
};

// The outputs of every example by a model that has not seen its document.
struct HeldOut {
  std::vector<std::array<float, claims::kFillerSlots>> fillers;
  std::vector<std::array<float, 1>> claims;
};

// The bytes where a model may stand: at a multiple of 64.
class Aligned {
 public:
  explicit Aligned(const std::string& bytes) : room_(bytes.size() / sizeof(Block) + 1) {
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(room_.data()));  // NOLINT: bytes
    size_ = bytes.size();
  }
  std::string_view view() const {
    return {reinterpret_cast<const char*>(room_.data()), size_};  // NOLINT: bytes
  }

 private:
  struct alignas(64) Block {
    char bytes[64];
  };
  std::vector<Block> room_;
  std::size_t size_ = 0;
};

HeldOut CrossValidate(const Examples& examples, std::vector<Reading>& readings,
                      const std::string& path) {
  HeldOut out;
  out.fillers.resize(examples.fillers.size());
  out.claims.resize(examples.claims.size());
  for (int fold = 0; fold < kFolds; ++fold) {
    const Models models(examples, fold);
    for (std::size_t i = 0; i < examples.fillers.size(); ++i) {
      if (static_cast<int>(examples.fillers[i].document % kFolds) != fold) continue;
      out.fillers[i] = models.fillers.Predict(examples.fillers[i].rows);
    }
    for (std::size_t i = 0; i < examples.claims.size(); ++i) {
      if (static_cast<int>(examples.claims[i].document % kFolds) != fold) continue;
      out.claims[i] = models.confidence.Predict(examples.claims[i].rows);
    }
    const Aligned bytes(models.Pack("fold"));
    const claims::ClaimsStage stage = Take(claims::ClaimsStage::LoadWith(bytes.view()));
    for (std::size_t i = static_cast<std::size_t>(fold); i < readings.size(); i += kFolds) {
      readings[i].claims = Take(stage.Run(InputOf(readings[i]))).claims;
    }
  }
  std::ofstream file(path, std::ios::binary);
  for (const Reading& reading : readings) file << text::ToJson(reading, {}) << '\n';
  return out;
}

// How many of the roles that the rules give in news without templates the model lets stand.
void PrintKept(const Examples& examples, const HeldOut& found) {
  std::printf("roles of the rules in other news:");
  for (const float keep : {0.1F, 0.15F, 0.2F, 0.25F, 0.3F, 0.4F}) {
    std::size_t all = 0, kept = 0;
    for (std::size_t i = 0; i < examples.fillers.size(); ++i) {
      const Example& example = examples.fillers[i];
      if (!example.is_ruled) continue;
      bool is_kept = false;
      for (std::size_t slot = 0; slot < claims::kFillerSlots; ++slot) {
        is_kept = is_kept || (example.wanted[slot] > 0.5F && found.fillers[i][slot] >= keep);
      }
      ++all;
      kept += is_kept ? 1 : 0;
    }
    std::printf("  %.2f: %zu of %zu", static_cast<double>(keep), kept, all);
  }
  std::printf("\n");
}

void PrintFillers(const Examples& examples, const HeldOut& found) {
  for (std::size_t slot = 0; slot < claims::kFillerSlots; ++slot) {
    std::printf("slot %zu:", slot);
    for (const float least : {0.1F, 0.15F, 0.2F, 0.25F, 0.3F, 0.4F, 0.5F}) {
      double right = 0, all = 0, gold = 0;
      for (std::size_t i = 0; i < examples.fillers.size(); ++i) {
        if (!examples.fillers[i].is_judged) continue;
        const bool is_gold = examples.fillers[i].wanted[slot] > 0.5F;
        const bool is_taken = found.fillers[i][slot] >= least;
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

// How often claims of each step of confidence are right.
void PrintReliability(const Examples& examples, const HeldOut& found, std::size_t first) {
  for (const bool are_gold : {false, true}) {
    std::printf("%s\n", are_gold ? "gold claims:" : "templates:");
    constexpr int kSteps = 10;
    for (int step = 0; step < kSteps; ++step) {
      double right = 0, all = 0, sum = 0;
      for (std::size_t i = 0; i < examples.claims.size(); ++i) {
        if ((examples.claims[i].document >= first) != are_gold) continue;
        const float p = found.claims[i][0];
        if (std::min(static_cast<int>(p * kSteps), kSteps - 1) != step) continue;
        ++all;
        right += examples.claims[i].wanted[0];
        sum += p;
      }
      if (all > 0) {
        std::printf("  %.1f-%.1f  %6.0f claims  said %.2f  right %.2f\n", step / 10.0,
                    (step + 1) / 10.0, all, sum / all, right / all);
      }
    }
  }
}

int Run(int argc, char** argv) {
  if (argc < 5) {
    std::fprintf(stderr,
                 "usage: train_claims OUT.dlm NAME READINGS.jsonl MUC.corpus [GOLD.corpus...]\n");
    return 2;
  }
  Gatherer gatherer;
  Examples examples;
  std::vector<Reading> readings;  // of the first corpus
  std::size_t document = 0;
  for (int i = 4; i < argc; ++i) {
    for (const GoldDocument& gold : ReadCorpus(argv[i])) {
      Reading reading = gatherer.Gather(gold, document++, static_cast<std::uint64_t>(i), examples);
      if (i == 4) readings.push_back(std::move(reading));
    }
  }
  std::printf("%zu documents, %zu phrases, %zu claims\n", document, examples.fillers.size(),
              examples.claims.size());
  const HeldOut found = CrossValidate(examples, readings, argv[3]);
  PrintKept(examples, found);
  PrintFillers(examples, found);
  PrintReliability(examples, found, readings.size());
  const std::string bytes = Models(examples, kFolds).Pack(argv[2]);
  std::ofstream file(argv[1], std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file.good() ? 0 : 1;
}

}  // namespace
}  // namespace dateline::training

int main(int argc, char** argv) { return dateline::training::Run(argc, argv); }
