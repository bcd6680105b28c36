// At each capitalised token, in this order: the longest name of the gazetteer; a facility by its
// last word ("... Cathedral"); a name that the words beside it or the language stage call a place.
// Which of these are meant as places is for the judge (evidence.h).
#include "places/recognise.h"

#include <algorithm>

#include "places/cues.h"
#include "places/later_mentions.h"

namespace dateline::places {
namespace {

constexpr std::size_t kMostMatches = 24;
constexpr std::uint32_t kLongestName = 10;  // tokens
// Learned on articles of two kinds; chosen where F1 over both is best (training/places).
constexpr double kThreshold = 0.4;
constexpr double kUnmistakable = 0.6;  // the least of a name that is hard to mistake

class Finder {
 public:
  Finder(const Surroundings& around, const Gazetteer& gazetteer)
      : around_(around),
        stream_(around.stream()),
        in_(around.input()),
        gazetteer_(gazetteer),
        cues_(around, gazetteer) {}

  std::vector<Toponym> Run() {
    for (TokenIndex t; t < in_.tokens.end_index();) {
      const TokenIndex end = At(t);
      t = end > t ? end : t.next();
    }
    cues_.ShareAlongLists(found_);
    std::erase_if(found_, [this](Toponym& t) {
      return t.kind == ToponymKind::kName && !cues_.Filter(t) && !MakeUnknown(t);
    });
    return std::move(found_);
  }

 private:
  TokenIndex At(TokenIndex t) {
    if (!stream_.is_capitalised(t)) return Nominal(t);
    if (const TokenIndex end = NoPlaceEnd(t); end > t) return end;
    if (IsVessel(t)) return RunEnd(t, false);
    Toponym name;
    bool has_name = LongestName(t, name);
    // "Lake Robinson", where "Lake" alone is a town somewhere.
    if (has_name && name.end == t.next() && around_.Facts(t).title != Want::kNothing &&
        name.end < around_.SentenceEnd(t) && stream_.is_capitalised(name.end))
      has_name = false;
    const TokenIndex facility_end = FacilityEnd(t);
    if (facility_end > t && (!has_name || facility_end > name.end))
      return AddFacility(t, facility_end);
    // "Kupiansk-Vuzlovyi" is not Kupiansk.
    if (has_name && GoesOnInOneWord(name)) return Unknown(t);
    if (has_name && Accept(name)) return Add(std::move(name));
    return Unknown(t);
  }

  // "The USS Laboon": ships have names of towns.
  bool IsVessel(TokenIndex t) const {
    return around_.Facts(t).is(WordSet::kVessel) && stream_.is_all_capitals(t) &&
           t.next() < around_.SentenceEnd(t) && stream_.is_capitalised(t.next());
  }

  // The token that a sequence of words ends in when it begins at `t`; `t` itself when it does not.
  TokenIndex EndOf(const std::vector<std::uint64_t>& sequence, TokenIndex t) const {
    const std::size_t at = stream_.begin_of(t);
    std::size_t i = 0;
    while (i < sequence.size() && at + i < stream_.size() && stream_[at + i].hash == sequence[i])
      ++i;
    if (i < sequence.size() || i == 0) return t;
    const TokenIndex last = stream_[at + i - 1].token;
    return in_.tokens[last].sentence == in_.tokens[t].sentence ? last.next() : t;
  }

  TokenIndex NoPlaceEnd(TokenIndex t) const {
    TokenIndex end = t;
    for (const auto& sequence : around_.words().NoPlacesFrom(around_.word(t)))
      end = std::max(end, EndOf(sequence, t));
    return end;
  }

  TokenIndex Nominal(TokenIndex t) {
    for (const auto& sequence : around_.words().nominals()) {
      const TokenIndex end = EndOf(sequence, t);
      if (end <= t) continue;
      const TokenIndex last = end.previous();
      Toponym nominal;
      nominal.first = nominal.wide_first = t;
      nominal.end = nominal.wide_end = last.next();
      nominal.kind = ToponymKind::kNominal;
      nominal.name = in_.span_of(t, last.next()).In(in_.text);
      found_.push_back(std::move(nominal));
      return last.next();
    }
    return t;
  }

