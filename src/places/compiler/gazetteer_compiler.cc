// Run by the build: compiles the fetched sources into the gazetteer that the program carries.
//
// usage: gazetteer_compiler SOURCES OUTLINES OUTPUT
//   SOURCES   the folder that scripts/fetch_gazetteer_sources fills
//   OUTLINES  Debian's world_map.gpkg
#include <cstdio>
#include <string>

#include "places/gazetteer_compile.h"

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: gazetteer_compiler SOURCES OUTLINES OUTPUT\n", stderr);
    return 2;
  }
  const std::string sources = argv[1];
  dateline::places::GazetteerInputs inputs;
  inputs.geonames = {sources + "/cities500.txt"};
  inputs.admin1_json = sources + "/admin1.json";
  inputs.admin2_json = sources + "/admin2.json";
  inputs.waters = sources + "/world_50m.json";
  inputs.outlines = argv[2];
  const auto bytes = dateline::places::CompileGazetteer(inputs, dateline::io::SystemEnv());
  if (!bytes) {
    std::fprintf(stderr,
                 "gazetteer_compiler: %s; run scripts/bootstrap, which fetches the sources\n",
                 bytes.error().ToString().c_str());
    return 1;
  }
  std::FILE* file = std::fopen(argv[3], "wb");
  const bool written =
      file != nullptr && std::fwrite(bytes->data(), 1, bytes->size(), file) == bytes->size();
  const bool closed = file != nullptr && std::fclose(file) == 0;
  if (!written || !closed) {
    std::fprintf(stderr, "gazetteer_compiler: could not write %s\n", argv[3]);
    std::remove(argv[3]);
    return 1;
  }
  return 0;
}
