// The stage on one screen: Run() below names its steps in order.
#include "claims/claims.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "claims/clause.h"
#include "claims/confidence.h"
#include "claims/cues.h"
#include "claims/draft.h"
#include "claims/events.h"
#include "claims/evidence.h"
#include "claims/fillers.h"
#include "claims/frames.h"
#include "claims/implied_agents.h"
#include "claims/incidents.h"
#include "claims/learned.h"
#include "claims/naming.h"
#include "claims/ontology.h"
#include "claims/place_binding.h"
#include "claims/quantities.h"
#include "claims/quantity_slot.h"
#include "claims/realis.h"
#include "claims/repeats.h"
#include "claims/retelling.h"
#include "claims/roles.h"
#include "claims/sense_features.h"
#include "claims/sense_reader.h"
#include "claims/senses.h"
#include "claims/sources.h"
#include "claims/taken_up.h"
#include "claims/time_binding.h"
#include "claims/trigger_table.h"
#include "claims/triggers.h"
#include "model/resources.h"
#include "text/enum_names.h"
#include "text/stage.h"

namespace dateline::claims {

static_assert(text::Stage<ClaimsStage, text::ClaimInput, text::ClaimLayers>);

struct ClaimsStage::Tables {
  Vocabulary vocabulary;
  Ontology ontology;
  TriggerTable triggers;
  Cues cues;
  Frames frames;
  RoleFiller roles;
  PlaceWords place_words;
  SenseWords sense_words;
  WordClass speech{};
  std::optional<QuantityFinder> quantities;  // these two are set by Load()
  std::optional<EvidenceFinder> evidence;
  std::optional<Learned> learned;  // absent in a build without models/claims.dlm
  std::optional<Senses> senses;    // absent in a build without models/senses.dlm
  bool lacks_senses = false;       // and they were asked for
};

namespace {

constexpr std::string_view kFrameTable = "data/claims/frames.tsv";
constexpr std::string_view kMeta = "meta";
constexpr std::string_view kDispute = "verify.dispute";

// Every frame that a type or a trigger names must exist: a table's fault is found when it is
// loaded.
Status CheckFrames(const Ontology& ontology, const TriggerTable& triggers, const Frames& frames) {
  const auto check = [&](std::string_view name) -> Status {
    if (name.empty() || frames.Find(name) != nullptr) return Done{};
    return Error{ErrorCode::kNotFound,
                 "found no frame \"" + std::string(name) + "\", which another table names",
                 std::string(kFrameTable)};
  };
  for (std::size_t i = 0; i < ontology.size(); ++i) {
    DL_RETURN_IF_ERROR(check(ontology[TypeIndex::FromSize(i)].frame));
  }
  for (std::uint32_t i = 0; i < triggers.size(); ++i) DL_RETURN_IF_ERROR(check(triggers[i].frame));
  return Done{};
}

// Is the negation part of what the trigger means: "do not have electricity", "could not verify"?
bool IsAboutNegation(const Clauses& clauses, const TriggerRule& rule, const Trigger& trigger) {
  for (const Condition& condition : rule.conditions) {
    if (condition.kind == ConditionKind::kNegated && !condition.is_denied) return true;
  }
  const Scene& scene = clauses.scene();
  for (TokenIndex t = trigger.first; t < trigger.end; ++t) {
    if (clauses.cues().Effect(CueKind::kNegation, scene.lemma(t)) == Realis::kDenied) return true;
  }
  return false;
}

}  // namespace

Result<ClaimsStage> ClaimsStage::Load(LearnedParts parts) {
  const auto learned = model::Resource("models/claims.dlm");
  const bool is_used = parts == LearnedParts::kAll && learned.ok();
  return LoadWith(is_used ? *learned : std::string_view(), parts);
}

Result<ClaimsStage> ClaimsStage::LoadWith(std::string_view learned, LearnedParts parts) {
  auto tables = std::make_shared<Tables>();
  DL_ASSIGN_OR_RETURN(tables->vocabulary, Vocabulary::Load());
  DL_ASSIGN_OR_RETURN(tables->ontology, Ontology::Load());
  DL_ASSIGN_OR_RETURN(tables->triggers, TriggerTable::Load(tables->ontology, tables->vocabulary));
  DL_ASSIGN_OR_RETURN(tables->cues, Cues::Load(tables->vocabulary));
  DL_ASSIGN_OR_RETURN(tables->frames, Frames::Load(tables->vocabulary));
  DL_ASSIGN_OR_RETURN(tables->roles, RoleFiller::Load(tables->vocabulary));
  DL_ASSIGN_OR_RETURN(tables->speech, tables->vocabulary.ClassOf("@speech"));
  DL_ASSIGN_OR_RETURN(tables->place_words, PlaceWords::Load(tables->vocabulary));
  DL_ASSIGN_OR_RETURN(tables->sense_words, SenseWords::Load(tables->vocabulary));
  DL_ASSIGN_OR_RETURN(auto quantities, QuantityFinder::Load());
  tables->quantities.emplace(std::move(quantities));
  DL_ASSIGN_OR_RETURN(auto evidence, EvidenceFinder::Load());
  tables->evidence.emplace(std::move(evidence));
  const auto senses = model::Resource("models/senses.dlm");
  if (parts != LearnedParts::kNone && senses.ok()) {
    DL_ASSIGN_OR_RETURN(tables->senses, Senses::Open(*senses, tables->ontology));
  }
  tables->lacks_senses = parts != LearnedParts::kNone && !tables->senses;
  if (!learned.empty()) {
    DL_ASSIGN_OR_RETURN(tables->learned, Learned::Open(learned));
  }
  DL_RETURN_IF_ERROR(CheckFrames(tables->ontology, tables->triggers, tables->frames));
  return ClaimsStage(std::shared_ptr<const Tables>(std::move(tables)));
}

const std::string& ClaimsStage::ontology_name() const { return tables_->ontology.name(); }

void ClaimsStage::WithScene(const text::ClaimInput& input,
                            const std::function<void(const RuledScene&)>& visit) const {
  const Scene scene(input, tables_->vocabulary);
  const Clauses clauses(scene, tables_->cues);
  visit({clauses, tables_->triggers, tables_->ontology, tables_->sense_words});
}

namespace {

// "Example Wire could not verify" in a report of Example Wire: the outlet's own voice.
bool IsPublisher(const text::ClaimInput& input, std::string_view name) {
  const std::string& publisher = input.language.info.publisher;
  return !publisher.empty() && name == publisher;
}

// The same where only the end of its name was found: "Asia" in "Example Asia could not confirm".
bool IsPublisher(const text::ClaimInput& input, ByteSpan source) {
  const std::string& publisher = input.language.info.publisher;
  if (publisher.empty() || source.size_bytes() >= publisher.size()) return false;
  const std::size_t missing = publisher.size() - source.size_bytes();
  if (source.begin().value() < missing) return false;
  return input.language.text.substr(source.begin().value() - missing, publisher.size()) ==
         publisher;
}

bool IsOfNobodyNamed(const Attribution& attribution) {
  return !attribution.source && !attribution.inherited && attribution.speaker.name.empty();
}

// A claim with its type, words, source and realis; the bindings come after.
Claim MakeClaim(const Clauses& clauses, const Trigger& trigger, const TriggerRule& rule,
                const ClaimType& type, const Site& site) {
  const Scene& scene = clauses.scene();
  Claim claim;
  claim.type = type.name;
  claim.trigger = scene.language().span_of(trigger.first, trigger.end);
  claim.sentence = site.sentence;
  claim.support = scene.sentence(site.sentence).span;
  claim.confidence = trigger.prior;
  claim.grounds.push_back("type: trigger " + std::string(rule.words));
  const Attribution* attribution = nullptr;
  if (site.attribution) attribution = &scene.input().attributions[*site.attribution];
  // "It is estimated that", "reportedly": nobody is named, so the outlet puts it forward.
  // "The president declared a state of emergency": the words of the act are no words about it.
  const bool is_act = attribution != nullptr && attribution->cue && !type.is_said &&
                      attribution->cue->Overlaps(claim.trigger);
  const bool is_unsourced =
      attribution != nullptr &&
      (is_act || IsPublisher(scene.input(), attribution->speaker.name) ||
       (attribution->source && IsPublisher(scene.input(), *attribution->source)) ||
       IsOfNobodyNamed(*attribution));
  const bool is_of_nobody =
      attribution != nullptr && IsOfNobody(scene, clauses.cues(), *attribution);
  if (attribution != nullptr && !is_unsourced && !is_of_nobody) {
    claim.attribution = site.attribution;
    claim.source = attribution->speaker;
    claim.grounds.push_back(attribution->inherited ? "source: attribution carried over"
                                                   : "source: attribution");
    if (auto cited = CitedBy(clauses, *attribution)) {
      claim.source = std::move(*cited);
      claim.grounds.back() = "source: cited by the outlet";
    }
  } else {
    claim.grounds.push_back("source: the outlet's own voice");
  }
  // "The army denied this": that it did is not what it denied.
  const bool is_own_cue = type.name == kDispute && attribution != nullptr && attribution->cue &&
                          attribution->cue->Overlaps(claim.trigger);
  const RealisReading realis = ReadRealis(clauses, trigger.head, is_own_cue ? nullptr : attribution,
                                          IsAboutNegation(clauses, rule, trigger));
  claim.realis = realis.realis;
  if (is_of_nobody && claim.realis == Realis::kAsserted) {
    claim.realis = Realis::kDenied;
    claim.grounds.push_back("realis: said by nobody");
  }
  if (!realis.ground.empty()) claim.grounds.push_back("realis: " + realis.ground);
  return claim;
}

// "No group has claimed the attack".
bool IsOfNobody(const Clauses& clauses, TokenIndex predicate) {
  const Scene& scene = clauses.scene();
  const auto subject = clauses.Subject(predicate);
  if (!subject) return false;
  const auto is_no = [&](TokenIndex token) {
    return clauses.cues().Effect(CueKind::kNegation, scene.lemma(token)) == Realis::kDenied;
  };
  if (is_no(subject->token)) return true;
  for (auto child = scene.FirstChild(subject->token); child; child = scene.NextChild(*child)) {
    if (scene.word(*child).deprel == Deprel::kDet && is_no(*child)) return true;
  }
  return false;
}

// A threat or a claim of responsibility is the word of the one who makes it, also where no frame of
// speech was found: "the group claimed responsibility".
void SpeakAsAgent(const text::ClaimInput& input, Claim& claim) {
  for (const Role& role : claim.roles) {
    if (role.role != RoleKind::kAgent) continue;
    if (!role.entity) {
      claim.source = {std::nullopt, role.name, role.side, SourceKind::kAnonymous};
      claim.grounds.push_back("source: who says it by the act");
      return;
    }
    const Entity& entity = input.entities[*role.entity];
    if (IsPublisher(input, entity.name)) return;
    claim.source = {role.entity, entity.name, entity.side,
                    entity.kind.value_or(SourceKind::kOrganisation)};
    claim.grounds.push_back("source: who says it by the act");
    return;
  }
}

// The prior of the trigger, less where the sentence gives nothing that an event has: such a match
// is more often a figure of speech or a mention in passing. The model starts from it.
double Confidence(const Trigger& trigger, const Claim& claim) {
  const bool is_bare =
      claim.roles.empty() && claim.locations.empty() && !claim.time && !claim.quantity;
  constexpr double kBare = 0.75;
  return is_bare ? trigger.prior * kBare : trigger.prior;
}

bool HasAgent(const FilledRoles& filled) {
  return std::any_of(filled.roles.begin(), filled.roles.end(),
                     [](const Role& role) { return role.role == RoleKind::kAgent; });
}

// Agents from outside the sentence.
void AddImpliedAgent(const Clauses& clauses, const Ontology& ontology, const Trigger& trigger,
                     const ClaimType& type, const Attribution* attribution,
                     const IndexedVector<Claim, ClaimIndex>& before, FilledRoles& roles) {
  if (HasAgent(roles)) return;
  const auto add = [&](std::optional<Role> agent, const char* ground) {
    if (!agent) return false;
    agent->role = RoleKind::kAgent;
    roles.roles.push_back(std::move(*agent));
    roles.grounds.emplace_back(ground);
    return true;
  };
  if (add(AgentOfWhole(clauses, ontology, trigger.head, before), "of the whole event")) return;
  const bool may_be_speakers =
      type.name == "control.hold" ||
      (type.name == "control.gain" && clauses.scene().IsVerb(trigger.head));
  if (attribution != nullptr && may_be_speakers) {
    add(AgentOfSpeaker(clauses, trigger.head, *attribution), "the side of the speaker of \"we\"");
  }
}

// What the sentence names as shown or seen, where the claim lies in its scope.
void AddEvidence(const std::vector<EvidenceMention>& found, Claim& claim) {
  auto mention = std::partition_point(found.begin(), found.end(), [&](const EvidenceMention& m) {
    return m.sentence < claim.sentence;
  });
  for (; mention != found.end() && mention->sentence == claim.sentence; ++mention) {
    if (!mention->scope.Contains(claim.trigger)) continue;
    claim.evidence.push_back(mention->evidence);
    claim.grounds.push_back("evidence: in its scope");
  }
}

}  // namespace

// By the table, and by the trained senses where they are there.
std::vector<Trigger> ClaimsStage::FindTriggers(const Clauses& clauses) const {
  const auto candidates = FindCandidates(clauses, tables_->triggers);
  if (!tables_->senses) return RuledTriggers(candidates, tables_->triggers);
  const SenseFeatures features(clauses, tables_->triggers, tables_->ontology, *tables_->senses,
                               tables_->sense_words, candidates);
  return JudgedTriggers(clauses.scene(), candidates, tables_->triggers, *tables_->senses, features);
}

// What the rules say.
Draft ClaimsStage::DraftOf(const Clauses& clauses, const Naming& naming,
                           const IndexedVector<QuantityMention, QuantityIndex>& counts) const {
  const Scene& scene = clauses.scene();
  const text::ClaimInput& input = scene.input();
  const SourceMap sources(scene);
  std::vector<Trigger> triggers = FindTriggers(clauses);
  TakeUpTypes(clauses, tables_->triggers, tables_->ontology, triggers);
  const KeptTriggers kept =
      DropRetellings(clauses, tables_->triggers, tables_->ontology, std::move(triggers));
  std::vector<Site> sites;
  for (std::size_t i = 0; i < kept.triggers.size(); ++i) {
    const Trigger& trigger = kept.triggers[i];
    auto source = sources.At(trigger.head);
    // Who confirms, denies, threatens or claims an attack puts that forward.
    if (!source && tables_->ontology[trigger.type].is_said && !IsOfNobody(clauses, trigger.head)) {
      source = sources.OfCue(trigger.head);
    }
    // "Wells were found to be foul", "it is estimated that": nobody speaks whose words are a side.
    if (source && (IsOfNobodyNamed(input.attributions[*source]) ||
                   IsOwnAct(clauses, input.attributions[*source], trigger.head))) {
      source.reset();
    }
    sites.push_back({trigger.head, kept.carriers[i], kept.partners[i],
                     scene.SentenceOf(trigger.head), source,
                     tables_->ontology[trigger.type].takes_place, trigger.type});
  }
  PlaceBinder places(clauses, tables_->place_words, tables_->speech, sites);
  const TimeBinder times(clauses, tables_->speech, sites);
  const QuantitySlot quantities(clauses, counts);
  const auto evidence = tables_->evidence->Find(input.language, input.entities);
  Draft draft;
  for (std::size_t i = 0; i < kept.triggers.size(); ++i) {
    const Trigger& trigger = kept.triggers[i];
    const TriggerRule& rule = tables_->triggers[trigger.rule];
    const ClaimType& type = tables_->ontology[trigger.type];
    Claim claim = MakeClaim(clauses, trigger, rule, type, sites[i]);
    const Frame* frame = tables_->frames.Find(rule.frame.empty() ? type.frame : rule.frame);
    const Attribution* attribution =
        claim.attribution ? &input.attributions[*claim.attribution] : nullptr;
    const bool is_of_nobody =
        sites[i].attribution &&
        IsOfNobody(scene, clauses.cues(), input.attributions[*sites[i].attribution]);
    FilledRoles roles;
    if (!is_of_nobody) {
      roles = tables_->roles.Fill(clauses, naming, trigger, *frame, attribution);
      if (attribution != nullptr) TakeSideOfSpeaker(scene, type, attribution->speaker, roles);
      AddImpliedAgent(clauses, tables_->ontology, trigger, type, attribution, draft.claims, roles);
    }
    const auto named_count = CountOfRoles(clauses, type, roles);
    roles.arguments.resize(roles.roles.size(), trigger.head);  // of roles from outside the clause
    claim.roles = std::move(roles.roles);
    for (std::size_t r = 0; r < claim.roles.size(); ++r) {
      claim.grounds.push_back(std::string(text::NameOf(claim.roles[r].role)) + ": " +
                              roles.grounds[r]);
    }
    const bool is_word =
        type.is_said || clauses.cues().Is(CueKind::kAccuse, scene.lemma(trigger.head));
    if (is_word && !claim.attribution && !is_of_nobody && !IsOfNobody(clauses, trigger.head)) {
      SpeakAsAgent(input, claim);
    }
    if (!claim.attribution && !type.is_said && claim.source.kind == SourceKind::kOutlet) {
      if (auto recorder = RecordedBy(clauses, trigger.head)) {
        claim.source = std::move(*recorder);
        claim.grounds.push_back("source: who records it");
      }
    }
    BoundPlace place = places.Bind(sites[i]);
    claim.locations = std::move(place.locations);
    if (!place.ground.empty()) claim.grounds.push_back("location: " + place.ground);
    BoundTime time = times.Bind(sites[i]);
    claim.time = time.time;
    if (!time.ground.empty()) claim.grounds.push_back("time: " + time.ground);
    BoundQuantity quantity;
    // "The two accounts could not be verified": that something is said or checked counts nothing.
    if (type.family != kMeta) quantity = quantities.Bind(sites[i], trigger, type);
    if (!quantity.quantity && named_count) quantity = {named_count, "one by one"};
    claim.quantity = std::move(quantity.quantity);
    if (claim.quantity && claim.quantity->max == 0.0 && claim.realis == Realis::kAsserted) {
      claim.realis = Realis::kDenied;  // "no one was hurt"
      claim.grounds.push_back("realis: a count of nought");
    }
    if (!quantity.ground.empty()) claim.grounds.push_back("quantity: " + quantity.ground);
    AddEvidence(evidence, claim);
    claim.confidence = Confidence(trigger, claim);
    draft.claims.Add(std::move(claim));
    draft.heads.push_back(trigger.head);
    draft.arguments.push_back(std::move(roles.arguments));
  }
  return draft;
}

void ClaimsStage::WithDraft(const text::ClaimInput& input,
                            const std::function<void(const Clauses&, Draft)>& visit) const {
  const Scene scene(input, tables_->vocabulary);
  const Clauses clauses(scene, tables_->cues);
  const auto counts = tables_->quantities->Find(input.language, input.times);
  visit(clauses, DraftOf(clauses, Naming(clauses), counts));
}

// The rules, with what the models of roles and of confidence say of them.
Draft ClaimsStage::RevisedDraft(const Clauses& clauses, const Naming& naming,
                                const IndexedVector<QuantityMention, QuantityIndex>& counts) const {
  Draft draft = DraftOf(clauses, naming, counts);
  if (tables_->learned) {
    SetConfidence(clauses, *tables_->learned, draft.claims);
    ReviseFillers(clauses, naming, *tables_->learned, tables_->ontology, draft);
  }
  GroupEvents(clauses.scene(), tables_->ontology, draft.claims);
  return draft;
}

void ClaimsStage::WithRevised(const text::ClaimInput& input,
                              const std::function<void(const Clauses&, Draft)>& visit) const {
  const Scene scene(input, tables_->vocabulary);
  const Clauses clauses(scene, tables_->cues);
  const auto counts = tables_->quantities->Find(input.language, input.times);
  visit(clauses, RevisedDraft(clauses, Naming(clauses), counts));
}

Result<text::ClaimLayers> ClaimsStage::Run(const text::ClaimInput& input) const {
  text::ClaimLayers layers;
  layers.quantities = tables_->quantities->Find(input.language, input.times);
  if (input.language.words.empty()) return layers;
  if (tables_->lacks_senses) {
    layers.diagnostics.push_back(
        {"senses-missing",
         "this build has no models/senses.dlm: triggers are read by their table alone",
         std::nullopt});
  }
  const Scene scene(input, tables_->vocabulary);
  const Clauses clauses(scene, tables_->cues);
  const Naming naming(clauses);
  Draft draft = RevisedDraft(clauses, naming, layers.quantities);
  if (tables_->learned) {
    DropMentions(scene, *tables_->learned, tables_->ontology, draft.claims);
  }
  layers.claims = std::move(draft.claims);
  LinkRepeats(scene, layers.claims);
  return layers;
}

}  // namespace dateline::claims