  TokenIndex Limit(TokenIndex t) const {
    return std::min(around_.SentenceEnd(t), TokenIndex(t.value() + kLongestName));
  }

  // The longest name of the gazetteer that begins at `t`.
  bool LongestName(TokenIndex t, Toponym& name) const {
    const TokenIndex limit = Limit(t);
    KeyHash key = kEmptyKey;
    bool any = false;
    for (TokenIndex at = t; at < limit; at = at.next()) {
      const std::size_t begin = stream_.begin_of(at);
      const std::size_t end = stream_.begin_of(at.next());
      Gazetteer::Lookup lookup;
      for (std::size_t w = begin; w < end; ++w) {
        if (stream_[w].hash == kBarrier) return any;
        key = Extend(key, stream_[w].hash);
        lookup = gazetteer_.Find(key);
        if (!lookup.found || (w + 1 < end && !lookup.continues)) return any;
      }
      if (begin == end) {  // a hyphen, apostrophe or stop
        if (at == t) return false;
        continue;
      }
      const WordFacts& facts = around_.Facts(at);
      const bool may_end = stream_.is_capitalised(at) || facts.after != Want::kNothing;
      if (!may_end && !facts.is(WordSet::kConnector) && !around_.IsPossessive(at)) return any;
      if (lookup.has_postings() && may_end) {
        std::vector<NameMatch> matches = gazetteer_.Matches(lookup, kMostMatches);
        Strip(matches, t, at);
        if (!matches.empty()) {
          name = Toponym();
          name.first = name.wide_first = t;
          name.end = name.wide_end = at.next();
          name.key = key;
          name.matches = std::move(matches);
          any = true;
        }
      }
      if (!lookup.continues) return any;
    }
    return any;
  }

  // Takes away what the writing rules out: abbreviations that are not written as such.
  void Strip(std::vector<NameMatch>& matches, TokenIndex first, TokenIndex last) const {
    const bool is_written_short =
        first == last && (stream_.is_all_capitals(first) || stream_.has_stop(first));
    const bool is_short = in_.surface(first).size() <= 3 && first == last;
    std::erase_if(matches, [&](const NameMatch& match) {
      const PlaceRecord& record = gazetteer_.record(match.record);
      if (match.kind == NameKind::kAbbreviation) {
        if (!is_written_short) return true;
        // Postal codes of states mean a state only after "Town, "; "Miss." without its stop is a
        // title.
        if (record.origin != Origin::kCountry && !stream_.has_stop(first) &&
            in_.surface(first).size() == 2)
          return !FollowsTown(first);
        return false;
      }
      if (match.kind == NameKind::kDemonym) return false;
      // "Car bomb" in a headline: no country has a name of three letters that are not capitals.
      if (is_short && !is_written_short && record.origin == Origin::kCountry) return true;
      // "US", "It", "May": a short word is a small place's name only by chance.
      if (is_short && record.origin != Origin::kCountry)
        return is_written_short || record.population < 100000;
      return false;
    });
  }

  bool FollowsTown(TokenIndex t) const {
    return t.value() >= 2 && stream_.is_barrier(t.previous()) && !found_.empty() &&
           found_.back().end == t.previous();
  }

