// Verification: nothing was changed, added or taken out since it was recorded, and what is derived
// equals a new derivation. In order: the storage itself, the chain with the payload of every entry,
// rows that no entry vouches for, versions of documents, claims, the indices over them.
//
// What a chain alone cannot show is that its last entries were cut off; whoever notes the head
// elsewhere can (`dateline check --head`).
#include <map>
#include <utility>

#include "io/compression.h"
#include "io/sha256.h"
#include "ledger/derive.h"
#include "ledger/ledger.h"
#include "ledger/schema.h"

namespace dateline::ledger {
namespace {

// A number for a row, whatever the order in which rows come; sums of them tell two sets of rows
// apart but for one chance in 2^64.
std::uint64_t FingerprintOf(std::string_view row) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a, and a last mixing of its bits (splitmix64)
  for (const char c : row) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  hash = (hash ^ hash >> 30) * 0xbf58476d1ce4e5b9;
  hash = (hash ^ hash >> 27) * 0x94d049bb133111eb;
  return hash ^ hash >> 31;
}

// A place of a claim as one text.
std::string InWords(std::int64_t claim, std::int64_t position, const PlaceShape& place) {
  std::string words = std::to_string(claim) + "\n" + std::to_string(position) + "\n" + place.key +
                      "\n" + place.name + "\n" + place.precision;
  if (const auto& box = place.extent) {
    for (const double side : {box->west, box->south, box->east, box->north})
      words += "\n" + std::to_string(side);
  }
  return words;
}

std::string InWords(std::int64_t claim, std::string_view word) {
  return std::to_string(claim) + "\n" + std::string(word);
}

bool IsEqual(const Statement& row, int column, const Cell& cell) {
  if (std::holds_alternative<std::monostate>(cell)) return row.IsNull(column);
  if (row.IsNull(column)) return false;
  if (const auto* integer = std::get_if<std::int64_t>(&cell))
    return row.Integer(column) == *integer;
  if (const auto* real = std::get_if<double>(&cell)) return row.Real(column) == *real;
  return row.Text(column) == std::get<std::string>(cell);
}

std::string NameOfEntry(std::int64_t number, const std::string& kind) {
  return "entry " + std::to_string(number) + " (" + kind + ")";
}

class Checker {
 public:
  explicit Checker(Store& store) : store_(store) {}

  Result<std::vector<Finding>> Run() {
    DL_RETURN_IF_ERROR(store_.CheckStorage([&](std::string what) { Say(std::move(what)); }));
    DL_ASSIGN_OR_RETURN(const auto snapshot, Transaction::ToRead(store_));
    DL_RETURN_IF_ERROR(Chain());
    DL_RETURN_IF_ERROR(Strays());
    DL_RETURN_IF_ERROR(Versions());
    DL_RETURN_IF_ERROR(Readings());
    DL_RETURN_IF_ERROR(Places());
    DL_RETURN_IF_ERROR(Words());
    return std::move(findings_);
  }

 private:
  void Say(std::string what) { findings_.push_back({std::move(what)}); }

  template <typename Each>
  Status ForEach(std::string_view sql, const Each& each) {
    DL_ASSIGN_OR_RETURN(const auto select, store_.Prepare(sql));
    return ForEachRow(*select, each);
  }
  // The row of an entry, or null.
  Result<std::unique_ptr<Statement>> RowOf(std::string_view sql, std::int64_t entry) {
    DL_ASSIGN_OR_RETURN(auto select, store_.Prepare(sql));
    select->Bind(1, entry);
    DL_ASSIGN_OR_RETURN(const bool has_row, select->Step());
    if (!has_row) select.reset();
    return select;
  }
  // The text of a frame; damage is a finding, and the text empty.
  std::string Opened(const std::string& name, const std::string& frame, std::uint64_t limit) {
    auto text = io::Decompress(frame, limit);
    if (text.ok()) return std::move(text).value();
    Say(name + ": " + text.error().message);
    return {};
  }

