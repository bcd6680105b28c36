#include "claims/evidence.h"

#include <gtest/gtest.h>

#include <string>

#include "claims/evidence_words.h"
#include "tests/small_reading.h"
#include "text/enum_names.h"

namespace dateline::claims {
namespace {

// "video[Video] by=X geolocated=Y verified=Z: scope" a piece of evidence.
std::string Describe(const std::string& lines) {
  static const auto finder = EvidenceFinder::Load();
  if (!finder.ok()) return finder.error().ToString();
  const auto document = tests::SmallReading::Analysed(lines);
  const auto found = finder->Find(document.language(), document.entities);
  std::string out;
  for (const EvidenceMention& one : found) {
    const Evidence& evidence = one.evidence;
    out += std::string(text::NameOf(evidence.kind)) + "[" +
           std::string(evidence.span->In(document.text)) + "]";
    if (evidence.by) out += " by=" + document.entities[*evidence.by].name;
    if (!evidence.geolocated_by.empty()) out += " geolocated=" + evidence.geolocated_by;
    if (!evidence.verified_by.empty()) out += " verified=" + evidence.verified_by;
    out += ": " + std::string(one.scope.In(document.text)) + "\n";
  }
  return out;
}

struct Example {
  const char* name;
  const char* sentences;
  const char* expected;
};

const Example kExamples[] = {
    {"subject of shows, with its maker",
     "Video/video/NOUN/NN/10/nsubj/O taken/take/VERB/VBN/1/acl/O by/by/ADP/IN/5/case/O "
     "a/a/DET/DT/5/det/O reporter/reporter/NOUN/NN/2/obl:agent/O ,/,/PUNCT/,/7/punct/O "
     "Ivan/Ivan/PROPN/NNP/5/appos/B-PER Horn/Horn/PROPN/NNP/7/flat/I-PER ,/,/PUNCT/,/2/punct/O "
     "shows/show/VERB/VBZ/0/root/O tanks/tank/NOUN/NNS/10/obj/O "
     "entering/enter/VERB/VBG/11/acl/O",
     "video[Video] by=Ivan Horn: shows tanks entering\n"},
    {"object of posted, whose subject shows it",
     "Horn/Horn/PROPN/NNP/2/nsubj/B-PER posted/post/VERB/VBD/0/root/O "
     "photographs/photograph/NOUN/NNS/2/obj/O of/of/ADP/IN/5/case/O ruins/ruin/NOUN/NNS/3/nmod/O",
     "photo[photographs] by=Horn: Horn posted photographs of ruins\n"},
    {"satellite and video, located by another",
     "Video/video/NOUN/NN/4/compound/O and/and/CCONJ/CC/3/cc/O "
     "satellite/satellite/NOUN/NN/1/conj/O images/image/NOUN/NNS/8/nsubj/O "
     "geolocated/geolocate/VERB/VBN/4/acl/O by/by/ADP/IN/7/case/O "
     "Reuters/Reuters/PROPN/NNP/5/obl:agent/B-ORG show/show/VERB/VBP/0/root/O "
     "attacks/attack/NOUN/NNS/8/obj/O",
     "video[Video] geolocated=Reuters: show attacks\n"
     "satellite[images] geolocated=Reuters: show attacks\n"},
    {"a finite verb of showing that the tree has lost",
     "Satellite/satellite/NOUN/NN/2/compound/O images/image/NOUN/NNS/0/root/O "
     "that/that/PRON/WDT/6/nsubj:pass/O have/have/AUX/VBP/6/aux/O been/be/AUX/VBN/6/aux:pass/O "
     "geolocated/geolocate/VERB/VBN/2/acl:relcl/O by/by/ADP/IN/8/case/O "
     "Reuters/Reuters/PROPN/NNP/6/obl:agent/B-ORG show/show/VERB/VBP/6/xcomp/O "
     "bridges/bridge/NOUN/NNS/9/obj/O",
     "satellite[images] geolocated=Reuters: show bridges\n"},
    {"captured on video",
     "The/the/DET/DT/2/det/O strike/strike/NOUN/NN/4/nsubj:pass/O was/be/AUX/VBD/4/aux:pass/O "
     "captured/capture/VERB/VBN/0/root/O on/on/ADP/IN/6/case/O video/video/NOUN/NN/4/obl/O",
     "video[video]: The strike was captured on video\n"},
    {"videos show at the end bears on what stands before",
     "Shells/shell/NOUN/NNS/2/nsubj/O hit/hit/VERB/VBD/0/root/O the/the/DET/DT/4/det/O "
     "bridge/bridge/NOUN/NN/2/obj/O ,/,/PUNCT/,/7/punct/O videos/video/NOUN/NNS/7/nsubj/O "
     "show/show/VERB/VBP/2/parataxis/O",
     "video[videos]: Shells hit the bridge , videos show\n"},
    {"a second predicate ends what is shown",
     "Footage/footage/NOUN/NN/2/nsubj/O shows/show/VERB/VBZ/0/root/O smoke/smoke/NOUN/NN/2/obj/O "
     "and/and/CCONJ/CC/5/cc/O drew/draw/VERB/VBD/2/conj/O blame/blame/NOUN/NN/5/obj/O",
     "video[Footage]: shows smoke\n"},
    {"witnesses who say",
     "Witnesses/witness/NOUN/NNS/2/nsubj/O heard/hear/VERB/VBD/0/root/O "
     "blasts/blast/NOUN/NNS/2/obj/O",
     "witness[Witnesses]: Witnesses heard blasts\n"},
    {"witnesses who flee are none",
     "Witnesses/witness/NOUN/NNS/2/nsubj/O fled/flee/VERB/VBD/0/root/O", ""},
    {"according to documents",
     "According/accord/VERB/VBG/3/case/O to/to/ADP/IN/1/fixed/O "
     "documents/document/NOUN/NNS/6/obl/O "
     ",/,/PUNCT/,/3/punct/O troops/troops/NOUN/NNS/6/nsubj/O fled/flee/VERB/VBD/0/root/O",
     "document[documents]: According to documents , troops fled\n"},
    {"an intercepted call",
     "An/a/DET/DT/3/det/O intercepted/intercept/VERB/VBN/3/amod/O call/call/NOUN/NN/4/nsubj/O "
     "suggests/suggest/VERB/VBZ/0/root/O losses/loss/NOUN/NNS/4/obj/O",
     "intercept[call]: suggests losses\n"},
    {"a plain call is no intercept",
     "The/the/DET/DT/2/det/O call/call/NOUN/NN/3/nsubj/O suggests/suggest/VERB/VBZ/0/root/O "
     "losses/loss/NOUN/NNS/3/obj/O",
     ""},
    {"a video address shows nothing",
     "He/he/PRON/PRP/2/nsubj/O spoke/speak/VERB/VBD/0/root/O in/in/ADP/IN/6/case/O "
     "a/a/DET/DT/6/det/O video/video/NOUN/NN/6/compound/O address/address/NOUN/NN/2/obl/O",
     ""},
    {"no video shows",
     "No/no/DET/DT/2/det/O video/video/NOUN/NN/3/nsubj/O shows/show/VERB/VBZ/0/root/O "
     "an/a/DET/DT/5/det/O attack/attack/NOUN/NN/3/obj/O",
     ""},
    {"the video does not show",
     "The/the/DET/DT/2/det/O video/video/NOUN/NN/5/nsubj/O does/do/AUX/VBZ/5/aux/O "
     "not/not/PART/RB/5/advmod/O show/show/VERB/VB/0/root/O attacks/attack/NOUN/NNS/5/obj/O",
     ""},
    {"a bleak picture is a manner of speaking",
     "He/he/PRON/PRP/2/nsubj/O painted/paint/VERB/VBD/0/root/O a/a/DET/DT/5/det/O "
     "bleak/bleak/ADJ/JJ/5/amod/O picture/picture/NOUN/NN/2/obj/O of/of/ADP/IN/7/case/O "
     "towns/town/NOUN/NNS/5/nmod/O",
     ""},
    {"a mere mention of a video",
     "The/the/DET/DT/2/det/O video/video/NOUN/NN/3/nsubj/O lasts/last/VERB/VBZ/0/root/O", ""},
    {"photos of a thing bear on it alone",
     "Photos/photo/NOUN/NNS/4/nsubj/O of/of/ADP/IN/3/case/O ruins/ruin/NOUN/NNS/1/nmod/O "
     "reached/reach/VERB/VBD/0/root/O us/we/PRON/PRP/4/obj/O",
     "photo[Photos]: Photos of ruins\n"},
    {"located in the sentence after",
     "Footage/footage/NOUN/NN/2/nsubj/O shows/show/VERB/VBZ/0/root/O smoke/smoke/NOUN/NN/2/obj/O\n"
     "AFP/AFP/PROPN/NNP/2/nsubj/B-ORG geolocated/geolocate/VERB/VBD/0/root/O "
     "the/the/DET/DT/4/det/O footage/footage/NOUN/NN/2/obj/O",
     "video[Footage] geolocated=AFP: shows smoke\n"},
    {"verified by an outlet",
     "Footage/footage/NOUN/NN/6/nsubj/O verified/verify/VERB/VBN/1/acl/O by/by/ADP/IN/5/case/O "
     "the/the/DET/DT/5/det/O BBC/BBC/PROPN/NNP/2/obl:agent/B-ORG shows/show/VERB/VBZ/0/root/O "
     "fires/fire/NOUN/NNS/6/obj/O",
     "video[Footage] verified=BBC: shows fires\n"},
    {"who verifies the footage of the sentence before",
     "Footage/footage/NOUN/NN/2/nsubj/O shows/show/VERB/VBZ/0/root/O fires/fire/NOUN/NNS/2/obj/O\n"
     "AFP/AFP/PROPN/NNP/2/nsubj/B-ORG verified/verify/VERB/VBD/0/root/O the/the/DET/DT/4/det/O "
     "footage/footage/NOUN/NN/2/obj/O",
     "video[Footage] verified=AFP: shows fires\n"},
    {"who could not verify it has not",
     "Footage/footage/NOUN/NN/2/nsubj/O shows/show/VERB/VBZ/0/root/O fires/fire/NOUN/NNS/2/obj/O\n"
     "AFP/AFP/PROPN/NNP/5/nsubj/B-ORG could/could/AUX/MD/5/aux/O not/not/PART/RB/5/advmod/O "
     "independently/independently/ADV/RB/5/advmod/O verify/verify/VERB/VB/0/root/O "
     "the/the/DET/DT/7/det/O footage/footage/NOUN/NN/5/obj/O",
     "video[Footage]: shows fires\n"},
    {"who is unable to confirm it has not",
     "Footage/footage/NOUN/NN/2/nsubj/O shows/show/VERB/VBZ/0/root/O fires/fire/NOUN/NNS/2/obj/O\n"
     "AFP/AFP/PROPN/NNP/3/nsubj/B-ORG is/be/AUX/VBZ/3/cop/O unable/unable/ADJ/JJ/0/root/O "
     "to/to/PART/TO/5/mark/O confirm/confirm/VERB/VB/3/xcomp/O the/the/DET/DT/7/det/O "
     "footage/footage/NOUN/NN/5/obj/O",
     "video[Footage]: shows fires\n"},
};

TEST(EvidenceFinder, FindsWhatIsNamedAsShownOrSeen) {
  for (const Example& example : kExamples) {
    SCOPED_TRACE(example.name);
    EXPECT_EQ(Describe(example.sentences), example.expected);
  }
}

TEST(EvidenceFinder, StaysInsideItsSentenceOnHostileInput) {
  const auto finder = EvidenceFinder::Load();
  ASSERT_TRUE(finder.ok());
  std::string line;
  for (std::size_t i = 0; i < 20000; ++i) {
    line += i % 2 == 0 ? "video/video/NOUN/NN/" : "show/show/VERB/VBZ/";
    line += std::to_string(i == 0 ? 2 : i) + (i % 2 == 0 ? "/nsubj/O " : "/conj/O ");
  }
  const auto document = tests::SmallReading::Analysed(line);
  const auto found = finder->Find(document.language(), document.entities);
  EXPECT_FALSE(found.empty());
  for (const EvidenceMention& one : found) {
    EXPECT_TRUE(document.sentences[one.sentence].span.Contains(one.scope));
  }
}

TEST(EvidenceWords, RefusesATableThatIsWrong) {
  EXPECT_FALSE(EvidenceWords::Parse("video\tfilm\twhy\n", "table").ok());
  EXPECT_FALSE(EvidenceWords::Parse("video\tvideo\n", "table").ok());
  EXPECT_TRUE(EvidenceWords::Parse("video\tvideo\twhy\n", "table").ok());
}

}  // namespace
}  // namespace dateline::claims