  // ---- names of the gazetteer
  bool Accept(Toponym& name) const {
    cues_.Read(name, Earliest());
    const Mention* mention = around_.MentionAt(name.first);
    const auto is_demonym = [](const NameMatch& m) { return m.kind == NameKind::kDemonym; };
    if (std::all_of(name.matches.begin(), name.matches.end(), is_demonym)) {
      if (mention != nullptr && mention->type == EntityType::kPerson) return false;
      name.kind = ToponymKind::kDemonym;
      return true;
    }
    // "Mostly Somali refugees", though a region has the same name.
    const bool is_people = mention != nullptr && mention->type == EntityType::kNationality &&
                           mention->first == name.first && mention->end == name.end;
    if (is_people && name.want == Want::kNothing && IsQualifying(name) &&
        std::any_of(name.matches.begin(), name.matches.end(), is_demonym)) {
      name.kind = ToponymKind::kDemonym;
      return true;
    }
    std::erase_if(name.matches, is_demonym);
    if (mention != nullptr && mention->type == EntityType::kPerson && name.want == Want::kNothing &&
        (mention->first < name.first || mention->end > name.end))
      return false;  // "Paris Hilton", "Jack London"
    name.is_embedded = mention != nullptr && name.want == Want::kNothing &&
                       !IsPlaceType(mention->type) &&
                       (mention->first < name.first || mention->end > name.wide_end);
    return true;
  }

  // Does it hang on a noun right behind it?
  bool IsQualifying(const Toponym& name) const {
    if (in_.words.empty() || name.end >= around_.SentenceEnd(name.first)) return false;
    const Upos after = in_.words[name.end].upos;
    return after == Upos::kNoun || after == Upos::kAdj;
  }

  TokenIndex Earliest() const { return found_.empty() ? TokenIndex() : found_.back().wide_end; }

  // A name that is no place of its own in the gazetteer, but that the language stage takes for one.
  bool MakeUnknown(Toponym& name) const {
    const Mention* mention = around_.MentionAt(name.first);
    if (mention == nullptr || !IsPlaceType(mention->type)) return false;
    name.kind = ToponymKind::kUnknown;
    name.matches.clear();
    name.name = in_.span_of(name.first, name.end).In(in_.text);
    return true;
  }

  TokenIndex Add(Toponym name) {
    const TokenIndex end = std::max(name.end, name.wide_end);
    found_.push_back(std::move(name));
    return end;
  }

  // ---- names that the gazetteer lacks
  // The end of a run of capitalised words at `t`; with joints also across "of", "'s" and "and"
  // before another saint.
  TokenIndex RunEnd(TokenIndex t, bool with_joints) const {
    const TokenIndex limit = Limit(t);
    TokenIndex end = t;
    for (TokenIndex at = t; at < limit; at = at.next()) {
      if (stream_.is_barrier(at)) break;
      if (stream_.is_capitalised(at)) {
        end = at.next();
      } else if (around_.IsEmpty(at) && at > t) {
        continue;
      } else if (at > t && IsParticle(at, limit)) {
        continue;
      } else if (!with_joints || at == t || !IsJoint(at, limit)) {
        break;
      }
    }
    return end;
  }

  // "Hajar al-Mak", "Maganja da Costa": more of the name follows, with or without a hyphen.
  bool IsParticle(TokenIndex at, TokenIndex limit) const {
    if (!around_.Facts(at).is(WordSet::kParticle)) return false;
    TokenIndex next = at.next();
    if (next < limit && around_.surface(next) == "-") next = next.next();
    return next < limit && stream_.is_capitalised(next);
  }

  bool IsJoint(TokenIndex at, TokenIndex limit) const {
    if (around_.IsPossessive(at) || around_.IsOf(at)) return true;
    return around_.Facts(at).is(WordSet::kJoint) && at.next() < limit &&
           around_.Facts(at.next()).is(WordSet::kSaint);
  }

  TokenIndex FacilityEnd(TokenIndex t) const {
    const bool is_saint = around_.Facts(t).is(WordSet::kSaint);
    if (is_saint && FacilityBefore(t)) return RunEnd(t, true);  // "church of St. Peter"
    const Mention* mention = around_.MentionAt(t);
    const bool is_facility = mention != nullptr && mention->type == EntityType::kFacility;
    // A school that acts is a body; one that things happen at is a place.
    const bool is_body = mention != nullptr && mention->type == EntityType::kOrganisation;
    if (!is_saint && !is_facility && !(is_body && IsLedTo(t))) return t;
    if (is_facility && mention->first == t && mention->end > t.next())
      return IsOwned(*mention) ? t : mention->end;
    const TokenIndex run = RunEnd(t, true);
    TokenIndex end = t;
    for (TokenIndex at = t.next(); at < run; at = at.next()) {
      if (stream_.is_capitalised(at) && around_.Facts(at).is(WordSet::kFacility)) end = at.next();
    }
    return end;
  }

