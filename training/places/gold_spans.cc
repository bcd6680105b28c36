#include "gold_spans.h"

#include <algorithm>

#include "places/cues.h"
#include "places/name_key.h"

namespace dateline::training {
namespace {

constexpr std::size_t kMostMatches = 24;

// The tokens that a span touches; false when there are none.
bool TokensOf(const text::LanguageView& view, ByteSpan span, places::Toponym& t) {
  bool any = false;
  for (TokenIndex token; token < view.tokens.end_index(); token = token.next()) {
    if (!view.tokens[token].span.Overlaps(span)) continue;
    if (!any) t.first = token;
    t.end = token.next();
    any = true;
  }
  return any;
}

std::vector<places::NameMatch> MatchesOf(const places::Gazetteer& gazetteer,
                                         std::string_view name) {
  return gazetteer.Matches(gazetteer.Find(places::KeyOf(name)), kMostMatches);
}

}  // namespace

std::vector<places::Toponym> GoldToponyms(const GoldDocument& document,
                                          const places::Surroundings& around,
                                          const places::Gazetteer& gazetteer) {
  const text::LanguageView view = document.view();
  const places::Cues cues(around, gazetteer);
  std::vector<places::Toponym> toponyms;
  for (const GoldToponym& gold : document.toponyms) {
    places::Toponym t;
    if (!TokensOf(view, gold.span, t)) continue;
    if (!toponyms.empty() && t.first < toponyms.back().end) continue;
    std::string_view name = view.span_of(t.first, t.end).In(view.text);
    t.matches = MatchesOf(gazetteer, name);
    if (t.matches.empty() && around.IsThe(t.first) && t.first.next() < t.end) {
      t.first = t.first.next();
      name = view.span_of(t.first, t.end).In(view.text);
      t.matches = MatchesOf(gazetteer, name);
    }
    // "Cook County": the word for the kind is a cue.
    const TokenIndex last = t.end.previous();
    if (t.matches.empty() && t.first < last && around.Facts(last).after != places::Want::kNothing) {
      t.end = last;
      name = view.span_of(t.first, t.end).In(view.text);
      t.matches = MatchesOf(gazetteer, name);
    }
    t.wide_first = t.first;
    t.wide_end = t.end;
    t.key = places::KeyOf(name);
    t.name = name;
    const TokenIndex earliest = toponyms.empty() ? TokenIndex() : toponyms.back().wide_end;
    cues.Read(t, earliest);
    const bool is_demonym =
        !t.matches.empty() && std::all_of(t.matches.begin(), t.matches.end(), [](const auto& m) {
          return m.kind == places::NameKind::kDemonym;
        });
    if (is_demonym) {
      t.kind = places::ToponymKind::kDemonym;
    } else if (!t.matches.empty()) {
      std::erase_if(t.matches, [](const auto& m) { return m.kind == places::NameKind::kDemonym; });
      if (!cues.Filter(t)) t.matches.clear();
    }
    toponyms.push_back(std::move(t));
  }
  cues.ShareAlongLists(toponyms);
  return toponyms;
}

}  // namespace dateline::training
