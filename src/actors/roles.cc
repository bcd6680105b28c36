#include "actors/roles.h"

namespace dateline::actors {
namespace {

class Binder {
 public:
  Binder(const Words& words, const std::vector<NameUse>& uses,
         const std::vector<std::int32_t>& use_at)
      : words_(words), uses_(uses), use_at_(use_at) {}

  std::int32_t NameOf(const Nominal& nominal) const {
    const HeadClass head_class = nominal.head_entry->head_class;
    if (!IsPersonal(head_class)) {
      const bool is_kind_of_name =
          head_class == HeadClass::kOutlet || head_class == HeadClass::kGroup;
      if (!is_kind_of_name || nominal.is_plural) {
        if (!IsMember(head_class) || nominal.is_plural) return -1;
        const std::int32_t member = PersonAfter(nominal);
        return member >= 0 ? member : PersonBefore(nominal);
      }
      const std::int32_t before = BodyBefore(nominal);
      return before >= 0 ? before : BodyAfter(nominal);
    }
    if (nominal.is_plural && !IsOneOf(nominal)) return -1;
    const std::int32_t after = PersonAfter(nominal);
    if (after >= 0) return after;
    const std::int32_t before = PersonBefore(nominal);
    return before;
  }

 private:
  const Sentence& SentenceOf(const Nominal& nominal) const {
    return words_.view().sentence_of(nominal.head);
  }
  bool IsPerson(std::int32_t use) const {
    return use >= 0 && uses_[static_cast<std::size_t>(use)].type == EntityType::kPerson;
  }
  // Singular heads of bodies that also name a member: "soldier X", "rebel X".
  static bool IsMember(HeadClass head_class) {
    return head_class == HeadClass::kMilitary || head_class == HeadClass::kGroup ||
           head_class == HeadClass::kOrganisation;
  }

  // "one of the family's attorneys".
  bool IsOneOf(const Nominal& nominal) const {
    const TokenIndex begin = SentenceOf(nominal).first;
    if (nominal.first.value() < begin.value() + 2) return false;
    const TokenIndex of = nominal.first.previous();
    return words_.ClassOf(of) == FunctionClass::kPreposition &&
           words_.PosOf(of.previous()) == Upos::kNum;
  }

  // The name that begins at the token, after titles in capitals.
  std::int32_t PersonAt(TokenIndex token, TokenIndex limit) const {
    for (int titles = 0; titles < 4 && token < limit; ++titles, ++token) {
      const std::int32_t use = use_at_[token.value()];
      if (use >= 0) {
        return IsPerson(use) && uses_[static_cast<std::size_t>(use)].first == token ? use : -1;
      }
      const bool may_be_title = words_.IsNoun(token) || words_.PosOf(token) == Upos::kAdj;
      if (!words_.IsCapitalised(token) || !may_be_title) return -1;
    }
    return -1;
  }

  // "President X", "the president, X,".
  std::int32_t PersonAfter(const Nominal& nominal) const {
    if (nominal.head_entry->number != HeadNumber::kOne) return -1;
    if (nominal.is_plural && !IsOneOf(nominal)) return -1;
    const TokenIndex limit = SentenceOf(nominal).end;
    if (nominal.is_before_name) return PersonAt(nominal.head.next(), limit);
    if (nominal.end >= limit) return -1;
    if (nominal.end > nominal.head.next() && use_at_[nominal.end.value()] >= 0) {
      return PersonAt(nominal.end, limit);  // "Secretary of State X"
    }
    if (nominal.end.next() >= limit || words_.Surface(nominal.end) != ",") return -1;
    const std::int32_t use = PersonAt(nominal.end.next(), limit);
    if (use < 0) return -1;
    // "According to the mayor, X said": the name opens a clause of its own.
    if (nominal.first > SentenceOf(nominal).first &&
        words_.ClassOf(nominal.first.previous()) == FunctionClass::kPreposition &&
        nominal.first.previous() > SentenceOf(nominal).first &&
        words_.ClassOf(nominal.first.previous().previous()) == FunctionClass::kAccording) {
      return -1;
    }
    return use;
  }

