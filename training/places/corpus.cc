#include "corpus.h"

#include <charconv>
#include <fstream>
#include <sstream>
#include <string_view>

#include "intake/intake.h"
#include "take_line.h"

namespace dateline::training {
namespace {

std::vector<std::string_view> Cells(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t begin = 0;;) {
    const std::size_t tab = line.find('\t', begin);
    cells.push_back(line.substr(begin, tab == std::string_view::npos ? tab : tab - begin));
    if (tab == std::string_view::npos) return cells;
    begin = tab + 1;
  }
}

template <typename T>
T Number(std::string_view text) {
  T value{};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

Status ReadGold(const std::string& path, const pipeline::Pipeline& pipeline,
                std::vector<GoldDocument>& documents) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream all;
  all << file.rdbuf();
  const std::string bytes = all.str();
  std::string_view rest = bytes;
  constexpr std::string_view kHead = "document ";
  pipeline::StageSwitches switches;
  switches.on.fill(false);
  switches.on[static_cast<std::size_t>(pipeline::StageName::kStructure)] = true;
  switches.on[static_cast<std::size_t>(pipeline::StageName::kLanguage)] = true;
  while (!rest.empty()) {
    const std::string_view head = TakeLine(rest);
    const auto cells = Cells(head.substr(std::min(kHead.size(), head.size())));
    if (head.substr(0, kHead.size()) != kHead || cells.size() != 3)
      return Error{ErrorCode::kInvalidInput, "expected a line that begins with document", path};
    const auto size = Number<std::size_t>(cells[2]);
    if (size >= rest.size())
      return Error{ErrorCode::kInvalidInput, "expected more bytes of text", path};
    intake::IntakeOptions options;
    options.format = intake::InputFormat::kText;
    if (cells[1] != "-") options.publisher = cells[1];
    GoldDocument gold;
    gold.name = cells[0];
    DL_ASSIGN_OR_RETURN(auto document, intake::ReadDocument(rest.substr(0, size), options));
    const bool is_same = document.text == rest.substr(0, size);
    rest.remove_prefix(size + 1);
    DL_ASSIGN_OR_RETURN(gold.reading, pipeline.Read(std::move(document), switches, nullptr));
    for (std::string_view row = TakeLine(rest); !row.empty(); row = TakeLine(rest)) {
      const auto toponym = Cells(row);
      if (toponym.size() != 4 || !is_same) continue;
      GoldToponym t;
      t.span =
          ByteSpan::FromSizes(Number<std::size_t>(toponym[0]), Number<std::size_t>(toponym[1]));
      if (toponym[2] != "-")
        t.point = LatLng{Number<double>(toponym[2]), Number<double>(toponym[3])};
      gold.toponyms.push_back(t);
    }
    documents.push_back(std::move(gold));
  }
  return Done{};
}

}  // namespace dateline::training
