// Result<T>: a value or an Error, for every failure that input or the outside world can cause.
//
// The library throws nothing of its own and never aborts on input. An Error carries a code for
// programs and one full sentence for people: what was found, what was expected, what to do.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace dateline {

enum class ErrorCode {
  kInvalidInput,        // the bytes or options given are not what the function reads
  kCorrupt,             // a file of ours fails its checksum or its own structure
  kUnsupportedVersion,  // a file of ours, but of a newer format
  kNotFound,            // a named thing does not exist
  kIo,                  // the operating system refused or failed
  kLimit,               // larger than the stated limit
  kLocked,              // another process holds it
  kInternal,            // a defect of the library itself
};

// The name of a code in snake_case, e.g. "invalid_input".
const char* ErrorCodeName(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;  // a sentence: found, expected, what to do
  std::string where;    // the file, stage or "line 3, column 14"; may be empty

  // "where: message", or the message alone when `where` is empty.
  std::string ToString() const { return where.empty() ? message : where + ": " + message; }
};

// The value type of a Result that carries no value.
struct Done {};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}  // NOLINT: implicit so that `return value;` reads
  Result(Error error)
      : state_(std::move(error)) {}  // NOLINT: implicit so that `return error;` reads

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // REQUIRES: ok().
  const T& value() const& { return std::get<0>(state_); }
  T& value() & { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  // REQUIRES: !ok().
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

using Status = Result<Done>;

}  // namespace dateline

#define DL_RESULT_JOIN_(a, b) a##b
#define DL_RESULT_NAME_(line) DL_RESULT_JOIN_(dl_result_, line)
#define DL_ASSIGN_OR_RETURN_(tmp, declaration, expression) \
  auto tmp = (expression);                                 \
  if (!tmp.ok()) return tmp.error();                       \
  declaration = std::move(tmp).value()

// DL_ASSIGN_OR_RETURN(auto x, F()): x is the value of F(), or the calling function returns F()'s
// error.
#define DL_ASSIGN_OR_RETURN(declaration, expression) \
  DL_ASSIGN_OR_RETURN_(DL_RESULT_NAME_(__LINE__), declaration, expression)

// DL_RETURN_IF_ERROR(F()): the calling function returns F()'s error, if it has one.
#define DL_RETURN_IF_ERROR(expression)                                            \
  do {                                                                            \
    if (auto dl_status = (expression); !dl_status.ok()) return dl_status.error(); \
  } while (false)
