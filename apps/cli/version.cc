// dateline version [--json]: the engine and the artefacts that it carries, as every reading names
// them.
#include <cstdio>

#include "command.h"
#include "io/json_writer.h"
#include "pipeline/pipeline.h"

namespace dateline::cli {

int VersionCommand(Arguments arguments) {
  bool as_json = false;
  const Option options[] = {{"json", nullptr, "as JSON", [&](std::string_view) -> Status {
                               as_json = true;
                               return Done{};
                             }}};
  const auto parsed = ParseArguments("version", arguments, options);
  if (!parsed.ok()) return UsageError("version", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (!parsed->operands.empty()) {
    return UsageError("version",
                      Error{ErrorCode::kInvalidInput,
                            "found \"" + parsed->operands[0] + "\", expected no operand", ""});
  }
  const auto pipeline = pipeline::Pipeline::Load();
  if (!pipeline.ok()) {
    Complain(pipeline.error());
    return kExitCannotOpen;
  }
  const EngineInfo& engine = pipeline->engine();
  if (as_json) {
    io::JsonWriter json;
    json.BeginObject()
        .Key("version")
        .String(engine.version)
        .Key("model")
        .StringOrNull(engine.model);
    json.Key("gazetteer")
        .StringOrNull(engine.gazetteer)
        .Key("ontology")
        .StringOrNull(engine.ontology)
        .EndObject();
    std::printf("%s\n", json.text().c_str());
  } else {
    std::printf("dateline %s\nmodel      %s\ngazetteer  %s\nontology   %s\n",
                engine.version.c_str(), engine.model.c_str(), engine.gazetteer.c_str(),
                engine.ontology.c_str());
  }
  return kExitDone;
}

}  // namespace dateline::cli
