#include "language/name_types.h"

#include <array>

#include "io/table.h"
#include "text/enum_names.h"

namespace dateline::language {
namespace {

constexpr std::array<std::string_view, kNameClasses> kClassNames = {"PER", "ORG",  "LOC",
                                                                    "FAC", "NORP", "MISC"};

// What a class is when the table has no word of the mention.
constexpr std::array<EntityType, kNameClasses> kDefault = {
    EntityType::kPerson,   EntityType::kOrganisation, EntityType::kGeopolitical,
    EntityType::kFacility, EntityType::kNationality,  EntityType::kEvent};

std::string Key(std::string_view name_class, std::string_view place, std::string_view words) {
  std::string key(name_class);
  key += ' ';
  key += place;
  key += ' ';
  key += words;
  return key;
}

}  // namespace

Result<NameTypes> NameTypes::Load(std::string_view table) {
  constexpr std::string_view kFile = "data/language/name_types.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 5, kFile));
  NameTypes out;
  for (const io::TableRow& row : rows) {
    const auto type = text::FromName<EntityType>(row[3]);
    const bool has_place =
        row[1] == "before" || row[1] == "all" || row[1] == "first" || row[1] == "last";
    if (!type || !has_place) {
      return Error{ErrorCode::kCorrupt,
                   "the line has place \"" + std::string(row[1]) + "\" and type \"" +
                       std::string(row[3]) +
                       "\"; expected before, all, first or last, and a type of a mention",
                   std::string(kFile) + ":" + std::to_string(row.line)};
    }
    out.types_[Key(row[0], row[1], row[2])] = *type;
  }
  return out;
}

EntityType NameTypes::TypeOf(NameClass name_class, std::span<const Lexeme> words,
                             const Lexeme* before) const {
  const auto index = static_cast<std::size_t>(name_class);
  const std::string_view name = kClassNames[index];
  if (before != nullptr) {
    if (const auto found = types_.find(Key(name, "before", before->text)); found != types_.end())
      return found->second;
  }
  if (name_class == NameClass::kPer || words.empty()) return kDefault[index];
  std::string all;
  for (const Lexeme& word : words) {
    if (!all.empty()) all += ' ';
    all += word.text;
  }
  for (const auto& [place, value] : {std::pair<std::string_view, std::string_view>{"all", all},
                                     {"first", words.front().text},
                                     {"last", words.back().text}}) {
    if (const auto found = types_.find(Key(name, place, value)); found != types_.end())
      return found->second;
  }
  return kDefault[index];
}

}  // namespace dateline::language
