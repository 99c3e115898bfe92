#pragma once

namespace deepwallet::test {

/// Heap allocations of the program so far; link tests/support/allocations.cpp.
long allocations();

}  // namespace deepwallet::test
