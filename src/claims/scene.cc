#include "claims/scene.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "text/dateline.h"

namespace dateline::claims {
namespace {

// ASCII letters in lower case; most words of the tables are ASCII. Reuses `buffer`.
std::string_view Lower(std::string_view text, std::string& buffer) {
  buffer.assign(text);
  for (char& c : buffer) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  // The typographic apostrophe of "n’t" is written plainly in the tables.
  if (const std::size_t at = buffer.find("\xE2\x80\x99"); at != std::string::npos) {
    buffer.replace(at, 3, "'");
  }
  return buffer;
}

constexpr std::size_t kLongestWord = 40;  // no word of a table is longer

}  // namespace

Scene::Scene(const text::ClaimInput& input, const Vocabulary& vocabulary)
    : input_(input), vocabulary_(vocabulary) {
  LookUpWords();
  SetFlags();
  MarkDatelines();
  LinkChildren();
  GatherSentences();
}

// The lemma of a rare verb may have lost its last letter: "massacr", "barricad".
WordId Scene::FindLemma(std::string_view lower, Upos upos) const {
  const WordId found = vocabulary_.Find(lower);
  if (found != kUnknownWord || upos != Upos::kVerb) return found;
  return vocabulary_.Find(std::string(lower) + 'e');
}

void Scene::LookUpWords() {
  const text::LanguageView& language = input_.language;
  lemmas_.reserve(language.tokens.size());
  forms_.reserve(language.tokens.size());
  std::string buffer;
  for (TokenIndex token{0}; token < language.tokens.end_index(); ++token) {
    const std::string_view surface = language.surface(token);
    const std::string& lemma = language.words[token].lemma;
    forms_.push_back(surface.size() > kLongestWord ? kUnknownWord
                                                   : vocabulary_.Find(Lower(surface, buffer)));
    lemmas_.push_back(lemma.size() > kLongestWord
                          ? kUnknownWord
                          : FindLemma(Lower(lemma, buffer), language.words[token].upos));
  }
}

void Scene::SetFlags() {
  const std::size_t count = lemmas_.size();
  flags_.assign(count, 0);
  is_name_part_.assign(count, 0);
  mention_at_.assign(count, kNone);
  const auto set = [&](TokenIndex first, TokenIndex end, std::uint16_t flag) {
    for (TokenIndex t = first; t < end; ++t) flags_[t.value()] |= flag;
  };
  const auto& mentions = input_.language.mentions;
  for (MentionIndex m{0}; m < mentions.end_index(); ++m) {
    const Mention& mention = mentions[m];
    std::uint16_t flag = 0;
    switch (mention.type) {
      case EntityType::kPerson:
        flag = kFlagPerson | kFlagActor;
        break;
      case EntityType::kOrganisation:
        flag = kFlagOrg | kFlagActor;
        break;
      case EntityType::kGeopolitical:
        flag = kFlagGpe | kFlagActor;
        break;
      case EntityType::kNationality:
        flag = kFlagNorp | kFlagActor;
        break;
      case EntityType::kLocation:
        flag = kFlagPlace;
        break;
      case EntityType::kFacility:
      case EntityType::kEvent:
      case EntityType::kWeapon:
      case EntityType::kVehicle:
        break;
    }
    if (mention.kind == MentionKind::kName) {
      set(mention.first, mention.end, flag);
      // A single capital at the beginning of a sentence proves no name.
      const bool is_doubtful = mention.first.next() == mention.end &&
                               mention.first == input_.language.sentence_of(mention.first).first;
      if (mention.type != EntityType::kEvent && mention.type != EntityType::kNationality &&
          !is_doubtful) {
        for (TokenIndex t = mention.first; t < mention.end; ++t) is_name_part_[t.value()] = 1;
      }
    } else if (mention.first < mention.end) {
      // A nominal's words keep their own meaning; only its head is the actor.
      for (TokenIndex t = mention.first; t < mention.end; ++t) {
        const auto head = Head(t);
        if (!head || *head < mention.first || *head >= mention.end) {
          flags_[t.value()] |= kFlagActor;
        }
      }
    }
    if (!mention.entity) continue;
    for (TokenIndex t = mention.first; t < mention.end; ++t) {
      std::uint32_t& at = mention_at_[t.value()];
      const auto size = [&](const Mention& x) { return x.end.value() - x.first.value(); };
      if (at == kNone || size(mention) < size(mentions[MentionIndex(at)])) at = m.value();
    }
  }
  for (const Place& place : input_.places) {
    if (place.use == PlaceUse::kMetonym) continue;
    set(place.first, place.end, kFlagPlace);
    if (place.use == PlaceUse::kLiteral) {
      for (TokenIndex t = place.first; t < place.end; ++t) {
        flags_[t.value()] &= static_cast<std::uint16_t>(~(kFlagActor | kFlagPerson));
      }
    }
  }
  for (const TimeExpression& time : input_.times) {
    if (time.interval) set(time.first, time.end, kFlagTime);
  }
  for (TokenIndex t{0}; t.value() < count; ++t) {
    if (word(t).upos == Upos::kNum) flags_[t.value()] |= kFlagNumber;
  }
}

// White space on both sides, as a dash has and a hyphen has not.
bool Scene::StandsFree(TokenIndex token) const {
  const auto& tokens = input_.language.tokens;
  if (token.value() == 0 || token.next() >= tokens.end_index()) return false;
  return tokens[token.previous()].span.end() < tokens[token].span.begin() &&
         tokens[token].span.end() < tokens[token.next()].span.begin();
}

// "KYIV (Example Wire) —" at the beginning of a paragraph: up to the first dash, if no verb stands
// before it and the paragraph begins with a name.
void Scene::MarkDatelines() {
  constexpr std::uint32_t kLongestDateline = 12;
  const auto& sentences = input_.language.sentences;
  for (SentenceIndex s{0}; s < sentences.end_index(); ++s) {
    const Sentence& sentence = sentences[s];
    if (s.value() > 0 && sentences[s.previous()].block == sentence.block) continue;
    if (const auto behind = text::EndOfDateline(input_.language, s)) {
      for (TokenIndex d = sentence.first; d < *behind; ++d) flags_[d.value()] |= kFlagDateline;
      continue;
    }
    if (sentence.first >= sentence.end || word(sentence.first).upos != Upos::kPropn) continue;
    for (TokenIndex t = sentence.first; t < sentence.end; ++t) {
      if (t.value() - sentence.first.value() > kLongestDateline || IsVerb(t)) break;
      const std::string_view surface = input_.language.surface(t);
      const bool is_dash = surface == "--" || surface == "\xE2\x80\x94" ||
                           surface == "\xE2\x80\x93" || (surface == "-" && StandsFree(t));
      if (!is_dash) continue;
      for (TokenIndex d = sentence.first; d < t; ++d) flags_[d.value()] |= kFlagDateline;
      break;
    }
  }
}

// A head with more children than any sentence of a report has keeps the first of them: rules walk
// over children, and a hostile tree must not make that quadratic.
void Scene::LinkChildren() {
  constexpr std::uint8_t kMostChildren = 200;
  const std::size_t count = lemmas_.size();
  first_child_.assign(count, kNone);
  next_child_.assign(count, kNone);
  std::vector<std::uint32_t> last(count, kNone);
  std::vector<std::uint8_t> linked(count, 0);
  for (std::size_t i = 0; i < count; ++i) {
    const auto head = Head(TokenIndex::FromSize(i));
    if (!head || linked[head->value()] == kMostChildren) continue;
    ++linked[head->value()];
    std::uint32_t& previous = last[head->value()];
    (previous == kNone ? first_child_[head->value()] : next_child_[previous]) =
        static_cast<std::uint32_t>(i);
    previous = static_cast<std::uint32_t>(i);
  }
}

void Scene::GatherSentences() {
  const auto& sentences = input_.language.sentences;
  sentence_words_.resize(sentences.size());
  for (SentenceIndex s{0}; s < sentences.end_index(); ++s) {
    std::vector<std::uint64_t>& classes = sentence_words_[s.value()];
    const auto add = [&](WordId id) {
      const std::vector<std::uint64_t>& bits = vocabulary_.ClassesOf(id);
      if (classes.size() < bits.size()) classes.resize(bits.size());
      for (std::size_t i = 0; i < bits.size(); ++i) classes[i] |= bits[i];
    };
    for (TokenIndex t = sentences[s].first; t < sentences[s].end; ++t) {
      add(lemma(t));
      if (form(t) != lemma(t)) add(form(t));
    }
    if (document_words_.size() < classes.size()) document_words_.resize(classes.size());
    for (std::size_t i = 0; i < classes.size(); ++i) document_words_[i] |= classes[i];
  }
}

bool Scene::IsVerb(TokenIndex token) const {
  const Upos upos = word(token).upos;
  return upos == Upos::kVerb || upos == Upos::kAux;
}

bool Scene::IsNoun(TokenIndex token) const {
  const Upos upos = word(token).upos;
  return upos == Upos::kNoun || upos == Upos::kPropn;
}

std::optional<TokenIndex> Scene::Preposition(TokenIndex noun) const {
  for (auto child = FirstChild(noun); child && *child < noun; child = NextChild(*child)) {
    if (word(*child).deprel == Deprel::kCase) return child;
  }
  return std::nullopt;
}

bool Scene::IsBelow(TokenIndex token, TokenIndex ancestor, int steps) const {
  std::optional<TokenIndex> at = token;
  for (int i = 0; at && i <= steps; ++i, at = Head(*at)) {
    if (*at == ancestor) return true;
  }
  return false;
}

const Mention* Scene::MentionAt(TokenIndex token) const {
  const std::uint32_t at = mention_at_[token.value()];
  return at == kNone ? nullptr : &input_.language.mentions[MentionIndex(at)];
}

TokenIndex Scene::TokenAt(ByteOffset at) const {
  const auto& tokens = input_.language.tokens;
  const auto found = std::partition_point(
      tokens.begin(), tokens.end(), [&](const Token& token) { return token.span.end() <= at; });
  return TokenIndex::FromSize(static_cast<std::size_t>(found - tokens.begin()));
}

}  // namespace dateline::claims
