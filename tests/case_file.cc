#include "case_file.h"

#include <cmath>
#include <cstdio>

#include "text/enum_names.h"

namespace dateline::tests {
namespace {

Error Wrong(const std::string& file, std::size_t line, const std::string& message) {
  return Error{ErrorCode::kInvalidInput, "line " + std::to_string(line) + ": " + message, file};
}

// Words and key=value pairs, with values in double quotes where they hold spaces.
Result<Item> ParseItem(std::string_view text, const std::string& file, std::size_t line) {
  Item item;
  item.line = line;
  std::size_t at = 0;
  const auto skip = [&] {
    while (at < text.size() && text[at] == ' ') ++at;
  };
  const auto value = [&]() -> std::string {
    if (at < text.size() && text[at] == '"') {
      const std::size_t close = text.find('"', at + 1);
      const std::string out(
          text.substr(at + 1, close == std::string_view::npos ? close : close - at - 1));
      at = close == std::string_view::npos ? text.size() : close + 1;
      return out;
    }
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string out(text.substr(at, end - at));
    at = end;
    return out;
  };
  skip();
  if (at < text.size() && text[at] == '!') {
    item.is_forbidden = true;
    ++at;
    skip();
  }
  item.layer = value();
  for (skip(); at < text.size(); skip()) {
    const std::size_t word_end = std::min(text.find_first_of(" \"", at), text.size());
    const std::size_t equals = text.find('=', at);
    if (text[at] != '"' && equals != std::string_view::npos && equals < word_end) {
      const std::string key(text.substr(at, equals - at));
      at = equals + 1;
      item.fields.emplace(key, value());
    } else if (item.subject.empty() && item.fields.empty()) {
      item.subject = value();
    } else {
      return Wrong(file, line,
                   "found \"" + std::string(text.substr(at)) + "\", expected key=value");
    }
  }
  if (item.layer.empty()) return Wrong(file, line, "found nothing, expected a layer");
  return item;
}

std::string Number(const std::optional<double>& number) {
  if (!number) return "";
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.10g", *number);
  return buffer;
}

std::string Count(const Quantity& quantity) {
  return Number(quantity.min) + ".." + Number(quantity.max);
}

std::string Interval(const DayInterval& interval) {
  return (interval.begin ? interval.begin->ToString() : "") + ".." +
         (interval.end ? interval.end->ToString() : "");
}

template <typename E>
std::string Name(E value) {
  return std::string(text::NameOf(value));
}

class Describer {
 public:
  explicit Describer(const Reading& reading) : r_(reading) {}

  std::vector<Item> Run() {
    Add("document", "",
        {{"date", r_.document.published.value ? r_.document.published.value->ToString() : ""},
         {"basis", Name(r_.document.published.basis)},
         {"title", r_.document.title},
         {"publisher", r_.document.publisher},
         {"language", r_.document.language}});
    for (const auto& block : r_.blocks) Add("block", Name(block.kind), {{"text", In(block.span)}});
    for (const auto& sentence : r_.sentences) Add("sentence", In(sentence.span), {});
    for (TokenIndex t; t < r_.tokens.end_index(); ++t) Token(t);
    for (const auto& mention : r_.mentions) MentionItem(mention);
    for (const auto& entity : r_.entities) {
      Add("entity", entity.name,
          {{"type", Name(entity.type)},
           {"side", entity.side},
           {"actor", entity.actor},
           {"kind", entity.kind ? Name(*entity.kind) : ""},
           {"role", entity.role}});
    }
    for (const auto& time : r_.times) {
      Add("time", In(time.span),
          {{"type", Name(time.type)},
           {"value", time.value},
           {"mod", time.mod},
           {"interval", time.interval ? Interval(*time.interval) : ""}});
    }
    for (const auto& place : r_.places) {
      Add("place", In(place.span),
          {{"name", place.name},
           {"gazetteer", place.gazetteer},
           {"country", place.country},
           {"admin1", place.admin1},
           {"use", Name(place.use)},
           {"feature", place.feature.substr(0, 1)},
           {"code", place.feature}});
    }
    for (const auto& location : r_.locations) LocationItem(location);
    for (const auto& quantity : r_.quantities) {
      Add("quantity", In(quantity.span),
          {{"min", Number(quantity.quantity.min)},
           {"max", Number(quantity.quantity.max)},
           {"count", Count(quantity.quantity)},
           {"unit", quantity.quantity.unit}});
    }
    for (const auto& attribution : r_.attributions) AttributionItem(attribution);
    for (const auto& note : r_.verifications) VerificationItem(note);
    for (const auto& claim : r_.claims) ClaimItem(claim);
    for (const auto& diagnostic : r_.diagnostics) Add("diagnostic", diagnostic.code, {});
    return std::move(items_);
  }

