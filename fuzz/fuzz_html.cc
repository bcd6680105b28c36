// Any bytes as HTML: the text is valid UTF-8, and the hints are ordered, disjoint and inside it.
#include <cstdlib>
#include <string_view>

#include "intake/intake.h"
#include "structure/structure.h"
#include "unicode/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace dateline;
  static const auto stage = structure::StructureStage::Load();
  const auto require = [](bool holds) {
    if (!holds) std::abort();
  };
  intake::IntakeOptions options;
  options.format = intake::InputFormat::kHtml;
  const auto document = intake::ReadDocument({reinterpret_cast<const char*>(data), size}, options);
  if (!document.ok()) return 0;
  require(unicode::IsValidUtf8(document->text));
  ByteOffset reached;
  for (const text::BlockHint& hint : document->hints) {
    require(reached <= hint.span.begin() && hint.span.begin() < hint.span.end());
    require(hint.span.end().value() <= document->text.size());
    require(unicode::IsBoundary(document->text, hint.span.begin().value()));
    require(unicode::IsBoundary(document->text, hint.span.end().value()));
    reached = hint.span.end();
  }
  require(stage.value().Run(*document).ok());
  return 0;
}
