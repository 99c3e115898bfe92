#pragma once

/// The one header that every test includes: Catch2 v3 where it is there, else v2, with the matchers
/// under the same names. Compare numbers with WithinRel and WithinAbs; both state their tolerance.

#if __has_include(<catch2/catch_all.hpp>)

#include <catch2/catch_all.hpp>

using Catch::Matchers::ContainsSubstring;

#else

#include <string>

#include <catch2/catch.hpp>

/// v3's name for what v2 calls Contains.
inline auto ContainsSubstring(const std::string& text) {  // NOLINT(readability-identifier-naming)
    return Catch::Matchers::Contains(text);
}

#endif

using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
