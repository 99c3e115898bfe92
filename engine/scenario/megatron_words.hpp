#pragma once

/// The words of a launch command, put together to arguments: what is written, before any rule says
/// what it means.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/config/shell_words.hpp"
#include "engine/scenario/imported.hpp"

namespace deepwallet {

/// One argument as it was written last.
struct GivenArgument {
    std::string written;  ///< as the user calls it
    std::vector<ShellWord> values;
    Place place;
    bool nemo = false;
};

/// By the name that Megatron-LM has for them, without its dashes.
using GivenArguments = std::map<std::string, GivenArgument>;

/// Of a text or of the file that it names. What is not understood is noted, and what cannot be read
/// is a fault, both in `out`; nothing where there are no words at all.
std::optional<GivenArguments> given_arguments(const ImportSource& source, Imported& out);

/// As it was written, values and all.
std::string text_of(const GivenArgument& argument);

/// Is all of a word a number?
bool is_number(const std::string& text);

/// How many values follow an argument of the table at most.
std::size_t values_taken(const std::string& name);

/// "no value", "one value", "3 values".
std::string count_text(std::size_t values);

/// A note once, however often it is made.
void add_import_note(Imported& out, const Place& place, const std::string& text);

/// A fault under the field that the argument fills.
void add_argument_fault(
    Imported& out, const std::string& name, std::string what, std::string help, Place place);

}  // namespace deepwallet
