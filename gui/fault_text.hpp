#pragma once

/// Faults and values of the engine in the language of the window. The engine composes a fault in
/// English, as `path: what` or `path = value: what`, and a help beside it. Those that a form meets
/// most (unknown names, wrong types, ranges, degrees that do not divide) are told in words of the
/// window; the rest stays as the engine has it, behind the kind of fault in words of the window.

#include <QString>
#include <string>

#include "engine/core/error.hpp"

namespace deepwallet::gui {

/// What is wrong, without its place and its help.
[[nodiscard]] QString told_message(const Fault& fault);
/// What is allowed.
[[nodiscard]] QString told_help(const Fault& fault);
/// Both, one behind the other.
[[nodiscard]] QString told_fault(const Fault& fault, const QString& between = " — ");
/// One below the other, each with its place, as the command line prints them.
[[nodiscard]] QString told_faults(const Faults& faults);

/// "49.6 days": words among units in the language of the window. Signs of units are the same in
/// all.
[[nodiscard]] QString told_value(const std::string& value);

}  // namespace deepwallet::gui
