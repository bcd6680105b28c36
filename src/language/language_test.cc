#include "language/language.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "model/resources.h"
#include "text/enum_names.h"

namespace dateline::language {
namespace {

// Sentences given as words parted by blanks, a line a sentence; every word is a token.
struct Text {
  explicit Text(const std::string& lines) : text(lines) {
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      AddSentence(at, end);
      at = end + 1;
    }
  }

  void AddSentence(std::size_t at, std::size_t end) {
    Sentence sentence;
    sentence.span = ByteSpan::FromSizes(at, end);
    sentence.first = tokens.end_index();
    while (at < end) {
      const std::size_t blank = std::min(text.find(' ', at), end);
      if (blank > at) tokens.Add(Token{ByteSpan::FromSizes(at, blank), sentences.end_index()});
      at = blank + 1;
    }
    sentence.end = tokens.end_index();
    sentences.Add(sentence);
  }

  text::StructureView view() const { return {text, info, blocks, sentences, tokens}; }

  std::string text;
  DocumentInfo info;
  IndexedVector<Block, BlockIndex> blocks;
  IndexedVector<Sentence, SentenceIndex> sentences;
  IndexedVector<Token, TokenIndex> tokens;
};

const LanguageStage& English() {
  static const LanguageStage kStage = [] {
    auto loaded = LanguageStage::Load(model::Resource("models/english.dlm").value());
    EXPECT_TRUE(loaded.ok()) << loaded.error().ToString();
    return std::move(loaded).value();
  }();
  return kStage;
}

// One root a sentence, heads inside the sentence, no cycle; mentions ordered, disjoint and inside.
void CheckLayers(const Text& input, const text::LanguageLayers& layers) {
  ASSERT_EQ(layers.words.size(), input.tokens.size());
  for (const Sentence& sentence : input.sentences) {
    int roots = 0;
    for (TokenIndex t = sentence.first; t < sentence.end; ++t) {
      const Word& word = layers.words[t];
      roots += word.head ? 0 : 1;
      EXPECT_EQ(!word.head, word.deprel == Deprel::kRoot);
      if (word.head) {
        EXPECT_TRUE(sentence.first <= *word.head && *word.head < sentence.end);
      }
    }
    EXPECT_EQ(roots, sentence.first == sentence.end ? 0 : 1);
    // Each word is entered once: 1 while its way to the root is walked, 2 when it is known.
    std::vector<int> state(sentence.end.value() - sentence.first.value(), 0);
    for (TokenIndex start = sentence.first; start < sentence.end; ++start) {
      std::vector<std::size_t> way;
      std::optional<TokenIndex> at = start;
      while (at && state[at->value() - sentence.first.value()] == 0) {
        state[at->value() - sentence.first.value()] = 1;
        way.push_back(at->value() - sentence.first.value());
        at = layers.words[*at].head;
      }
      ASSERT_TRUE(!at || state[at->value() - sentence.first.value()] == 2) << "a cycle";
      for (const std::size_t i : way) state[i] = 2;
    }
  }
  TokenIndex reached;
  for (const Mention& mention : layers.mentions) {
    EXPECT_LE(reached, mention.first);
    EXPECT_LT(mention.first, mention.end);
    EXPECT_EQ(input.tokens[mention.first].sentence, input.tokens[mention.end.previous()].sentence);
    reached = mention.end;
  }
}

text::LanguageLayers Read(const Text& input) {
  auto layers = English().Run(input.view());
  EXPECT_TRUE(layers.ok());
  CheckLayers(input, *layers);
  return std::move(layers).value();
}

// "word/UPOS/relation" of every token.
std::string Summary(const Text& input, const text::LanguageLayers& layers) {
  std::string all;
  for (TokenIndex t; t < layers.words.end_index(); ++t) {
    const Word& word = layers.words[t];
    all += std::string(input.view().surface(t)) + "/" + word.lemma + "/" +
           std::string(text::NameOf(word.upos)) + "/" + word.xpos + "/" + word.feats + "/" +
           std::string(text::NameOf(word.deprel)) + "/" +
           (word.head ? std::to_string(word.head->value()) : "-") + " ";
  }
  for (const Mention& mention : layers.mentions)
    all += std::string(mention.span.In(input.text)) + "=" +
           std::string(text::NameOf(mention.type)) + " ";
  return all;
}

TEST(LanguageStage, NamesItsModelWithTheBeginOfItsFingerprint) {
  const std::string name = English().model_name();
  EXPECT_TRUE(name.starts_with("english-linear ")) << name;
  EXPECT_EQ(name.find(')') - name.find('('), 13u) << name;
}

TEST(LanguageStage, TagsAPassiveSentenceWithItsAgent) {
  const Text input("The town was shelled by Russian troops on Friday .");
  const auto layers = Read(input);
  EXPECT_EQ(layers.words[TokenIndex(3)].lemma, "shell");
  EXPECT_EQ(layers.words[TokenIndex(3)].deprel, Deprel::kRoot);
  EXPECT_EQ(layers.words[TokenIndex(1)].deprel, Deprel::kNsubjPass);
  EXPECT_EQ(layers.words[TokenIndex(2)].deprel, Deprel::kAuxPass);
  EXPECT_EQ(layers.words[TokenIndex(6)].deprel, Deprel::kOblAgent);
  EXPECT_EQ(layers.words[TokenIndex(6)].lemma, "troops");
}

TEST(LanguageStage, FindsTheSpeakerAndWhatIsSaid) {
  const Text input("Officials said that the bridge had been destroyed .");
  const auto layers = Read(input);
  EXPECT_EQ(layers.words[TokenIndex(0)].deprel, Deprel::kNsubj);
  EXPECT_EQ(layers.words[TokenIndex(1)].lemma, "say");
  EXPECT_EQ(layers.words[TokenIndex(7)].deprel, Deprel::kCcomp);
  EXPECT_EQ(layers.words[TokenIndex(2)].deprel, Deprel::kMark);
}

TEST(LanguageStage, FindsNamesWithTheirTypes) {
  const Text input(
      "Russian forces left Kupiansk near the Oskil River , the Ministry of Defence told Anna "
      "Kovalenko .");
  const auto layers = Read(input);
  std::vector<std::string> found;
  for (const Mention& mention : layers.mentions)
    found.push_back(std::string(mention.span.In(input.text)) + "=" +
                    std::string(text::NameOf(mention.type)));
  EXPECT_EQ(found, (std::vector<std::string>{"Russian=NORP", "Kupiansk=GPE", "Oskil River=LOC",
                                             "Ministry of Defence=ORG", "Anna Kovalenko=PER"}));
}

TEST(LanguageStage, GivesTheSameLayersTwice) {
  const Text input(
      "Ukraine 's army retook Balakliia on Thursday , its staff said .\nNobody could verify it .");
  EXPECT_EQ(Summary(input, Read(input)), Summary(input, Read(input)));
}

TEST(LanguageStage, ReadsAnArtefactThatIsNotAligned) {
  const std::string_view bytes = model::Resource("models/english.dlm").value();
  std::string shifted = "x";
  shifted += bytes;
  const auto loaded = LanguageStage::Load(std::string_view(shifted).substr(1));
  ASSERT_TRUE(loaded.ok()) << loaded.error().ToString();
  EXPECT_EQ(loaded->model_name(), English().model_name());
}

TEST(LanguageStage, RefusesAnArtefactThatIsCutShort) {
  const std::string_view bytes = model::Resource("models/english.dlm").value();
  EXPECT_EQ(LanguageStage::Load(bytes.substr(0, bytes.size() / 2)).error().code,
            ErrorCode::kCorrupt);
  EXPECT_EQ(LanguageStage::Load("").error().code, ErrorCode::kCorrupt);
}

TEST(LanguageStage, KeepsItsPromisesOnTenThousandWordsInOneSentence) {
  std::string line;
  for (int i = 0; i < 2000; ++i) line += "Kyiv said that troops , ";
  Read(Text(line));
}

TEST(LanguageStage, JoinsThePiecesOfAnEndlessSentenceUnderOneRoot) {
  std::string line;
  for (int i = 0; i < 1500; ++i) line += "Kyiv fell ";
  const Text input(line);
  const auto layers = Read(input);
  TokenIndex root;
  while (layers.words[root].head) root = root.next();
  EXPECT_LT(root.value(), 1024u);
  int joined = 0;
  for (TokenIndex t(1024); t < layers.words.end_index(); ++t) {
    if (layers.words[t].head == root) ++joined;
  }
  EXPECT_EQ(joined, 2);  // 3,000 words are pieces of 1,024, 1,024 and 952
}

TEST(LanguageStage, KeepsItsPromisesOnWordsByChance) {
  // Control characters, broken emoji with joiners, capitals, digits, other scripts, long runs.
  const std::vector<std::string> pieces = {"a",
                                           "Kyiv",
                                           "SHELLED",
                                           "9",
                                           "\x01",
                                           "\x7F",
                                           "-",
                                           "'",
                                           ".",
                                           "\xE2\x80\x8D",
                                           "\xF0\x9F\x91\xA9",
                                           "\xEF\xB8\x8F",
                                           "\xD0\x9A",
                                           "\xCC\x81",
                                           "by",
                                           "said"};
  std::mt19937 random(20220909);
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE(round);
    std::string lines;
    for (auto sentences = random() % 4 + 1; sentences > 0; --sentences) {
      for (auto words = random() % 120; words > 0; --words) {
        for (auto parts = random() % 4 + 1; parts > 0; --parts)
          lines += pieces[random() % pieces.size()];
        lines += ' ';
      }
      lines += '\n';
    }
    const Text input(lines);
    EXPECT_EQ(Summary(input, Read(input)), Summary(input, Read(input)));
  }
}

TEST(LanguageStage, KeepsItsPromisesOnPunctuationAlone) {
  std::string line;
  for (int i = 0; i < 3000; ++i) line += "( \" . - ";
  Read(Text(line));
}

TEST(LanguageStage, KeepsItsPromisesOnOneWordSentencesAndEmptyOnes) {
  Read(Text("."));
  Read(Text("Kyiv\n\nKyiv"));
  Read(Text(""));
}

TEST(LanguageStage, KeepsItsPromisesOnAWordOfAMegabyte) {
  Read(Text("Kyiv " + std::string(1u << 20, 'a') + " fell"));
}

TEST(LanguageStage, KeepsItsPromisesOnOtherScripts) {
  Read(
      Text("\xD0\x9A\xD0\xB8\xD1\x97\xD0\xB2 \xE5\x8C\x97\xE4\xBA\xAC \xF0\x9F\x92\xA5 "
           "\xD8\xA8\xD8\xBA"));
}

}  // namespace
}  // namespace dateline::language
