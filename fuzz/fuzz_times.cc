// Any bytes as a document with any tags and trees over it: the expressions that the times stage
// finds are ordered, disjoint and inside a sentence, their values are not empty, a bounded interval
// holds a day, and a second run gives the same.
//
// The first byte chooses whether the document has a date and a language layer; tags and heads are
// drawn from the bytes, so that trees with cycles and heads in no sense are met as well.
#include <cstdlib>
#include <string_view>

#include "dateline/interval.h"
#include "intake/intake.h"
#include "structure/structure.h"
#include "times/times.h"

namespace {

using namespace dateline;

void Require(bool holds) {
  if (!holds) std::abort();
}

// Tags, forms and heads that follow from the bytes and the position alone.
text::LanguageLayers AnyLanguage(const text::StructureLayers& structure, std::string_view bytes) {
  static constexpr std::string_view kXpos[] = {"VBD", "VBZ", "VB", "VBN", "NN", "NNS", "POS", "IN"};
  static constexpr std::string_view kFeats[] = {"", "Tense=Past", "Tense=Past|VerbForm=Part",
                                                "Number=Sing"};
  text::LanguageLayers out;
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < structure.tokens.size(); ++i) {
    state = state * 1664525U + 1013904223U + static_cast<unsigned char>(bytes[i % bytes.size()]);
    const std::uint32_t draw = state >> 8U;
    const Sentence& sentence =
        structure.sentences[structure.tokens[TokenIndex::FromSize(i)].sentence];
    const std::uint32_t size = sentence.end.value() - sentence.first.value();
    Word word;
    word.upos = static_cast<Upos>(draw % 17U);
    word.xpos = kXpos[draw / 17U % 8U];
    word.feats = kFeats[draw / 136U % 4U];
    word.deprel = static_cast<Deprel>(draw / 544U % (static_cast<unsigned>(Deprel::kDep) + 1U));
    word.lemma = draw % 3U == 0 ? "blast" : "say";
    if (draw % 11U != 0) word.head = TokenIndex(sentence.first.value() + draw % size);
    out.words.Add(std::move(word));
  }
  return out;
}

void CheckLayer(const text::StructureLayers& structure, const text::TimeLayers& layers) {
  TokenIndex reached;
  for (const TimeExpression& time : layers.times) {
    Require(reached <= time.first && time.first < time.end);
    Require(time.end <= structure.tokens.end_index());
    Require(structure.tokens[time.first].sentence ==
            structure.tokens[time.end.previous()].sentence);
    Require(time.span.begin() == structure.tokens[time.first].span.begin());
    Require(time.span.end() == structure.tokens[time.end.previous()].span.end());
    Require(!time.value.empty());
    Require(!time.interval || !IsEmpty(*time.interval));
    reached = time.end;
  }
  Require(!layers.published.value || layers.published.basis != DateBasis::kUnknown);
}

bool AreEqual(const text::TimeLayers& a, const text::TimeLayers& b) {
  if (a.times.size() != b.times.size() || a.published.value != b.published.value) return false;
  for (std::size_t i = 0; i < a.times.size(); ++i) {
    const TimeExpression& one = a.times[TimeIndex::FromSize(i)];
    const TimeExpression& other = b.times[TimeIndex::FromSize(i)];
    if (one.value != other.value || one.interval != other.interval || one.mod != other.mod) {
      return false;
    }
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const auto structure = structure::StructureStage::Load();
  static const auto times = times::TimesStage::Load();
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  intake::IntakeOptions options;
  options.format = intake::InputFormat::kText;
  if ((data[0] & 1U) != 0) options.date = Day::FromCivil(2022, 9, 9);
  const auto document = intake::ReadDocument(bytes, options);
  if (!document.ok()) return 0;
  const auto layers = structure.value().Run(*document);
  Require(layers.ok());
  text::LanguageLayers language;
  if ((data[0] & 2U) != 0) language = AnyLanguage(*layers, bytes);
  const text::LanguageView view{
      {document->text, document->info, layers->blocks, layers->sentences, layers->tokens},
      language.words,
      language.mentions};
  const auto found = times.value().Run(view);
  Require(found.ok());
  CheckLayer(*layers, *found);
  const auto again = times.value().Run(view);
  Require(again.ok() && AreEqual(*found, *again));
  return 0;
}
