# Instrumented builds: DEEPWALLET_SANITIZE and DEEPWALLET_COVERAGE apply to every target that is
# defined after this file is included. The presets asan, tsan and coverage set them.

set(DEEPWALLET_SANITIZE "" CACHE STRING
  "Sanitizers to build with, as a list: address;undefined, or thread")
option(DEEPWALLET_COVERAGE "Count executed lines (gcov)" OFF)

if(DEEPWALLET_SANITIZE)
  if("thread" IN_LIST DEEPWALLET_SANITIZE AND
      ("address" IN_LIST DEEPWALLET_SANITIZE OR "leak" IN_LIST DEEPWALLET_SANITIZE))
    message(FATAL_ERROR
      "DEEPWALLET_SANITIZE=${DEEPWALLET_SANITIZE}: thread cannot be combined with address or leak")
  endif()
  list(JOIN DEEPWALLET_SANITIZE "," _deepwallet_sanitizers)
  add_compile_options(
    -fsanitize=${_deepwallet_sanitizers}
    -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${_deepwallet_sanitizers})
  # Checks of the standard library that cost little: bounds of operator[], empty front() and back().
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
  unset(_deepwallet_sanitizers)
endif()

if(DEEPWALLET_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
