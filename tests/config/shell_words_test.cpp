// Words of launch scripts, by the rules of POSIX.1-2017, XCU 2.2 to 2.6, and of bash's arrays.

#include "engine/config/shell_words.hpp"

#include <random>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

std::vector<std::string> words_of(const std::string& text) {
    const auto read = shell_words(text, "s");
    REQUIRE(read);
    std::vector<std::string> out;
    for (const ShellWord& word : read->words) out.push_back(word.text);
    return out;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("words are read as a shell reads them") {
    struct Row {
        const char* text;
        Words words;
    };
    const std::vector<Row> rows = {
        {"--a 1 --b", {"--a", "1", "--b"}},
        {"--a \\\n  1 \\\r\n --b", {"--a", "1", "--b"}},
        {"--a 1 # --c 2\n--b", {"--a", "1", "--b"}},
        {"--a 'x y' --b \"p 'q'\"", {"--a", "x y", "--b", "p 'q'"}},
        {"--a a#b", {"--a", "a#b"}},
        {"--a \"([0]*3+[1]*58)\"", {"--a", "([0]*3+[1]*58)"}},
        {"N=8\nrun --a $N --b=${N}", {"run", "--a", "8", "--b=8"}},
        {"run --a ${N:-4}", {"run", "--a", "4"}},
        {"A=\"--a 1\n  --b 2\"\nrun $A", {"run", "--a", "1", "--b", "2"}},
        {"A=(\n --a 1 # why\n --b 2\n)\nA+=(--c)\nrun ${A[@]} x",
         {"run", "--a", "1", "--b", "2", "--c", "x"}},
        {"run --a 1 > log 2>&1 | tee log", {"run", "--a", "1", "tee", "log"}},
        {"export N=3; run --a $N", {"export", "run", "--a", "3"}},
        // A file that is meant to be sourced.
        {"N=8\nARGS=\"--a $N\"", {"8", "--a", "8"}},
        {"run --a $(( 2 * 3 )) --b `nproc`", {"run", "--a", "$(( 2 * 3 ))", "--b", "`nproc`"}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(words_of(row.text) == row.words);
    }
}

TEST_CASE("variables that are not set, or set twice, are told with their places") {
    const auto read = shell_words("run --a $N\nM=1\nM=2\nrun --b $M", "s.sh");
    REQUIRE(read);
    REQUIRE(read->unset.size() == 1);
    CHECK(read->unset.front().text == "$N");
    CHECK(read->unset.front().place.line == 1);
    CHECK(read->unset.front().place.column == 9);
    REQUIRE(read->reset.size() == 1);
    CHECK(read->reset.front().text == "$M");
    CHECK(read->words.back().text == "2");
}

TEST_CASE("quotes and lists that are not closed are faults where they begin") {
    CHECK(render(shell_words("a\n --b 'c", "s").error()) ==
          "s:2:6: error: this quote is not closed\n");
    CHECK(render(shell_words("--b \"c", "s").error()) ==
          "s:1:5: error: this quote is not closed\n");
    CHECK(render(shell_words("A=(--b 1", "s").error()) ==
          "s:1:1: error: this list is not closed\n");
}

TEST_CASE("variables that double with every line are refused, not stored") {
    std::string text = "A=\"--xxxxxxxx 1\"\n";
    for (int i = 0; i < 64; ++i) text += "A=\"$A $A\"\n";
    const auto read = shell_words(text, "s");
    REQUIRE_FALSE(read);
    CHECK(read.error().front().message == "variables grow beyond 1 MiB");
}

TEST_CASE("any bytes are read or refused") {
    std::mt19937_64 random(3);
    const std::string signs = "$(){}\"'`\\#<>|&;= \n\tAb-[@]:+1";
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (std::size_t n = random() % 40; n > 0; --n) text += signs[random() % signs.size()];
        const auto read = shell_words(text, "s");
        CHECK((read.has_value() || !read.error().empty()));
    }
}
