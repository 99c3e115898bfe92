#include "engine/config/hints.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"

using namespace deepwallet;

using Words = std::vector<std::string>;

TEST_CASE("edit distance counts the fewest insertions, deletions, exchanges and adjacent swaps") {
    struct Row {
        const char* a;
        const char* b;
        std::size_t distance;
    };
    const Row row =
        GENERATE(Row{"", "", 0},
                 Row{"tensor", "tensor", 0},
                 Row{"", "abc", 3},
                 Row{"tensr", "tensor", 1},    // o inserted
                 Row{"tennsor", "tensor", 1},  // n deleted
                 Row{"tansor", "tensor", 1},   // a for e
                 Row{"tesnor", "tensor", 1},   // s and n swapped
                 Row{"kitten", "sitting", 3},  // Levenshtein's own: k-s, e-i, +g
                 Row{"ca", "abc", 3},     // 2 if a swapped pair could be edited again; it cannot
                 Row{"abcd", "badc", 2},  // two swaps
                 Row{"ab", "ba", 1},
                 Row{"data", "DATA", 0},  // case is folded
                 Row{"pipelnie", "Pipeline", 1});
    CAPTURE(row.a, row.b);
    CHECK(edit_distance(row.a, row.b) == row.distance);
    CHECK(edit_distance(row.b, row.a) == row.distance);
}

TEST_CASE("edit distance lies between the difference of lengths and the longer length") {
    const Words words = {"tensor", "pipeline", "data", "context", "expert", "", "x", "aaaaaaaa"};
    for (const auto& a : words) {
        for (const auto& b : words) {
            CAPTURE(a, b);
            const std::size_t shorter = std::min(a.size(), b.size());
            const std::size_t longer = std::max(a.size(), b.size());
            CHECK(edit_distance(a, b) >= longer - shorter);
            CHECK(edit_distance(a, b) <= longer);
        }
    }
}

TEST_CASE("the nearest word is at most a third of the letters away") {
    const Words known = {"tensor", "pipeline", "data", "micro_batch"};
    CHECK(nearest("tensr", known) == "tensor");
    CHECK(nearest("pipleine", known) == "pipeline");
    // 2 of 6 letters is a third, 3 of 6 is more.
    CHECK(nearest("tenxxr", known) == "tensor");
    CHECK_FALSE(nearest("texxxr", known).has_value());
    CHECK_FALSE(nearest("zzzz", known).has_value());
}

TEST_CASE("a word that contains another of three letters or more is near it") {
    const Words known = {"micro_batch", "global_batch_size"};
    CHECK(nearest("micro", known) == "micro_batch");
    CHECK(nearest("my_micro_batch_of_sequences", known) == "micro_batch");
    CHECK_FALSE(nearest("mi", known).has_value());
}

TEST_CASE("of equally near words the first wins, of unequal ones the nearer") {
    CHECK(nearest("dats", Words{"data", "date"}) == "data");
    CHECK(nearest("dats", Words{"date", "data"}) == "date");
    CHECK(nearest("batch", Words{"micro_batch", "batsh"}) == "batsh");
}

TEST_CASE("nothing is near an empty word, an endless one, or an empty list") {
    CHECK_FALSE(nearest("", Words{"data"}).has_value());
    CHECK_FALSE(nearest(std::string(100'000, 'a'), Words{std::string(100, 'a')}).has_value());
    CHECK_FALSE(nearest("data", Words{}).has_value());
}

TEST_CASE("did_you_mean names the near word, else what is known") {
    const Words known = {"tensor", "data"};
    CHECK(did_you_mean("tensr", known) == "did you mean 'tensor'?");
    CHECK(did_you_mean("zzzzzz", known) == "known: tensor, data");
    CHECK(did_you_mean("zzzzzz", Words{}).empty());
}

TEST_CASE("a long list is cut, and says how many words it left out") {
    const Words words = {"a", "b", "c", "d"};
    CHECK(enumerate(words) == "a, b, c, d");
    CHECK(enumerate(words, 4) == "a, b, c, d");
    CHECK(enumerate(words, 3) == "a, b, c and 1 more");
    CHECK(enumerate(Words{}).empty());
    CHECK(enumerate(Words(15, "x")) == "x, x, x, x, x, x, x, x, x, x, x, x and 3 more");
}
