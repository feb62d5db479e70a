#include "files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace hearsay::cli {

std::optional<std::string> read_file(const std::string& path, std::string& why) {
  std::error_code error;
  if (path != "-" && std::filesystem::is_directory(path, error)) {
    why = "is a folder";
    return std::nullopt;
  }
  std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (!file) {
    why = std::strerror(errno);
    return std::nullopt;
  }
  std::string bytes;
  char buffer[1 << 16];
  std::size_t n = 0;
  while ((n = std::fread(buffer, 1, sizeof buffer, file)) > 0) bytes.append(buffer, n);
  const bool failed = std::ferror(file) != 0;
  if (file != stdin) std::fclose(file);
  if (failed) {
    why = "could not be read to its end";
    return std::nullopt;
  }
  return bytes;
}

bool write_file(const std::string& path, std::string_view bytes, std::string& why) {
  const std::string temporary = path + ".part";
  std::FILE* file = std::fopen(temporary.c_str(), "wb");
  if (!file) {
    why = std::strerror(errno);
    return false;
  }
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const bool closed = std::fclose(file) == 0;
  if (!written || !closed || std::rename(temporary.c_str(), path.c_str()) != 0) {
    why = std::strerror(errno);
    std::remove(temporary.c_str());
    return false;
  }
  return true;
}

std::optional<std::vector<Pack>> read_packs(const std::string& folder, std::string& why) {
  std::error_code error;
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".json") && !name.ends_with("schema.json")) paths.push_back(entry.path().string());
  }
  if (error) {
    why = error.message();
    return std::nullopt;
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Pack> packs;
  for (const auto& path : paths) {
    auto json = read_file(path, why);
    if (!json) return std::nullopt;
    packs.push_back({std::filesystem::path(path).filename().string(), std::move(*json)});
  }
  return packs;
}

void complain(std::string_view where, std::string_view what) {
  std::fprintf(stderr, "hearsay: %.*s: %.*s\n", static_cast<int>(where.size()), where.data(),
               static_cast<int>(what.size()), what.data());
}

}  // namespace hearsay::cli
