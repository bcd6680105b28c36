#include "standing/effects.h"

#include <algorithm>
#include <charconv>

#include "io/table.h"
#include "standing/table_error.h"

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

std::string WordFor(std::string_view name, const record::ClaimRecord& claim, const Words& words,
                    const std::string& service) {
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
  if (name == "service") return service;
  if (name == "asset") return AssetOf(claim);
  if (name == "leaver") return SideOrName(claim, {"agent"});
  if (name == "alert") return words.EndsAlert(claim.trigger_words) ? "off" : "on";
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

// Nothing if {holder} or {leaver} stays empty.
std::optional<std::string> Filled(const std::string& pattern, const record::ClaimRecord& claim,
                                  const Words& words, const std::string& service) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t close = pattern[at] == '{' ? pattern.find('}', at) : std::string::npos;
    if (close == std::string::npos) {
      out.push_back(pattern[at++]);
      continue;
    }
    const std::string_view name = std::string_view(pattern).substr(at + 1, close - at - 1);
    const std::string word = WordFor(name, claim, words, service);
    if (word.empty() && (name == "holder" || name == "leaver")) return std::nullopt;
    // "burned city hall" and "burned" are said once.
    if (name == "trigger" && word.find(out.substr(0, out.find_last_not_of(' ') + 1)) == 0)
      out.clear();
    if (name != "trigger" || out.find(word) == std::string::npos) out += word;
    at = close + 1;
  }
  return Tidy(out);
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
    } else if (row[4] == "leaves") {
      rule.kind = Kind::kLeaves;
    } else if (row[4] != "state") {
      return WrongCell(row, 4, "state, rival, event or leaves", name);
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

Status Effects::ReadAgeing(std::string_view table, std::string_view name) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 4, name));
  for (const io::TableRow& row : rows) {
    Ageing ageing{std::string(row[0]), std::string(row[1]), 0};
    const char* end = row[2].data() + row[2].size();
    if (row[2].empty() || std::from_chars(row[2].data(), end, ageing.days).ptr != end)
      return WrongCell(row, 2, "a number of days", name);
    ageing_.push_back(std::move(ageing));
  }
  return Done{};
}

std::optional<int> Effects::DaysOf(std::string_view dimension, std::string_view about) const {
  for (const Ageing& ageing : ageing_) {
    if (ageing.dimension == dimension && (ageing.about.empty() || ageing.about == about))
      return ageing.days;
  }
  return std::nullopt;
}

std::vector<const Effects::Rule*> Effects::Of(std::string_view type) const {
  std::vector<const Rule*> rules;
  for (const Rule& rule : rules_) {
    if (rule.type == type) rules.push_back(&rule);
  }
  return rules;
}

std::vector<std::string> ServicesOf(const record::ClaimRecord& claim, const Words& words) {
  std::vector<std::string> services;
  const auto add = [&](std::string service) {
    if (!service.empty() && std::find(services.begin(), services.end(), service) == services.end())
      services.push_back(std::move(service));
  };
  for (const record::RoleRecord& role : claim.roles) {
    if (role.role == "service") add(words.ServiceIn(role.name));
  }
  if (services.empty()) add(words.ServiceIn(claim.trigger_words));
  if (services.empty()) add(std::string(claim.RoleName("service")));
  if (services.empty()) services.emplace_back("a service");
  return services;
}

std::string AssetOf(const record::ClaimRecord& claim) {
  const auto asset = claim.RoleName("asset");
  return std::string(asset.empty() ? claim.RoleName("target") : asset);
}

std::vector<Effect> EffectsOf(const Effects& effects, const record::ClaimRecord& claim,
                              const Words& words) {
  std::vector<Effect> out;
  for (const Effects::Rule* rule : effects.Of(claim.type)) {
    const bool is_of_services = rule->about.find("{service}") != std::string::npos;
    const auto services =
        is_of_services ? ServicesOf(claim, words) : std::vector<std::string>{std::string()};
    for (const std::string& service : services) {
      auto state = Filled(rule->state, claim, words, service);
      auto about = Filled(rule->about, claim, words, service);
      if (!state || state->empty() || !about) continue;
      out.push_back({rule, std::move(*about), std::move(*state)});
    }
  }
  return out;
}

bool CountsFor(const Effects::Rule& rule, const record::PlaceRecord& place) {
  // A claim about a country says nothing about a place of the board.
  if (place.precision == "country") return false;
  if (place.relation == "from") return rule.places == Effects::Places::kHereAndFrom;
  if (place.relation == "toward") return rule.places == Effects::Places::kHereAndTo;
  return place.relation != "between";
}

}  // namespace dateline::standing
