#include "corpus.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

#include "text/enum_names.h"

namespace dateline::training {
namespace {

using language::NameClass;
using language::StateOf;

[[noreturn]] void Fail(const std::string& message) {
  std::fprintf(stderr, "train_language: %s\n", message.c_str());
  std::exit(1);
}

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) Fail(path + " cannot be read");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::vector<std::string_view> Cells(std::string_view line, char by) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = std::min(line.find(by, begin), line.size());
    parts.push_back(line.substr(begin, end - begin));
    if (end == line.size()) return parts;
    begin = end + 1;
  }
}

// Calls f for each line and once more with an empty one, so that the last sentence ends.
template <typename F>
void EachLine(std::string_view all, const F& f) {
  while (!all.empty()) {
    const std::size_t newline = std::min(all.find('\n'), all.size());
    std::string_view line = all.substr(0, newline);
    all.remove_prefix(std::min(newline + 1, all.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    f(line);
  }
  f(std::string_view());
}

Deprel ParseDeprel(std::string_view name) {
  if (const auto whole = text::FromName<Deprel>(name)) return *whole;
  return text::FromName<Deprel>(name.substr(0, name.find(':'))).value_or(Deprel::kDep);
}

// The classes that a label of a corpus may stand for; none: outside.
std::vector<NameClass> ClassesOf(std::string_view label, Scheme scheme) {
  using enum NameClass;
  std::string key(label);
  for (char& c : key) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  const bool is_worldwide = scheme == Scheme::kWorldwide;
  if (key == "person" || key == "per") return {kPer};
  if (key == "organization" || key == "org" || key == "corporation" || key == "group")
    return {kOrg};
  if (key == "location" && is_worldwide) return {kLoc};
  if (key == "location" || key == "loc") return {kLoc, kFac};
  if (key == "facility") return {kFac};
  if (key == "norp") return {kNorp};
  if (key == "misc" && !is_worldwide) return {kNorp, kMisc};
  if (key == "misc" || key == "miscellaneous" || key == "product" || key == "creative-work")
    return {kMisc};
  if (key == "date" || key == "money") return {};
  Fail("label \"" + key + "\" is in no scheme");
}

struct Span {
  std::size_t first;
  std::size_t end;
  std::string label;
};

// IOB1 and IOB2 alike.
std::vector<Span> SpansOf(const std::vector<std::string>& tags) {
  std::vector<Span> spans;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    if (tags[i].size() < 3) continue;
    const std::string label = tags[i].substr(2);
    if (tags[i][0] == 'I' && !spans.empty() && spans.back().end == i &&
        spans.back().label == label) {
      ++spans.back().end;
    } else {
      spans.push_back({i, i + 1, label});
    }
  }
  return spans;
}

std::vector<std::uint32_t> AllowedStates(const std::vector<std::string>& tags, Scheme scheme) {
  std::uint32_t outside = 1;
  if (scheme == Scheme::kWnut) {
    for (int part = 0; part < 4; ++part) outside |= 1u << StateOf(NameClass::kNorp, part);
  }
  std::vector<std::uint32_t> allowed(tags.size(), outside);
  for (const Span& span : SpansOf(tags)) {
    const auto classes = ClassesOf(span.label, scheme);
    if (classes.empty()) continue;
    for (std::size_t i = span.first; i < span.end; ++i) {
      const bool is_first = i == span.first;
      const bool is_last = i + 1 == span.end;
      const int part = is_first && is_last ? 3 : is_first ? 0 : is_last ? 2 : 1;
      allowed[i] = 0;
      for (const NameClass c : classes) allowed[i] |= 1u << StateOf(c, part);
    }
  }
  return allowed;
}

std::uint32_t Crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFu;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int k = 0; k < 8; ++k) crc = (crc >> 1) ^ ((crc & 1u) != 0 ? 0xEDB88320u : 0u);
  }
  return ~crc;
}

}  // namespace

std::vector<TreeSentence> ReadTrees(const std::string& path,
                                    const std::vector<std::string>& without) {
  std::vector<TreeSentence> sentences;
  TreeSentence sentence;
  bool is_wanted = true;
  EachLine(ReadAll(path), [&](std::string_view line) {
    if (line.empty()) {
      if (!sentence.empty() && is_wanted) sentences.push_back(std::move(sentence));
      sentence.clear();
      return;
    }
    if (line.starts_with("# newdoc")) {
      is_wanted = std::ranges::none_of(without, [&](const std::string& part) {
        return line.find(part) != std::string_view::npos;
      });
    }
    if (line[0] == '#') return;
    const auto cells = Cells(line, '\t');
    if (cells.size() != 10 || cells[0].find_first_of("-.") != std::string_view::npos) return;
    TreeWord word;
    word.form = std::string(cells[1]);
    word.lemma = std::string(cells[2]);
    word.upos = text::FromName<Upos>(cells[3]).value_or(Upos::kX);
    word.xpos = std::string(cells[4]);
    word.feats = cells[5] == "_" ? std::string() : std::string(cells[5]);
    std::from_chars(cells[6].data(), cells[6].data() + cells[6].size(), word.head);
    word.deprel = ParseDeprel(cells[7]);
    sentence.push_back(std::move(word));
  });
  return sentences;
}

std::vector<NameSentence> ReadNames(const std::string& path, Scheme scheme) {
  std::vector<NameSentence> sentences;
  NameSentence sentence;
  std::vector<std::string> tags;
  EachLine(ReadAll(path), [&](std::string_view line) {
    if (line.starts_with("-DOCSTART-") || line.find_first_not_of(" \t") == std::string_view::npos) {
      if (sentence.forms.empty()) return;
      sentence.allowed = AllowedStates(tags, scheme);
      sentences.push_back(std::move(sentence));
      sentence = {};
      tags.clear();
      return;
    }
    const bool has_tabs = line.find('\t') != std::string_view::npos;
    const auto cells = Cells(line, has_tabs ? '\t' : ' ');
    sentence.forms.emplace_back(cells.front().empty() ? "_" : cells.front());
    tags.emplace_back(has_tabs ? cells[1] : cells.back());
  });
  return sentences;
}

NameSplit ReadWorldwide(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".tsv") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  NameSplit out;
  for (const auto& path : paths) {
    auto sentences = ReadNames(path.string(), Scheme::kWorldwide);
    auto& part = Crc32(path.filename().string()) % 5 == 0 ? out.held_out : out.train;
    part.insert(part.end(), std::make_move_iterator(sentences.begin()),
                std::make_move_iterator(sentences.end()));
  }
  return out;
}

}  // namespace dateline::training
