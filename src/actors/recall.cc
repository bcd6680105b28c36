#include "actors/recall.h"

#include <algorithm>

namespace dateline::actors {
namespace {

constexpr std::size_t kMaxSameHead = 8;
constexpr std::uint32_t kNever = 0xFFFFFFFF;

// Does the phrase hold the lower-case word, whatever its case there?
bool HasWord(std::string_view phrase, std::string_view lower) {
  const auto is_same = [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  };
  const auto found = std::search(phrase.begin(), phrase.end(), lower.begin(), lower.end(), is_same);
  if (found == phrase.end()) return false;
  const bool begins = found == phrase.begin() || *(found - 1) == ' ';
  const auto after = found + static_cast<std::ptrdiff_t>(lower.size());
  return begins && (after == phrase.end() || *after == ' ' || *after == '\'');
}

// May the definite description mean the figure, which has the same head?
bool Fits(const Nominal& nominal, const Standing& standing, const Figure& figure) {
  const bool is_one = nominal.head_entry->number == HeadNumber::kOne && !nominal.is_plural;
  if (is_one != (figure.number == HeadNumber::kOne && figure.is_person)) {
    if (is_one || figure.is_person) return false;
  }
  const bool is_several = nominal.is_plural || nominal.head_entry->number == HeadNumber::kSeveral;
  const bool is_named_body = figure.is_named && !figure.is_person;
  if (!is_named_body && is_several != (figure.number == HeadNumber::kSeveral)) return false;
  if (standing.is_side_stated && standing.side != figure.entity.side) return false;
  return standing.body == kNoFigure;
}

}  // namespace

void Recall::Remember(std::string_view head, FigureIndex figure) {
  std::vector<FigureIndex>& list = by_head_[head];
  const auto found = std::find(list.begin(), list.end(), figure);
  if (found != list.end()) list.erase(found);
  list.push_back(figure);
  if (list.size() > kMaxSameHead) list.erase(list.begin());
}

void Recall::RememberWording(std::string wording, FigureIndex figure) {
  by_wording_[std::move(wording)] = figure;
}

void Recall::Mentioned(FigureIndex figure, SentenceIndex sentence) {
  if (figure >= last_seen_.size()) last_seen_.resize(figure + std::size_t{1}, kNever);
  last_seen_[figure] = sentence.value();
}

FigureIndex Recall::OfWording(const std::string& wording) const {
  const auto found = by_wording_.find(wording);
  return found == by_wording_.end() ? kNoFigure : found->second;
}

FigureIndex Recall::Earlier(const Nominal& nominal, const Standing& standing,
                            const std::string& wording) const {
  if (nominal.is_possessed) return kNoFigure;
  const bool is_another =
      !nominal.is_definite && !nominal.is_plural && nominal.head_entry->number == HeadNumber::kOne;
  if (!nominal.is_definite) return is_another ? kNoFigure : OfWording(wording);
  const auto found = by_head_.find(nominal.head_entry->singular);
  if (found != by_head_.end()) {
    for (auto at = found->second.rbegin(); at != found->second.rend(); ++at) {
      if (Fits(nominal, standing, cast_[*at]) && SaysNoMore(nominal, cast_[*at])) {
        return NearerForce(nominal, *at);
      }
    }
    const FigureIndex near = OnlyOneNear(nominal, standing, found->second);
    if (near != kNoFigure) return near;
  }
  const FigureIndex same = OfWording(wording);
  return same != kNoFigure ? same : LatestOfClass(nominal);
}

// "the Vermont senator" where one senator alone was spoken of just before.
FigureIndex Recall::OnlyOneNear(const Nominal& nominal, const Standing& standing,
                                const std::vector<FigureIndex>& figures) const {
  constexpr std::uint32_t kSentences = 4;
  if (nominal.head_entry->number != HeadNumber::kOne || nominal.is_plural) return kNoFigure;
  if (HasPeople(nominal)) return kNoFigure;
  const SentenceIndex here = words_.view().tokens[nominal.head].sentence;
  FigureIndex only = kNoFigure;
  for (const FigureIndex figure : figures) {
    if (!cast_[figure].is_named || figure >= last_seen_.size()) continue;
    if (last_seen_[figure] == kNever || here.value() - last_seen_[figure] > kSentences) continue;
    if (!Fits(nominal, standing, cast_[figure])) continue;
    if (only != kNoFigure) return kNoFigure;
    only = figure;
  }
  return only;
}

// "The forces" behind "the ministry said that its troops had left" are those troops, though forces
// of another side were called forces further up: soldiers of several sides are told apart by who
// was spoken of last, not by the word for them.
FigureIndex Recall::NearerForce(const Nominal& nominal, FigureIndex same_head) const {
  constexpr std::size_t kReach = 16;
  const Figure& far = cast_[same_head];
  if (nominal.head_entry->head_class != HeadClass::kMilitary || far.is_named) return same_head;
  if (nominal.end != nominal.head.next() || nominal.name_first != nominal.head) return same_head;
  const SentenceIndex here = words_.view().tokens[nominal.head].sentence;
  std::size_t looked = 0;
  for (auto at = seen_.rbegin(); at != seen_.rend() && looked < kReach; ++at, ++looked) {
    if (here.value() - at->sentence.value() > 1) break;
    const Figure& figure = cast_[at->figure];
    if (at->figure == same_head) return same_head;
    if (figure.head_class != HeadClass::kMilitary || figure.number != HeadNumber::kSeveral)
      continue;
    if (figure.entity.side.empty() || figure.entity.side == far.entity.side) continue;
    return at->figure;
  }
  return same_head;
}

// "the agency", "the group": the body of that class named last, not far back.
FigureIndex Recall::LatestOfClass(const Nominal& nominal) const {
  constexpr std::size_t kReach = 24;
  constexpr std::uint32_t kSentences = 3;
  const Head& head = *nominal.head_entry;
  // "the ethnic armed group" is as bare as "the group"; "the Islamist party" may be another one.
  bool is_bare = nominal.end == nominal.head.next();
  for (TokenIndex token = nominal.name_first; token < nominal.head; ++token) {
    is_bare = is_bare && head.head_class == HeadClass::kGroup && !words_.IsCapitalised(token);
  }
  const bool is_body = head.head_class == HeadClass::kGroup ||
                       head.head_class == HeadClass::kOutlet ||
                       head.head_class == HeadClass::kOrganisation;
  if (!is_bare || !is_body || head.number != HeadNumber::kBody || nominal.is_plural) {
    return kNoFigure;
  }
  const SentenceIndex here = words_.view().tokens[nominal.head].sentence;
  std::size_t looked = 0;
  for (auto at = seen_.rbegin(); at != seen_.rend() && looked < kReach; ++at, ++looked) {
    if (here.value() - at->sentence.value() > kSentences) break;
    const Figure& figure = cast_[at->figure];
    if (figure.is_person || figure.is_country || !figure.is_named) continue;
    if (figure.entity.type != EntityType::kOrganisation) continue;
    if (at->syntax.position == Position::kOwner) continue;
    if (figure.head_class.value_or(HeadClass::kOrganisation) == head.head_class) {
      return at->figure;
    }
  }
  return kNoFigure;
}

// Does a people or party stand in the description ("the Democratic nominee")?
bool Recall::HasPeople(const Nominal& nominal) const {
  for (TokenIndex token = nominal.name_first; token < nominal.end; ++token) {
    const std::int32_t use = scene_.use_at[token.value()];
    if (use >= 0 && scene_.uses[static_cast<std::size_t>(use)].type == EntityType::kNationality)
      return true;
  }
  return false;
}

// Is every word of the description among those of the figure?
bool Recall::SaysNoMore(const Nominal& nominal, const Figure& figure) const {
  for (TokenIndex token = nominal.name_first; token < nominal.end; ++token) {
    if (token == nominal.head || scene_.matches.At(token) != nullptr) continue;
    if (words_.IsDeterminer(token) || words_.IsGenitive(token)) continue;
    if (!HasWord(figure.entity.name, words_.Lower(token)) &&
        !HasWord(figure.entity.role, words_.Lower(token))) {
      return false;
    }
  }
  return true;
}

}  // namespace dateline::actors
