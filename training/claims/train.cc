// Trains models/claims.dlm and prints what it is worth by cross-validation.
//
// usage: train_claims OUT.dlm NAME READINGS.jsonl MUC.corpus [GOLD.corpus...]
//
// The corpora are what corpus.py writes. Fillers are trained on the templates of the first; in the
// others the roles that the rules give count as right, so that the model takes away only where
// reports look like those with templates. Incidents are trained in the same way, on roles and
// confidence of held-out folds. The confidence of claims is trained on all with gold,
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
#include "claims/likeness.h"
#include "claims/ontology.h"
#include "corpus.h"
#include "held_out.h"
#include "incident_examples.h"
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
constexpr std::size_t kFillerRows = 1U << 17U;
constexpr std::size_t kConfidenceRows = 1U << 16U;
constexpr std::size_t kIncidentRows = 1U << 12U;
constexpr std::size_t kLikenessRows = 1U << 14U;

std::size_t FillerRowOf(model::Feature feature) { return feature & (kFillerRows - 1); }
std::size_t LikenessRowOf(model::Feature feature) { return feature & (kLikenessRows - 1); }
std::size_t IncidentRowOf(model::Feature feature) { return feature & (kIncidentRows - 1); }
std::size_t ConfidenceRowOf(model::Feature feature) { return feature & (kConfidenceRows - 1); }

// The weight of a role in news without templates: so that about 19 of 20 of them stand.
constexpr float kOtherNews = 0.2F;

// A document with its gold and its corpus.
struct Document {
  GoldDocument gold;
  std::size_t corpus = 0;
  Reading reading;
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

class Gatherer {
 public:
  Gatherer()
      : pipeline_(Take(pipeline::Pipeline::Load())),
        stage_(Take(claims::ClaimsStage::Load(claims::LearnedParts::kTriggers))),
        ontology_(Take(claims::Ontology::Load())) {}

