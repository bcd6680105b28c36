// dateline brief: what is new, what is disputed and what has changed, as Markdown.
#include "standing/brief.h"

#include <cstdio>
#include <string>
#include <vector>

#include "command.h"
#include "ledger_commands.h"
#include "type_words.h"

namespace dateline::cli {

int BriefCommand(Arguments arguments) {
  MomentOptions moment;
  standing::BriefOptions options;
  options.link = "http://127.0.0.1:8080/";
  std::string place;
  std::vector<Option> table = MomentTable(moment);
  table.push_back({"place", "NAME", "only places with this in their name",
                   [&](std::string_view value) -> Status {
                     place = value;
                     return Done{};
                   }});
  table.push_back({"since", "YYYY-MM-DD", "what happened or changed on this day or later",
                   [&](std::string_view value) -> Status {
                     DL_ASSIGN_OR_RETURN(options.since, ParseDay(value));
                     return Done{};
                   }});
  table.push_back(
      {"until", "YYYY-MM-DD", "the same as --as-of", [&](std::string_view value) -> Status {
         DL_ASSIGN_OR_RETURN(moment.as_of, ParseDay(value));
         return Done{};
       }});
  table.push_back({"link", "ADDRESS", "where the desk is, for the links (http://127.0.0.1:8080/)",
                   [&](std::string_view value) -> Status {
                     options.link = value;
                     return Done{};
                   }});
  const auto parsed = ParseArguments("brief", arguments, table);
  if (!parsed.ok()) return UsageError("brief", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.size() != 1) {
    return UsageError("brief", Error{ErrorCode::kInvalidInput, "expected one ledger", ""});
  }
  const auto types = TypeWords::Load();
  if (!types.ok()) {
    Complain(types.error());
    return kExitCannotOpen;
  }
  options.in_words = [&](const std::string& happening) { return types->OfType(happening); };
  const auto record = OpenWithIndex(parsed->operands[0]);
  if (!record.ok()) {
    Complain(record.error());
    return kExitCannotOpen;
  }
  const standing::Index& index = (*record)->index();
  options.moment = moment.moment();
  for (const std::uint32_t number : index.places_by_name()) {
    if (!place.empty() && NamesMatch(index.places()[number].name, place))
      options.places.push_back(number);
  }
  if (!place.empty() && options.places.empty()) {
    Complain(Error{ErrorCode::kNotFound,
                   "found no place \"" + place + "\", expected the name of one on the board", ""});
    return kExitSomeFailed;
  }
  const auto brief =
      standing::BriefOf(index, options, [&](standing::ClaimRow row) -> Result<standing::Quoted> {
        DL_ASSIGN_OR_RETURN(auto stored, (*record)->Claim(row));
        return standing::Quoted{std::move(stored.claim.sentence_words),
                                std::move(stored.publisher)};
      });
  if (!brief.ok()) {
    Complain(brief.error());
    return kExitCannotOpen;
  }
  std::fputs(brief->c_str(), stdout);
  return kExitDone;
}

}  // namespace dateline::cli
