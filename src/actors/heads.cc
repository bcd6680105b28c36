#include "actors/heads.h"

namespace dateline::actors {

SourceKind KindOf(HeadClass head_class) {
  switch (head_class) {
    case HeadClass::kMilitary:
    case HeadClass::kOfficer:
      return SourceKind::kMilitary;
    case HeadClass::kPolice:
    case HeadClass::kGovernment:
      return SourceKind::kGovernment;
    case HeadClass::kOfficial:
      return SourceKind::kOfficial;
    case HeadClass::kSpokesperson:
    case HeadClass::kAnonymous:
    case HeadClass::kExpert:
      return SourceKind::kAnonymous;
    case HeadClass::kWitness:
      return SourceKind::kWitness;
    case HeadClass::kJournalist:
      return SourceKind::kJournalist;
    case HeadClass::kOutlet:
      return SourceKind::kOutlet;
    case HeadClass::kGroup:
    case HeadClass::kOrganisation:
    case HeadClass::kClergy:
      return SourceKind::kOrganisation;
  }
  return SourceKind::kOrganisation;
}

std::string_view RoleCodeOf(HeadClass head_class) {
  switch (head_class) {
    case HeadClass::kMilitary:
    case HeadClass::kOfficer:
      return "MIL";
    case HeadClass::kPolice:
      return "COP";
    case HeadClass::kGovernment:
    case HeadClass::kOfficial:
    case HeadClass::kAnonymous:
      return "GOV";
    case HeadClass::kWitness:
      return "CVL";
    case HeadClass::kJournalist:
    case HeadClass::kOutlet:
      return "MED";
    case HeadClass::kGroup:
      return "REB";
    case HeadClass::kSpokesperson:
    case HeadClass::kOrganisation:
    case HeadClass::kExpert:
    case HeadClass::kClergy:
      return {};
  }
  return {};
}

bool IsPersonal(HeadClass head_class) {
  switch (head_class) {
    case HeadClass::kOfficer:
    case HeadClass::kOfficial:
    case HeadClass::kSpokesperson:
    case HeadClass::kAnonymous:
    case HeadClass::kWitness:
    case HeadClass::kJournalist:
    case HeadClass::kExpert:
    case HeadClass::kClergy:
      return true;
    case HeadClass::kMilitary:
    case HeadClass::kPolice:
    case HeadClass::kGovernment:
    case HeadClass::kOutlet:
    case HeadClass::kGroup:
    case HeadClass::kOrganisation:
      return false;
  }
  return false;
}

}  // namespace dateline::actors
