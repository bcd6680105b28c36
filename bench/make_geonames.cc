// Writes a made-up dump in the form of GeoNames' allCountries.txt, to measure its import: names of
// syllables, as many other names as GeoNames has on average, and its mix of kinds. The same
// arguments give the same bytes.
//
// usage: make_geonames ROWS > FILE
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

namespace {

std::uint64_t state = 20220909;
std::uint32_t Random(std::uint32_t below) {
  state = state * 6364136223846793005ull + 1442695040888963407ull;
  return static_cast<std::uint32_t>((state >> 33) % below);
}

void AppendName(std::string& out) {
  static constexpr std::array<std::string_view, 24> kSyllables = {
      "ka",  "lo",   "mi",  "ten", "var", "sel", "dor", "bri", "qua", "nor", "sha", "pe",
      "zhy", "tomy", "kov", "hra", "ive", "san", "rio", "gar", "é",   "ü",   "бо",  "ла"};
  const std::size_t at = out.size();
  const std::uint32_t words = Random(4) == 0 ? 2 : 1;
  for (std::uint32_t w = 0; w < words; ++w) {
    if (w > 0) out.push_back(' ');
    const std::size_t begin = out.size();
    for (std::uint32_t s = 2 + Random(3); s > 0; --s)
      out.append(kSyllables[Random(Random(6) == 0 ? 24 : 20)]);
    if (out[begin] >= 'a' && out[begin] <= 'z') out[begin] = static_cast<char>(out[begin] - 32);
  }
  if (out.size() == at) out.append("Ka");
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t rows = 0;
  if (argc != 2 ||
      std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), rows).ec != std::errc()) {
    std::fputs("usage: make_geonames ROWS > FILE\n", stderr);
    return 2;
  }
  static constexpr std::array<std::string_view, 10> kKinds = {
      "P\tPPL", "P\tPPL", "P\tPPL", "P\tPPL", "S\tSCH",
      "S\tHTL", "H\tSTM", "T\tHLL", "L\tPRK", "A\tADM3"};
  static constexpr std::array<std::string_view, 8> kCountries = {"UA", "US", "CN", "MX",
                                                                 "IN", "RU", "FR", "SD"};
  std::string out, name;
  for (std::uint64_t i = 0; i < rows; ++i) {
    name.clear();
    AppendName(name);
    out += std::to_string(20000000 + i) + "\t" + name + "\t" + name + "\t";
    for (std::uint32_t other = Random(5); other > 0; --other) {
      AppendName(out);
      if (other > 1) out.push_back(',');
    }
    char numbers[64];
    std::snprintf(numbers, sizeof numbers, "\t%.5f\t%.5f\t", Random(18000000) / 1e5 - 90,
                  Random(36000000) / 1e5 - 180);
    out += numbers;
    out += kKinds[Random(10)];
    out += "\t";
    out += kCountries[Random(8)];
    out += "\t\t0" + std::to_string(1 + Random(9)) + "\t\t\t\t" +
           std::to_string(Random(3) == 0 ? Random(50000) : 0) +
           "\t\t100\tEurope/Kyiv\t2024-01-01\n";
    if (out.size() > (1u << 20)) {
      if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size()) return 1;
      out.clear();
    }
  }
  return std::fwrite(out.data(), 1, out.size(), stdout) == out.size() ? 0 : 1;
}
