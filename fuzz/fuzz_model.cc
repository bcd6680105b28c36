// Any bytes as a language model: refused with an Error, or read without leaving the file.
//
// A checksum guards the real file, so the fuzzer also signs its input: sections of the given bytes
// under the names that the stage looks for, once of the linear core and once of the encoder. The
// sections of the encoder are larger than an input, so there a sound model is changed in places.
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include "language/encoder_fixture.h"
#include "language/language.h"
#include "language/sections.h"
#include "model/container.h"

namespace {

// A sound model of the encoder with some bytes of some of its sections changed: three bytes of the
// input say which section, and where and how it is changed.
std::string ChangedEncoder(std::string_view changes) {
  static const dateline::language::RandomEncoder kSound = [] {
    dateline::language::RandomEncoder model(1);
    (void)model.Finish();
    return model;
  }();
  dateline::language::RandomEncoder model = kSound;
  for (; changes.size() >= 3; changes.remove_prefix(3)) {
    auto section = model.sections.begin();
    std::advance(section, static_cast<unsigned char>(changes[0]) % model.sections.size());
    std::string& bytes = section->second;
    const auto place = static_cast<unsigned char>(changes[1]);
    if (place == 255) {
      bytes.resize(bytes.size() / 2);
    } else if (!bytes.empty()) {
      bytes[place * bytes.size() / 255] = changes[2];
    }
  }
  return model.Finish();
}

}  // namespace

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
  (void)language::LanguageStage::Load(ChangedEncoder(bytes));
  return 0;
}
