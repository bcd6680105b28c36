#include "io/compression.h"

#include <zstd.h>

#include <memory>

#include "core/check.h"

namespace dateline::io {
namespace {

constexpr int kLevel = 6;

struct FreeCompressor {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

}  // namespace

std::string Compress(std::string_view bytes) {
  // Making a context costs more than compressing a small text with it.
  thread_local const std::unique_ptr<ZSTD_CCtx, FreeCompressor> context(ZSTD_createCCtx());
  DL_CHECK(context != nullptr);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress2(context.get(), out.data(), out.size(), bytes.data(), bytes.size());
  DL_CHECK(ZSTD_isError(size) == 0);  // the output has all the room that it can need
  out.resize(size);
  return out;
}

Result<std::string> Decompress(std::string_view frame, std::uint64_t limit_bytes) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) {
    return Error{ErrorCode::kCorrupt, "found bytes that are no compressed text of ours", ""};
  }
  if (size > limit_bytes) {
    return Error{ErrorCode::kLimit,
                 "found a compressed text of " + std::to_string(size) +
                     " bytes, expected at most " + std::to_string(limit_bytes),
                 ""};
  }
  std::string out(static_cast<std::size_t>(size), '\0');
  const std::size_t got = ZSTD_decompress(out.data(), out.size(), frame.data(), frame.size());
  if (ZSTD_isError(got) != 0 || got != out.size()) {
    return Error{ErrorCode::kCorrupt,
                 std::string("a compressed text is damaged: ") +
                     (ZSTD_isError(got) != 0 ? ZSTD_getErrorName(got) : "it is too short"),
                 ""};
  }
  return out;
}

}  // namespace dateline::io
