// Any bytes as a language model: refused with an Error, or read without leaving the file.
//
// A checksum guards the real file, so the fuzzer also signs its input: sections of the given bytes
// under the names that the stage looks for.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "language/language.h"
#include "language/sections.h"
#include "model/container.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline;
  const std::string bytes(data, data + size);
  (void)language::LanguageStage::Load(bytes);

  model::ContainerWriter writer(std::string(language::kModelKind), language::kModelVersion, "fuzz");
  std::string_view rest = bytes;
  for (const std::string_view name :
       {"class", "class.coarse", "tags", "tag.keys", "tag.rows", "tag.pool", "lemma.edits",
        "feats.sets", "lemma", "feats", "move", "label.keys", "label.rows", "label.pool",
        "name.keys", "name.rows", "name.pool", "name.next"}) {
    if (rest.empty()) break;
    const std::size_t wanted = static_cast<unsigned char>(rest.front()) * std::size_t{16};
    rest.remove_prefix(1);
    const std::string_view section = rest.substr(0, wanted);
    rest.remove_prefix(section.size());
    writer.Add(std::string(name), std::string(section));
  }
  (void)language::LanguageStage::Load(writer.Finish());
  return 0;
}
