#pragma once

/// What a sweep shows: its best and worst points, and what each axis did.

#include <string>

#include "engine/study/result_table.hpp"

namespace deepwallet {

/// Of a table: best and worst points by a metric, and what each axis did to it. Points that do not
/// fit in memory are counted and left out, unless none fits.
std::string summary_text(const ResultTable& table, const std::string& objective);

/// The same as Markdown.
std::string summary_markdown(const ResultTable& table, const std::string& objective);

}  // namespace deepwallet