 private:
  using Fields = std::multimap<std::string, std::string>;

  void Add(const char* layer, std::string subject, Fields fields) {
    items_.push_back({layer, std::move(subject), std::move(fields), false, 0});
  }
  std::string In(ByteSpan span) const { return std::string(span.In(r_.text)); }

  void Token(TokenIndex t) {
    Add("token", In(r_.tokens[t].span), {});
    if (r_.words.empty()) return;
    const Word& word = r_.words[t];
    Add("word", In(r_.tokens[t].span),
        {{"upos", Name(word.upos)},
         {"xpos", word.xpos},
         {"lemma", word.lemma},
         {"deprel", Name(word.deprel)},
         {"head", word.head ? In(r_.tokens[*word.head].span) : ""}});
  }
  void MentionItem(const Mention& mention) {
    Fields fields = {{"type", Name(mention.type)}, {"kind", Name(mention.kind)}};
    if (mention.entity && r_.entities.has(*mention.entity)) {
      const Entity& entity = r_.entities[*mention.entity];
      fields.emplace("entity", entity.name);
      fields.emplace("side", entity.side);
    }
    Add("mention", In(mention.span), std::move(fields));
  }
  void LocationItem(const Location& location) {
    Fields fields = {
        {"relation", Name(location.relation)},
        {"precision", Name(location.precision)},
        {"bearing", location.bearing ? Name(*location.bearing) : ""},
        {"distance", Number(location.distance_min_km) + ".." + Number(location.distance_max_km)}};
    for (const PlaceIndex place : location.places) fields.emplace("place", r_.places[place].name);
    static constexpr const char* kGeometry[] = {"none", "point", "line", "area"};
    fields.emplace("geometry", kGeometry[static_cast<std::size_t>(location.geometry.kind)]);
    Add("location", In(location.span), std::move(fields));
  }
  void AttributionItem(const Attribution& attribution) {
    Fields fields = {{"form", Name(attribution.form)},
                     {"speaker", attribution.speaker.name},
                     {"side", attribution.speaker.side},
                     {"kind", Name(attribution.speaker.kind)},
                     {"class", Name(attribution.cue_class)},
                     {"medium", attribution.medium},
                     {"inherited", attribution.inherited ? "true" : "false"},
                     {"source", attribution.source ? In(*attribution.source) : ""},
                     {"cue", attribution.cue ? In(*attribution.cue) : ""}};
    for (const ByteSpan part : attribution.content) fields.emplace("content", In(part));
    if (attribution.parent)
      fields.emplace("parent", r_.attributions[*attribution.parent].speaker.name);
    Add("attribution", "", std::move(fields));
  }
  void VerificationItem(const VerificationNote& note) {
    Fields fields = {{"words", In(note.span)},
                     {"about", note.about ? In(*note.about) : ""},
                     {"by", note.by.name},
                     {"count", std::to_string(note.scope.size())}};
    for (const AttributionIndex index : note.scope)
      fields.emplace("speaker", r_.attributions[index].speaker.name);
    Add("verification", Name(note.kind), std::move(fields));
  }
  // The trigger of the first claim of the same happening.
  std::string FirstOfEvent(const Claim& claim) const {
    for (const Claim& other : r_.claims) {
      if (claim.event && other.event == claim.event) return In(other.trigger);
    }
    return "";
  }
  void ClaimItem(const Claim& claim) {
    Fields fields = {{"trigger", In(claim.trigger)},
                     {"source", claim.source.name},
                     {"kind", Name(claim.source.kind)},
                     {"side", claim.source.side},
                     {"realis", Name(claim.realis)},
                     {"support", In(claim.support)},
                     {"time", claim.time ? Interval(claim.time->interval) : ""},
                     {"basis", claim.time ? Name(claim.time->basis) : ""},
                     {"count", claim.quantity ? Count(*claim.quantity) : ""},
                     {"unit", claim.quantity ? claim.quantity->unit : ""},
                     {"repeats", claim.repeats ? In(r_.claims[*claim.repeats].trigger) : ""},
                     {"event", FirstOfEvent(claim)}};
    for (const LocationIndex location : claim.locations) {
      const Location& where = r_.locations[location];
      fields.emplace("relation", Name(where.relation));
      for (const PlaceIndex place : where.places) fields.emplace("place", r_.places[place].name);
      if (where.bearing) fields.emplace("bearing", Name(*where.bearing));
    }
    if (claim.locations.empty()) fields.emplace("place", "");
    bool has_agent = false;
    for (const Role& role : claim.roles) {
      has_agent = has_agent || role.role == RoleKind::kAgent;
      fields.emplace(Name(role.role), role.name);
      if (!role.side.empty()) fields.emplace(Name(role.role), role.side);
    }
    if (!has_agent) fields.emplace("agent", "");
    for (const Evidence& evidence : claim.evidence) {
      fields.emplace("evidence", Name(evidence.kind));
      fields.emplace("geolocated_by", evidence.geolocated_by);
      fields.emplace("verified_by", evidence.verified_by);
    }
    if (claim.evidence.empty()) fields.emplace("evidence", "");
    Add("claim", claim.type, std::move(fields));
  }

