// What the tests of standing share: the real tables, and a small record of claims that becomes an
// index. For tests only.
#pragma once

#include <cstdlib>
#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "standing/board.h"
#include "standing/events.h"
#include "standing/index.h"
#include "standing/policy.h"

namespace dateline::standing {

// The tables of data/standing as they are released.
inline const Policy& RealPolicy() {
  static std::map<std::string, std::string> texts;
  static const Policy policy =
      Policy::Load([](const std::string& path) -> Result<std::string_view> {
        const char* root = std::getenv("DATELINE_SOURCE");
        std::ifstream file(std::string(root == nullptr ? "." : root) + "/" + path);
        std::string& text = texts[path];
        text.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
        if (text.empty()) return Error{ErrorCode::kNotFound, "found no table", path};
        return std::string_view(text);
      }).value();
  return policy;
}

inline Day On(unsigned day) { return Day::FromCivil(2022, 9, day); }
inline DayNumber Number(unsigned day) { return NumberOf(On(day)); }

// A report and its claims as plain values; every claim stands in the report's only sentence.
struct Report {
  DocumentInput document;
  std::vector<record::ClaimRecord> claims;
  DayNumber known_from = kNoDay;  // kNoDay: from its publication
  bool is_withdrawn = false;
};

class Record {
 public:
  // A text that no other report has, unless it is given.
  Report& Publish(const std::string& publisher, unsigned day, std::string text = "") {
    Report& report = reports_.emplace_back();
    const std::string number = std::to_string(reports_.size());
    if (text.empty()) text = "Report " + number + " of " + publisher + " says so.";
    report.document = {"sha256:" + number, publisher, std::move(text), On(day), ""};
    return report;
  }
  // The newest report's next claim.
  record::ClaimRecord& Say(const std::string& type, const std::string& place,
                           const std::string& source, const std::string& side,
                           const std::string& kind = "official") {
    Report& report = reports_.back();
    record::ClaimRecord& claim = report.claims.emplace_back();
    char id[32];
    std::snprintf(id, sizeof id, "c-%012x", static_cast<unsigned>(++count_));
    claim.id = id;
    claim.type = type;
    claim.realis = "asserted";
    claim.source_name = source;
    claim.source_side = side;
    claim.source_kind = source.empty() ? "outlet" : kind;
    claim.sentence = ByteSpan::FromSizes(0, report.document.text.size());
    claim.sentence_words = report.document.text;
    if (!place.empty()) {
      record::PlaceRecord where;
      where.key = where.name = place;
      where.relation = "in";
      where.precision = "settlement";
      claim.places.push_back(where);
    }
    return claim;
  }
  std::deque<Report>& reports() { return reports_; }
  void Link(const std::string& claim, const std::string& other, unsigned day, bool is_split) {
    links_.push_back({claim, other, Number(day), is_split});
  }

  // Built in the order of `order`, which names reports by their index; empty: as they came.
  Index Built(const Policy& policy, const std::vector<std::size_t>& order = {}) const {
    std::vector<std::size_t> all = order;
    for (std::size_t i = 0; order.empty() && i < reports_.size(); ++i) all.push_back(i);
    IndexBuilder builder(policy);
    for (const std::size_t i : all) builder.AddDocument(reports_[i].document);
    for (const std::size_t i : all) {
      const Report& report = reports_[i];
      for (const record::ClaimRecord& claim : report.claims) {
        ClaimInput input;
        input.claim = &claim;
        input.document = report.document.id;
        input.known_from = report.known_from != kNoDay ? report.known_from
                           : report.document.published ? NumberOf(*report.document.published)
                                                       : 0;
        input.is_withdrawn = report.is_withdrawn;
        builder.AddClaim(input);
      }
    }
    for (const auto& link : links_) builder.Link(link.claim, link.other, link.day, link.is_split);
    return builder.Finish();
  }

 private:
  struct Link_ {
    std::string claim, other;
    DayNumber day;
    bool is_split;
  };
  std::vector<Link_> links_;
  std::deque<Report> reports_;
  std::size_t count_ = 0;
};

inline record::ClaimRecord& With(record::ClaimRecord& claim, const std::string& role,
                                 const std::string& name, const std::string& side) {
  claim.roles.push_back({role, name, side, {}});
  return claim;
}

inline record::ClaimRecord& OnDay(record::ClaimRecord& claim, unsigned day) {
  claim.happened = DayInterval::Single(On(day));
  claim.happened_basis = "stated";
  return claim;
}

inline constexpr Moment kNow;

inline std::vector<Event> Events(const Record& record, Moment moment = kNow) {
  static std::deque<Index> kept;
  return AllEvents(kept.emplace_back(record.Built(RealPolicy())), moment);
}

inline std::string Standing(const Record& record, Moment moment = kNow) {
  const Index index = record.Built(RealPolicy());
  const auto events = AllEvents(index, moment);
  return events.size() == 1 ? std::string(StandingOf(index, events[0]))
                            : std::to_string(events.size()) + " events";
}

inline void Gain(Record& record, unsigned day, const std::string& source, const std::string& side,
                 const std::string& holder) {
  record.Publish("Outlet " + std::to_string(record.reports().size()), day);
  OnDay(With(record.Say("control.gain", "Oakford", source, side), "holder_after", holder, holder),
        day);
}

}  // namespace dateline::standing
