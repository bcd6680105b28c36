#include "serve/assets.h"

#include <array>
#include <utility>

#include "io/sha256.h"

namespace dateline::serve {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kTypes = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".geojson", "application/geo+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
}};

std::string_view TypeOf(std::string_view path) {
  for (const auto& [ending, type] : kTypes) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

}  // namespace

void Assets::Add(const std::string& path, std::string_view bytes) {
  if (path.ends_with(".gz")) {
    files_[path.substr(0, path.size() - 3)].gzip_bytes = bytes;
    return;
  }
  Asset& asset = files_[path];
  asset.content_type = TypeOf(path);
  asset.bytes = bytes;
  asset.etag = "\"" + io::Sha256Hex(bytes).substr(0, 32) + "\"";
}

const Asset* Assets::Find(std::string_view path) const {
  const auto found = files_.find(path == "/" ? "/index.html" : path);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace dateline::serve
