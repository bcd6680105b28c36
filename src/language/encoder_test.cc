// The network against its formulas, written once more in the plainest way and in double, on weights
// by chance; what a broken model is refused with; the whole stage on a model of the encoder.
#include "language/encoder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <thread>

#include "language/encoder_fixture.h"
#include "language/language.h"
#include "language/stage_fixture.h"

namespace dateline::language {
namespace {

using Vector = std::vector<double>;
using Words = std::vector<std::string_view>;

double Sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

// docs/formats/model.md, "The encoder", line by line.
class Reference {
 public:
  explicit Reference(const RandomEncoder& model) : model_(model) {}

  std::vector<Vector> Outputs(const std::vector<InputRows>& rows) const {
    std::vector<Vector> y;
    for (const InputRows& word : rows) y.push_back(Input(word));
    const auto scales = model_.Section<float>("enc.in_scale");
    for (std::size_t l = 0; l < model_.shape.layers; ++l)
      y = Layer(y, "l" + std::to_string(l), scales[l]);
    for (Vector& word : y) word = Multiply("head", word, scales[model_.shape.layers]);
    return y;
  }

 private:
  Vector Input(const InputRows& word) const {
    const std::size_t width = model_.shape.width;
    const auto bias = model_.Section<float>("in.bias");
    Vector sum(bias.begin(), bias.end());
    const auto add = [&](const std::string& table, std::int32_t row) {
      const auto at = static_cast<std::size_t>(row);
      const auto rows = model_.Section<std::int8_t>(table + ".rows");
      const double scale = model_.Section<float>(table + ".scale")[at];
      for (std::size_t i = 0; i < width; ++i) sum[i] += scale * rows[at * width + i];
    };
    add("word", word[0]);
    for (std::size_t i = 1; i < kInputColumns; ++i) {
      if (word[i] != kNoRow) add("hash", word[i]);
    }
    return sum;
  }

  Vector Multiply(const std::string& name, const Vector& in, double scale) const {
    const auto weights = model_.Section<std::int8_t>(name + ".w");
    const auto scales = model_.Section<float>(name + ".scale");
    const auto bias = model_.Section<float>(name + ".bias");
    Vector out(bias.begin(), bias.end());
    for (std::size_t o = 0; o < out.size(); ++o) {
      double sum = 0;
      for (std::size_t k = 0; k < in.size(); ++k)
        sum +=
            weights[o * in.size() + k] * std::clamp(std::nearbyint(in[k] / scale), -127.0, 127.0);
      out[o] += sum * scale * scales[o];
    }
    return out;
  }

  std::vector<Vector> Layer(const std::vector<Vector>& in, const std::string& name,
                            double scale) const {
    const std::size_t channels = model_.shape.channels;
    std::vector<Vector> out(in.size(), Vector(2 * channels));
    for (std::size_t way = 0; way < 2; ++way) {
      Vector state(channels, 0);
      for (std::size_t step = 0; step < in.size(); ++step) {
        const std::size_t t = way == 0 ? step : in.size() - 1 - step;
        const Vector gates = Multiply(name, in[t], scale);
        const std::size_t past = way == 0 ? 0 : in[t].size() - channels;
        for (std::size_t c = 0; c < channels; ++c) {
          const double z = std::tanh(gates[way * 3 * channels + c]);
          const double f = Sigmoid(gates[(way * 3 + 1) * channels + c]);
          const double o = Sigmoid(gates[(way * 3 + 2) * channels + c]);
          state[c] = f * state[c] + (1 - f) * z;
          out[t][way * channels + c] = o * state[c] + (1 - o) * in[t][past + c];
        }
      }
    }
    return out;
  }

  const RandomEncoder& model_;
};

// A model in memory with what the network and the whole core of it are.
struct Loaded {
  explicit Loaded(RandomEncoder& model, const Kernels& kernels = BestKernels())
      : bytes(model.Finish()),
        container(model::Container::Open(bytes.view(), kModelKind, kModelVersion).value()),
        classes(WordClasses::Load(container).value()),
        encoder(Encoder::Load(container, model.shape).value()),
        core(LoadEncoderCore(container, kernels).value()) {}

