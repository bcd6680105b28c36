// The language layers of a reading as CoNLL-U (universaldependencies.org/format.html).
#pragma once

#include <string>

#include "dateline/reading.h"

namespace dateline::text {

// One block of ten columns a sentence: FORM as it stands, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL as
// far as they are known, and in MISC the name mentions as NER=B-PER, NER=I-PER or NER=O, with
// SpaceAfter=No where tokens touch.
std::string ToConllu(const Reading& reading);

}  // namespace dateline::text
