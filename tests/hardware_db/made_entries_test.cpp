#include "hardware_db/generate/made_entries.hpp"

#include <algorithm>

#include "engine/core/file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

namespace {

using namespace deepwallet;
namespace fs = std::filesystem;

const fs::path kDatabase = test::project_root() / "hardware_db";
const char* const kRefresh =
    "make_hardware_db hardware_db/tables hardware_db writes the files anew";

std::string text_of(const fs::path& file) { return read_file(file, 1U << 20U).value(); }

fs::path empty_folder(const char* name) {
    fs::path folder = fs::temp_directory_path() / "deepwallet_made_entries" / name;
    fs::remove_all(folder);
    fs::create_directories(folder);
    return folder;
}

std::vector<MadeEntry> shipped_tables() {
    auto entries = made_entries(kDatabase / "tables");
    if (!entries)
        throw std::runtime_error(render(entries.error()));
    return *entries;
}

/// A folder of tables of one kind of thing with one field of each type.
fs::path small_tables(const char* name, const std::string& things, const std::string& values) {
    fs::path folder = empty_folder(name);
    const auto write = [&](const char* file, const std::string& text) {
        if (!write_file(folder / file, text))
            throw std::runtime_error("cannot write tables");
    };
    write("layout.csv",
          "kind,field,type,heading\n"
          "things,name,text,\n"
          "things,source,text,\n"
          "things,rate,number,Its rates.\n"
          "things,shares,list,\n");
    write("things.csv", things);
    write("things_values.csv",
          "of,field,value,times,low,high,assumption,as_of,source,notes\n" + values);
    return folder;
}

}  // namespace

TEST_CASE("the shipped entries are those that the tables make") {
    const fs::path folder = empty_folder("shipped");
    const auto entries = shipped_tables();
    REQUIRE(write_entries(entries, folder).value().size() == entries.size());
    for (const MadeEntry& entry : entries) {
        CAPTURE(entry.file.string(), kRefresh);
        REQUIRE(fs::exists(kDatabase / entry.file));
        CHECK(text_of(folder / entry.file) == text_of(kDatabase / entry.file));
    }
}

TEST_CASE("no made entry is left over that no table describes") {
    const auto entries = shipped_tables();
    for (const auto& found : fs::recursive_directory_iterator(kDatabase)) {
        if (found.path().extension() != ".toml" || !is_made(text_of(found.path())))
            continue;
        const fs::path file = fs::relative(found.path(), kDatabase);
        CAPTURE(file.string());
        CHECK(std::any_of(entries.begin(), entries.end(), [&](const MadeEntry& entry) {
            return entry.file == file;
        }));
    }
}

TEST_CASE("a file that is kept by hand is not overwritten, a made one is") {
    const fs::path folder = empty_folder("kept");
    fs::create_directories(folder / "things");
    const fs::path kept = folder / "things" / "kept.toml";
    REQUIRE(write_file(kept, "# By hand.\n"));
    const std::vector<MadeEntry> entries = {
        {"things/kept.toml", "new"},
        {"things/made.toml", "# Made by make_hardware_db from tables/things.csv: old\n"}};
    REQUIRE(write_entries(entries, folder).value() == std::vector<fs::path>{"things/made.toml"});
    CHECK(text_of(kept) == "# By hand.\n");
    REQUIRE(write_entries({{"things/made.toml", "new"}}, folder).value().size() == 1);
    CHECK(text_of(folder / "things" / "made.toml") == "new");
}

TEST_CASE("a cell that is not confirmed takes its range and reason from all such cells") {
    const auto entries =
        made_entries(small_tables("doubt",
                                  "entry,title,name,source,groups,unconfirmed,rate\n"
                                  "sure,Sure.,Sure,A sheet,,,20\n"
                                  "unsure,Unsure.,Unsure,A sheet,,rate,20\n",
                                  "unconfirmed,rate,1,rate,0.9,1.1,yes,,,heard\n"));
    REQUIRE(entries.has_value());
    CHECK_THAT((*entries)[0].text, ContainsSubstring("rate = 20\n"));
    CHECK_THAT((*entries)[1].text,
               ContainsSubstring("rate = { value = 20, assumption = true, low = 18, high = 22, "
                                 "notes = \"heard\" }\n"));
}

