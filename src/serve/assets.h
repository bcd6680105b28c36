// Assets: the files of the desk as they are embedded in the program or read from a folder.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace dateline::serve {

struct Asset {
  std::string content_type;
  std::string_view bytes;       // borrowed from what embeds them
  std::string_view gzip_bytes;  // the same compressed, or empty
  std::string etag;             // quoted
};

class Assets {
 public:
  // REQUIRES: `bytes` outlive the assets.
  // A path that ends in ".gz" is the compressed form of the file without it.
  void Add(const std::string& path, std::string_view bytes);
  // Null when there is no such file; "/" is "/index.html".
  const Asset* Find(std::string_view path) const;
  bool empty() const { return files_.empty(); }

 private:
  std::map<std::string, Asset, std::less<>> files_;
};

}  // namespace dateline::serve