  const Reading& r_;
  std::vector<Item> items_;
};

}  // namespace

Result<std::vector<Case>> ParseCases(std::string_view file, const std::string& name) {
  std::vector<Case> cases;
  enum class Part { kBefore, kHead, kText, kExpect } part = Part::kBefore;
  std::size_t number = 0;
  while (!file.empty()) {
    const std::size_t newline = file.find('\n');
    const std::string_view line = file.substr(0, newline);
    file.remove_prefix(newline == std::string_view::npos ? file.size() : newline + 1);
    ++number;
    if (line.substr(0, 3) == "== ") {
      cases.push_back({});
      cases.back().name = line.substr(3);
      cases.back().line = number;
      part = Part::kHead;
    } else if (part == Part::kText && line != "expect:") {
      cases.back().text += std::string(line) + "\n";
    } else if (line.empty() || line[0] == '#') {
      continue;
    } else if (part == Part::kBefore) {
      return Wrong(name, number,
                   "found \"" + std::string(line) + "\", expected \"== name of the case\"");
    } else if (line == "text:") {
      part = Part::kText;
    } else if (line == "expect:") {
      part = Part::kExpect;
      std::string& text = cases.back().text;
      while (!text.empty() && text.back() == '\n') text.pop_back();
    } else if (part == Part::kHead && line.substr(0, 6) == "date: ") {
      cases.back().date = line.substr(6);
    } else if (part == Part::kHead && line.substr(0, 11) == "publisher: ") {
      cases.back().publisher = line.substr(11);
    } else if (part == Part::kExpect) {
      DL_ASSIGN_OR_RETURN(auto item, ParseItem(line, name, number));
      cases.back().expected.push_back(std::move(item));
    } else {
      return Wrong(name, number,
                   "found \"" + std::string(line) + "\", expected date:, publisher: or text:");
    }
  }
  for (const Case& one : cases) {
    if (one.expected.empty())
      return Wrong(name, one.line, "the case expects nothing, so it cannot fail");
  }
  return cases;
}

std::vector<Item> Describe(const Reading& reading) { return Describer(reading).Run(); }

bool Matches(const Item& expected, const Item& actual) {
  if (expected.layer != actual.layer) return false;
  if (!expected.subject.empty() && expected.subject != actual.subject) return false;
  for (const auto& [key, value] : expected.fields) {
    const auto [begin, end] = actual.fields.equal_range(key);
    bool has = begin == end && value.empty();
    for (auto it = begin; it != end; ++it) has = has || it->second == value;
    if (!has) return false;
  }
  return true;
}

std::string ToString(const Item& item) {
  std::string out = item.layer + (item.subject.empty() ? "" : " \"" + item.subject + "\"");
  for (const auto& [key, value] : item.fields) {
    if (!value.empty()) out += " " + key + "=\"" + value + "\"";
  }
  return out;
}

}  // namespace dateline::tests
