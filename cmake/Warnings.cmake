# deepwallet_warnings: what every target of ours is compiled with. Link it PRIVATE, so that the
# flags stay with our own sources.

# Compilers that were tried give none; what a newer one adds must not keep anybody from building.
set(_deepwallet_werror OFF)
if((CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13) OR
    (CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15))
  set(_deepwallet_werror ON)
endif()
option(DEEPWALLET_WERROR "Treat warnings as errors" ${_deepwallet_werror})
unset(_deepwallet_werror)

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
