// Verification: nothing was changed, added or taken out since it was recorded, and what is derived
// equals a new derivation. In order: the file's own structure, the chain with the payload of every
// entry, rows that no entry vouches for, captures, documents, claims.
//
// What a chain alone cannot show is that its last entries were cut off; whoever notes the head
// elsewhere can (`dateline check --head`).
#include <map>
#include <utility>

#include "io/sha256.h"
#include "ledger/ledger.h"
#include "ledger/schema.h"

namespace dateline::ledger {
namespace {

bool IsAct(std::string_view kind) { return kind == "review" || kind == "retraction"; }

class Checker {
 public:
  explicit Checker(const Database& database) : database_(database) {}

  Result<std::vector<Finding>> Run(const std::vector<StoredDocument>& documents) {
    DL_RETURN_IF_ERROR(Storage());
    DL_RETURN_IF_ERROR(Chain());
    DL_RETURN_IF_ERROR(Strays());
    DL_RETURN_IF_ERROR(Captures());
    DL_RETURN_IF_ERROR(Documents(documents));
    DL_RETURN_IF_ERROR(Claims());
    return std::move(findings_);
  }

 private:
  void Say(std::string what) { findings_.push_back({std::move(what)}); }

  // Runs `each` for every row.
  template <typename Each>
  Status ForEach(std::string_view sql, const Each& each) {
    DL_ASSIGN_OR_RETURN(auto select, database_.Prepare(sql));
    while (true) {
      DL_ASSIGN_OR_RETURN(const bool has_row, select.Step());
      if (!has_row) return Done{};
      DL_RETURN_IF_ERROR(each(select));
    }
  }

  Status Storage() {
    DL_RETURN_IF_ERROR(ForEach("PRAGMA integrity_check", [&](Statement& row) -> Status {
      if (row.Text(0) != "ok") Say("storage: " + row.Text(0));
      return Done{};
    }));
    DL_RETURN_IF_ERROR(ForEach("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'",
                               [&](Statement& row) -> Status {
                                 if (row.Integer(0) != kGuardCount)
                                   Say("the guards against changes were taken out");
                                 return Done{};
                               }));
    return ForEach("PRAGMA foreign_key_check", [&](Statement& row) -> Status {
      Say("a row of " + row.Text(0) + " refers to a row of " + row.Text(2) + " that is not there");
      return Done{};
    });
  }

  // The payload that the entry is the hash of, from the rows that it vouches for.
  Result<std::string> PayloadOf(const std::string& kind, const std::string& subject,
                                std::int64_t number) {
    if (kind == "document" || kind == "capture") {
      DL_ASSIGN_OR_RETURN(
          auto row,
          database_.Prepare(kind == "document" ? "SELECT record, id FROM documents WHERE entry = ?"
                                               : "SELECT bytes, id FROM captures WHERE entry = ?"));
      row.Bind(1, number);
      DL_ASSIGN_OR_RETURN(const bool has_row, row.Step());
      return has_row && row.Text(1) == subject ? row.Text(0) : std::string("no row");
    }
    if (IsAct(kind)) {
      DL_ASSIGN_OR_RETURN(auto row, database_.Prepare("SELECT record, target FROM acts WHERE entry "
                                                      "= ? AND kind = ?"));
      row.Bind(1, number).Bind(2, kind);
      DL_ASSIGN_OR_RETURN(const bool has_row, row.Step());
      return has_row && row.Text(1) == subject ? row.Text(0) : std::string("no row");
    }
    if (kind != "reading") return std::string("unknown kind");
    DL_ASSIGN_OR_RETURN(
        auto reading,
        database_.Prepare("SELECT number, engine, document FROM readings WHERE entry = ?"));
    reading.Bind(1, number);
    DL_ASSIGN_OR_RETURN(const bool has_reading, reading.Step());
    if (!has_reading || reading.Text(2) != subject) return std::string("no row");
    DL_ASSIGN_OR_RETURN(
        auto claims,
        database_.Prepare("SELECT record FROM claims WHERE reading = ? ORDER BY position"));
    claims.Bind(1, reading.Integer(0));
    std::vector<std::string> records;
    while (true) {
      DL_ASSIGN_OR_RETURN(const bool has_claim, claims.Step());
      if (!has_claim) return PayloadOfReading(subject, reading.Text(1), records);
      records.push_back(claims.Text(0));
    }
  }

  Status Chain() {
    std::string previous(NoHash());
    std::int64_t expected = 1;
    return ForEach(
        "SELECT number, kind, subject, payload_sha256, previous_hash, hash, recorded "
        "FROM entries ORDER BY number",
        [&](Statement& row) -> Status {
          const std::int64_t number = row.Integer(0);
          const std::string kind = row.Text(1), subject = row.Text(2), payload_sha256 = row.Text(3);
          const std::string name = "entry " + std::to_string(number) + " (" + kind + ")";
          if (number != expected) Say(name + " follows a gap: an entry was taken out");
          expected = number + 1;
          if (row.Text(4) != previous) Say(name + " does not follow the one before it");
          if (row.Text(5) != HashOf(row.Text(4), kind, subject, payload_sha256, row.Integer(6)))
            Say(name + " does not have the hash that its fields give");
          previous = row.Text(5);
          DL_ASSIGN_OR_RETURN(const std::string payload, PayloadOf(kind, subject, number));
          if (io::Sha256Hex(payload) != payload_sha256)
            Say(name + " was changed after it was recorded, or what it vouches for was taken out");
          return Done{};
        });
  }