TEST_CASE("an entry's own value goes before its row, and its row before its groups") {
    const fs::path tables = small_tables("order",
                                         "entry,title,name,source,groups,unconfirmed,rate\n"
                                         "own,Own.,Own,A sheet,shared,,2\n"
                                         "row,Row.,\"A \"\"row\"\"\",A sheet,shared,rate,2\n"
                                         "group,Group.,Group,A sheet,shared,,\n",
                                         "own,rate,3,,1,4,yes,2024,me,why\n"
                                         "shared,rate,5,,,,,,,\n"
                                         "shared,shares,0.5 0.25,rate,,,,,guess,\n");
    const auto faulty = made_entries(tables);
    // The group's row has no rate to multiply by.
    REQUIRE_FALSE(faulty.has_value());
    CHECK_THAT(faulty.error().front().message, ContainsSubstring("shares of group"));

    const auto entries =
        made_entries(small_tables("order",
                                  "entry,title,name,source,groups,unconfirmed,rate\n"
                                  "own,Own.,Own,A sheet,shared,,2\n"
                                  "row,Row.,\"A \"\"row\"\"\",A sheet,shared,rate,2\n",
                                  "own,rate,3,,1,4,yes,2024,me,why\n"
                                  "shared,rate,5,,,,,,,\n"
                                  "shared,shares,0.5 0.25,rate,,,,,guess,\n"));
    REQUIRE(entries.has_value());
    CHECK((*entries)[0].text ==
          "# Made by make_hardware_db from tables/things.csv: change the table, not this file.\n"
          "# Own.\n\n"
          "name = \"Own\"\n"
          "source = \"A sheet\"\n"
          "\n# Its rates.\n"
          "rate = { value = 3, source = \"me\", as_of = \"2024\", assumption = true, low = 1, "
          "high = 4, notes = \"why\" }\n"
          "shares = { value = [1, 0.5], source = \"guess\" }\n");
    CHECK_THAT((*entries)[1].text, ContainsSubstring("name = \"A \\\"row\\\"\""));
    CHECK_THAT(
        (*entries)[1].text,
        ContainsSubstring("rate = { value = 2, assumption = true, notes = \"not confirmed\" }"));
}

TEST_CASE("a table that says what no field is told, is refused with its place") {
    const auto refused =
        [](const char* name, const std::string& things, const std::string& values) {
            const auto entries = made_entries(small_tables(name, things, values));
            REQUIRE_FALSE(entries.has_value());
            return render(entries.error());
        };
    CHECK_THAT(refused("column", "entry,title,name,colour\na,A.,A,red\n", ""),
               ContainsSubstring("things.csv:1:1: error: colour"));
    CHECK_THAT(
        refused("group", "entry,title,name,groups\na,A.,A,shard\n", "shared,rate,1,,,,,,,\n"),
        ContainsSubstring("did you mean 'shared'"));
    CHECK_THAT(refused("number", "entry,title,name,rate\na,A.,A,fast\n", ""),
               ContainsSubstring("things.csv:2:1: error: rate of a = fast: not a number"));
    CHECK_THAT(refused("twice", "entry,title,name\na,A.,A\n", "a,rate,1,,,,,,,\na,rate,2,,,,,,,\n"),
               ContainsSubstring("twice"));
    CHECK_THAT(refused("nobody", "entry,title,name\na,A.,A\n", "b,rate,1,,,,,,,\n"),
               ContainsSubstring("values of no entry and no group"));
    CHECK_THAT(refused("path", "entry,title,name\n../a,A.,A\n", ""),
               ContainsSubstring("not a name"));

    const fs::path outside = small_tables("kind", "entry,title,name\na,A.,A\n", "");
    REQUIRE(write_file(outside / "layout.csv", "kind,field,type,heading\n../out,name,text,\n"));
    const auto entries = made_entries(outside);
    REQUIRE_FALSE(entries.has_value());
    CHECK_THAT(render(entries.error()), ContainsSubstring("../out: not a name"));
}
