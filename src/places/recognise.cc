// At each capitalised token, in this order: the longest name of the gazetteer; a facility by its
// last word ("... Cathedral"); a name that the words beside it or the language stage call a place.
// Cues ("region", "village of") then say what kind of place a name stands for.
#include "places/recognise.h"

#include <algorithm>
#include <unordered_set>

namespace dateline::places {
namespace {

constexpr std::size_t kMostMatches = 24;
constexpr std::uint32_t kLongestName = 10;  // tokens
constexpr std::uint32_t kKnownPopulation = 15000;

class Recogniser {
 public:
  Recogniser(const text::LanguageView& input, const WordStream& stream, const Gazetteer& gazetteer,
             const Words& words)
      : in_(input), stream_(stream), gazetteer_(gazetteer), words_(words) {
    word_the_ = WordHash("the");
    word_of_ = WordHash("of");
    word_s_ = WordHash("s");
    mention_of_.assign(input.tokens.size(), kNone);
    std::uint32_t m = 0;
    for (const Mention& mention : input.mentions) {
      if (mention.kind == MentionKind::kName) {
        for (TokenIndex t = mention.first; t < mention.end; ++t) mention_of_[t.value()] = m;
      }
      ++m;
    }
  }

  std::vector<Toponym> Run() {
    for (TokenIndex t; t < in_.tokens.end_index();) {
      const TokenIndex end = At(t);
      t = end > t ? end : t.next();
    }
    ShareListCues();
    DropDoubtful();
    return std::move(found_);
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;

  // ---- what surrounds a token
  TokenIndex SentenceEnd(TokenIndex t) const { return in_.sentence_of(t).end; }
  TokenIndex SentenceBegin(TokenIndex t) const { return in_.sentence_of(t).first; }
  const Mention* MentionAt(TokenIndex t) const {
    const std::uint32_t m = mention_of_[t.value()];
    return m == kNone ? nullptr : &in_.mentions[MentionIndex(m)];
  }
  static bool IsPlaceType(EntityType type) {
    return type == EntityType::kGeopolitical || type == EntityType::kLocation ||
           type == EntityType::kFacility;
  }
  const WordFacts& Facts(TokenIndex t) const { return words_.Of(stream_.word_of(t)); }
  bool IsProper(TokenIndex t) const {
    return in_.words.empty() || in_.words[t].upos == Upos::kPropn || MentionAt(t) != nullptr;
  }

  // ---- one position
  TokenIndex At(TokenIndex t) {
    if (!stream_.is_capitalised(t)) return Nominal(t);
    Toponym name;
    const bool has_name = LongestName(t, name);
    const TokenIndex facility_end = FacilityEnd(t);
    if (facility_end > t && (!has_name || facility_end > name.end))
      return AddFacility(t, facility_end);
    if (has_name && Accept(name)) return Add(std::move(name));
    return Unknown(t);
  }

  TokenIndex Nominal(TokenIndex t) {
    const std::size_t at = stream_.begin_of(t);
    for (const auto& sequence : words_.nominals()) {
      std::size_t i = 0;
      while (i < sequence.size() && at + i < stream_.size() && stream_[at + i].hash == sequence[i])
        ++i;
      if (i < sequence.size() || i == 0) continue;
      const TokenIndex last = stream_[at + i - 1].token;
      if (in_.tokens[last].sentence != in_.tokens[t].sentence) continue;
      Toponym nominal;
      nominal.first = nominal.wide_first = t;
      nominal.end = nominal.wide_end = last.next();
      nominal.kind = ToponymKind::kNominal;
      nominal.has_mention = true;
      nominal.name = in_.span_of(t, last.next()).In(in_.text);
      found_.push_back(std::move(nominal));
      return last.next();
    }
    return t;
  }

  // The longest name of the gazetteer that begins at `t`.
  bool LongestName(TokenIndex t, Toponym& name) const {
    const TokenIndex limit = std::min(SentenceEnd(t), TokenIndex(t.value() + kLongestName));
    KeyHash key = kEmptyKey;
    bool any = false;
    TokenIndex last = t;
    for (TokenIndex at = t; at < limit; ++at) {
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
      if (stream_.is_capitalised(at)) {
        last = at;
      } else if (!Facts(at).is(WordSet::kConnector) && Facts(at).after == Want::kNothing &&
                 stream_.word_of(at) != word_s_) {
        return any;
      } else if (Facts(at).after != Want::kNothing) {
        last = at;
      }
      if (lookup.has_postings() && last == at) {
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
      if (match.kind == NameKind::kAbbreviation) {
        if (!is_written_short) return true;
        // Postal codes of states mean a state only after "Town, ".
        const bool is_country = gazetteer_.record(match.record).origin == Origin::kCountry;
        if (!is_country && !stream_.has_stop(first) && in_.surface(first).size() == 2)
          return !FollowsTown(first);
        return false;
      }
      if (match.kind == NameKind::kDemonym) return false;
      // "US", "It", "May": a short word is a small place's name only by chance.
      if (is_short && gazetteer_.record(match.record).origin != Origin::kCountry)
        return is_written_short || gazetteer_.record(match.record).population < 100000;
      return false;
    });
  }

  bool FollowsTown(TokenIndex t) const {
    return t.value() >= 2 && stream_.is_barrier(t.previous()) && !found_.empty() &&
           found_.back().end == t.previous();
  }

  // ---- is it meant as a place?
  bool Accept(Toponym& name) {
    ReadCues(name);
    const Mention* mention = MentionAt(name.first);
    const bool all_demonym =
        std::all_of(name.matches.begin(), name.matches.end(),
                    [](const NameMatch& m) { return m.kind == NameKind::kDemonym; });
    if (all_demonym) {
      if (mention != nullptr && mention->type == EntityType::kPerson) return false;
      name.kind = ToponymKind::kDemonym;
      return true;
    }
    std::erase_if(name.matches, [](const NameMatch& m) { return m.kind == NameKind::kDemonym; });
    if (mention != nullptr) {
      if (mention->type == EntityType::kPerson && name.want == Want::kNothing) {
        // "Lyman fell": taken for a person, unless the text has it as a place elsewhere.
        name.is_doubtful = !IsPlacedFirmly(name);
        return mention->first == name.first && mention->end == name.end && FilterByWant(name) &&
               (name.is_doubtful || IsKnown(name));
      }
      name.has_mention = IsPlaceType(mention->type);
      const bool is_whole = mention->first >= name.first && mention->end <= name.wide_end;
      if (name.has_mention) return FilterByWant(name);
      if (!is_whole && name.want == Want::kNothing) {
        if (!IsFamous(name)) return false;
        name.is_embedded = true;
      } else if (!IsKnown(name) || !HasOwnName(name)) {
        return false;
      }
      return FilterByWant(name);
    }
    if (name.want != Want::kNothing) return FilterByWant(name);
    if (!FilterByWant(name)) return false;
    if (IsPartOfLongerName(name)) return false;
    const bool is_single = name.end == name.first.next();
    if (is_single && (Facts(name.first).is(WordSet::kCommon) || !IsProper(name.first)))
      return false;
    return IsKnown(name) || IsPlacedByWords(name);
  }

  bool IsFamous(const Toponym& name) const {
    const PlaceRecord& best = gazetteer_.record(name.matches.front().record);
    return best.origin == Origin::kCountry || best.origin == Origin::kGeoNamesAdmin1 ||
           best.population > 200000;
  }
  bool IsKnown(const Toponym& name) const {
    for (const NameMatch& match : name.matches) {
      const PlaceRecord& record = gazetteer_.record(match.record);
      if (record.origin != Origin::kGeoNames && record.origin != Origin::kGeoNamesAdmin2)
        return true;
      if (record.origin == Origin::kGeoNamesAdmin2 && match.kind == NameKind::kPreferred)
        return true;
      if (record.population >= kKnownPopulation && match.kind != NameKind::kAlternate) return true;
      if (record.population >= 10 * kKnownPopulation) return true;
    }
    return false;
  }
  // Under a name of its own, not a foreign or former one.
  bool HasOwnName(const Toponym& name) const {
    return std::any_of(name.matches.begin(), name.matches.end(),
                       [](const NameMatch& m) { return m.kind != NameKind::kAlternate; });
  }
  // Behind a preposition that people do not stand behind: "in X", "outskirts of X".
  bool IsPlacedFirmly(const Toponym& name) const {
    if (name.first == SentenceBegin(name.first)) return false;
    const TokenIndex before = name.first.previous();
    for (const RelationPattern& pattern : words_.PatternsEndingIn(stream_.word_of(before))) {
      const bool is_firm =
          pattern.relation == SpatialRelation::kIn || pattern.relation == SpatialRelation::kNear;
      if (pattern.words.size() == 1 && is_firm && !stream_.is_capitalised(before)) return true;
    }
    return false;
  }
  // "in X", "X, Ohio".
  bool IsPlacedByWords(const Toponym& name) const {
    if (name.first > SentenceBegin(name.first)) {
      const TokenIndex before = name.first.previous();
      const std::uint64_t word = stream_.word_of(before);
      for (const RelationPattern& pattern : words_.PatternsEndingIn(word)) {
        if (pattern.words.size() == 1 && !stream_.is_capitalised(before)) return true;
      }
      if (FollowsTown(name.first)) return true;
    }
    if (name.end.next() < SentenceEnd(name.first) && in_.surface(name.end) == "," &&
        stream_.is_capitalised(name.end.next())) {
      Toponym next;
      if (LongestName(name.end.next(), next)) {
        const Origin origin = gazetteer_.record(next.matches.front().record).origin;
        return origin == Origin::kCountry || origin == Origin::kGeoNamesAdmin1;
      }
    }
    return false;
  }
  // "Paris Hilton", "Jack London": capitals on either side that are no cue of a place.
  bool IsPartOfLongerName(const Toponym& name) const {
    if (name.first > SentenceBegin(name.first)) {
      const TokenIndex before = name.first.previous();
      const bool is_name =
          stream_.is_capitalised(before) && stream_.begin_of(before) < stream_.begin_of(name.first);
      if (is_name && before > SentenceBegin(before) && !IsFoundBefore(before) &&
          !stream_.is_all_capitals(before))
        return true;
      if (is_name && Facts(before).is(WordSet::kPersonTitle)) return true;
    }
    if (name.wide_end < SentenceEnd(name.first)) {
      const TokenIndex after = name.wide_end;
      if (stream_.is_capitalised(after) && !stream_.is_all_capitals(name.first) &&
          stream_.word_of(after) != kBarrier)
        return true;
    }
    return false;
  }
  bool IsFoundBefore(TokenIndex t) const {
    return !found_.empty() && found_.back().first <= t && t < found_.back().wide_end;
  }

  // ---- cues
  void ReadCues(Toponym& name) const {
    const TokenIndex begin = SentenceBegin(name.first);
    const TokenIndex end = SentenceEnd(name.first);
    if (name.end < end) {
      const WordFacts& after = Facts(name.end);
      // "Kyiv City Council" is no city: a capitalised cue must end the name.
      const bool is_inner = stream_.is_capitalised(name.end) && name.end.next() < end &&
                            stream_.is_capitalised(name.end.next());
      // "the Hunan city of Yueyang": the word belongs to the name that follows.
      const bool is_next = name.end.next() < end && stream_.word_of(name.end.next()) == word_of_ &&
                           after.of != Want::kNothing && after.after == Want::kSettlement;
      if (after.after != Want::kNothing && !is_inner && !is_next) {
        name.want = after.after;
        name.wide_end = name.end.next();
        if (stream_.is_capitalised(name.end)) name.end = name.wide_end;
      }
    }
    if (name.first.value() >= 2 && name.first.value() - 2 >= begin.value() &&
        stream_.word_of(name.first.previous()) == word_of_) {
      const TokenIndex cue(name.first.value() - 2);
      if (Facts(cue).of != Want::kNothing) {
        if (name.want == Want::kNothing) name.want = Facts(cue).of;
        name.wide_first = cue;
      }
    }
    if (name.first > begin) {
      const TokenIndex before = name.first.previous();
      if (Facts(before).title != Want::kNothing && stream_.is_capitalised(before) &&
          name.want == Want::kNothing) {
        name.want = Facts(before).title;
        name.first = name.wide_first = before;
      }
    }
    ReadPart(name, begin);
  }

  // "northeastern Ukraine", "north-western Syria".
  void ReadPart(Toponym& name, TokenIndex begin) const {
    std::size_t at = stream_.begin_of(name.wide_first);
    const std::size_t stop = stream_.begin_of(begin);
    if (at == stop) return;
    const StreamWord& last = stream_[at - 1];
    const auto bearing = words_.Of(last.hash).bearing;
    const std::string_view surface = in_.surface(last.token);
    if (!bearing || surface.size() < 6 || surface.substr(surface.size() - 3) != "ern") return;
    name.part = bearing;
    TokenIndex first = last.token;
    if (at - 1 > stop) {
      const auto other = words_.Of(stream_[at - 2].hash).bearing;
      if (other && Combine(*other, *bearing)) {
        name.part = Combine(*other, *bearing);
        first = stream_[at - 2].token;
      }
    }
    name.wide_first = first;
  }

  static char ClassOf(const PlaceRecord& record) { return record.feature[0]; }
  bool IsSection(const PlaceRecord& record) const {
    return ClassOf(record) == 'P' && record.feature[3] == 'X';
  }

  // Keeps the places that the cue allows. False when nothing that is meant remains.
  bool FilterByWant(Toponym& name) {
    const auto keep = [&](const auto& fits) {
      std::vector<NameMatch> kept;
      for (const NameMatch& match : name.matches) {
        if (fits(gazetteer_.record(match.record), match)) kept.push_back(match);
      }
      if (kept.empty()) return false;
      name.matches = std::move(kept);
      return true;
    };
    switch (name.want) {
      case Want::kNothing: {
        const bool has_article = name.first > SentenceBegin(name.first) &&
                                 stream_.word_of(name.first.previous()) == word_the_;
        if (has_article) {
          // "the Oskil" is the river, "Oskil" the village.
          keep([](const PlaceRecord& r, const NameMatch&) { return ClassOf(r) == 'H'; });
        } else {
          keep([](const PlaceRecord& r, const NameMatch& m) {
            return ClassOf(r) != 'H' || m.kind == NameKind::kPreferred;
          });
          PreferTheCity(name);
        }
        return keep([](const PlaceRecord& r, const NameMatch& m) {
          return r.origin != Origin::kGeoNamesAdmin2 || m.kind == NameKind::kPreferred;
        });
      }
      case Want::kRegion:
      case Want::kAdmin1:
        if (keep([](const PlaceRecord& r, const NameMatch&) {
              return r.origin == Origin::kGeoNamesAdmin1 || ClassOf(r) == 'L';
            }))
          return true;
        if (keep([](const PlaceRecord& r, const NameMatch&) {
              return r.origin == Origin::kGeoNamesAdmin2;
            }))
          return true;
        return true;
      case Want::kDistrict:
        if (keep([&](const PlaceRecord& r, const NameMatch&) {
              return r.origin == Origin::kGeoNamesAdmin2 || IsSection(r);
            }))
          return true;
        MakeUnknown(name);
        return true;
      case Want::kQuarter:
        if (keep([&](const PlaceRecord& r, const NameMatch&) { return IsSection(r); })) return true;
        MakeUnknown(name);
        return true;
      case Want::kSettlement:
        if (keep([](const PlaceRecord& r, const NameMatch&) { return ClassOf(r) == 'P'; }))
          return true;
        MakeUnknown(name);
        return true;
      case Want::kWater:
        if (keep([](const PlaceRecord& r, const NameMatch&) { return ClassOf(r) == 'H'; }))
          return true;
        MakeUnknown(name);
        return true;
      case Want::kLand:
        return true;
    }
    return true;
  }

  // "Kharkiv" alone is the city, although the oblast is called so too for short.
  void PreferTheCity(Toponym& name) const {
    const std::vector<NameMatch> all = name.matches;
    std::erase_if(name.matches, [&](const NameMatch& division) {
      if (gazetteer_.record(division.record).origin != Origin::kGeoNamesAdmin1 ||
          division.kind == NameKind::kPreferred)
        return false;
      return std::any_of(all.begin(), all.end(), [&](const NameMatch& m) {
        const PlaceRecord& town = gazetteer_.record(m.record);
        return town.admin1 == division.record && ClassOf(town) == 'P' &&
               m.kind != NameKind::kAlternate;
      });
    });
  }

  void MakeUnknown(Toponym& name) const {
    name.kind = ToponymKind::kUnknown;
    name.matches.clear();
    if (name.want != Want::kSettlement) name.end = name.wide_end;
    name.name = in_.span_of(name.first, name.end).In(in_.text);
  }

  // ---- names that the gazetteer lacks
  // The end of a run of capitalised words at `t`, joined by "of", "and the" and "'s".
  TokenIndex RunEnd(TokenIndex t, bool with_joints) const {
    const TokenIndex limit = std::min(SentenceEnd(t), TokenIndex(t.value() + kLongestName));
    TokenIndex end = t;
    for (TokenIndex at = t; at < limit; ++at) {
      const bool is_empty = stream_.begin_of(at) == stream_.begin_of(at.next());
      if (stream_.is_barrier(at)) break;
      if (stream_.is_capitalised(at)) {
        end = at.next();
      } else if (is_empty && at > t) {
        continue;
      } else if (!with_joints || at == t || !IsJoint(at, limit)) {
        break;
      }
    }
    return end;
  }

  // "'s", "of", and "and" before another saint.
  bool IsJoint(TokenIndex at, TokenIndex limit) const {
    if (stream_.word_of(at) == word_s_ || stream_.word_of(at) == word_of_) return true;
    return Facts(at).is(WordSet::kJoint) && at.next() < limit &&
           Facts(at.next()).is(WordSet::kSaint);
  }

  TokenIndex FacilityEnd(TokenIndex t) const {
    const bool is_saint = Facts(t).is(WordSet::kSaint);
    const TokenIndex run = RunEnd(t, true);
    // "church of St. Peter"
    if (is_saint && t.value() >= SentenceBegin(t).value() + 2 &&
        stream_.word_of(t.previous()) == word_of_ &&
        Facts(TokenIndex(t.value() - 2)).is(WordSet::kFacility))
      return run;
    const Mention* mention = MentionAt(t);
    if (mention != nullptr && !is_saint) {
      if (mention->type == EntityType::kFacility && mention->first == t && mention->end > t.next())
        return mention->end;
      // A school that acts is a body; one that things happen at is a place.
      if (mention->type == EntityType::kOrganisation ? !IsBehindPreposition(t)
                                                     : mention->type != EntityType::kFacility)
        return t;
    }
    if (!in_.mentions.empty() && mention == nullptr) return t;
    TokenIndex end = t;
    for (TokenIndex at = t.next(); at < run; ++at) {
      if (stream_.is_capitalised(at) && Facts(at).is(WordSet::kFacility)) end = at.next();
    }
    return end;
  }

  // "at X", "outside the X".
  bool IsBehindPreposition(TokenIndex t) const {
    const TokenIndex begin = SentenceBegin(t);
    if (t == begin) return false;
    TokenIndex before = t.previous();
    if (before > begin && stream_.word_of(before) == word_the_) before = before.previous();
    if (stream_.is_capitalised(before) && before > begin) return false;
    for (const RelationPattern& pattern : words_.PatternsEndingIn(stream_.word_of(before))) {
      if (pattern.words.size() == 1 && !pattern.needs_movement) return true;
    }
    return false;
  }

  TokenIndex AddFacility(TokenIndex first, TokenIndex end) {
    Toponym facility;
    facility.first = facility.wide_first = first;
    facility.end = facility.wide_end = end;
    // "church of St. Peter": the kind of thing belongs to the name.
    if (first.value() >= 2 && first.value() - 2 >= SentenceBegin(first).value() &&
        stream_.word_of(first.previous()) == word_of_ &&
        Facts(TokenIndex(first.value() - 2)).is(WordSet::kFacility))
      facility.first = facility.wide_first = TokenIndex(first.value() - 2);
    facility.kind = ToponymKind::kFacility;
    const Mention* mention = MentionAt(first);
    facility.has_mention = mention != nullptr && IsPlaceType(mention->type);
    facility.name = in_.span_of(facility.first, end).In(in_.text);
    found_.push_back(std::move(facility));
    return end;
  }

  TokenIndex Unknown(TokenIndex t) {
    const Mention* mention = MentionAt(t);
    if (mention != nullptr && mention->first != t) return t;
    if (mention != nullptr && mention->type == EntityType::kPerson) return t;
    Toponym name;
    name.first = name.wide_first = t;
    name.end = name.wide_end = RunEnd(t, false);
    if (mention != nullptr) name.end = name.wide_end = std::min(name.end, mention->end);
    if (name.end <= t) return t;
    name.kind = ToponymKind::kUnknown;
    ReadCues(name);
    name.has_mention = mention != nullptr && IsPlaceType(mention->type);
    const bool has_cue =
        name.want != Want::kNothing && name.want != Want::kRegion && name.want != Want::kLand;
    const bool is_first = t == SentenceBegin(t);
    if (!name.has_mention && (!has_cue || is_first || !IsProper(t))) return t;
    if (name.want != Want::kNothing && name.want != Want::kSettlement) name.end = name.wide_end;
    name.name = in_.span_of(name.first, name.end).In(in_.text);
    const TokenIndex end = name.wide_end;
    found_.push_back(std::move(name));
    return end;
  }

  TokenIndex Add(Toponym name) {
    const TokenIndex end = std::max(name.end, name.wide_end);
    found_.push_back(std::move(name));
    return end;
  }

  // One sense a document: a name taken for a person's is a place where the text has it as one.
  void DropDoubtful() {
    std::unordered_set<KeyHash> places;
    for (const Toponym& t : found_) {
      if (!t.is_doubtful && !t.is_embedded && !t.matches.empty()) places.insert(t.key);
    }
    for (std::size_t i = 0; i + 1 < found_.size(); ++i) {  // "Kupiansk and Izium"
      Toponym& a = found_[i];
      Toponym& b = found_[i + 1];
      if (a.is_doubtful == b.is_doubtful || a.is_embedded || b.is_embedded) continue;
      if (a.wide_end.next() != b.wide_first || !Facts(a.wide_end).is(WordSet::kJoint)) continue;
      if (a.kind == ToponymKind::kName && b.kind == ToponymKind::kName)
        a.is_doubtful = b.is_doubtful = false;
    }
    std::erase_if(found_,
                  [&](const Toponym& t) { return t.is_doubtful && places.count(t.key) == 0; });
  }

  // "the Kharkiv and Donetsk regions": the cue of the last is that of all.
  void ShareListCues() {
    for (std::size_t i = found_.size(); i-- > 1;) {
      Toponym& next = found_[i];
      Toponym& name = found_[i - 1];
      if (next.want == Want::kNothing || name.want != Want::kNothing ||
          name.kind != ToponymKind::kName || next.wide_end <= next.end)
        continue;
      const std::string_view cue = in_.surface(next.end);
      if (cue.empty() || cue.back() != 's') continue;
      if (next.first.value() - name.end.value() > 2 || next.first <= name.end) continue;
      const std::string_view between = in_.surface(name.end);
      if (between != "and" && between != "," && between != "or") continue;
      name.want = next.want;
      FilterByWant(name);
    }
  }

  const text::LanguageView& in_;
  const WordStream& stream_;
  const Gazetteer& gazetteer_;
  const Words& words_;
  std::uint64_t word_the_ = 0, word_of_ = 0, word_s_ = 0;
  std::vector<std::uint32_t> mention_of_;
  std::vector<Toponym> found_;
};

}  // namespace

std::vector<Toponym> Recognise(const text::LanguageView& input, const WordStream& stream,
                               const Gazetteer& gazetteer, const Words& words) {
  return Recogniser(input, stream, gazetteer, words).Run();
}

}  // namespace dateline::places
