// main() of the test programs for Catch2 v2. With v3 it comes from Catch2::Catch2WithMain, and
// nothing is left here.

#if !__has_include(<catch2/catch_all.hpp>)
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
