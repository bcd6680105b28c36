#include "why_places.h"

#include <algorithm>
#include <cstdio>

namespace dateline::cli {
namespace {

std::string Percent(double share) {
  char text[16];
  std::snprintf(text, sizeof text, "%.0f %%", 100 * share);
  return text;
}

std::string InWords(const PlaceCandidate& candidate) {
  std::string line = candidate.name;
  std::string about = candidate.admin1;
  if (!candidate.country.empty()) about += (about.empty() ? "" : ", ") + candidate.country;
  if (!about.empty()) line += " (" + about + ")";
  line += " " + Percent(candidate.share) + " · " + candidate.gazetteer + " ·";
  for (const auto& ground : candidate.grounds) {
    std::string name(ground.name);
    std::replace(name.begin(), name.end(), '_', ' ');
    char weight[16];
    std::snprintf(weight, sizeof weight, " %+.1f", ground.weight);
    line += " " + name + weight + ",";
  }
  line.pop_back();
  return line;
}

void Append(const PlaceReasons& place, std::string_view words, std::vector<std::string>& lines) {
  if (!place.moored_to.empty())
    lines.push_back("\"" + std::string(words) +
                    "\" is not in the gazetteer where the text puts it; drawn by " +
                    place.moored_to);
  for (const auto& candidate : place.candidates) lines.push_back(InWords(candidate));
  if (!place.candidates.empty()) lines.push_back("none of these " + Percent(place.none_share));
}

}  // namespace

Result<const PlacesAgain::Reasons*> PlacesAgain::ReadAgain(const ledger::StoredDocument& document) {
  const record::DocumentRecord& record = document.document;
  if (const auto known = read_.find(record.id); known != read_.end()) return &known->second;
  if (!pipeline_) {
    DL_ASSIGN_OR_RETURN(auto pipeline, pipeline::Pipeline::Load());
    pipeline_.emplace(std::move(pipeline));
  }
  text::Document again;
  again.info.id = record.id;
  again.info.publisher = record.publisher;
  again.info.language = record.language;
  if (record.published) again.info.published = {*record.published, DateBasis::kGiven};
  again.text = record.text;
  pipeline::StageSwitches until_places;
  until_places.explains_places = true;
  for (std::size_t i = static_cast<std::size_t>(pipeline::StageName::kPlaces) + 1;
       i < pipeline::kStageCount; ++i)
    until_places.on[i] = false;
  DL_ASSIGN_OR_RETURN(Reading reading, pipeline_->Read(std::move(again), until_places, nullptr));
  Reasons reasons;
  reasons.places = std::move(reading.places);
  reasons.locations = std::move(reading.locations);
  return &read_.emplace(record.id, std::move(reasons)).first->second;
}

Result<std::vector<std::string>> PlacesAgain::Of(const record::ClaimRecord& claim,
                                                 const ledger::StoredDocument& document) {
  std::vector<std::string> lines;
  if (claim.places.empty()) return lines;
  DL_ASSIGN_OR_RETURN(const Reasons* reasons, ReadAgain(document));
  std::vector<PlaceIndex> told;
  for (const record::PlaceRecord& place : claim.places) {
    for (const Location& location : reasons->locations) {
      if (!place.span || location.span != *place.span) continue;
      for (const PlaceIndex p : location.places) {
        if (p.value() >= reasons->places.size() ||
            std::find(told.begin(), told.end(), p) != told.end())
          continue;
        told.push_back(p);
        const Place& why = reasons->places[p];
        if (why.reasons) Append(*why.reasons, why.span.In(document.document.text), lines);
      }
    }
  }
  return lines;
}

}  // namespace dateline::cli
