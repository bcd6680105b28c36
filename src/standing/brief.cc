#include "standing/brief.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace dateline::standing {
namespace {

// Of one event this many voices are quoted; the link leads to the rest.
constexpr std::size_t kMostQuoted = 4;
constexpr std::size_t kLongestQuote = 240;

// Text of a report inside Markdown: it must make no heading, link or markup of its own.
std::string Plain(std::string_view text) {
  std::string out;
  bool is_blank = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ') {
      is_blank = !out.empty();
      continue;
    }
    if (is_blank) out.push_back(' ');
    is_blank = false;
    if (std::string_view("\\`*_{}[]<>()#|!&~").find(c) != std::string_view::npos)
      out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

// At most so many bytes, cut between words.
std::string_view Shortened(std::string_view text, bool& is_cut) {
  is_cut = text.size() > kLongestQuote;
  if (!is_cut) return text;
  const std::size_t space = text.rfind(' ', kLongestQuote);
  return text.substr(0, space == std::string_view::npos ? 0 : space);
}

std::string Named(const Index& index, std::uint32_t speaker, std::uint32_t side) {
  std::string out = Plain(index.name(speaker));
  if (out.empty()) out = "an unnamed outlet";
  if (side != 0) out += " \\(" + Plain(index.name(side)) + "\\)";
  return out;
}

std::string Counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

class Brief {
 public:
  Brief(const Index& index, const BriefOptions& options, const Quote& quote)
      : index_(index), options_(options), quote_(quote) {}

  Result<std::string> Run() {
    FindEvents();
    Head();
    DL_RETURN_IF_ERROR(Events());
    DL_RETURN_IF_ERROR(Disputes());
    Changes();
    Silence();
    return std::move(out_);
  }

 private:
  bool IsAsked(std::uint32_t place) const {
    return options_.places.empty() || std::find(options_.places.begin(), options_.places.end(),
                                                place) != options_.places.end();
  }

  void FindEvents() {
    for (Event& event : AllEvents(index_, options_.moment)) {
      const bool is_new = !options_.since || event.last >= NumberOf(*options_.since);
      if (is_new && IsAsked(index_.groups()[event.group].place))
        events_.push_back(std::move(event));
    }
  }

  void Head() {
    out_ += "# Briefing";
    if (options_.places.size() == 1) out_ += ": " + Plain(index_.places()[options_.places[0]].name);
    out_ += "\n\n";
    if (options_.since) out_ += "Since " + options_.since->ToString() + ". ";
    if (options_.moment.as_of != kForever)
      out_ += "As of " + DayOf(options_.moment.as_of).ToString() + ". ";
    if (options_.moment.known_at != kForever)
      out_ += "As known on " + DayOf(options_.moment.known_at).ToString() + ". ";
    const auto disputed = static_cast<std::size_t>(
        std::count_if(events_.begin(), events_.end(),
                      [](const Event& event) { return !event.disputes.empty(); }));
    out_ += Counted(events_.size(), "event", "events") + ", " + std::to_string(disputed) +
            " with a dispute. Every line says who says so; nothing here is said by this briefing. "
            "Standing by rules version " +
            index_.policy().rules.version() + ".\n";
  }

  std::string Title(const Event& event) const {
    const EventGroup& group = index_.groups()[event.group];
    const std::string& happening = index_.name(group.happening);
    std::string out = Plain(options_.in_words ? options_.in_words(happening) : happening);
    if (group.about != 0) out += " of " + Plain(index_.name(group.about));
    if (event.affirming.empty()) out += ", denied";
    if (group.place != kNone) out += ", " + Plain(index_.places()[group.place].name);
    out += ", " + DayOf(event.first).ToString();
    if (event.last != event.first) out += " to " + DayOf(event.last).ToString();
    if (event.is_dated_by_publication) out += " \\(day of report\\)";
    return out;
  }

  void Standing(const Event& event) {
    out_ += " — *" + std::string(StandingOf(index_, event));
    for (std::size_t i = 0; i < event.disputes.size(); ++i)
      out_ += (i == 0 ? ": " : ", ") + Plain(NameOf(index_, event.disputes[i]));
    out_ += "*, " +
            Counted(event.affirming.size() + event.denying.size(), "independent origin",
                    "independent origins") +
            " in " + Counted(event.documents, "report", "reports");
    if (event.is_unverified) out_ += ", not verified";
  }

  // - Ivan Petrenko (UA): [“The sentence.”](link) Example Wire, 2022-09-09
  Status Voice(ClaimRow row, std::string_view verb) {
    const Facts& facts = index_.claim(row);
    DL_ASSIGN_OR_RETURN(const Quoted quoted, quote_(row));
    bool is_cut = false;
    const std::string_view words = Shortened(quoted.sentence, is_cut);
    out_ += "  - " + Named(index_, facts.speaker, facts.side) + std::string(verb) + ": [“" +
            Plain(words) + (is_cut ? " …" : "") + "”](" + options_.link +
            "?claim=" + Index::IdOf(facts.id) + ")";
    if (!quoted.publisher.empty() && quoted.publisher != index_.name(facts.speaker))
      out_ += " " + Plain(quoted.publisher);
    if (facts.said != kNoDay) out_ += ", " + DayOf(facts.said).ToString();
    out_ += "\n";
    return Done{};
  }