  // The reading has all layers but the claims.
  Reading Gather(const GoldDocument& gold, std::size_t document, std::size_t corpus,
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
      Example opening;
      for (const model::Feature feature : claims::OpeningFeatures(clauses.scene())) {
        opening.rows.push_back(static_cast<std::uint32_t>(LikenessRowOf(feature)));
      }
      opening.wanted[0] = corpus == 0 ? 1.0F : 0.0F;
      opening.document = document;
      out.openings.push_back(std::move(opening));
    });
    return reading;
  }

  // The stage has models that have not seen the document.
  void GatherIncidents(const claims::ClaimsStage& stage, const Document& document,
                       std::size_t number, Examples& out) const {
    stage.WithRevised(
        InputOf(document.reading), [&](const claims::Clauses& clauses, const claims::Draft& draft) {
          const auto strands = claims::StrandsOf(ontology_, draft.claims);
          const claims::IncidentFeatures of(clauses.scene(), draft.claims, strands);
          const auto known = KnownStrands(document.gold, document.reading, draft.claims, strands);
          std::vector<model::Feature> features;
          for (std::size_t i = 0; i < strands.size(); ++i) {
            of.Of(strands[i], features);
            Example example;
            for (const model::Feature feature : features) {
              example.rows.push_back(static_cast<std::uint32_t>(IncidentRowOf(feature)));
            }
            example.wanted[0] = known[i] ? 1.0F : 0.0F;
            example.document = number;
            out.incidents.push_back(std::move(example));
          }
        });
  }

 private:
  void GatherClaims(const claims::Clauses& clauses, const GoldDocument& gold,
                    const Reading& reading, const claims::Draft& draft, std::size_t document,
                    std::size_t corpus, Examples& out) {
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
          example.wanted[slot] = gold.Fills(slot, words) ? 1.0F : 0.0F;
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
  Trainer<claims::kFillerSlots> template_fillers{kFillerRows};  // of the templates alone
  Trainer<1> confidence{kConfidenceRows};
  Trainer<1> likeness{kLikenessRows};
  Trainer<1> incidents{kIncidentRows};  // says one half of all until it is trained

  Models(const Examples& examples, int without_fold) {
    std::vector<std::size_t> chosen = Chosen(examples.fillers, without_fold);
    fillers.Train(examples.fillers, chosen);
    std::erase_if(chosen, [&](std::size_t i) { return !examples.fillers[i].is_judged; });
    template_fillers.Train(examples.fillers, chosen);
    confidence.Train(examples.claims, Chosen(examples.claims, without_fold));
    likeness.Train(examples.openings, Chosen(examples.openings, without_fold));
  }
  std::string Pack(const std::string& name) const {
    model::ContainerWriter writer(std::string(claims::kLearnedKind), claims::kLearnedVersion, name);
    writer.AddArray<claims::FillerRow>("fillers", fillers.Packed());
    writer.AddArray<claims::FillerRow>("wire_fillers", template_fillers.Packed());
    writer.AddArray<std::array<std::int8_t, 1>>("confidence", confidence.Packed());
    writer.AddArray<std::array<std::int8_t, 1>>("incidents", incidents.Packed());
    writer.AddArray<std::array<std::int8_t, 1>>("likeness", likeness.Packed());
    return writer.Finish();
  }
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

bool IsIn(const Example& example, int fold) {
  return static_cast<int>(example.document % kFolds) == fold;
}

// The claims of what the models of a fold have not seen, for the incidents: they are judged with
// the roles and the confidence that a reader will see, not with those of texts known by heart.
void GatherHeldOut(const Gatherer& gatherer, const Models& models, int fold,
                   const std::vector<Document>& documents, Examples& examples) {
  const Aligned bytes(models.Pack("fold"));
  const claims::ClaimsStage stage = Take(claims::ClaimsStage::LoadWith(bytes.view()));
  for (std::size_t i = static_cast<std::size_t>(fold); i < documents.size(); i += kFolds) {
    if (documents[i].corpus != 0) continue;  // of others the likeness keeps them away
    gatherer.GatherIncidents(stage, documents[i], i, examples);
  }
}

HeldOut CrossValidate(const Gatherer& gatherer, Examples& examples,
                      std::vector<Document>& documents, std::size_t with_readings,
                      const std::string& path) {
  HeldOut out;
  out.fillers.resize(examples.fillers.size());
  out.claims.resize(examples.claims.size());
  out.openings.resize(examples.openings.size());
  std::vector<Models> models;
  for (int fold = 0; fold < kFolds; ++fold) {
    models.emplace_back(examples, fold);
    for (std::size_t i = 0; i < examples.fillers.size(); ++i) {
      if (!IsIn(examples.fillers[i], fold)) continue;
      const Example& example = examples.fillers[i];
      out.fillers[i] = example.is_judged ? models.back().template_fillers.Predict(example.rows)
                                         : models.back().fillers.Predict(example.rows);
    }
    for (std::size_t i = 0; i < examples.claims.size(); ++i) {
      if (!IsIn(examples.claims[i], fold)) continue;
      out.claims[i] = models.back().confidence.Predict(examples.claims[i].rows);
    }
    for (std::size_t i = 0; i < examples.openings.size(); ++i) {
      if (!IsIn(examples.openings[i], fold)) continue;
      out.openings[i] = models.back().likeness.Predict(examples.openings[i].rows);
    }
    GatherHeldOut(gatherer, models.back(), fold, documents, examples);
  }
  out.incidents.resize(examples.incidents.size());
  for (int fold = 0; fold < kFolds; ++fold) {
    Models& of_fold = models[static_cast<std::size_t>(fold)];
    of_fold.incidents.Train(examples.incidents, Chosen(examples.incidents, fold));
    for (std::size_t i = 0; i < examples.incidents.size(); ++i) {
      if (!IsIn(examples.incidents[i], fold)) continue;
      out.incidents[i] = of_fold.incidents.Predict(examples.incidents[i].rows);
    }
    const Aligned bytes(of_fold.Pack("fold"));
    const claims::ClaimsStage stage = Take(claims::ClaimsStage::LoadWith(bytes.view()));
    for (std::size_t i = static_cast<std::size_t>(fold); i < with_readings; i += kFolds) {
      Reading& reading = documents[i].reading;
      reading.claims = Take(stage.Run(InputOf(reading))).claims;
    }
  }
  std::ofstream file(path, std::ios::binary);
  for (std::size_t i = 0; i < with_readings; ++i) {
    file << text::ToJson(documents[i].reading, {}) << '\n';
  }
  return out;
}

int Run(int argc, char** argv) {
  if (argc < 5) {
    std::fprintf(stderr,
                 "usage: train_claims OUT.dlm NAME READINGS.jsonl MUC.corpus [GOLD.corpus...]\n");
    return 2;
  }
  Gatherer gatherer;
  Examples examples;
  std::vector<Document> documents;
  std::size_t with_templates = 0;  // the first corpus
  for (int i = 4; i < argc; ++i) {
    const auto corpus = static_cast<std::size_t>(i - 4);
    for (GoldDocument& gold : ReadCorpus(argv[i])) {
      Reading reading = gatherer.Gather(gold, documents.size(), corpus, examples);
      documents.push_back({std::move(gold), corpus, std::move(reading)});
    }
    if (corpus == 0) with_templates = documents.size();
  }
  std::printf("%zu documents, %zu phrases, %zu claims\n", documents.size(), examples.fillers.size(),
              examples.claims.size());
  const HeldOut found = CrossValidate(gatherer, examples, documents, with_templates, argv[3]);
  PrintKept(examples, found);
  PrintFillers(examples, found);
  std::vector<std::size_t> corpora;
  for (const Document& document : documents) corpora.push_back(document.corpus);
  PrintLikeness(examples, found, corpora);
  PrintIncidents(examples, found, corpora);
  PrintReliability(examples, found, with_templates);
  Models models(examples, kFolds);
  models.incidents.Train(examples.incidents, Chosen(examples.incidents, kFolds));
  const std::string bytes = models.Pack(argv[2]);
  std::ofstream file(argv[1], std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file.good() ? 0 : 1;
}

}  // namespace
}  // namespace dateline::training

int main(int argc, char** argv) { return dateline::training::Run(argc, argv); }