  // The payload that the entry is the hash of, from the rows that it vouches for.
  Result<std::string> PayloadOf(const std::string& kind, const std::string& subject,
                                std::int64_t number) {
    if (kind == "capture") return CapturePayload(subject, number);
    if (kind == "document") return DocumentPayload(subject, number);
    if (kind == "reading") return ReadingPayload(subject, number);
    DL_ASSIGN_OR_RETURN(const auto row,
                        RowOf("SELECT record, target, kind FROM acts WHERE entry = ?", number));
    const bool is_act = row != nullptr && row->Text(1) == subject && row->Text(2) == kind;
    return is_act ? row->Text(0) : std::string("no row");
  }

  // The bytes are vouched for by the hash in the record.
  Result<std::string> CapturePayload(const std::string& subject, std::int64_t number) {
    DL_ASSIGN_OR_RETURN(const auto row,
                        RowOf("SELECT record, bytes FROM captures WHERE entry = ?", number));
    if (row == nullptr) return std::string("no row");
    const std::string record = row->Text(0);
    const std::string bytes =
        Opened("the bytes of entry " + std::to_string(number), row->Text(1), kLimitTextBytes);
    const std::string hash = io::Sha256Hex(bytes);
    if (subject != "sha256:" + hash || !record.starts_with("{\"sha256\":\"" + hash + "\""))
      Say("the bytes of " + subject + " do not have this hash");
    return record;
  }

  Result<std::string> DocumentPayload(const std::string& subject, std::int64_t number) {
    DL_ASSIGN_OR_RETURN(
        const auto row,
        RowOf("SELECT id, uri, title, publisher, language, text, published, published_basis FROM "
              "documents WHERE entry = ?",
              number));
    if (row == nullptr || row->Text(0) != subject) return std::string("no row");
    return record::ToJson(
        record::DocumentRecord{subject, row->Text(1), row->Text(2), row->Text(3), row->Text(4),
                               Opened("the text of " + subject, row->Text(5), kLimitTextBytes),
                               DayOrNothing(row->Text(6)), row->Text(7)});
  }

  Result<std::string> ReadingPayload(const std::string& subject, std::int64_t number) {
    DL_ASSIGN_OR_RETURN(const auto row,
                        RowOf("SELECT d.id, r.engine, r.claims FROM readings r JOIN documents d ON "
                              "d.entry = r.document WHERE r.entry = ?",
                              number));
    if (row == nullptr || row->Text(0) != subject) return std::string("no row");
    return PayloadOfReading(
        subject, row->Text(1),
        Opened("the claims of entry " + std::to_string(number), row->Text(2), kLimitReadingBytes));
  }