  // "Izium's hospital" has no name of its own.
  bool IsOwned(const Mention& mention) const {
    for (TokenIndex at = mention.first; at.next() < mention.end; at = at.next()) {
      if (around_.IsPossessive(at)) return !stream_.is_capitalised(mention.end.previous());
    }
    return false;
  }

  bool FacilityBefore(TokenIndex t) const {
    return t.value() >= around_.SentenceBegin(t).value() + 2 && around_.IsOf(t.previous()) &&
           around_.Facts(TokenIndex(t.value() - 2)).is(WordSet::kFacility);
  }

  // "at X", "outside the X".
  bool IsLedTo(TokenIndex t) const {
    if (around_.IsFirst(t)) return false;
    TokenIndex before = t.previous();
    if (!around_.IsFirst(before) && around_.IsThe(before)) before = before.previous();
    return around_.LeadOf(before) != Surroundings::Lead::kNone;
  }

  TokenIndex AddFacility(TokenIndex first, TokenIndex end) {
    Toponym facility;
    // The kind of thing belongs to the name: "church of St. Peter".
    facility.first = FacilityBefore(first) ? TokenIndex(first.value() - 2) : first;
    facility.wide_first = facility.first;
    facility.end = facility.wide_end = end;
    facility.kind = ToponymKind::kFacility;
    facility.name = in_.span_of(facility.first, end).In(in_.text);
    found_.push_back(std::move(facility));
    return end;
  }

  TokenIndex Unknown(TokenIndex t) {
    const Mention* mention = around_.MentionAt(t);
    // "Giza's Haram district" may be one name to the language stage.
    const bool is_owned = mention != nullptr && mention->first < t &&
                          around_.IsPossessive(t.previous()) && IsPlaceType(mention->type);
    if (mention != nullptr && mention->first != t && !is_owned) return t;
    const bool is_person = mention != nullptr && mention->type == EntityType::kPerson;
    Toponym name;
    name.first = name.wide_first = t;
    name.end = name.wide_end = RunEnd(t, false);
    if (mention != nullptr) name.end = name.wide_end = std::min(name.end, mention->end);
    if (name.end <= t) return t;
    name.kind = ToponymKind::kUnknown;
    cues_.Read(name, Earliest());
    const bool is_place = mention != nullptr && IsPlaceType(mention->type);
    const bool has_cue =
        name.want != Want::kNothing && name.want != Want::kRegion && name.want != Want::kLand;
    // "Near X, troops dug in": one name of a person, or none, where people do not stand.
    const bool may_be_misread = (is_person || mention == nullptr) && name.end == t.next() &&
                                around_.IsLedFirmly(t) && around_.IsNameLike(t) &&
                                (is_person || OpensSentence(name));
    if (may_be_misread && name.want == Want::kNothing) {
      name.name = in_.span_of(name.first, name.end).In(in_.text);
      found_.push_back(name);
      return name.wide_end;
    }
    if (is_person && name.wide_end <= mention->end) return t;
    if (!is_place && (!has_cue || around_.IsFirst(t) || !around_.IsProper(t))) return t;
    if (name.want != Want::kNothing && name.want != Want::kSettlement) name.end = name.wide_end;
    name.name = in_.span_of(name.first, name.end).In(in_.text);
    const TokenIndex end = name.wide_end;
    found_.push_back(std::move(name));
    return end;
  }

