#include "engine/core/file.hpp"

#include <filesystem>

#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace deepwallet;
namespace fs = std::filesystem;

TEST_CASE("a file that is written keeps its permissions, and a link what it leads to") {
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "file";
    const fs::path link = folder.path() / "link";
    REQUIRE(write_file(file, "one"));
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("file", link);
    REQUIRE(write_file(link, "two"));
    CHECK(fs::is_symlink(link));
    CHECK(read_file(file, 100).value() == "two");
    CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("a device takes what is written and stays a device") {
    CHECK(write_file("/dev/null", "gone"));
    CHECK(fs::is_character_file("/dev/null"));
    // Full by definition.
    if (fs::is_character_file("/dev/full")) {
        CHECK_FALSE(write_file("/dev/full", "no room"));
        CHECK(fs::is_character_file("/dev/full"));
    }
    CHECK_FALSE(write_file(fs::temp_directory_path(), "a folder"));
}
