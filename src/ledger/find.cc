// The claims of a query, by the indices: words by FTS5 or a GIN index over a tsvector, boxes by an
// R*Tree or a GiST index. serve/snapshot.cc answers the same queries from memory; a test holds the
// two to the same claims.
#include <utility>

#include "ledger/derive.h"
#include "ledger/ledger.h"
#include "ledger/schema.h"

namespace dateline::ledger {
namespace {

// A condition that grows, and the values of its question marks in their order.
class Conditions {
 public:
  void Add(const std::string& sql, std::vector<Cell> values = {}) {
    sql_ += " AND " + sql;
    for (Cell& value : values) values_.push_back(std::move(value));
  }
  const std::string& sql() const { return sql_; }
  void Bind(Statement& statement) const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const int index = static_cast<int>(i) + 1;
      if (const auto* integer = std::get_if<std::int64_t>(&values_[i])) {
        statement.Bind(index, *integer);
      } else if (const auto* real = std::get_if<double>(&values_[i])) {
        statement.Bind(index, *real);
      } else if (const auto* text = std::get_if<std::string>(&values_[i])) {
        statement.Bind(index, std::string_view(*text));
      }
    }
  }

 private:
  std::string sql_;
  std::vector<Cell> values_;
};

void AddKnown(const ClaimQuery& query, Conditions& conditions) {
  conditions.Add("r.entry = (SELECT max(entry) FROM readings WHERE document = d.entry)");
  if (!query.known_at) {
    conditions.Add("NOT EXISTS (SELECT 1 FROM documents n WHERE n.previous_version = d.entry)");
    return;
  }
  const std::string day = query.known_at->ToString();
  conditions.Add("d.known_from <= ?", {day});
  conditions.Add(
      "NOT EXISTS (SELECT 1 FROM documents n WHERE n.previous_version = d.entry AND n.known_from "
      "<= ?)",
      {day});
}

void AddDays(const ClaimQuery& query, Conditions& conditions) {
  if (query.since) conditions.Add("c.last_day >= ?", {DayNumber(*query.since)});
  if (query.as_of)
    conditions.Add("(c.first_day IS NULL OR c.first_day <= ?)", {DayNumber(*query.as_of)});
  if (query.is_undated) conditions.Add("c.last_day IS NULL");
}

void AddColumns(const ClaimQuery& query, Conditions& conditions) {
  if (!query.types.empty()) {
    std::string any;
    std::vector<Cell> values;
    for (const std::string& type : query.types) {
      // What begins with the type and a point: '/' is the character behind the point.
      any +=
          (any.empty() ? "" : " OR ") + std::string("c.type = ? OR (c.type >= ? AND c.type < ?)");
      values.insert(values.end(), {type, type + ".", type + "/"});
    }
    conditions.Add("(" + any + ")", std::move(values));
  }
  if (!query.sides.empty()) {
    std::string any;
    for (std::size_t i = 0; i < query.sides.size(); ++i) any += i == 0 ? "?" : ", ?";
    conditions.Add("c.source_side IN (" + any + ")", {query.sides.begin(), query.sides.end()});
  }
  if (!query.source.empty()) conditions.Add("c.voice = ?", {query.source});
  if (!query.document.empty()) conditions.Add("d.id = ?", {query.document});
  if (!query.realis.empty()) conditions.Add("c.realis = ?", {query.realis});
  if (query.lane) conditions.Add("c.lane = ?", {std::string(NameOf(*query.lane))});
}

// One place of the claim has the key and lies in the box.
void AddPlaces(Dialect dialect, const ClaimQuery& query, Conditions& conditions) {
  if (query.place.empty() && !query.bbox) return;
  std::string sql =
      "c.number IN (SELECT cp.claim FROM claim_places cp JOIN places p ON p.number = "
      "cp.place WHERE 1 = 1";
  std::vector<Cell> values;
  if (!query.place.empty()) {
    sql += " AND p.key = ?";
    values.emplace_back(query.place);
  }
  if (const auto& box = query.bbox) {
    const bool crosses = box->west > box->east;
    if (!crosses) {
      // The indices round; what they give is looked at again.
      sql += dialect == Dialect::kSqlite
                 ? " AND p.number IN (SELECT place FROM place_boxes WHERE west <= ? AND east >= ? "
                   "AND south <= ? AND north >= ?)"
                 : " AND box(point(p.east, p.north), point(p.west, p.south)) && box(point(CAST(? "
                   "AS DOUBLE PRECISION), "
                   "CAST(? AS DOUBLE PRECISION)), point(CAST(? AS DOUBLE PRECISION), CAST(? AS "
                   "DOUBLE PRECISION)))";
      if (dialect == Dialect::kSqlite) {
        values.insert(values.end(), {box->east, box->west, box->north, box->south});
      } else {
        values.insert(values.end(), {box->east, box->north, box->west, box->south});
      }
    }
    sql += std::string(" AND (p.west <= ? ") + (crosses ? "OR" : "AND") +
           " p.east >= ?) AND p.south <= ? AND p.north >= ?";
    values.insert(values.end(), {box->east, box->west, box->north, box->south});
  }
  conditions.Add(sql + ")", std::move(values));
}

}  // namespace

Result<std::vector<StoredClaim>> Ledger::Find(const ClaimQuery& query, std::size_t limit) const {
  const Dialect dialect = store_->dialect();
  Conditions conditions;
  std::string from =
      "SELECT c.number FROM claims c JOIN readings r ON r.entry = c.reading JOIN documents d ON "
      "d.entry = r.document";
  if (!query.words.empty()) {
    const QueryWords words = WordsOfQuery(query.words);
    if (words.beginning.empty()) return std::vector<StoredClaim>();
    const bool is_sqlite = dialect == Dialect::kSqlite;
    from += is_sqlite ? " JOIN claim_words w ON w.rowid = c.number"
                      : " JOIN claim_words w ON w.claim = c.number";
    conditions.Add(is_sqlite ? "claim_words MATCH ?" : "w.words @@ ?::tsquery",
                   {WordPattern(dialect, words)});
  }
  AddKnown(query, conditions);
  AddDays(query, conditions);
  AddColumns(query, conditions);
  AddPlaces(dialect, query, conditions);
  DL_ASSIGN_OR_RETURN(const auto snapshot, Transaction::ToRead(*store_));
  // By the number that comes from the index itself, so that nothing is sorted.
  const bool is_by_word = !query.words.empty() && dialect == Dialect::kSqlite;
  DL_ASSIGN_OR_RETURN(const auto select,
                      store_->Prepare(from + " WHERE 1 = 1" + conditions.sql() + " ORDER BY " +
                                      (is_by_word ? "w.rowid" : "c.number") + " DESC LIMIT " +
                                      std::to_string(limit)));
  conditions.Bind(*select);
  std::vector<std::int64_t> numbers;
  DL_RETURN_IF_ERROR(ForEachRow(*select, [&](const Statement& row) -> Status {
    numbers.push_back(row.Integer(0));
    return Done{};
  }));
  return ClaimsNumbered(numbers);
}

}  // namespace dateline::ledger
