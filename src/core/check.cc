#include "core/check.h"

#include <cstdio>
#include <cstdlib>

namespace dateline::core {

void CheckFailed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "dateline: broken invariant: %s at %s:%d; please report this\n", condition,
               file, line);
  std::abort();
}

}  // namespace dateline::core
