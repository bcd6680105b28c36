// Speed of the times stage alone, and what it allocates, with the answers checked.
//
// usage: times_speed [FOLDER of .txt files, default examples/kharkiv-2022]
//
// The files are read once up to the language layer, then the stage runs over them again and again
// on one thread; only its own CPU time counts. Checked: every round gives the layer of the first,
// and a text without any word of time costs the same number of allocations however long it is.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <new>
#include <sstream>

#include "intake/intake.h"
#include "language/language.h"
#include "model/resources.h"
#include "structure/structure.h"
#include "times/times.h"

namespace {

std::size_t allocations = 0;

}  // namespace

// Counts what the program allocates; the stage runs on this one thread.
void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

using namespace dateline;

constexpr int kRounds = 200;

[[noreturn]] void Stop(const std::string& why) {
  std::fprintf(stderr, "times_speed: %s\n", why.c_str());
  std::exit(1);
}

template <typename T>
T Need(Result<T> result) {
  if (!result.ok()) Stop(result.error().ToString());
  return std::move(result).value();
}

double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// A document with the layers that the stage reads.
struct Prepared {
  text::Document document;
  text::StructureLayers structure;
  text::LanguageLayers language;

  text::LanguageView view() const {
    return {{document.text, document.info, structure.blocks, structure.sentences, structure.tokens},
            language.words,
            language.mentions};
  }
};

class Reader {
 public:
  Prepared Prepare(const std::string& text) const {
    intake::IntakeOptions options;
    options.format = intake::InputFormat::kText;
    options.date = Need(ParseDay("2022-09-14"));
    Prepared out{Need(intake::ReadDocument(text, options)), {}, {}};
    out.structure = Need(structure_.Run(out.document));
    const auto& layers = out.structure;
    out.language = Need(language_.Run(
        {out.document.text, out.document.info, layers.blocks, layers.sentences, layers.tokens}));
    return out;
  }

 private:
  structure::StructureStage structure_ = Need(structure::StructureStage::Load());
  language::LanguageStage language_ =
      Need(language::LanguageStage::Load(Need(model::Resource("models/english.dlm"))));
};

std::string Show(const text::TimeLayers& layers) {
  std::string out;
  for (const TimeExpression& time : layers.times) {
    out += std::to_string(time.first.value()) + " " + time.value + " " + time.mod + "\n";
  }
  return out;
}

void MeasureSpeed(const times::TimesStage& stage, const std::vector<Prepared>& documents) {
  std::size_t tokens = 0;
  std::size_t expressions = 0;
  std::vector<std::string> first;
  for (const Prepared& one : documents) {
    first.push_back(Show(Need(stage.Run(one.view()))));
    tokens += one.structure.tokens.size();
    expressions +=
        static_cast<std::size_t>(std::count(first.back().begin(), first.back().end(), '\n'));
  }
  double spent = 0;
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const double before = CpuSeconds();
      const auto layers = stage.Run(documents[i].view());
      spent += CpuSeconds() - before;
      if (Show(Need(layers)) != first[i]) Stop("a later round gave another layer than the first");
    }
  }
  const double total = static_cast<double>(tokens) * kRounds;
  std::printf(
      "times stage    %.0f tokens/s on one core (%zu documents, %zu tokens, %zu expressions)\n",
      total / spent, documents.size(), tokens, expressions);
}

std::size_t AllocationsOf(const times::TimesStage& stage, const Prepared& document) {
  const auto view = document.view();
  const std::size_t before = allocations;
  const auto layers = Need(stage.Run(view));
  const std::size_t made = allocations - before;
  if (layers.times.size() != 0) Stop("found a time in a text that has none");
  return made;
}

void CheckAllocations(const times::TimesStage& stage, const Reader& reader) {
  const auto text_of = [](int sentences) {
    std::string text;
    for (int i = 0; i < sentences; ++i)
      text += "The engineers – “slow ones” – mended the old bridge near Café Ріг in town. ";
    return text;
  };
  const std::size_t few = AllocationsOf(stage, reader.Prepare(text_of(10)));
  const std::size_t many = AllocationsOf(stage, reader.Prepare(text_of(1000)));
  std::printf("allocations    %zu for 10 sentences without a time, %zu for 1000\n", few, many);
  if (many != few) Stop("a text without a time allocates more when it is longer");
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : "examples/kharkiv-2022";
  const Reader reader;
  const times::TimesStage stage = Need(times::TimesStage::Load());
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  if (paths.empty()) Stop("found no .txt file in " + folder);
  std::vector<Prepared> documents;
  for (const std::string& path : paths) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    documents.push_back(reader.Prepare(text.str()));
  }
  MeasureSpeed(stage, documents);
  CheckAllocations(stage, reader);
  return 0;
}
