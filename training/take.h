// What a trainer does with an error: it says it and ends.
#pragma once

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "dateline/result.h"

namespace dateline::training {

[[noreturn]] inline void Fail(const Error& error) {
  std::fprintf(stderr, "%s: %s\n", program_invocation_short_name, error.ToString().c_str());
  std::exit(1);
}

template <typename T>
T Take(Result<T> result) {
  if (!result.ok()) Fail(result.error());
  return std::move(*result);
}

}  // namespace dateline::training
