#pragma once

namespace deepwallet::test {

/// Bounds of time tell work that has no place in an edit, and no speed: machines may be slow, and
/// code that sanitizers watch is slower.
#ifdef DEEPWALLET_IS_SANITIZED
inline constexpr bool kIsSanitized = true;
inline constexpr double kSlow = 40.0;
#else
inline constexpr bool kIsSanitized = false;
inline constexpr double kSlow = 4.0;
#endif

/// Milliseconds that a test waits for what ends by itself.
inline constexpr int kPatience = kIsSanitized ? 600'000 : 60'000;

}  // namespace deepwallet::test
