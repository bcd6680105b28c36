// SHA-256 (FIPS 180-4) by OpenSSL's libcrypto.
#pragma once

#include <string>
#include <string_view>

namespace dateline::io {

// 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

}  // namespace dateline::io
