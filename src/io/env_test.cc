#include "io/env.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace dateline::io {
namespace {

class EnvTest : public testing::Test {
 protected:
  EnvTest() {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              ("dateline-env-" + std::string(info->name()) + "-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  ~EnvTest() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::string& name, std::string_view bytes) {
    const auto path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  std::vector<std::string> LinesOf(std::string_view bytes) {
    const std::string path = Write("lines", bytes);
    std::vector<std::string> out;
    const auto lines = SystemEnv().FindLines(path);
    for (const FileRange& range : lines.value())
      out.push_back(SystemEnv().ReadRange(path, range).value());
    return out;
  }

  std::filesystem::path folder_;
};

TEST_F(EnvTest, ReadFileGivesAllBytesUpToTheLimit) {
  const std::string bytes(300000, 'x');
  const std::string path = Write("a.txt", bytes);
  EXPECT_EQ(SystemEnv().ReadFile(path, bytes.size()).value(), bytes);
  const auto over = SystemEnv().ReadFile(path, bytes.size() - 1);
  ASSERT_FALSE(over.ok());
  EXPECT_EQ(over.error().code, ErrorCode::kLimit);
  EXPECT_EQ(SystemEnv().ReadFile(Write("empty.txt", ""), 0).value(), "");
}

TEST_F(EnvTest, ReadFileSaysWhatIsMissingAndWhatIsAFolder) {
  const auto missing = SystemEnv().ReadFile((folder_ / "none.txt").string(), 10);
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  EXPECT_NE(missing.error().ToString().find("none.txt"), std::string::npos);
  const auto folder = SystemEnv().ReadFile(folder_.string(), 10);
  ASSERT_FALSE(folder.ok());
  EXPECT_NE(folder.error().message.find("directory"), std::string::npos);
}

TEST_F(EnvTest, FindLinesCutsAtLineEndsOfBothKinds) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(LinesOf("a\nbc\r\n\n\r\nd"), (Lines{"a", "bc", "", "", "d"}));
  EXPECT_EQ(LinesOf("a\n"), Lines{"a"});
  EXPECT_EQ(LinesOf(""), Lines{});
  EXPECT_EQ(LinesOf("a\rb\n"), Lines{"a\rb"});
}

TEST_F(EnvTest, FindLinesSeesAReturnAndALineFeedInTwoChunks) {
  for (const std::size_t before : {262142u, 262143u, 262144u, 262145u}) {
    const std::string line(before, 'x');
    EXPECT_EQ(LinesOf(line + "\r\ny\r\n"), (std::vector<std::string>{line, "y"})) << before;
  }
}

TEST_F(EnvTest, ReadRangeSaysThatTheFileBecameShorter) {
  const std::string path = Write("a.txt", "short");
  EXPECT_EQ(SystemEnv().ReadRange(path, {1, 3}).value(), "hor");
  const auto beyond = SystemEnv().ReadRange(path, {3, 10});
  ASSERT_FALSE(beyond.ok());
  EXPECT_NE(beyond.error().message.find("shorter"), std::string::npos);
}

TEST_F(EnvTest, ListFilesIsSortedDeepAndFollowsNoLinkToAFolder) {
  Write("b.txt", "");
  Write("inner/a.txt", "");
  Write("a.txt", "");
  std::filesystem::create_directory_symlink(folder_, folder_ / "inner" / "loop");
  const Listing listing = SystemEnv().ListFiles(folder_.string());
  EXPECT_TRUE(listing.errors.empty());
  std::vector<std::string> names;
  for (const std::string& file : listing.files)
    names.push_back(std::filesystem::relative(file, folder_).string());
  EXPECT_EQ(names, (std::vector<std::string>{"a.txt", "b.txt", "inner/a.txt"}));
}

TEST_F(EnvTest, AFolderWithoutRightsKeepsNothingElseBack) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may list every folder";
  Write("a.txt", "");
  Write("secret/b.txt", "");
  std::filesystem::permissions(folder_ / "secret", std::filesystem::perms::none);
  const Listing listing = SystemEnv().ListFiles(folder_.string());
  std::filesystem::permissions(folder_ / "secret", std::filesystem::perms::owner_all);
  EXPECT_EQ(listing.files.size(), 1u);
  ASSERT_EQ(listing.errors.size(), 1u);
  EXPECT_NE(listing.errors[0].message.find("rights"), std::string::npos);
}

}  // namespace
}  // namespace dateline::io
