#pragma once

/// What the paths of the registry are called in the window.

#include <QString>
#include <string>

#include "engine/config/value.hpp"

namespace deepwallet::gui {

/// A metric by its meaning, a field by its section and name, both in the language of the window;
/// another path (a way to pay, a column of a store) stands for itself.
QString path_name(const std::string& path);

/// A field by its name alone, where it stands among others of its section; else as path_name.
QString short_path_name(const std::string& path);

/// A text without its quotes, other values as TOML has them.
std::string plain_text(const Value& value);

/// A value of a field: a word of ours in the language of the window, other text and numbers as they
/// are.
QString value_name(const std::string& path, const std::string& value);

}  // namespace deepwallet::gui
