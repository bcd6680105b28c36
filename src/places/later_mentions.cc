#include "places/later_mentions.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "places/cues.h"

namespace dateline::places {

std::vector<Toponym> WithLaterMentions(const Surroundings& around, const Gazetteer& gazetteer,
                                       std::vector<Toponym> places, double probability) {
  std::unordered_set<std::uint64_t> known;
  for (const Toponym& t : places) {
    if (t.kind == ToponymKind::kUnknown && t.first.next() == t.end)
      known.insert(around.word(t.first));
  }
  if (known.empty()) return places;
  const Cues cues(around, gazetteer);
  std::vector<Toponym> all;
  auto place = places.begin();
  TokenIndex earliest;
  for (TokenIndex t; t < around.input().tokens.end_index(); t = t.next()) {
    while (place != places.end() && place->wide_first <= t) {
      earliest = std::max(place->end, place->wide_end);
      all.push_back(std::move(*place++));
    }
    if (t < earliest || !around.stream().is_capitalised(t) || !known.contains(around.word(t)) ||
        around.IsFirst(t)) {
      continue;
    }
    const Mention* mention = around.MentionAt(t);
    const bool is_alone = mention == nullptr || mention->first.next() == mention->end ||
                          !around.stream().is_capitalised(mention->first);
    const TokenIndex next = t.next();
    const bool goes_on = next < around.SentenceEnd(t) && around.stream().is_capitalised(next);
    const bool has_title = around.Facts(t.previous()).is(WordSet::kPersonTitle) ||
                           around.stream().is_capitalised(t.previous());
    if (!is_alone || goes_on || has_title) continue;
    Toponym later;
    later.first = later.wide_first = t;
    later.end = later.wide_end = next;
    later.kind = ToponymKind::kUnknown;
    cues.Read(later, earliest);
    later.name = around.input().span_of(later.first, later.end).In(around.input().text);
    later.probability = probability;
    earliest = std::max(later.end, later.wide_end);
    all.push_back(std::move(later));
  }
  std::move(place, places.end(), std::back_inserter(all));
  return all;
}

}  // namespace dateline::places