  Status Voices(const Event& event) {
    std::size_t shown = 0;
    for (const auto& [origins, verb] : {std::pair{&event.affirming, ""},
                                        std::pair{&event.denying, " denies or contradicts it"}}) {
      for (const Origin& origin : *origins) {
        // A side that disputes is never the one left out.
        if (shown++ >= kMostQuoted && *verb == '\0') continue;
        DL_RETURN_IF_ERROR(Voice(origin.claims.front(), verb));
      }
    }
    return Done{};
  }

  Status Events() {
    out_ += "\n## What is new\n\n";
    if (events_.empty()) out_ += "No event.\n";
    const std::size_t count = std::min(events_.size(), options_.most_events);
    for (std::size_t i = 0; i < count; ++i) {
      out_ +=
          "- **[" + Title(events_[i]) + "](" + options_.link + "?event=" + events_[i].id + ")**";
      Standing(events_[i]);
      out_ += "\n";
      DL_RETURN_IF_ERROR(Voices(events_[i]));
    }
    if (count < events_.size())
      out_ += "\n" + std::to_string(events_.size() - count) + " older events are left out.\n";
    return Done{};
  }

  Status Disputes() {
    out_ += "\n## What is disputed\n\n";
    bool is_any = false;
    for (const Event& event : events_) {
      for (const Dispute& dispute : event.disputes) {
        is_any = true;
        out_ += "- **" + Title(event) + "**: " + Plain(NameOf(index_, dispute)) + "\n";
        for (const ClaimRow row : dispute.accounts) DL_RETURN_IF_ERROR(Voice(row, ""));
      }
    }
    if (!is_any) out_ += "Nothing.\n";
    return Done{};
  }

  void Changes() {
    out_ += "\n## What has changed\n\n";
    bool is_any = false;
    for (const std::uint32_t place : index_.places_by_name()) {
      if (!IsAsked(place)) continue;
      const std::vector<Interval> history = HistoryOf(index_, place, options_.moment);
      for (std::size_t i = 0; i < history.size(); ++i) {
        const Interval& one = history[i];
        if (options_.since && one.since < *options_.since) continue;
        const bool has_before =
            i > 0 && history[i - 1].dimension == one.dimension && history[i - 1].about == one.about;
        is_any = true;
        Change(place, one, has_before ? &history[i - 1] : nullptr);
      }
    }
    if (!is_any) out_ += "Nothing.\n";
  }

  void Change(std::uint32_t place, const Interval& now, const Interval* before) {
    out_ += "- **" + Plain(index_.places()[place].name) + "**, " + now.dimension + ": ";
    if (before != nullptr) out_ += Plain(before->state) + " → ";
    out_ += "**" + Plain(now.state) + "** since " + now.since.ToString();
    if (now.until) out_ += " until " + now.until->ToString();
    out_ += ", by the word of " + VoicesOf(now.supporting);
    if (!now.opposing.empty()) out_ += "; against it " + VoicesOf(now.opposing);
    if (now.no_report_since) out_ += "; no report since " + now.no_report_since->ToString();
    out_ += "\n";
  }

  // Each voice once, with a link to its first claim.
  std::string VoicesOf(const std::vector<ClaimRow>& rows) const {
    std::set<std::tuple<std::string, std::string>> seen;
    std::string out;
    for (const ClaimRow row : rows) {
      const Facts& facts = index_.claim(row);
      if (!seen.insert({index_.name(facts.speaker), index_.name(facts.side)}).second) continue;
      out += (out.empty() ? "[" : ", [") + Named(index_, facts.speaker, facts.side) + "](" +
             options_.link + "?claim=" + Index::IdOf(facts.id) + ")";
    }
    return out;
  }

  // Of single places: what nobody speaks of.
  void Silence() {
    if (options_.places.empty()) return;
    out_ += "\n## No report\n\n";
    for (const std::uint32_t place : options_.places) {
      const auto unreported = UnreportedOf(index_, place, options_.moment);
      out_ += "- **" + Plain(index_.places()[place].name) + "**: ";
      for (std::size_t i = 0; i < unreported.size(); ++i)
        out_ += (i == 0 ? "" : ", ") + Plain(unreported[i]);
      out_ += unreported.empty() ? "every dimension is spoken of\n" : "\n";
    }
  }

  const Index& index_;
  const BriefOptions& options_;
  const Quote& quote_;
  std::vector<Event> events_;
  std::string out_;
};

}  // namespace

Result<std::string> BriefOf(const Index& index, const BriefOptions& options, const Quote& quote) {
  return Brief(index, options, quote).Run();
}

}  // namespace dateline::standing
