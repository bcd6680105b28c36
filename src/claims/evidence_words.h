// The words of evidence of one language: data/claims/evidence.LANGUAGE.tsv.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "dateline/result.h"

namespace dateline::claims {

enum class EvidenceClass : std::uint8_t {
  kVideo,
  kPhoto,
  kSatellite,  // before a picture
  kDocument,
  kWitness,
  kIntercept,
  kInterceptNoun,  // an intercept when kInterceptMark stands before it
  kInterceptMark,
  kShow,       // with evidence as subject: what follows is shown
  kSeen,       // with evidence after "in" or "on"
  kPost,       // with evidence as object: the subject shows it
  kCirculate,  // with evidence as subject
  kExamine,    // with evidence as object: the subject had it
  kMade,       // "taken by"
  kLocate,
  kVerify,
  kTell,         // what witnesses do
  kNotEvidence,  // after a noun of evidence: it is another thing
  kFigure,       // before it: a manner of speaking
  kNegation,
  kUnable,  // does the work of a negation before checking
  kManner,  // may stand within a remark on checking
  kAccording,
  kBy,
  kChecked,  // what remarks on checking are about
  kAble,     // in a remark on checking: it was tried
};
inline constexpr std::size_t kEvidenceClassCount = 26;

using EvidenceClasses = std::bitset<kEvidenceClassCount>;

class EvidenceWords {
 public:
  // Errors: kCorrupt naming the table and the line.
  static Result<EvidenceWords> Parse(std::string_view table, std::string_view name);
  // The classes of a lemma in lower case; none for almost every word.
  EvidenceClasses Of(std::string_view lemma) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>()(word);
    }
  };
  std::unordered_map<std::string, EvidenceClasses, Hash, std::equal_to<>> words_;
};

}  // namespace dateline::claims