  std::vector<InputRows> Rows(const Words& words) const {
    std::vector<Lexeme> lexemes;
    MakeLexemes(words, lexemes);
    classes.Fill(lexemes);
    std::vector<InputRows> rows;
    for (const Lexeme& lexeme : lexemes) rows.push_back(RowsOf(lexeme, encoder.vocabulary()));
    return rows;
  }

  AlignedBytes bytes;
  model::Container container;
  WordClasses classes;
  Encoder encoder;
  std::unique_ptr<const Core> core;
};

const Words kSentence = {"Troops", "left", "Izium", "on",   "Friday",
                         ",",      "the",  "staff", "said", "."};

TEST(Encoder, ComputesItsFormulas) {
  RandomEncoder model(1);
  const Loaded loaded(model);
  const auto rows = loaded.Rows(kSentence);
  const std::vector<std::uint32_t> starts = {0, static_cast<std::uint32_t>(rows.size())};
  Encoder::Scratch scratch;
  const auto expected = Reference(model).Outputs(rows);
  double squares = 0;
  double sum_of_errors = 0;
  for (const Kernels* kernels : UsableKernels()) {
    const auto outputs = loaded.encoder.Run(rows, starts, *kernels, scratch);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (std::size_t o = 0; o < model.shape.outputs(); ++o) {
        const double error = outputs[i * loaded.encoder.stride() + o] - expected[i][o];
        squares += expected[i][o] * expected[i][o];
        sum_of_errors += error * error;
        // A number that lies between two bytes may fall either way and is then one step of its
        // layer off, here up to 0.012; an output sums weights of up to 0.95 over such.
        EXPECT_NEAR(error, 0, 0.06) << "word " << i << ", output " << o << ", " << kernels->name;
      }
    }
  }
  EXPECT_LT(std::sqrt(sum_of_errors / squares), 0.002);
}

TEST(Encoder, ReadsASentenceAlikeWhateverItsNeighbours) {
  RandomEncoder model(2);
  const Loaded loaded(model);
  const auto rows = loaded.Rows(kSentence);
  const auto n = static_cast<std::uint32_t>(rows.size());
  Encoder::Scratch scratch;
  const auto stride = static_cast<std::ptrdiff_t>(loaded.encoder.stride());
  const auto run = [&](const std::vector<InputRows>& all,
                       const std::vector<std::uint32_t>& starts) {
    const auto outputs = loaded.encoder.Run(all, starts, BestKernels(), scratch);
    return std::vector<float>(outputs.begin(), outputs.end());
  };
  const auto alone = run(rows, {0, n});
  auto three = loaded.Rows({"Kyiv", "said"});
  three.insert(three.end(), rows.begin(), rows.end());
  three.push_back(rows[0]);
  const auto among = run(three, {0, 2, 2, n + 2, n + 3});  // an empty sentence as well
  EXPECT_TRUE(std::equal(alone.begin(), alone.end(), among.begin() + 2 * stride));
}

// How the stage reads lines of words.
std::string Read(const LanguageStage& stage, const std::string& lines) {
  const StageText input(lines);
  const auto layers = stage.Run(input.view());
  EXPECT_TRUE(layers.ok());
  CheckLayers(input, *layers);
  return Summary(input, *layers);
}

// The stage, which reads its model where it lies.
struct Stage {
  explicit Stage(unsigned seed)
      : bytes(RandomEncoder(seed).Finish()), stage(LanguageStage::Load(bytes.view()).value()) {}
  AlignedBytes bytes;
  LanguageStage stage;
};

TEST(EncoderCore, ReadsAlikeWithEveryKernel) {
  RandomEncoder model(3);
  std::string words;
  for (int i = 0; i < 40; ++i)
    words += "Troops\nleft\nKyiv\n,\nthe\nstaff\nsaid\n.\nNever\n\xD0\x9A\n";
  const Loaded portable(model, PortableKernels());
  const std::string expected = ReadAsTest(*portable.core, portable.classes, words);
  for (const Kernels* kernels : UsableKernels()) {
    const Loaded loaded(model, *kernels);
    EXPECT_EQ(ReadAsTest(*loaded.core, loaded.classes, words), expected) << kernels->name;
  }
}

TEST(EncoderCore, KeepsThePromisesOfTheStageOnAnyText) {
  const Stage model(4);
  const LanguageStage& stage = model.stage;
  const std::vector<std::string> pieces = {"a",
                                           "Kyiv",
                                           "SHELLED",
                                           "9",
                                           "\x01",
                                           "-",
                                           ".",
                                           "\xE2\x80\x8D",
                                           "\xF0\x9F\x91\xA9",
                                           "\xEF\xB8\x8F",
                                           "\xD0\x9A",
                                           "\xCC\x81",
                                           "by",
                                           "said"};
  std::mt19937 random(20221125);
  for (int round = 0; round < 40; ++round) {
    SCOPED_TRACE(round);
    std::string lines;
    for (auto sentences = random() % 9; sentences > 0; --sentences) {
      for (auto words = random() % (round % 8 == 0 ? 700 : 60); words > 0; --words) {
        for (auto parts = random() % 3 + 1; parts > 0; --parts)
          lines += pieces[random() % pieces.size()];
        lines += ' ';
      }
      lines += '\n';
    }
    EXPECT_EQ(Read(stage, lines), Read(stage, lines));
  }
}

TEST(EncoderCore, ReadsTenThousandWordsInOneSentenceUnderOneRoot) {
  std::string line;
  for (int i = 0; i < 2000; ++i) line += "Kyiv said that troops , ";
  Read(Stage(5).stage, line);
}

TEST(EncoderCore, CutsAnEndlessSentenceAfterPunctuation) {
  std::string line;
  for (int i = 0; i < 600; ++i) line += i == 240 ? ", " : "left ";
  const StageText input(line);
  const auto layers = Stage(6).stage.Run(input.view()).value();
  CheckLayers(input, layers);
  // Words 0 to 240, then 256 words, then the rest; nothing but roots crosses.
  const auto piece = [](TokenIndex t) { return t.value() <= 240 ? 0 : t.value() <= 496 ? 1 : 2; };
  int crossing = 0;
  for (TokenIndex t; t < layers.words.end_index(); ++t) {
    const auto head = layers.words[t].head;
    if (head && piece(*head) != piece(t)) {
      ++crossing;
      EXPECT_EQ(layers.words[t].deprel, Deprel::kParataxis);
    }
  }
  EXPECT_EQ(crossing, 2);
}

TEST(EncoderCore, ReadsAlikeInManyThreads) {
  const Stage model(7);
  const LanguageStage& stage = model.stage;
  const std::string lines = "Troops left Izium on Friday .\nKyiv said so .\nThe staff left .";
  const std::string expected = Read(stage, lines);
  std::vector<std::string> found(8);
  {
    std::vector<std::jthread> threads;
    for (std::string& result : found) {
      threads.emplace_back([&] {
        for (int i = 0; i < 20; ++i) result = Read(stage, lines);
      });
    }
  }
  for (const std::string& result : found) EXPECT_EQ(result, expected);
}

// What a model is refused with after a change.
std::string ErrorAfter(const std::function<void(RandomEncoder&)>& change) {
  static const RandomEncoder kSound(8);
  RandomEncoder model = kSound;
  change(model);
  const auto stage = LanguageStage::Load(model.Finish());
  return stage.ok() ? "it loaded" : stage.error().message;
}

TEST(EncoderCore, NamesTheSectionThatIsBroken) {
  const std::string advice = "; use the model that came with the program";
  EXPECT_EQ(ErrorAfter([](RandomEncoder& m) { m.sections.erase("l1.w"); }),
            "the model has no section \"l1.w\"" + advice);
  EXPECT_EQ(
      ErrorAfter([](RandomEncoder& m) { m.sections["l1.w"].pop_back(); }),
      "section \"l1.w\" of the language model has 12287 weights, 12288 were expected" + advice);
  EXPECT_EQ(ErrorAfter([](RandomEncoder& m) { m.sections["head.w"][5] = 64; }),
            "section \"head.w\" of the language model has a weight out of range" + advice);
  EXPECT_EQ(
      ErrorAfter([](RandomEncoder& m) { m.sections["word.rows"].pop_back(); }),
      "section \"word.rows\" of the language model has 479 bytes, 480 were expected" + advice);
  EXPECT_EQ(
      ErrorAfter([](RandomEncoder& m) { m.Text("enc.deprels", "nsubj\nsubject\n"); }),
      "section \"enc.deprels\" of the language model names the unknown relation subject" + advice);
  EXPECT_EQ(
      ErrorAfter([](RandomEncoder& m) { m.Text("tags", "NOUN\tNN\n"); }),
      "section \"enc.shape\" of the language model has another number of tags or name states" +
          advice);
}

TEST(EncoderCore, RefusesNumbersThatAreNone) {
  for (const char* name : {"word.scale", "hash.scale", "in.bias", "l0.scale", "head.bias",
                           "arc.bilinear", "arc.prior", "enc.root", "lab.scale", "name.next"}) {
    for (const float number : {std::nanf(""), INFINITY, -1e30f}) {
      const std::string error = ErrorAfter([&](RandomEncoder& m) {
        auto numbers = m.Section<float>(name);
        numbers.back() = number;
        m.Array(name, numbers);
      });
      EXPECT_EQ(error, "section \"" + std::string(name) +
                           "\" of the language model has a number out of range; use the model that "
                           "came with the program");
    }
  }
  EXPECT_EQ(ErrorAfter([](RandomEncoder& m) {
              m.Array<float>("enc.in_scale", {0.1f, 0.1f, 0, 0.1f});
            }),
            "section \"enc.in_scale\" of the language model has a scale that is not above 0; use "
            "the model that came with the program");
}

TEST(EncoderCore, RefusesSizesThatTheKernelsDoNotTake) {
  const auto with = [](std::size_t place, std::uint32_t size) {
    return ErrorAfter([&](RandomEncoder& m) {
      auto shape = m.Section<std::uint32_t>("enc.shape");
      shape[place] = size;
      m.Array("enc.shape", shape);
    });
  };
  const std::string out_of_range =
      "section \"enc.shape\" of the language model has a size out of range; use the model that "
      "came with the program";
  EXPECT_EQ(with(0, 2),
            "the encoder of the language model is of version 2, this program reads version 1; use "
            "the model that came with the program");
  for (const auto& [place, size] :
       std::vector<std::pair<std::size_t, std::uint32_t>>{{1, 0},
                                                          {1, UINT32_MAX},
                                                          {2, 7},
                                                          {3, 40},
                                                          {3, 0},
                                                          {4, 0},
                                                          {4, 100},
                                                          {5, 64},
                                                          {5, 0},
                                                          {6, 3},
                                                          {7, 0},
                                                          {7, 1u << 30},
                                                          {8, 0},
                                                          {10, 0}}) {
    EXPECT_EQ(with(place, size), out_of_range) << place << " " << size;
  }
}

TEST(EncoderCore, RefusesAModelThatReadsItsSelfTestOtherwise) {
  const std::string refusal =
      "the language model does not read the sentences of its self-test as it did where it was "
      "made; use the model that came with the program";
  RandomEncoder model(8);
  model.Finish();
  std::string test = model.sections[std::string(kSelfTestSection)];
  test[test.find('\t') + 1] ^= 1;
  EXPECT_EQ(ErrorAfter([&](RandomEncoder& m) { m.Text(std::string(kSelfTestSection), test); }),
            refusal);
  EXPECT_EQ(ErrorAfter([&](RandomEncoder& m) { m.Text(std::string(kSelfTestSection), "\n"); }),
            refusal);
  EXPECT_EQ(ErrorAfter([&](RandomEncoder& m) {
              m.Finish();
              std::string& bias = m.sections["head.bias"];
              std::fill(bias.begin(), bias.begin() + 20, '\0');
            }),
            refusal);
}

}  // namespace
}  // namespace dateline::language
