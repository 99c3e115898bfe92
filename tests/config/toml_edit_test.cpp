// Edits of a TOML document: one value changes, every other byte stays.

#include "engine/config/toml_edit.hpp"

#include "engine/config/toml_reader.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

const std::string kText = R"(# A question, in our own words.
name = "größer"   # the title

[cluster]
server = "dgx-a100-80gb"
servers = 280     # of them

[training]
tokens = { value = 270e9, source = "Smith et al. 2022" }  # published
list = [
  1, 2,
  3,
]
# the end
)";

std::string changed(const std::string& from, const std::string& to) {
    std::string out = kText;
    const std::size_t at = out.find(from);
    REQUIRE(at != std::string::npos);
    return out.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a value is replaced in place, with everything around it kept") {
    CHECK(*with_value(kText, "cluster.servers", std::int64_t{420}) == changed("280", "420"));
    CHECK(*with_value(kText, "name", std::string("b")) == changed("\"größer\"", "\"b\""));
    CHECK(*with_value(kText, "training.list", std::vector<double>{4}) ==
          changed("[\n  1, 2,\n  3,\n]", "[4]"));
}

TEST_CASE("another value does not keep the source of the one it replaces") {
    CHECK(*with_value(kText, "training.tokens", 1e12) ==
          changed("{ value = 270e9, source = \"Smith et al. 2022\" }", to_text(Value(1e12))));
}

TEST_CASE("a new value goes to the end of its section") {
    CHECK(*with_value(kText, "cluster.fabric", std::string("hdr")) ==
          changed("servers = 280     # of them\n",
                  "servers = 280     # of them\nfabric = \"hdr\"\n"));
    CHECK(*with_value(kText, "training.global_batch", std::int64_t{8}) ==
          changed("  3,\n]\n", "  3,\n]\nglobal_batch = 8\n"));
    CHECK(*with_value("[a]\n[b]\nx = 1\n", "a.y", true) == "[a]\ny = true\n[b]\nx = 1\n");
    CHECK(*with_value("[a]\nx = 1", "a.y", true) == "[a]\nx = 1\ny = true\n");
}

TEST_CASE("a new section goes to the end, a new value of the file behind the others") {
    CHECK(*with_value(kText, "site.pue", 1.1) == kText + "\n[site]\npue = 1.1\n");
    CHECK(*with_value("", "site.pue", 1.1) == "[site]\npue = 1.1\n");
    CHECK(*with_value("a = 1\n[b]\n", "c", true) == "a = 1\nc = true\n[b]\n");
    CHECK(*with_value("[b]\nx = 1\n", "c", true) == "c = true\n[b]\nx = 1\n");
}

TEST_CASE("a value goes with its line, and comes back as it was given") {
    CHECK(*without_value(kText, "cluster.servers") == changed("servers = 280     # of them\n", ""));
    CHECK(*without_value(kText, "training.list") == changed("list = [\n  1, 2,\n  3,\n]\n", ""));
    CHECK(*without_value(kText, "site.pue") == kText);
}

TEST_CASE("what is written reads back the same") {
    const std::vector<std::pair<std::string, Value>> edits = {
        {"cluster.servers", std::int64_t{17}},
        {"cluster.server", std::string("a \"quoted\" \\ name\nof two lines")},
        {"training.tokens", 0.1 + 0.2},
        {"economics.compare", std::vector<std::string>{"a", "b"}},
        {"parallelism.sequence_parallel", true},
    };
    std::string text = kText;
    for (const auto& [path, value] : edits) text = *with_value(text, path, value);
    const auto read = read_toml(text, "");
    REQUIRE(read);
    for (const auto& [path, value] : edits) {
        INFO(path);
        const auto at =
            std::find_if(read->begin(), read->end(), [&, name = path](const Assignment& a) {
                return a.path == name;
            });
        REQUIRE(at != read->end());
        CHECK(at->value == value);
    }
}

TEST_CASE("a quoted key with dots is changed and taken out in its place") {
    const std::string text = "[search]\ntop = 5\nset.\"cluster.server\" = [\"a\", \"b\"]  # both\n";
    CHECK(*with_value(text, "search.set.cluster.server", std::vector<std::string>{"c"}) ==
          "[search]\ntop = 5\nset.\"cluster.server\" = [\"c\"]  # both\n");
    CHECK(*without_value(text, "search.set.cluster.server") == "[search]\ntop = 5\n");
    const auto more = with_value(text, "search.set.cluster.servers", std::vector<double>{1.0, 2.0});
    REQUIRE(more);
    const auto section = read_toml_section(*more, "", "search");
    REQUIRE(section);
    CHECK(section->size() == 3);
}

TEST_CASE("what cannot be changed alone is refused") {
    CHECK_FALSE(with_value("a = { b = 1 }\n", "a.c", true));
    CHECK_FALSE(with_value("a = 1\n", "a.c", true));
    CHECK_FALSE(with_value("a = \n", "b", true));
    CHECK_FALSE(without_value("a = { b = 1 }\n", "a.b"));
}
