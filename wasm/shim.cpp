// The engine for the browser: six exported functions and no logic. Strings cross as UTF-8 bytes in the module's
// memory; nothing throws, and what fails comes back as JSON. hearsay.mjs, beside this file, is the only caller.
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "hearsay/hearsay.hpp"

namespace {

std::optional<hearsay::Engine> engine;
hearsay::Memory memory;  // of the pages read last: living ones come again with little added
std::string answer;      // what the last call returned: valid until the next call

std::uint32_t give(std::string json) {
  answer = std::move(json);
  return static_cast<std::uint32_t>(answer.size());
}

std::uint32_t give(const hearsay::Failure& failure) {
  const nlohmann::json json = {
      {"error", {{"code", hearsay::name(failure.error)}, {"message", failure.message}, {"offset", failure.offset}}}};
  return give(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

}  // namespace

extern "C" {

// A buffer of `size` bytes for the caller to write an argument into; null where memory is out.
char* hearsay_allocate(std::uint32_t size) { return static_cast<char*>(std::malloc(size)); }
void hearsay_free(char* buffer) { std::free(buffer); }

// Forgets what was found in the articles before.
void hearsay_forget() { memory = {}; }

// Loads the engine with the built-in model and packs, and with the reader's own packs: a JSON array of
// {"name": …, "json": …}, or no bytes. Returns the length of an error, or 0. Call once before hearsay_annotate.
std::uint32_t hearsay_load(const char* packs, std::uint32_t size) {
  hearsay::Resources resources = hearsay::built_in_resources();
  if (size > 0) {
    const auto list = nlohmann::json::parse(packs, packs + size, nullptr, false);
    const auto bad = [] {
      return give(hearsay::Failure{.error = hearsay::Error::lexicon_invalid,
                                   .message = "packs must be an array of {\"name\": string, \"json\": string}"});
    };
    if (!list.is_array()) return bad();
    for (const auto& pack : list) {
      if (!pack.is_object() || !pack.contains("name") || !pack.contains("json") || !pack["name"].is_string() ||
          !pack["json"].is_string())
        return bad();
      resources.packs.push_back({pack["name"].get<std::string>(), pack["json"].get<std::string>()});
    }
  }
  auto loaded = hearsay::Engine::load(resources);
  if (!loaded) return give(loaded.failure());
  engine.emplace(std::move(*loaded));
  hearsay_forget();
  return 0;
}

// Annotates an article (JSON, as hearsay::article_from_json takes it). Returns the length of the answer: the result, or
// {"error": {"code", "message", "offset"}}.
std::uint32_t hearsay_annotate(const char* json, std::uint32_t size) {
  if (!engine)
    return give(hearsay::Failure{.error = hearsay::Error::model_foreign, .message = "the engine is not loaded"});
  const auto article = hearsay::article_from_json({json, size});
  if (!article) return give(article.failure());
  const auto annotation = engine->annotate(*article, &memory);
  if (!annotation) return give(annotation.failure());
  return give(hearsay::to_json(*annotation));
}

// Where the last answer lies; valid until the next call.
const char* hearsay_answer() { return answer.data(); }
}
