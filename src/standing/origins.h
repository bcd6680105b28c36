// Independent origins among claims about one happening or one state.
//
// Claims are the nodes of a graph; an edge says that two of them rest on one source: the same
// speaker, the same report or a copy of it, the same agency, a copied passage, the same quotation,
// the same piece of media, or one citing the other. The origins are its connected components: ten
// copies of a wire story are one (docs/guidelines/standing.md).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "standing/index.h"

namespace dateline::standing {

// Kinds of edges, for `why`.
enum class Edge : std::uint8_t {
  kSpeaker,   // the same named person or body
  kCopy,      // reports that are copies of one another, or versions of one page
  kAgency,    // reports of one outlet or of one credited agency
  kRetold,    // an outlet's own words, where the same report also says by whom it knows
  kCitation,  // "Example Wire reported", and the report of Example Wire
  kPassage,   // a copied passage of 25 words and more
  kQuote,     // a quoted string of 8 words and more
  kMedia,     // the same video, photo or document
};
inline constexpr std::size_t kEdgeCount = 8;
std::string_view NameOf(Edge edge);

struct Origin {
  std::vector<ClaimRow> claims;  // by the day on which they were said, then by id; the first leads
  std::vector<std::uint32_t> sides;  // numbers of names, each once
  std::array<bool, kEdgeCount> edges{};
  bool is_attributed = false;  // there is a speaker
  bool is_named = false;
  bool is_neutral = false;  // a third party with evidence of its own
  bool is_located = false;  // its images were placed or checked by an outsider
  bool admits = false;      // a party speaks against its interest
  bool is_withdrawn = false;
  bool is_debunked = false;

  bool is_firm() const { return !is_withdrawn && !is_debunked; }
};

// The sides that take part in what the claims tell: who acts, who holds, and parties that speak.
std::vector<std::uint32_t> SidesIn(const Index& index, const std::vector<ClaimRow>& claims);

// `claims` each once, in any order. Origins in the order of their first claims.
std::vector<Origin> OriginsOf(const Index& index, const std::vector<ClaimRow>& claims,
                              const std::vector<std::uint32_t>& sides, DayNumber known_at);

}  // namespace dateline::standing
