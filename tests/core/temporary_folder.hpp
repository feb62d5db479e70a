// A folder of its own for one test, empty at first and removed at its end. Tests run side by side, so no two share one.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

struct TemporaryFolder {
  std::filesystem::path path;

  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "hearsay-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error(name + ": can't be made");
    path = name;
  }
  ~TemporaryFolder() {
    std::error_code left_behind;
    std::filesystem::remove_all(path, left_behind);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  // Bytes in and out; what is written replaces what was there. Returns the file's path.
  std::string write(const std::string& file, const std::string& bytes) const {
    std::ofstream(path / file, std::ios::binary) << bytes;
    return (path / file).string();
  }
  [[nodiscard]] std::string read(const std::string& file) const {
    std::ifstream in(path / file, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
  }
};
