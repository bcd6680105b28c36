// dateline diff: what a page says other than the version before it at the same address.
#include <cstdio>
#include <string>

#include "command.h"
#include "ledger_commands.h"
#include "record/text_diff.h"
#include "terminal.h"

namespace dateline::cli {
namespace {

void Print(const ledger::StoredDocument& before, const ledger::StoredDocument& after,
           const Terminal& terminal) {
  std::printf("--- %s  recorded %s\n+++ %s  recorded %s\n", before.document.id.c_str(),
              InWords(before.recorded).c_str(), after.document.id.c_str(),
              InWords(after.recorded).c_str());
  const auto head = [](const record::DocumentRecord& document) {
    return "Title: " + document.title +
           "\nPublished: " + (document.published ? document.published->ToString() : "unknown") +
           "\n";
  };
  const std::string old_text = head(before.document) + before.document.text;
  const std::string new_text = head(after.document) + after.document.text;
  for (const record::Change& change : record::ChangesBetween(old_text, new_text)) {
    const std::string text = Harmless(change.text);
    if (change.kind == record::ChangeKind::kKept) {
      std::printf("  %s\n", text.c_str());
    } else {
      const bool is_out = change.kind == record::ChangeKind::kTakenOut;
      std::printf(
          "%s\n",
          terminal.Styled((is_out ? "- " : "+ ") + text, is_out ? Style::kYellow : Style::kCyan)
              .c_str());
    }
  }
}

}  // namespace

int DiffCommand(Arguments arguments) {
  const auto parsed = ParseArguments("diff", arguments, {});
  if (!parsed.ok()) return UsageError("diff", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.size() != 2) {
    return UsageError("diff", Error{ErrorCode::kInvalidInput,
                                    "expected a ledger and a document or its address", ""});
  }
  const auto ledger = ledger::Ledger::Open(parsed->operands[0], ledger::Ledger::Mode::kRead);
  if (!ledger.ok()) {
    Complain(ledger.error());
    return kExitCannotOpen;
  }
  const auto after = OneDocument(*ledger, parsed->operands[1]);
  if (!after.ok()) {
    Complain(after.error());
    return kExitSomeFailed;
  }
  if (after->previous_version.empty()) {
    std::printf("%s is the first version at its address\n", after->document.id.c_str());
    return kExitDone;
  }
  const auto before = ledger->Document(after->previous_version);
  if (!before.ok()) {
    Complain(before.error());
    return kExitCannotOpen;
  }
  Print(*before, *after, Terminal::OfStandardOutput());
  return kExitDone;
}

}  // namespace dateline::cli
