#pragma once

/// Completion scripts for shells, from a description of the command line.

#include <string>
#include <utility>
#include <vector>

namespace deepwallet::cli {

struct CompletedOption {
    std::vector<std::string> names;  ///< "--output", "-o"
    std::string help;
    bool takes_value = false;
    bool sets_field = false;           ///< its value is path=value
    std::vector<std::string> choices;  ///< of its value; a file's name where there are none
};

struct CompletedCommand {
    std::string name;  ///< "run", "db list"; empty: the program
    std::string help;
    std::vector<CompletedOption> options;
    std::vector<std::string> words;  ///< that may follow as they stand: commands, choices
};

struct CommandLine {
    std::vector<CompletedCommand> commands;  ///< the program first
    /// Paths of fields, and the words that may follow `path=`.
    std::vector<std::pair<std::string, std::vector<std::string>>> fields;
};

/// Where no command, option, field or choice fits, each shell completes the names of files.
std::string bash_completion(const CommandLine& line);
std::string zsh_completion(const CommandLine& line);
std::string fish_completion(const CommandLine& line);

}  // namespace deepwallet::cli
