#pragma once

/// The nearest right word: what "did you mean" says.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace deepwallet {

/// Damerau-Levenshtein distance with adjacent swaps (optimal string alignment), ASCII case folded.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The known word closest to `word`, if it is close enough to be what was meant: at most a third of
/// the longer word's letters differ, or one word contains the other. The first of equals wins.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known);

/// `did you mean 'x'?`, or the list of what is known where nothing is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> known);

/// `a, b, c`, cut after `most` with the number of those left out.
std::string enumerate(std::span<const std::string> words, std::size_t most = 12);

}  // namespace deepwallet
