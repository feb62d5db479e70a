// How a rule finds its words: by a list, or by a pattern of RE2's.
#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "lexicon/lexicon.hpp"

namespace hearsay::lexicon {

// Compiled at its first use: most rules hold for few articles, and the sets know which.
class Pattern {
 public:
  explicit Pattern(std::string source) : source_(std::move(source)) {}
  [[nodiscard]] const std::string& source() const { return source_; }
  [[nodiscard]] const RE2& compiled() const {
    std::call_once(once_, [this] { re2_ = std::make_unique<RE2>(source_, options()); });
    return *re2_;
  }
  static RE2::Options options(std::int64_t memory = 4 << 20) {
    // Latin-1 has RE2 read bytes: UTF-8 in a pattern still matches itself, and \S or [^,] costs one step and not six.
    RE2::Options options;
    options.set_encoding(RE2::Options::EncodingLatin1);
    options.set_log_errors(false);
    options.set_max_mem(memory);
    return options;
  }

 private:
  std::string source_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<RE2> re2_;
};

struct Finder {
  ListId list = no_list;  // or:
  std::unique_ptr<Pattern> pattern;
  std::unique_ptr<Pattern> unless;  // null where nothing excuses
  bool cased = false;
};

}  // namespace hearsay::lexicon
