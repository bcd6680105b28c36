// DL_CHECK: an invariant of our own code, always on. It is never reachable from input: what the
// outside can cause is a Result.
#pragma once

namespace dateline::core {

// Writes the failed condition to standard error and aborts: the process is in a state that no test
// foresaw.
[[noreturn]] void CheckFailed(const char* condition, const char* file, int line);

}  // namespace dateline::core

#define DL_CHECK(condition)                                                          \
  do {                                                                               \
    if (!(condition)) ::dateline::core::CheckFailed(#condition, __FILE__, __LINE__); \
  } while (false)
