#pragma once

/// The one error type of the engine. A reader collects every fault of its input before it gives up,
/// so what travels is a list. A plan that does not fit in memory is a result, not an error.

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace deepwallet {

enum class ErrorCode {
    io,            ///< a file cannot be read or written
    syntax,        ///< the text is not TOML
    unknown_name,  ///< no such field, preset or metric
    wrong_type,    ///< text where a number belongs, a fraction where a count belongs
    out_of_range,  ///< a value outside of what its field allows
    missing,       ///< a value without which nothing can be said
    conflict,      ///< values that contradict each other
};

/// Where in a file; line and column count from 1, 0 where there is none.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
};

struct Fault {
    ErrorCode code = ErrorCode::conflict;
    /// Field path the fault is about, where there is one; its place in a file is found by it.
    std::string path;
    /// What was found and what is wrong with it: "parallelism.tensor = 7: 96 heads do not divide".
    std::string message;
    /// What is allowed, and the nearest right word.
    std::string help;
    Place place = {};
    /// Paths of the other values that take part: where one of them is at fault itself, this fault
    /// merely follows.
    std::vector<std::string> about = {};
};

using Faults = std::vector<Fault>;

template <class T>
using Result = tl::expected<T, Faults>;

/// `file:line:column: error: message`, and a help line below where there is help.
std::string render(const Fault& fault);

/// All faults, one below the other, each ended by a line break.
std::string render(const Faults& faults);

/// A fault list of one.
inline tl::unexpected<Faults> failure(Fault fault) {
    return tl::unexpected<Faults>(Faults{std::move(fault)});
}

}  // namespace deepwallet