  // Does a hyphen join a capitalised word to the name that is no place of its own ("the Moscow-Kyiv
  // train")?
  bool GoesOnInOneWord(const Toponym& name) const {
    const TokenIndex hyphen = name.end;
    const TokenIndex end = around_.SentenceEnd(name.first);
    if (hyphen.next() >= end || around_.surface(hyphen) != "-" ||
        !stream_.is_capitalised(hyphen.next()) || stream_.is_all_capitals(hyphen.next()) ||
        in_.tokens[name.end.previous()].span.end() != in_.tokens[hyphen].span.begin() ||
        in_.tokens[hyphen].span.end() != in_.tokens[hyphen.next()].span.begin()) {
      return false;
    }
    Toponym other;
    return !LongestName(hyphen.next(), other);
  }

  // "In X, wells were found": the second word of its sentence, set apart from what follows.
  bool OpensSentence(const Toponym& name) const {
    return name.first == around_.SentenceBegin(name.first).next() &&
           name.end < around_.SentenceEnd(name.first) && around_.surface(name.end) == ",";
  }

  const Surroundings& around_;
  const WordStream& stream_;
  const text::LanguageView& in_;
  const Gazetteer& gazetteer_;
  const Cues cues_;
  std::vector<Toponym> found_;
};

// The corpora that the judge learned from leave out buildings; those come by rule alone.
bool IsJudged(const Toponym& t) {
  return t.kind == ToponymKind::kName || t.kind == ToponymKind::kUnknown;
}

// "The resort of Acapulco": a known name after the word for what it is.
bool IsOfItsKind(const Surroundings& around, const Toponym& t) {
  return t.kind == ToponymKind::kName && !t.matches.empty() && t.want != Want::kNothing &&
         t.wide_first < t.first && around.IsOf(t.first.previous());
}

// "The Dnipro", "the west bank of the Oskil": with an article, a name that then only a water has.
bool IsNamedWater(const Surroundings& around, const Gazetteer& gazetteer, const Toponym& t) {
  if (t.kind != ToponymKind::kName || t.matches.empty() || around.IsFirst(t.wide_first) ||
      !around.IsThe(t.wide_first.previous())) {
    return false;
  }
  if (t.wide_end < around.SentenceEnd(t.first) &&
      (around.stream().is_capitalised(t.wide_end) || around.surface(t.wide_end) == "-")) {
    return false;
  }
  const Mention* mention = around.MentionAt(t.first);
  // What begins with a small letter is no name: "west bank of the Dnipro".
  if (mention != nullptr && mention->end > t.wide_end) return false;
  if (mention != nullptr && mention->first < t.first &&
      around.stream().is_capitalised(mention->first)) {
    return false;
  }
  return std::all_of(t.matches.begin(), t.matches.end(), [&](const NameMatch& match) {
    return gazetteer.record(match.record).feature[0] == 'H';
  });
}

}  // namespace

std::vector<Toponym> FindCandidates(const Surroundings& around, const Gazetteer& gazetteer) {
  return Finder(around, gazetteer).Run();
}

std::vector<Toponym> Recognise(const Surroundings& around, const Gazetteer& gazetteer,
                               const Judge& judge) {
  std::vector<Toponym> candidates = FindCandidates(around, gazetteer);
  const std::vector<PlaceEvidence> evidence = GatherEvidence(around, gazetteer, candidates);
  std::vector<Toponym> places;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    Toponym& t = candidates[i];
    t.probability = IsJudged(t) ? judge.Probability(evidence[i]) : 1.0;
    if (evidence[i].is_nothing_else) t.probability = 0;
    const bool is_water = IsNamedWater(around, gazetteer, t);
    if (is_water) t.is_embedded = false;
    if (IsUnmistakable(evidence[i]) || IsOfItsKind(around, t) || is_water)
      t.probability = std::max(t.probability, kUnmistakable);
    if (t.probability >= kThreshold) places.push_back(std::move(t));
  }
  return WithLaterMentions(around, gazetteer, std::move(places), kUnmistakable);
}

}  // namespace dateline::places
