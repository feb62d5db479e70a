// A corpus in brat standoff form (https://brat.nlplab.org/standoff.html), as PolNeAR is published: NAME.txt and
// NAME.ann.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "attributions/extraction.hpp"
#include "hearsay/hearsay.hpp"
#include "text/document.hpp"

namespace hearsay::corpus {

// One attribution as an annotator marked it: bytes of the article's text.
struct Marked {
  std::vector<Span> source, cue, content;
};

struct Article {
  std::string name;  // without .txt
  std::string text;
  std::vector<Marked> attributions;
};

// The attributions of one .ann file; its code point offsets become bytes of `text`. Rows other than text-bound ones and
// events of the type Attribution are passed over. Errors: corpus_invalid.
[[nodiscard]] Result<std::vector<Marked>> read_standoff(std::string_view ann, std::string_view text);

// Every NAME.ann of a folder with its NAME.txt, in order of the names. Where several people annotated one text
// (NAME_1a2b.ann, NAME_3c4d.ann), the first by name counts. Errors: corpus_invalid.
[[nodiscard]] Result<std::vector<Article>> read_corpus(const std::string& folder);

// The article's text as the engine would parse it.
[[nodiscard]] text::Document parse_article(const Article& article);

// A marked attribution in tokens of the parsed article; pieces that touch are one. The cue is the hull of its pieces,
// and empty where the text-bound row covers no token.
[[nodiscard]] attributions::Extraction align(const text::Document& document, const Marked& marked);

// A whole file, or an error of the given kind that names it.
[[nodiscard]] Result<std::string> read_file(const std::string& path);

}  // namespace hearsay::corpus
