# deepwallet_warnings: what every target of ours is compiled with. Link it PRIVATE, so that the
# flags stay with our own sources.

option(DEEPWALLET_WERROR "Treat warnings as errors" ON)

add_library(deepwallet_warnings INTERFACE)
add_library(deepwallet::warnings ALIAS deepwallet_warnings)

if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  target_compile_options(deepwallet_warnings INTERFACE
    -Wall
    -Wextra
    -Wpedantic
    -Wconversion
    -Wshadow
    $<$<BOOL:${DEEPWALLET_WERROR}>:-Werror>
    # A false alarm of GCC 12 at -O3, for plain `"a" + std::to_string(i)`.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
    # The same bits everywhere: a*b + c is never fused into one rounding.
    -ffp-contract=off)
endif()
