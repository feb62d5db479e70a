// A linear chain whose states and transitions are known at compile time.
//
// At each position a feature row gives `outputs` scores; the score of going from one state to another is the sum of the
// outputs named by the transition's mask, and of the transition's own weight. The chain starts in state 0 before the
// first position.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace hearsay::model {

struct Transition {
  std::uint8_t from = 0, to = 0;
  std::uint8_t outputs = 0;  // a bit for each output that counts
};

template <std::size_t Outputs, std::size_t States, std::size_t Transitions>
struct Lattice {
  static constexpr std::size_t outputs = Outputs, states = States, transitions = Transitions;
  std::array<Transition, Transitions> transition;
};

// The tagger that marks cues: outside, first token, later token. Outputs: first, later, and the end (the first token
// after a cue).
enum CueState : std::uint8_t { outside, first, later };
inline constexpr std::size_t cue_outputs = 4;
inline constexpr Lattice<cue_outputs, 3, 8> cue_lattice = {{{
    {outside, outside, 0b000},
    {outside, first, 0b001},
    {first, outside, 0b100},
    {first, first, 0b101},
    {first, later, 0b010},
    {later, outside, 0b100},
    {later, first, 0b101},
    {later, later, 0b010},
}}};

// The tagger that marks the source and the content of one cue. A state is a role, and whether a source and a content
// have been seen so far; there is at most one source.
enum ArgumentState : std::uint8_t { o_00, o_s0, o_0c, o_sc, source_0, source_c, content_0, content_s };
enum ArgumentOutput : std::uint8_t {
  in_source = 1 << 0,
  in_content = 1 << 1,
  source_starts = 1 << 2,
  source_ends = 1 << 3,
  content_starts = 1 << 4,
  content_ends = 1 << 5,
  content_resumes = 1 << 6,
};
inline constexpr std::size_t argument_outputs = 8;
inline constexpr Lattice<argument_outputs, 8, 21> argument_lattice = {{{
    {o_00, o_00, 0},
    {o_s0, o_s0, 0},
    {o_0c, o_0c, 0},
    {o_sc, o_sc, 0},
    {o_00, source_0, in_source | source_starts},
    {o_0c, source_c, in_source | source_starts},
    {o_00, content_0, in_content | content_starts},
    {o_s0, content_s, in_content | content_starts},
    {o_0c, content_0, in_content | content_resumes},
    {o_sc, content_s, in_content | content_resumes},
    {source_0, source_0, in_source},
    {source_c, source_c, in_source},
    {source_0, o_s0, source_ends},
    {source_c, o_sc, source_ends},
    {source_0, content_s, in_content | source_ends | content_starts},
    {source_c, content_s, in_content | source_ends | content_resumes},
    {content_0, content_0, in_content},
    {content_s, content_s, in_content},
    {content_0, source_c, in_source | source_starts | content_ends},
    {content_0, o_0c, content_ends},
    {content_s, o_sc, content_ends},
}}};

}  // namespace hearsay::model