  // Rows beside those that the chain has been found to vouch for.
  Status Strays() {
    for (const auto& [table, kind] : {std::pair("captures", "'capture'"),
                                      {"documents", "'document'"},
                                      {"readings", "'reading'"},
                                      {"acts", "t.kind"}}) {
      const std::string sql = std::string("SELECT count(*) FROM ") + table +
                              " t WHERE NOT EXISTS (SELECT 1 FROM entries e WHERE "
                              "e.number = t.entry AND e.kind = " +
                              kind + ") OR (SELECT count(*) FROM " + table +
                              " o WHERE o.entry = t.entry) > 1";
      DL_RETURN_IF_ERROR(ForEach(sql, [&, name = table](Statement& row) -> Status {
        if (row.Integer(0) > 0)
          Say(std::to_string(row.Integer(0)) + " rows of " + name + " stand in no entry");
        return Done{};
      }));
    }
    return Done{};
  }

  Status Captures() {
    return ForEach("SELECT id, bytes FROM captures", [&](Statement& row) -> Status {
      if (row.Text(0) != "sha256:" + io::Sha256Hex(row.Text(1)))
        Say("the bytes of " + row.Text(0) + " do not have this hash");
      return Done{};
    });
  }

  // Columns equal the record, whose hash includes the text's; versions follow from addresses.
  Status Documents(const std::vector<StoredDocument>& documents) {
    std::map<std::string, std::string> newest_at;  // address to id
    for (const StoredDocument& stored : documents) {
      const std::string& id = stored.document.id;
      DL_ASSIGN_OR_RETURN(auto record,
                          database_.Prepare("SELECT record FROM documents WHERE id = ?"));
      record.Bind(1, id);
      DL_ASSIGN_OR_RETURN(const bool has_row, record.Step());
      if (has_row && record.Text(0) != record::ToJson(stored.document))
        Say("the columns of document " + id + " differ from its record");
      const std::string& uri = stored.document.uri;
      const std::string previous = uri.empty() ? "" : newest_at[uri];
      if (stored.previous_version != previous)
        Say("document " + id + " names another version before it than its address gives");
      if (!uri.empty()) newest_at[uri] = id;
    }
    return Done{};
  }

  Status Claims() {
    return ForEach(
        "SELECT c.id, c.record, d.text, c.type, c.source_name, c.source_side, c.source_kind, "
        "c.realis, c.happened_begin, c.happened_end, c.confidence, c.reading, c.position "
        "FROM claims c JOIN readings r ON r.number = c.reading "
        "JOIN documents d ON d.id = r.document ORDER BY c.reading, c.position",
        [&](Statement& row) -> Status {
          const std::string name = "claim " + row.Text(0);
          const auto claim = record::ClaimFromJson(row.Text(1));
          if (!claim.ok()) {
            Say(name + ": " + claim.error().message);
            return Done{};
          }
          const std::string text = row.Text(2);
          for (const auto& [span, words] : {std::pair(claim->trigger, &claim->trigger_words),
                                            std::pair(claim->sentence, &claim->sentence_words)}) {
            if (span.end().value() > text.size() || span.In(text) != *words)
              Say(name + ": its words do not stand where it says");
          }
          const auto& happened = claim->happened;
          const bool is_derived =
              claim->id == row.Text(0) && claim->type == row.Text(3) &&
              claim->source_name == row.Text(4) && claim->source_side == row.Text(5) &&
              claim->source_kind == row.Text(6) && claim->realis == row.Text(7) &&
              (happened ? TextOf(happened->begin) : "") == row.Text(8) &&
              (happened ? TextOf(happened->end) : "") == row.Text(9) &&
              claim->confidence == row.Real(10);
          if (!is_derived) Say(name + ": its columns differ from what its record gives");
          return Places(name, *claim, row.Integer(11), row.Integer(12));
        });
  }

  Status Places(const std::string& name, const record::ClaimRecord& claim, std::int64_t reading,
                std::int64_t position) {
    DL_ASSIGN_OR_RETURN(auto select,
                        database_.Prepare("SELECT key, name, lat, lng FROM claim_places WHERE "
                                          "reading = ? AND position = ? ORDER BY place"));
    select.Bind(1, reading).Bind(2, position);
    bool is_derived = true;
    for (std::size_t i = 0;; ++i) {
      DL_ASSIGN_OR_RETURN(const bool has_row, select.Step());
      if (!has_row || i >= claim.places.size()) {
        is_derived = is_derived && !has_row && i == claim.places.size();
        break;
      }
      const record::PlaceRecord& place = claim.places[i];
      const bool has_point = place.lat && place.lng;
      is_derived = is_derived && select.Text(0) == place.key && select.Text(1) == place.name &&
                   select.IsNull(2) == !has_point &&
                   (!has_point || (select.Real(2) == *place.lat && select.Real(3) == *place.lng));
    }
    if (!is_derived) Say(name + ": its places differ from what its record gives");
    return Done{};
  }

  const Database& database_;
  std::vector<Finding> findings_;
};

}  // namespace

Result<std::vector<Finding>> Ledger::Check() const {
  DL_ASSIGN_OR_RETURN(const auto documents, Documents());
  return Checker(database_).Run(documents);
}

}  // namespace dateline::ledger
