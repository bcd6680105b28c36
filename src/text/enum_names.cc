#include "text/enum_names.h"

#include <array>
#include <cstddef>

namespace dateline::text {
namespace {

// One array an enumeration, in the order of its enumerators; the static_asserts below tie the
// lengths.
template <typename E>
struct Names;

template <>
struct Names<SourceKind> {
  static constexpr std::array<std::string_view, 8> kNames = {
      "outlet",     "official", "government",   "military",
      "journalist", "witness",  "organisation", "anonymous"};
  static_assert(kNames.size() == static_cast<std::size_t>(SourceKind::kAnonymous) + 1);
};

template <>
struct Names<Realis> {
  static constexpr std::array<std::string_view, 6> kNames = {"asserted", "denied",      "possible",
                                                             "planned",  "conditional", "asked"};
  static_assert(kNames.size() == static_cast<std::size_t>(Realis::kAsked) + 1);
};

template <>
struct Names<EvidenceKind> {
  static constexpr std::array<std::string_view, 6> kNames = {"video",    "photo",   "satellite",
                                                             "document", "witness", "intercept"};
  static_assert(kNames.size() == static_cast<std::size_t>(EvidenceKind::kIntercept) + 1);
};

template <>
struct Names<RoleKind> {
  static constexpr std::array<std::string_view, 9> kNames = {
      "agent",        "target",  "victim", "instrument", "holder_before",
      "holder_after", "service", "asset",  "recipient"};
  static_assert(kNames.size() == static_cast<std::size_t>(RoleKind::kRecipient) + 1);
};

template <>
struct Names<TimeBasis> {
  static constexpr std::array<std::string_view, 3> kNames = {"stated", "context", "published"};
  static_assert(kNames.size() == static_cast<std::size_t>(TimeBasis::kPublished) + 1);
};

template <>
struct Names<DateBasis> {
  static constexpr std::array<std::string_view, 5> kNames = {"given", "metadata", "text",
                                                             "inferred", "unknown"};
  static_assert(kNames.size() == static_cast<std::size_t>(DateBasis::kUnknown) + 1);
};

template <>
struct Names<BlockKind> {
  static constexpr std::array<std::string_view, 9> kNames = {
      "headline", "subhead", "dateline", "byline",     "paragraph",
      "caption",  "related", "list",     "boilerplate"};
  static_assert(kNames.size() == static_cast<std::size_t>(BlockKind::kBoilerplate) + 1);
};

template <>
struct Names<Upos> {
  static constexpr std::array<std::string_view, 17> kNames = {
      "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
      "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
  static_assert(kNames.size() == static_cast<std::size_t>(Upos::kX) + 1);
};

template <>
struct Names<Deprel> {
  static constexpr std::array<std::string_view, 52> kNames = {
      "root",        "nsubj",      "nsubj:pass", "nsubj:outer", "obj",          "iobj",
      "csubj",       "csubj:pass", "ccomp",      "xcomp",       "obl",          "obl:agent",
      "obl:tmod",    "obl:npmod",  "vocative",   "expl",        "dislocated",   "advcl",
      "advcl:relcl", "advmod",     "discourse",  "aux",         "aux:pass",     "cop",
      "mark",        "nmod",       "nmod:poss",  "nmod:tmod",   "nmod:npmod",   "appos",
      "nummod",      "acl",        "acl:relcl",  "amod",        "det",          "det:predet",
      "clf",         "case",       "conj",       "cc",          "cc:preconj",   "fixed",
      "flat",        "list",       "parataxis",  "compound",    "compound:prt", "orphan",
      "goeswith",    "reparandum", "punct",      "dep"};
  static_assert(kNames.size() == static_cast<std::size_t>(Deprel::kDep) + 1);
};

template <>
struct Names<EntityType> {
  static constexpr std::array<std::string_view, 9> kNames = {
      "PER", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WEAPON", "VEHICLE"};
  static_assert(kNames.size() == static_cast<std::size_t>(EntityType::kVehicle) + 1);
};

template <>
struct Names<MentionKind> {
  static constexpr std::array<std::string_view, 3> kNames = {"name", "nominal", "pronoun"};
  static_assert(kNames.size() == static_cast<std::size_t>(MentionKind::kPronoun) + 1);
};

template <>
struct Names<TimexType> {
  static constexpr std::array<std::string_view, 4> kNames = {"DATE", "TIME", "DURATION", "SET"};
  static_assert(kNames.size() == static_cast<std::size_t>(TimexType::kSet) + 1);
};

template <>
struct Names<PlaceUse> {
  static constexpr std::array<std::string_view, 3> kNames = {"literal", "metonym", "modifier"};
  static_assert(kNames.size() == static_cast<std::size_t>(PlaceUse::kModifier) + 1);
};

template <>
struct Names<SpatialRelation> {
  static constexpr std::array<std::string_view, 11> kNames = {
      "at",    "in",     "near",    "outskirts", "toward", "from",
      "along", "across", "between", "side",      "offset"};
  static_assert(kNames.size() == static_cast<std::size_t>(SpatialRelation::kOffset) + 1);
};

template <>
struct Names<Bearing> {
  static constexpr std::array<std::string_view, 8> kNames = {"N", "NE", "E", "SE",
                                                             "S", "SW", "W", "NW"};
  static_assert(kNames.size() == static_cast<std::size_t>(Bearing::kNW) + 1);
};

template <>
struct Names<Precision> {
  static constexpr std::array<std::string_view, 5> kNames = {"exact", "settlement", "district",
                                                             "region", "country"};
  static_assert(kNames.size() == static_cast<std::size_t>(Precision::kCountry) + 1);
};

template <>
struct Names<AttributionForm> {
  static constexpr std::array<std::string_view, 3> kNames = {"direct", "indirect", "mixed"};
  static_assert(kNames.size() == static_cast<std::size_t>(AttributionForm::kMixed) + 1);
};

template <>
struct Names<CueClass> {
  static constexpr std::array<std::string_view, 10> kNames = {
      "says",  "confirms", "claims", "denies",  "believes",
      "plans", "shows",    "asks",   "accuses", "warns"};
  static_assert(kNames.size() == static_cast<std::size_t>(CueClass::kWarns) + 1);
};

template <>
struct Names<VerificationKind> {
  static constexpr std::array<std::string_view, 5> kNames = {"unverified", "verified", "located",
                                                             "unproven", "no_comment"};
  static_assert(kNames.size() == static_cast<std::size_t>(VerificationKind::kNoComment) + 1);
};

template <typename E>
std::string_view Lookup(E value) {
  return Names<E>::kNames[static_cast<std::size_t>(value)];
}

}  // namespace

template <typename E>
std::optional<E> FromName(std::string_view name) {
  for (std::size_t i = 0; i < Names<E>::kNames.size(); ++i) {
    if (Names<E>::kNames[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

std::string_view NameOf(SourceKind kind) { return Lookup(kind); }
template std::optional<SourceKind> FromName<SourceKind>(std::string_view);

std::string_view NameOf(Realis realis) { return Lookup(realis); }
template std::optional<Realis> FromName<Realis>(std::string_view);

std::string_view NameOf(EvidenceKind kind) { return Lookup(kind); }
template std::optional<EvidenceKind> FromName<EvidenceKind>(std::string_view);

std::string_view NameOf(RoleKind role) { return Lookup(role); }
template std::optional<RoleKind> FromName<RoleKind>(std::string_view);

std::string_view NameOf(TimeBasis basis) { return Lookup(basis); }
template std::optional<TimeBasis> FromName<TimeBasis>(std::string_view);

std::string_view NameOf(DateBasis basis) { return Lookup(basis); }
template std::optional<DateBasis> FromName<DateBasis>(std::string_view);

std::string_view NameOf(BlockKind kind) { return Lookup(kind); }
template std::optional<BlockKind> FromName<BlockKind>(std::string_view);

std::string_view NameOf(Upos upos) { return Lookup(upos); }
template std::optional<Upos> FromName<Upos>(std::string_view);

std::string_view NameOf(Deprel deprel) { return Lookup(deprel); }
template std::optional<Deprel> FromName<Deprel>(std::string_view);

std::string_view NameOf(EntityType type) { return Lookup(type); }
template std::optional<EntityType> FromName<EntityType>(std::string_view);

std::string_view NameOf(MentionKind kind) { return Lookup(kind); }
template std::optional<MentionKind> FromName<MentionKind>(std::string_view);

std::string_view NameOf(TimexType type) { return Lookup(type); }
template std::optional<TimexType> FromName<TimexType>(std::string_view);

std::string_view NameOf(PlaceUse use) { return Lookup(use); }
template std::optional<PlaceUse> FromName<PlaceUse>(std::string_view);

std::string_view NameOf(SpatialRelation relation) { return Lookup(relation); }
template std::optional<SpatialRelation> FromName<SpatialRelation>(std::string_view);

std::string_view NameOf(Bearing bearing) { return Lookup(bearing); }
template std::optional<Bearing> FromName<Bearing>(std::string_view);

std::string_view NameOf(Precision precision) { return Lookup(precision); }
template std::optional<Precision> FromName<Precision>(std::string_view);

std::string_view NameOf(AttributionForm form) { return Lookup(form); }
std::string_view NameOf(VerificationKind kind) { return Lookup(kind); }
template std::optional<VerificationKind> FromName<VerificationKind>(std::string_view);
template std::optional<AttributionForm> FromName<AttributionForm>(std::string_view);

std::string_view NameOf(CueClass cue_class) { return Lookup(cue_class); }
template std::optional<CueClass> FromName<CueClass>(std::string_view);

}  // namespace dateline::text
