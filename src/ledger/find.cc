// The claims of a query, by the indices: words by FTS5 or a GIN index over a tsvector, boxes by an
// R*Tree or a GiST index; those that reviewers corrected one by one (ledger/corrected.h).
// serve/snapshot.cc answers the same queries from memory; a test holds the two to the same claims.
#include <algorithm>
#include <functional>
#include <limits>
#include <unordered_map>
#include <utility>

#include "ledger/corrected.h"
#include "ledger/derive.h"
#include "ledger/ledger.h"
#include "ledger/schema.h"

namespace dateline::ledger {
namespace {

constexpr std::size_t kFirstPage = 1000;

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

// Is a reading (the first value) the one that counts? Asked once a reading, and only of those that
// are reached: with many claims a report that is far less than once a claim.
Conditions KnownOf(const ClaimQuery& query, std::int64_t reading) {
  Conditions conditions;
  conditions.Add("r.entry = ?", {reading});
  conditions.Add("r.entry = (SELECT max(entry) FROM readings WHERE document = d.entry)");
  if (!query.known_at) {
    conditions.Add("NOT EXISTS (SELECT 1 FROM documents n WHERE n.previous_version = d.entry)");
    return conditions;
  }
  const std::string day = query.known_at->ToString();
  conditions.Add("d.known_from <= ?", {day});
  conditions.Add(
      "NOT EXISTS (SELECT 1 FROM documents n WHERE n.previous_version = d.entry AND n.known_from "
      "<= ?)",
      {day});
  return conditions;
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
  if (!query.document.empty()) {
    conditions.Add(
        "c.reading IN (SELECT r.entry FROM readings r JOIN documents d ON d.entry = r.document "
        "WHERE d.id = ?)",
        {query.document});
  }
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

Result<bool> Counts(Store& store, const ClaimQuery& query, std::int64_t reading,
                    std::unordered_map<std::int64_t, bool>& known) {
  const auto [at, is_new] = known.try_emplace(reading, false);
  if (!is_new) return at->second;
  const Conditions conditions = KnownOf(query, reading);
  DL_ASSIGN_OR_RETURN(const auto select,
                      store.Prepare("SELECT 1 FROM readings r JOIN documents d ON d.entry = "
                                    "r.document WHERE 1 = 1" +
                                    conditions.sql()));
  conditions.Bind(*select);
  DL_ASSIGN_OR_RETURN(at->second, select->Step());
  return at->second;
}

}  // namespace

Result<std::vector<StoredClaim>> Ledger::Find(const ClaimQuery& query, std::size_t limit) const {
  const Dialect dialect = store_->dialect();
  const bool is_sqlite = dialect == Dialect::kSqlite;
  std::string from = " FROM claims c";
  // By the number that comes from the index itself, so that nothing is sorted.
  std::string number = "c.number";
  Conditions conditions;
  AddDays(query, conditions);
  AddColumns(query, conditions);
  AddPlaces(dialect, query, conditions);
  if (!query.words.empty()) {
    const QueryWords words = WordsOfQuery(query.words);
    if (words.beginning.empty()) return std::vector<StoredClaim>();
    number = is_sqlite ? "w.rowid" : "w.claim";
    // Words alone need no look at the claims.
    from = conditions.sql().empty() ? " FROM claim_words w"
                                    : from + " JOIN claim_words w ON " + number + " = c.number";
    conditions.Add(is_sqlite ? "claim_words MATCH ?" : "w.words @@ ?::tsquery",
                   {WordPattern(dialect, words)});
  }
  DL_ASSIGN_OR_RETURN(const auto snapshot, Transaction::ToRead(*store_));
  DL_ASSIGN_OR_RETURN(const auto corrected, CorrectedClaims(*this, *store_, query.known_at));
  // Page by page, each larger: mostly the first holds enough claims that count.
  std::vector<std::int64_t> numbers;
  std::unordered_map<std::int64_t, bool> counts;  // by reading
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  for (std::size_t page = std::max<std::size_t>(kFirstPage, 2 * limit);; page *= 4) {
    Conditions of_page = conditions;
    of_page.Add(number + " < ?", {before});
    std::size_t found = 0;
    DL_ASSIGN_OR_RETURN(
        const auto select,
        store_->Prepare("SELECT " + number + from + " WHERE 1 = 1" + of_page.sql() + " ORDER BY " +
                        number + " DESC LIMIT " + std::to_string(page)));
    of_page.Bind(*select);
    while (numbers.size() < limit) {
      DL_ASSIGN_OR_RETURN(const bool has_row, select->Step());
      if (!has_row) break;
      ++found;
      before = select->Integer(0);
      if (corrected.count(before) > 0) continue;
      DL_ASSIGN_OR_RETURN(const bool is_counted,
                          Counts(*store_, query, before >> kPositionBits, counts));
      if (is_counted) numbers.push_back(before);
    }
    if (numbers.size() >= limit || found < page) break;
  }
  for (const auto& [corrected_number, stored] : corrected) {
    if (!Fits(query, stored)) continue;
    DL_ASSIGN_OR_RETURN(const bool is_counted,
                        Counts(*store_, query, corrected_number >> kPositionBits, counts));
    if (is_counted) numbers.push_back(corrected_number);
  }
  std::sort(numbers.begin(), numbers.end(), std::greater<>());
  numbers.resize(std::min(numbers.size(), limit));
  DL_ASSIGN_OR_RETURN(auto claims, ClaimsNumbered(numbers));
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (const auto found = corrected.find(numbers[i]); found != corrected.end())
      claims[i] = found->second;
  }
  return claims;
}

}  // namespace dateline::ledger
