// In order: quotations; frames and forms, which find drafts; the tagger; linking and assembling;
// composing; speakers and media; what was checked of it.
#include "attribution/attribution.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "attribution/lexicon.h"
#include "attribution/linker.h"
#include "attribution/rules.h"
#include "attribution/speaker.h"
#include "attribution/tagger.h"
#include "attribution/verification.h"
#include "model/resources.h"
#include "text/stage.h"

namespace dateline::attribution {

static_assert(text::Stage<AttributionStage, text::AttributionInput, text::AttributionLayers>);

struct AttributionStage::Impl {
  Lexicon lexicon;
  VerificationPatterns verifications;
  std::optional<SpanTagger> tagger;  // without it the rules work alone
};

namespace {

// Shares of the content's letters that stand inside quotation marks (Pareti 2012; PolNeAR 2018).
constexpr double kDirectShare = 0.97;
constexpr double kIndirectShare = 0.02;

// Letters up to each token, and those of them inside quotation marks: a content may be as long as
// the document, and there may be many.
struct Letters {
  std::vector<std::size_t> all;
  std::vector<std::size_t> quoted;
};

Letters CountLetters(const Scene& scene) {
  Letters out;
  out.all.assign(1, 0);
  out.quoted.assign(1, 0);
  for (TokenIndex t; t < scene.input.tokens.end_index(); ++t) {
    const std::size_t size =
        scene.IsPunctuation(t) ? 0 : std::size_t{scene.input.tokens[t].span.size_bytes()};
    const bool is_quoted = scene.quotes.around[t.value()] != 0;
    out.all.push_back(out.all.back() + size);
    out.quoted.push_back(out.quoted.back() + (is_quoted ? size : 0));
  }
  return out;
}

AttributionForm FormOf(const Letters& letters, const std::vector<TokenRange>& content) {
  std::size_t all = 0;
  std::size_t quoted = 0;
  for (const TokenRange& part : content) {
    all += letters.all[part.end.value()] - letters.all[part.first.value()];
    quoted += letters.quoted[part.end.value()] - letters.quoted[part.first.value()];
  }
  const double share = all == 0 ? 0.0 : static_cast<double>(quoted) / static_cast<double>(all);
  if (share >= kDirectShare) return AttributionForm::kDirect;
  return share < kIndirectShare ? AttributionForm::kIndirect : AttributionForm::kMixed;
}

ByteSpan SpanOf(const Scene& scene, TokenRange range) {
  return scene.input.span_of(range.first, range.end);
}

Attribution MakeAttribution(const Scene& scene, const Letters& letters, const Draft& draft,
                            Source speaker) {
  Attribution out;
  out.form = FormOf(letters, draft.content);
  if (draft.source && !draft.source->is_empty()) out.source = SpanOf(scene, *draft.source);
  if (!draft.cue.is_empty()) out.cue = SpanOf(scene, draft.cue);
  for (const TokenRange& part : draft.content) out.content.push_back(SpanOf(scene, part));
  out.cue_class = draft.cue_class;
  out.speaker = std::move(speaker);
  if (!draft.is_inherited) out.medium = FindMedium(scene, draft);
  out.inherited = draft.is_inherited;
  out.confidence = draft.confidence;
  return out;
}

// "Declined to comment" is no denial, whatever the words say by themselves.
void KeepSilenceOpen(const std::vector<FoundNote>& notes, Composed& composed) {
  auto draft = composed.drafts.begin();
  for (const FoundNote& note : notes) {
    if (note.kind != VerificationKind::kNoComment) continue;
    while (draft != composed.drafts.end() && draft->cue_head < note.words.first) ++draft;
    for (auto at = draft; at != composed.drafts.end() && at->cue_head < note.words.end; ++at) {
      if (at->cue_class == CueClass::kDenies) at->cue_class = CueClass::kAsks;
    }
  }
}

}  // namespace

Result<AttributionStage> AttributionStage::Load() {
  DL_ASSIGN_OR_RETURN(Lexicon lexicon, Lexicon::Load());
  DL_ASSIGN_OR_RETURN(VerificationPatterns verifications, VerificationPatterns::Load());
  std::optional<SpanTagger> tagger;
  if (const auto artefact = model::Resource("models/attribution.dlm"); artefact.ok()) {
    DL_ASSIGN_OR_RETURN(tagger, SpanTagger::Load(*artefact));
  }
  return AttributionStage(std::make_shared<const Impl>(
      Impl{std::move(lexicon), std::move(verifications), std::move(tagger)}));
}

Result<text::AttributionLayers> AttributionStage::Run(const text::AttributionInput& input) const {
  text::AttributionLayers out;
  const text::LanguageView& language = input.language;
  if (language.words.empty()) return out;
  IndexedVector<std::string, TokenIndex> lower = LowerSurfaces(language);
  QuoteLayer quotes = FindQuotes(language);
  out.diagnostics = std::move(quotes.diagnostics);
  const Tree tree(language,
                  [&](TokenIndex t) { return impl_->lexicon.Is(lower[t], WordKind::kDay); });
  const Scene scene{language, impl_->lexicon, tree, quotes, std::move(lower), BodyBegins(language)};

  const Composed rules = ComposeRules(scene);
  std::vector<Draft> drafts = rules.drafts;
  if (impl_->tagger) {
    const Facts facts = GatherFacts(scene, rules, *impl_->tagger);
    const TaggedSpans tagged = impl_->tagger->Run(scene, facts);
    const SpanChooser& chooser = impl_->tagger->chooser();
    drafts = LinkTags(scene, tagged.tags, rules);
    Proposals proposals = FindProposals(scene, tagged.candidates, tagged.sure, std::move(drafts));
    const std::vector<float> sure = chooser.Judge(scene, facts, proposals);
    drafts = Assemble(scene, std::move(proposals), sure, chooser.assembly());
  } else {
    // What the rules found is composed again: what it inherits depends on all of it.
    std::erase_if(drafts, [](const Draft& draft) { return draft.is_inherited; });
  }
  Composed composed = Compose(scene, std::move(drafts), FreeIndirect::kFind);
  std::vector<Source> speakers = FindSpeakers(scene, composed, input.entities);
  const std::vector<FoundNote> notes =
      FindVerifications(scene, impl_->verifications, composed, speakers);
  KeepSilenceOpen(notes, composed);

  const Letters letters = CountLetters(scene);
  // The layer is ordered by the first byte of content.
  std::vector<std::size_t> order(composed.drafts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return composed.drafts[a].content.front().first < composed.drafts[b].content.front().first;
  });
  std::vector<AttributionIndex> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = AttributionIndex::FromSize(i);
  for (const std::size_t i : order) {
    Attribution attribution =
        MakeAttribution(scene, letters, composed.drafts[i], std::move(speakers[i]));
    if (composed.parents[i]) attribution.parent = place[*composed.parents[i]];
    out.attributions.Add(std::move(attribution));
  }
  for (const FoundNote& note : notes) {
    VerificationNote verification{note.kind, SpanOf(scene, note.words), std::nullopt, {}, {}};
    if (note.about) verification.about = SpanOf(scene, *note.about);
    if (note.by) verification.by = WhoIs(scene, input.entities, *note.by);
    if (note.is_by_speaker) verification.by = out.attributions[place[note.scope.back()]].speaker;
    for (const std::size_t draft : note.scope) verification.scope.push_back(place[draft]);
    std::sort(verification.scope.begin(), verification.scope.end());
    out.verifications.push_back(std::move(verification));
  }
  return out;
}

}  // namespace dateline::attribution
