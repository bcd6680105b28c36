#include "standing/effects.h"

#include <algorithm>

#include "io/table.h"

namespace dateline::standing {
namespace {

// The side of the first role that has one, else its name: sides are what accounts differ about.
std::string SideOrName(const record::ClaimRecord& claim,
                       std::initializer_list<std::string_view> roles) {
  for (const std::string_view role : roles) {
    if (const auto side = claim.RoleSide(role); !side.empty()) return std::string(side);
    if (const auto name = claim.RoleName(role); !name.empty()) return std::string(name);
  }
  return "";
}

// What is cut or back: the role, else what the trigger speaks of ("blackout").
std::string ServiceOf(const record::ClaimRecord& claim, const Words& words) {
  const auto named = claim.RoleName("service");
  for (const std::string_view text : {named, std::string_view(claim.trigger_words)}) {
    if (auto service = words.ServiceIn(text); !service.empty()) return service;
  }
  return named.empty() ? "a service" : std::string(named);
}

std::string AssetOf(const record::ClaimRecord& claim) {
  const auto asset = claim.RoleName("asset");
  return std::string(asset.empty() ? claim.RoleName("target") : asset);
}

std::string WordFor(std::string_view name, const record::ClaimRecord& claim, const Words& words) {
  if (name == "holder") return SideOrName(claim, {"holder_after", "agent"});
  if (name == "agent") {
    // A name without a side ("soldiers") would only keep apart what is told of one event.
    const std::string_view side = claim.RoleSide("agent");
    return side.empty() ? "" : "by " + std::string(side);
  }
  if (name == "side") {
    std::string_view side = claim.RoleSide("holder_after");
    for (const std::string_view role : {"agent", "target"}) {  // the target: whose flag
      if (side.empty()) side = claim.RoleSide(role);
    }
    return side.empty() ? "" : "of " + std::string(side);
  }
  if (name == "service") return ServiceOf(claim, words);
  if (name == "asset") return AssetOf(claim);
  if (name == "count") return claim.quantity ? words.InWords(*claim.quantity) : "";
  return claim.trigger_words;
}

std::string Tidy(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\t';
    if (!is_blank) {
      out.push_back(c);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// Nothing if {holder} stays empty.
std::optional<std::string> Filled(const std::string& pattern, const record::ClaimRecord& claim,
                                  const Words& words) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t close = pattern[at] == '{' ? pattern.find('}', at) : std::string::npos;
    if (close == std::string::npos) {
      out.push_back(pattern[at++]);
      continue;
    }
    const std::string_view name = std::string_view(pattern).substr(at + 1, close - at - 1);
    const std::string word = WordFor(name, claim, words);
    if (word.empty() && name == "holder") return std::nullopt;
    // "burned city hall" and "burned" are said once.
    if (name == "trigger" && word.find(out.substr(0, out.find_last_not_of(' ') + 1)) == 0)
      out.clear();
    if (name != "trigger" || out.find(word) == std::string::npos) out += word;
    at = close + 1;
  }
  return Tidy(out);
}

Error WrongCell(const io::TableRow& row, std::size_t column, const char* expected,
                std::string_view name) {
  return Error{ErrorCode::kCorrupt,
               "line " + std::to_string(row.line) + " has \"" + std::string(row[column]) +
                   "\", expected " + expected,
               std::string(name)};
}

}  // namespace

Result<Effects> Effects::Parse(std::string_view table, std::string_view name) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 7, name));
  Effects effects;
  for (const io::TableRow& row : rows) {
    Rule rule;
    rule.type = row[0];
    rule.dimension = row[1];
    rule.about = row[2];
    rule.state = row[3];
    if (row[4] == "event") {
      rule.kind = Kind::kEvent;
    } else if (row[4] == "rival") {
      rule.kind = Kind::kRival;
    } else if (row[4] != "state") {
      return WrongCell(row, 4, "state, rival or event", name);
    }
    if (row[5] == "here+from") {
      rule.places = Places::kHereAndFrom;
    } else if (row[5] == "here+to") {
      rule.places = Places::kHereAndTo;
    } else if (row[5] != "here") {
      return WrongCell(row, 5, "here, here+from or here+to", name);
    }
    if (std::find(effects.dimensions_.begin(), effects.dimensions_.end(), rule.dimension) ==
        effects.dimensions_.end()) {
      effects.dimensions_.push_back(rule.dimension);
    }
    effects.rules_.push_back(std::move(rule));
  }
  return effects;
}

const Effects::Rule* Effects::Of(std::string_view type) const {
  for (const Rule& rule : rules_) {
    if (rule.type == type) return &rule;
  }
  return nullptr;
}

std::optional<Effect> EffectOf(const Effects::Rule& rule, const record::ClaimRecord& claim,
                               const Words& words) {
  auto state = Filled(rule.state, claim, words);
  auto about = Filled(rule.about, claim, words);
  if (!state || state->empty() || !about) return std::nullopt;
  return Effect{std::move(*about), std::move(*state)};
}

bool CountsFor(const Effects::Rule& rule, const record::PlaceRecord& place) {
  // A claim about a country says nothing about a place of the board.
  if (place.precision == "country") return false;
  if (place.relation == "from") return rule.places == Effects::Places::kHereAndFrom;
  if (place.relation == "toward") return rule.places == Effects::Places::kHereAndTo;
  return place.relation != "between";
}

}  // namespace dateline::standing
