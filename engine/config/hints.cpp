#include "engine/config/hints.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace deepwallet {

namespace {

char folded(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

/// Longer words than this are no typing error of anything we know, and comparing them costs time.
constexpr std::size_t kLongestWord = 128;

bool contains(std::string_view text, std::string_view part) {
    return part.size() >= 3 && text.find(part) != std::string_view::npos;
}

/// A name that is cut short is as near as one wrong letter.
std::size_t distance_to(std::string_view word, std::string_view candidate) {
    const bool cut_short = word.size() >= 3 && candidate.substr(0, word.size()) == word;
    const std::size_t distance = edit_distance(word, candidate);
    return cut_short ? std::min<std::size_t>(distance, 1) : distance;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
    const std::size_t width = b.size() + 1;
    std::vector<std::size_t> before(width), last(width), row(width);
    for (std::size_t j = 0; j < width; ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j < width; ++j) {
            const bool same = folded(a[i - 1]) == folded(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
            const bool swapped = i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) &&
                                 folded(a[i - 2]) == folded(b[j - 1]);
            if (swapped)
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known) {
    if (word.empty() || word.size() > kLongestWord)
        return std::nullopt;
    const std::string* best = nullptr;
    std::size_t least = 0;
    for (const std::string& candidate : known) {
        const std::size_t distance = distance_to(word, candidate);
        if (best != nullptr && distance >= least)
            continue;
        const bool near = 3 * distance <= std::max(word.size(), candidate.size());
        if (!near && !contains(candidate, word) && !contains(word, candidate))
            continue;
        best = &candidate;
        least = distance;
    }
    return best == nullptr ? std::nullopt : std::optional(*best);
}

std::string enumerate(std::span<const std::string> words, std::size_t most) {
    std::string out;
    for (std::size_t i = 0; i < std::min(words.size(), most); ++i) {
        if (i > 0)
            out += ", ";
        out += words[i];
    }
    if (words.size() > most)
        out += fmt::format(" and {} more", words.size() - most);
    return out;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known) {
    if (const auto close = nearest(word, known))
        return fmt::format("did you mean '{}'?", *close);
    if (known.empty())
        return "";
    return "known: " + enumerate(known);
}

}  // namespace deepwallet
