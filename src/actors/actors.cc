// The order: names (of the language layer and the tables), which of them are the same, descriptions
// by their heads, and then every mention from the first to the last with whom it is.
#include "actors/actors.h"

#include <utility>
#include <vector>

#include "actors/lexicon.h"
#include "actors/names.h"
#include "actors/nominals.h"
#include "actors/resolution.h"
#include "actors/scan.h"
#include "actors/standing.h"
#include "actors/words.h"
#include "text/stage.h"

namespace dateline::actors {

static_assert(text::Stage<ActorsStage, text::ActorInput, text::ActorLayers>);

struct ActorsStage::Tables {
  std::shared_ptr<const Lexicon> lexicon;
  FunctionWords function_words;
};

namespace {

// By token, the index of the span of `items` that covers it, or -1.
template <typename Items>
std::vector<std::int32_t> IndexByToken(const Items& items, std::size_t tokens) {
  std::vector<std::int32_t> at(tokens, -1);
  std::int32_t i = 0;
  for (const auto& item : items) {
    for (TokenIndex token = item.first; token < item.end; ++token) at[token.value()] = i;
    ++i;
  }
  return at;
}

NameMarks MarksOf(const std::vector<NameUse>& uses, std::size_t tokens) {
  NameMarks marks(tokens, NameMark::kNone);
  for (const NameUse& use : uses) {
    const bool is_body =
        use.type == EntityType::kOrganisation || use.type == EntityType::kNationality;
    for (TokenIndex token = use.first; token < use.end; ++token) {
      marks[token.value()] = is_body ? NameMark::kBody : NameMark::kOther;
    }
    if (use.type == EntityType::kPerson) marks[use.first.value()] = NameMark::kPerson;
  }
  return marks;
}

text::ActorLayers Layers(const text::LanguageView& view, const std::vector<Resolved>& resolved,
                         Cast cast) {
  text::ActorLayers out;
  // A body that no word describes further speaks for itself.
  for (Figure& figure : cast.figures) {
    Entity& entity = figure.entity;
    if (entity.type == EntityType::kOrganisation && !entity.kind) {
      entity.kind = SourceKind::kOrganisation;
    }
  }
  // Entities in the order of their first mention; figures that nobody mentions stay out.
  std::vector<EntityIndex> entity_of(cast.figures.size());
  std::vector<bool> is_out(cast.figures.size(), false);
  out.mentions.reserve(resolved.size());
  for (const Resolved& one : resolved) {
    Mention mention{view.span_of(one.first, one.end), one.first, one.end, one.type, one.kind, {}};
    if (one.figure != kNoFigure) {
      if (!is_out[one.figure]) {
        entity_of[one.figure] = out.entities.Add(std::move(cast[one.figure].entity));
        is_out[one.figure] = true;
      }
      mention.entity = entity_of[one.figure];
    }
    out.mentions.Add(std::move(mention));
  }
  return out;
}

}  // namespace

Result<ActorsStage> ActorsStage::Load(std::shared_ptr<const OwnActors> own) {
  DL_ASSIGN_OR_RETURN(auto lexicon, Lexicon::Load(std::move(own)));
  DL_ASSIGN_OR_RETURN(auto function_words, FunctionWords::Load());
  return ActorsStage(
      std::make_unique<const Tables>(Tables{std::move(lexicon), std::move(function_words)}));
}

ActorsStage::ActorsStage(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
ActorsStage::~ActorsStage() = default;
ActorsStage::ActorsStage(ActorsStage&&) noexcept = default;
ActorsStage& ActorsStage::operator=(ActorsStage&&) noexcept = default;

Result<text::ActorLayers> ActorsStage::Run(const text::ActorInput& input) const {
  const text::LanguageView& view = input.language;
  if (view.tokens.empty()) return text::ActorLayers();
  const Lexicon& lexicon = *tables_->lexicon;
  const Words words(view, tables_->function_words);
  const std::optional<Day> day = view.info.published.value;
  const TableMatches matches(words, lexicon, day);
  std::vector<NameUse> uses = FindNames(words, lexicon, matches, input.places);
  Cast cast;
  LinkNames(words, lexicon, uses, cast);
  const auto use_at = IndexByToken(uses, view.tokens.size());
  const auto place_at = IndexByToken(input.places, view.tokens.size());
  const NameMarks marks = MarksOf(uses, view.tokens.size());
  const std::vector<Nominal> nominals = FindNominals(words, lexicon, matches, marks);
  const Scene scene{words,
                    lexicon,
                    matches,
                    input.places,
                    uses,
                    use_at,
                    place_at,
                    marks,
                    cast,
                    day,
                    DomesticCountry(words, matches, input.places)};
  const std::vector<Resolved> resolved = Resolve(scene, nominals, cast);
  return Layers(view, resolved, std::move(cast));
}

}  // namespace dateline::actors
