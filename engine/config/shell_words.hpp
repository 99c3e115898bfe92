#pragma once

/// Words of a launch command or of the shell script that holds it.

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"

namespace deepwallet {

struct ShellWord {
    std::string text;
    Place place;
};

struct ShellWords {
    std::vector<ShellWord> words;
    /// Variables that were used and are set nowhere in the text: they stay as they are written.
    std::vector<ShellWord> unset;
    /// Variables that were used and set more than once: the last value before counts.
    std::vector<ShellWord> reset;
};

/// The words of all commands in their order: quotes, comments, lines that go on behind a backslash,
/// `NAME=value`, `NAME=( … )`, `$NAME`, `${NAME[@]}` and `${NAME:-value}` are read as a POSIX shell
/// and bash do (POSIX.1-2017, XCU 2.2 to 2.6). Nothing is run: branches and loops are read as if
/// each line were taken once, and `$( … )` stays as it is written. Where no command has an
/// argument, the words of all variables are taken: a file that only sets them is meant to be
/// sourced. A quote or a list that is not closed, and text that grows beyond 1 MiB, are faults.
Result<ShellWords> shell_words(std::string_view text, const std::string& file);

}  // namespace deepwallet