  // "X, a spokesman for Y", "X, 45, a farmer", "X is the mayor".
  std::int32_t PersonBefore(const Nominal& nominal) const {
    if (nominal.head_entry->number != HeadNumber::kOne || nominal.is_before_name) return -1;
    const TokenIndex begin = SentenceOf(nominal).first;
    TokenIndex at = nominal.first;
    if (at <= begin) return -1;
    at = BeforeConjunct(at.previous(), begin);
    for (int i = 0; i < 3 && at > begin && IsFiller(at); ++i) at = at.previous();
    const std::string_view mark = words_.Surface(at);
    const bool is_copula = words_.ClassOf(at) == FunctionClass::kVerb && words_.has_analysis() &&
                           words_.view().words[at].deprel == Deprel::kCop;
    if (mark != "," && mark != "(" && !is_copula) return -1;
    if (at <= begin) return -1;
    at = at.previous();
    if (words_.PosOf(at) == Upos::kNum && at > begin.next() &&
        words_.Surface(at.previous()) == ",") {
      at = at.previous().previous();
    }
    const std::int32_t use = use_at_[at.value()];
    if (!IsPerson(use) || uses_[static_cast<std::size_t>(use)].end != at.next()) return -1;
    // "X, police chief Y said": the second name has the role.
    return use;
  }

  // "a publicly appointed attorney": words of the phrase that are no modifiers of the noun.
  bool IsFiller(TokenIndex token) const {
    return words_.PosOf(token) == Upos::kAdv || words_.IsParticiple(token) ||
           words_.OpensPhrase(token);
  }

  // From the "and" of "X, a developer and spokeswoman" to the comma.
  TokenIndex BeforeConjunct(TokenIndex at, TokenIndex begin) const {
    constexpr int kMaxWords = 6;
    if (words_.ClassOf(at) != FunctionClass::kConjunction) return at;
    TokenIndex back = at;
    for (int i = 0; i < kMaxWords && back > begin; ++i) {
      back = back.previous();
      if (words_.Surface(back) == ",") return back;
      const bool is_phrase = words_.IsNoun(back) || words_.PosOf(back) == Upos::kAdj ||
                             words_.PosOf(back) == Upos::kVerb || words_.OpensPhrase(back) ||
                             words_.Surface(back) == "-";
      if (!is_phrase || use_at_[back.value()] >= 0) break;
    }
    return at;
  }

  bool IsBody(std::int32_t use) const {
    if (use < 0) return false;
    const NameUse& name = uses_[static_cast<std::size_t>(use)];
    return name.type == EntityType::kOrganisation &&
           (name.match == nullptr || name.match->known != nullptr);
  }

  // "the Xinhua news agency", "the Hamas militant group": up to two words between.
  std::int32_t BodyBefore(const Nominal& nominal) const {
    TokenIndex at = nominal.head;
    for (int gap = 0; gap <= 2 && at > nominal.first; ++gap) {
      at = at.previous();
      const std::int32_t use = use_at_[at.value()];
      if (use >= 0) return IsBody(use) ? use : -1;
      if (!words_.IsNoun(at) && words_.PosOf(at) != Upos::kAdj) return -1;
    }
    return -1;
  }

  // "state news agency MENA", "the militant group Hamas".
  std::int32_t BodyAfter(const Nominal& nominal) const {
    const TokenIndex next = nominal.head.next();
    if (next >= SentenceOf(nominal).end) return -1;
    const std::int32_t use = use_at_[next.value()];
    return IsBody(use) && uses_[static_cast<std::size_t>(use)].first == next ? use : -1;
  }

  const Words& words_;
  const std::vector<NameUse>& uses_;
  const std::vector<std::int32_t>& use_at_;
};

}  // namespace

std::vector<std::int32_t> BindRoles(const Words& words, const std::vector<Nominal>& nominals,
                                    const std::vector<NameUse>& uses,
                                    const std::vector<std::int32_t>& use_at) {
  const Binder binder(words, uses, use_at);
  std::vector<std::int32_t> out;
  out.reserve(nominals.size());
  for (const Nominal& nominal : nominals) out.push_back(binder.NameOf(nominal));
  return out;
}

}  // namespace dateline::actors
