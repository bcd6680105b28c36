// Any bytes as the user's actors, which are then read with: refused with an Error or a reason a
// row, or actors with names, of whom no person has a side without an office.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "actors/lexicon.h"
#include "actors/own_actors.h"
#include "unicode/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline::actors;
  const std::string rows(reinterpret_cast<const char*>(data), size);
  // Most inputs have no first line that names the columns: they are tried behind one as well.
  for (const char* first : {"", "name\taliases\tclass\tside\tactor\tkind\toffice\tfrom\tto\n"}) {
    auto own = ParseOwnActors(first + rows, "fuzz");
    if (!own.ok()) continue;
    for (const OwnActor& actor : own->actors) {
      const bool has_side = !actor.side.empty() || !actor.actor.empty();
      if (actor.name.empty() || !dateline::unicode::IsValidUtf8(actor.name)) std::abort();
      if (actor.is_person && has_side && actor.office.empty()) std::abort();
    }
    for (const auto& fault : own->faults) {
      if (!dateline::unicode::IsValidUtf8(fault.message)) std::abort();
    }
    if (own->actors.empty()) continue;
    const auto lexicon = Lexicon::Load(std::make_shared<const OwnActors>(*std::move(own)));
    if (!lexicon.ok()) std::abort();
  }
  return 0;
}
