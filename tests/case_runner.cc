// Runs the text cases of tests/cases over the whole reading: one GoogleTest a case, named after it.
//
// A failure prints the items of the layer that was expected, so that the difference is in sight.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <map>

#include "case_file.h"
#include "intake/intake.h"
#include "io/env.h"
#include "pipeline/pipeline.h"

namespace dateline::tests {
namespace {

const pipeline::Pipeline* shared_pipeline = nullptr;

class TextCase : public ::testing::Test {
 public:
  explicit TextCase(Case text_case) : case_(std::move(text_case)) {}

  void TestBody() override {
    intake::IntakeOptions options;
    options.format = intake::InputFormat::kText;
    options.publisher = case_.publisher;
    if (!case_.date.empty()) {
      const auto day = ParseDay(case_.date);
      ASSERT_TRUE(day.ok()) << day.error().ToString();
      options.date = *day;
    }
    auto document = intake::ReadDocument(case_.text, options);
    ASSERT_TRUE(document.ok()) << document.error().ToString();
    const auto reading = shared_pipeline->Read(std::move(document).value(), {}, nullptr);
    ASSERT_TRUE(reading.ok()) << reading.error().ToString();
    const std::vector<Item> items = Describe(*reading);
    for (const Item& expected : case_.expected) {
      bool is_there = false;
      std::string same_layer;
      for (const Item& item : items) {
        is_there = is_there || Matches(expected, item);
        if (item.layer == expected.layer) same_layer += "\n  " + ToString(item);
      }
      EXPECT_NE(is_there, expected.is_forbidden)
          << "line " << expected.line << (expected.is_forbidden ? " forbids: " : " expects: ")
          << ToString(expected) << "\nthe reading has:" << same_layer;
    }
  }

 private:
  Case case_;
};

// The case's name as GoogleTest takes it: letters and digits, words in camel case.
std::string TestName(const std::string& name) {
  std::string out;
  bool starts_word = true;
  for (const char c : name) {
    const bool is_plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (is_plain) out += starts_word && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    starts_word = !is_plain;
  }
  return out;
}

}  // namespace
}  // namespace dateline::tests

int main(int argc, char** argv) {
  using namespace dateline;  // NOLINT: the program's only scope
  ::testing::InitGoogleTest(&argc, argv);
  const auto pipeline = pipeline::Pipeline::Load();
  if (!pipeline.ok()) {
    std::fprintf(stderr, "%s\n", pipeline.error().ToString().c_str());
    return 1;
  }
  tests::shared_pipeline = &*pipeline;
  std::map<std::string, int> names;
  for (int i = 1; i < argc; ++i) {
    const auto files = io::SystemEnv().ListFiles(argv[i]);
    if (!files.errors.empty()) {
      std::fprintf(stderr, "%s\n", files.errors[0].ToString().c_str());
      return 1;
    }
    for (const std::string& file : files.files) {
      if (file.size() < 5 || file.substr(file.size() - 5) != ".case") continue;
      const auto bytes = io::SystemEnv().ReadFile(file, 1 << 24);
      const auto cases = bytes.ok() ? tests::ParseCases(*bytes, file) : bytes.error();
      if (!cases.ok()) {
        std::fprintf(stderr, "%s\n", cases.error().ToString().c_str());
        return 1;
      }
      const std::size_t slash = file.rfind('/');
      const std::string stem = tests::TestName(file.substr(slash + 1, file.size() - slash - 6));
      for (const tests::Case& one : *cases) {
        std::string name = tests::TestName(one.name);
        if (const int seen = names[stem + name]++; seen > 0) name += std::to_string(seen + 1);
        ::testing::RegisterTest(stem.c_str(), name.c_str(), nullptr, nullptr, file.c_str(),
                                static_cast<int>(one.line),
                                [one]() -> ::testing::Test* { return new tests::TextCase(one); });
      }
    }
  }
  return RUN_ALL_TESTS();
}
