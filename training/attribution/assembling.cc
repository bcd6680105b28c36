#include "assembling.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "attribution/linker.h"
#include "attribution/proposal_features.h"

namespace dateline::attribution::training {
namespace {

using Tokens = std::vector<TokenRange>;  // in order, disjoint, none touching

Tokens Joined(Tokens parts) {
  std::sort(parts.begin(), parts.end(),
            [](const TokenRange& a, const TokenRange& b) { return a.first < b.first; });
  Tokens out;
  for (const TokenRange& part : parts) {
    if (part.is_empty()) continue;
    if (!out.empty() && part.first <= out.back().end) {
      out.back().end = std::max(out.back().end, part.end);
    } else {
      out.push_back(part);
    }
  }
  return out;
}

struct Before {
  bool operator()(const Tokens& a, const Tokens& b) const {
    return std::lexicographical_compare(
        a.begin(), a.end(), b.begin(), b.end(), [](const TokenRange& x, const TokenRange& y) {
          return x.first != y.first ? x.first < y.first : x.end < y.end;
        });
  }
};

std::size_t Common(const Tokens& a, const Tokens& b) {
  std::size_t sum = 0;
  for (const TokenRange& x : a) {
    for (const TokenRange& y : b)
      sum += TokenRange{std::max(x.first, y.first), std::min(x.end, y.end)}.size();
  }
  return sum;
}

std::size_t SizeOf(const Tokens& tokens) {
  std::size_t sum = 0;
  for (const TokenRange& part : tokens) sum += part.size();
  return sum;
}

// Cues and sources overlap, and contents in half of the tokens of both: "relation soft".
bool IsSoftlyRight(const Marked& a, const Marked& b) {
  const bool is_source = Common(a.source, b.source) > 0 || (a.source.empty() && b.source.empty());
  const std::size_t common = Common(a.content, b.content);
  return is_source && Common(a.cue, b.cue) > 0 &&
         2 * common >= SizeOf(a.content) + SizeOf(b.content) - common;
}

std::vector<Marked> Outermost(const Composed& found) {
  std::vector<Marked> out;
  for (std::size_t i = 0; i < found.drafts.size(); ++i) {
    if (found.parents[i]) continue;
    const Draft& draft = found.drafts[i];
    out.push_back({draft.source ? Tokens{*draft.source} : Tokens{}, {draft.cue}, draft.content});
  }
  return out;
}

Marked Joined(const Marked& one) {
  return {Joined(one.source), Joined(one.cue), Joined(one.content)};
}

}  // namespace

void AttributionTally::Add(const Composed& found, const std::vector<Marked>& marked) {
  std::vector<Marked> mine;
  std::vector<Marked> theirs;
  for (const Marked& one : Outermost(found)) mine.push_back(Joined(one));
  for (const Marked& one : marked) theirs.push_back(Joined(one));
  const Tokens Marked::*const roles[] = {&Marked::source, &Marked::cue, &Marked::content};
  for (std::size_t role = 0; role < 3; ++role) {
    std::set<Tokens, Before> a;
    std::set<Tokens, Before> b;
    for (const Marked& one : mine) a.insert(one.*roles[role]);
    for (const Marked& one : theirs) b.insert(one.*roles[role]);
    a.erase(Tokens{});
    b.erase(Tokens{});
    found_[role] += a.size();
    marked_[role] += b.size();
    for (const Tokens& tokens : a) right_[role] += b.count(tokens);
  }
  std::vector<bool> is_used(mine.size(), false);
  for (const Marked& one : theirs) {
    for (std::size_t i = 0; i < mine.size(); ++i) {
      if (is_used[i] || !IsSoftlyRight(mine[i], one)) continue;
      is_used[i] = true;
      ++right_[3];
      break;
    }
  }
  found_[3] += mine.size();
  marked_[3] += theirs.size();
}

void AttributionTally::Print(const char* what) const {
  const auto f1 = [&](std::size_t k) {
    return 200.0 * static_cast<double>(right_[k]) /
           static_cast<double>(std::max<std::size_t>(found_[k] + marked_[k], 1));
  };
  std::printf("%s: source %.1f cue %.1f content %.1f relation soft %.1f\n", what, f1(0), f1(1),
              f1(2), f1(3));
  std::fflush(stdout);
}

Assembly MakeAssembly(const Item& item, const std::vector<float>& sure,
                      const Thresholds& thresholds) {
  const Article& article = *item.article;
  Assembly out;
  out.item = &item;
  const std::vector<Tag> tags =
      ChooseSpans(item.candidates, sure, thresholds, item.second_tags.size());
  out.proposals = FindProposals(*article.scene, item.candidates, sure,
                                LinkTags(*article.scene, tags, article.rules));
  return out;
}

Assembling::Assembling(const std::vector<Assembly>& assemblies, int least) : numbers_(22) {
  Census census;
  FeatureList features;
  for (const Assembly& one : assemblies) {
    const Article& article = *one.item->article;
    for (std::size_t i = 0; i < one.proposals.all.size(); ++i) {
      ProposalFeatures(*article.scene, article.facts, one.proposals, i, features);
      for (const Feature feature : features) {
        if (census.Reaches(feature, static_cast<std::uint8_t>(least))) numbers_.Add(feature);
      }
    }
  }
}

Examples Assembling::ExamplesOf(const Assembly& assembly) const {
  const Article& article = *assembly.item->article;
  std::vector<Marked> marked;
  for (const Marked& one : article.marked[assembly.item->annotator]) marked.push_back(Joined(one));
  Examples out;
  FeatureList features;
  for (std::size_t i = 0; i < assembly.proposals.all.size(); ++i) {
    const Proposal& proposal = assembly.proposals.all[i];
    ProposalFeatures(*article.scene, article.facts, assembly.proposals, i, features);
    for (const Feature feature : features) {
      const std::uint32_t number = numbers_.Find(feature);
      if (number != Numbering::kNone) out.features.push_back(number);
    }
    out.begins.push_back(out.features.size());
    const Tokens content = Joined(proposal.parts);
    const Tokens cue{assembly.proposals.slots[proposal.slot].cue};
    out.is_marked.push_back(std::any_of(marked.begin(), marked.end(), [&](const Marked& one) {
      return one.content == content && Common(one.cue, cue) > 0;
    }));
  }
  return out;
}

}  // namespace dateline::attribution::training
