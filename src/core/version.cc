#include "dateline/version.h"

namespace dateline {

const char* Version() { return DATELINE_VERSION; }

}  // namespace dateline
