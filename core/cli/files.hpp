// Files for the command line: whole, and never half-written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/hearsay.hpp"

namespace hearsay::cli {

// The whole file, or standard input for "-". std::nullopt and `why` ("no such file …") if it cannot be read.
[[nodiscard]] std::optional<std::string> read_file(const std::string& path, std::string& why);

// Writes beside the file and renames, so that no reader sees half of it. False and `why` if it cannot be written.
[[nodiscard]] bool write_file(const std::string& path, std::string_view bytes, std::string& why);

// The packs (*.json but the schema) of a folder, by name.
[[nodiscard]] std::optional<std::vector<Pack>> read_packs(const std::string& folder, std::string& why);

// "hearsay: WHERE: WHAT" on standard error.
void complain(std::string_view where, std::string_view what);

}  // namespace hearsay::cli
