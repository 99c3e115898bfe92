#pragma once

namespace deepwallet::testing {

/// Heap allocations of the program so far; link tests/support/allocations.cpp.
long allocations();

}  // namespace deepwallet::testing