  Status Chain() {
    std::string previous(NoHash());
    std::int64_t expected = 1;
    return ForEach(
        "SELECT number, kind, subject, payload_sha256, hash, recorded FROM entries ORDER BY number",
        [&](const Statement& row) -> Status {
          const std::int64_t number = row.Integer(0);
          const std::string kind = row.Text(1), subject = row.Text(2), payload_sha256 = row.Text(3);
          const std::string name = NameOfEntry(number, kind);
          if (number != expected) Say(name + " follows a gap: an entry was taken out");
          expected = number + 1;
          if (row.Text(4) != HashOf(previous, kind, subject, payload_sha256, row.Integer(5)))
            Say(name + " does not have the hash that its fields and the entry before give");
          previous = row.Text(4);
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
                              " t WHERE NOT EXISTS (SELECT 1 FROM entries e WHERE e.number = "
                              "t.entry AND e.kind = " +
                              kind + ")";
      DL_RETURN_IF_ERROR(ForEach(sql, [&, name = table](const Statement& row) -> Status {
        if (row.Integer(0) > 0)
          Say(std::to_string(row.Integer(0)) + " rows of " + name + " stand in no entry");
        return Done{};
      }));
    }
    return ForEach(
        "SELECT count(*) FROM claims c WHERE NOT EXISTS (SELECT 1 FROM readings r WHERE r.entry = "
        "c.number >> " +
            std::to_string(kPositionBits) + ")",
        [&](const Statement& row) -> Status {
          if (row.Integer(0) > 0)
            Say(std::to_string(row.Integer(0)) + " rows of claims stand in no reading");
          return Done{};
        });
  }

  // Versions follow from addresses, and the days from which they count from their days.
  Status Versions() {
    struct Version {
      std::int64_t entry = 0;
      std::optional<Day> published;
    };
    std::map<std::string, Version> newest_at;
    return ForEach(
        "SELECT d.entry, d.id, d.uri, d.published, d.previous_version, d.known_from, e.recorded, "
        "c.subject FROM documents d JOIN entries e ON e.number = d.entry LEFT JOIN entries c ON "
        "c.number = d.capture AND c.kind = 'capture' ORDER BY d.entry",
        [&](const Statement& row) -> Status {
          const std::string id = row.Text(1), uri = row.Text(2);
          const Version version{row.Integer(0), DayOrNothing(row.Text(3))};
          const Version before = uri.empty() ? Version{} : newest_at[uri];
          if ((row.IsNull(4) ? 0 : row.Integer(4)) != before.entry)
            Say("document " + id + " names another version before it than its address gives");
          if (row.Text(5) !=
              KnownFrom(version.published, before.published, row.Integer(6)).ToString())
            Say("document " + id + " counts from another day than its dates give");
          if (row.Text(7) != id) Say("document " + id + " names other bytes than its own");
          if (!uri.empty()) newest_at[uri] = version;
          return Done{};
        });
  }

  // One by one, because a server gives all rows of an answer at once.
  Status Readings() {
    return ForEach(
        "SELECT entry FROM readings ORDER BY entry", [&](const Statement& row) -> Status {
          const std::int64_t entry = row.Integer(0);
          DL_ASSIGN_OR_RETURN(
              const auto reading,
              RowOf("SELECT r.claims, d.publisher, d.published, d.text FROM readings r "
                    "JOIN documents d ON d.entry = r.document WHERE r.entry = ?",
                    entry));
          if (reading == nullptr) return Done{};
          // What cannot be opened was said in the chain.
          const auto lines = io::Decompress(reading->Text(0), kLimitReadingBytes);
          const auto text = io::Decompress(reading->Text(3), kLimitTextBytes);
          if (!lines.ok() || !text.ok()) return Done{};
          return Reading(entry, *lines, *text, reading->Text(1), DayOrNothing(reading->Text(2)));
        });
  }

  // By the numbers that the rows of a reading have, in the order of the primary key: there is no
  // index by the reading. What has a number of no reading is a stray.
  Status Reading(std::int64_t entry, std::string_view lines, const std::string& text,
                 const std::string& publisher, std::optional<Day> published) {
    DL_ASSIGN_OR_RETURN(const auto rows,
                        store_.Prepare("SELECT " + std::string(kClaimColumns) +
                                       " FROM claims WHERE number >= ? AND number < ? ORDER BY "
                                       "number"));
    rows->Bind(1, NumberOf(entry, 0)).Bind(2, NumberOf(entry + 1, 0));
    for (std::int64_t position = 0; !lines.empty(); ++position) {
      const std::size_t end = lines.find('\n');
      const auto claim = record::ClaimFromJson(lines.substr(0, end));
      lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
      DL_ASSIGN_OR_RETURN(const bool has_row, rows->Step());
      if (!claim.ok()) {
        Say("claim " + std::to_string(position) + " of entry " + std::to_string(entry) + ": " +
            claim.error().message);
        continue;
      }
      const std::string name = "claim " + claim->id;
      if (!StandsIn(text, *claim)) Say(name + ": its words do not stand where it says");
      const DerivedClaim derived = Derive(entry, position, *claim, publisher, published);
      bool is_derived = has_row;
      for (std::size_t i = 0; is_derived && i < derived.columns.size(); ++i)
        is_derived = IsEqual(*rows, static_cast<int>(i), derived.columns[i]);
      if (!is_derived) Say(name + ": its columns differ from what its record gives");
      Expect(derived);
    }
    DL_ASSIGN_OR_RETURN(const bool has_more, rows->Step());
    if (has_more) Say("entry " + std::to_string(entry) + " has more rows of claims than claims");
    return Done{};
  }

  static bool StandsIn(const std::string& text, const record::ClaimRecord& claim) {
    for (const auto& [span, words] : {std::pair(claim.trigger, &claim.trigger_words),
                                      std::pair(claim.sentence, &claim.sentence_words)}) {
      if (span.end().value() > text.size() || span.In(text) != *words) return false;
    }
    return true;
  }

  // What the indices should hold of a claim.
  void Expect(const DerivedClaim& derived) {
    const auto number = std::get<std::int64_t>(derived.columns[0]);
    for (const std::string& word : derived.words) words_ += FingerprintOf(InWords(number, word));
    for (std::size_t i = 0; i < derived.places.size(); ++i) {
      places_ += FingerprintOf(InWords(number, static_cast<std::int64_t>(i), derived.places[i]));
    }
  }

  // Of the claims that name a place; 0 when there is none.
  Result<std::uint64_t> FingerprintOfPlace(std::int64_t number, const PlaceShape& place) {
    std::uint64_t sum = 0;
    DL_ASSIGN_OR_RETURN(const auto claims,
                        store_.Prepare("SELECT claim, position FROM claim_places WHERE place = ?"));
    claims->Bind(1, number);
    DL_RETURN_IF_ERROR(ForEachRow(*claims, [&](const Statement& claim) -> Status {
      sum += FingerprintOf(InWords(claim.Integer(0), claim.Integer(1), place));
      return Done{};
    }));
    return sum;
  }

  Status Places() {
    std::uint64_t found = 0;
    std::size_t of_no_claim = 0;
    DL_RETURN_IF_ERROR(
        ForEach("SELECT number, key, name, precision, west, south, east, north FROM places",
                [&](const Statement& row) -> Status {
                  PlaceShape place{row.Text(1), row.Text(2), row.Text(3), std::nullopt};
                  if (!row.IsNull(4))
                    place.extent = BoundingBox{row.Real(4), row.Real(5), row.Real(6), row.Real(7)};
                  DL_ASSIGN_OR_RETURN(const auto sum, FingerprintOfPlace(row.Integer(0), place));
                  of_no_claim += sum == 0 ? 1 : 0;
                  found += sum;
                  return Done{};
                }));
    if (found != places_) Say("the places of claims differ from what their records give");
    if (of_no_claim > 0) Say(std::to_string(of_no_claim) + " rows of places belong to no claim");
    if (store_.dialect() != Dialect::kSqlite) return Done{};
    // The tree rounds outward, to single precision.
    return ForEach(
        "SELECT (SELECT count(*) FROM places WHERE west IS NOT NULL) <> (SELECT count(*) FROM "
        "place_boxes) OR EXISTS (SELECT 1 FROM place_boxes b LEFT JOIN places p ON p.number = "
        "b.place WHERE p.west IS NULL OR b.west > p.west OR b.west < p.west - 0.0001 OR b.south > "
        "p.south OR b.south < p.south - 0.0001 OR b.east < p.east OR b.east > p.east + 0.0001 OR "
        "b.north < p.north OR b.north > p.north + 0.0001)",
        [&](const Statement& row) -> Status {
          if (row.Integer(0) != 0) Say("the boxes around places differ from what they are around");
          return Done{};
        });
  }

  Status Words() {
    std::uint64_t found = 0;
    const auto add = [&](const Statement& row) -> Status {
      found += FingerprintOf(InWords(row.Integer(0), row.Text(1)));
      return Done{};
    };
    if (store_.dialect() == Dialect::kSqlite) {
      // A table over the index, of this connection only (sqlite.org/fts5.html, 7).
      DL_RETURN_IF_ERROR(
          store_.Execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_of_claims USING "
                         "fts5vocab(main, claim_words, instance)"));
      DL_RETURN_IF_ERROR(ForEach("SELECT doc, term FROM temp.words_of_claims", add));
    } else {
      DL_RETURN_IF_ERROR(ForEach("SELECT entry FROM readings", [&](const Statement& row) -> Status {
        DL_ASSIGN_OR_RETURN(
            const auto words,
            store_.Prepare("SELECT claim, unnest(tsvector_to_array(words)) FROM claim_words WHERE "
                           "claim >= ?1 AND claim < ?2"));
        words->Bind(1, NumberOf(row.Integer(0), 0)).Bind(2, NumberOf(row.Integer(0) + 1, 0));
        return ForEachRow(*words, add);
      }));
    }
    if (found != words_) Say("the words of claims differ from what their records give");
    return Done{};
  }

  Store& store_;
  std::vector<Finding> findings_;
  std::uint64_t words_ = 0, places_ = 0;  // fingerprints of what the indices should hold
};

}  // namespace

Result<std::vector<Finding>> Ledger::Check() const { return Checker(*store_).Run(); }

}  // namespace dateline::ledger
