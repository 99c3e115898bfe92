// Edits of a TOML document: one value changes, every other byte stays.

#include "engine/config/toml_edit.hpp"

#include <algorithm>
#include <array>
#include <map>

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

TEST_CASE("a value is written with what is known of it, and read back so") {
    const Assignment price = {
        "server.price_usd", 199e3, {}, {"a \"list\" price", "2020-05", true, 167e3, 300e3}};
    const Result<std::string> text = with_annotated_value(kText, price);
    REQUIRE(text);
    const auto read = read_toml(*text, "a.toml");
    REQUIRE(read);
    const auto at = std::find_if(
        read->begin(), read->end(), [&](const Assignment& a) { return a.path == price.path; });
    REQUIRE(at != read->end());
    CHECK(to_text(at->value) == "199000");
    CHECK(at->provenance.source == price.provenance.source);
    CHECK(at->provenance.as_of == price.provenance.as_of);
    CHECK(at->provenance.assumption);
    CHECK(at->provenance.low == price.provenance.low);
    CHECK(at->provenance.high == price.provenance.high);
    // Of what nothing is known there is the value alone.
    CHECK(*with_annotated_value(kText, {"cluster.servers", std::int64_t{420}, {}, {}}) ==
          changed("280", "420"));
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

TEST_CASE("a new key among dotted ones is dotted, in the table where its neighbours are") {
    CHECK(*with_value("cluster.servers = 280\nparallelism.tensor = 8  # t\nname = \"a\"\n[model]\n",
                      "parallelism.micro_batch",
                      std::int64_t{2}) ==
          "cluster.servers = 280\nparallelism.tensor = 8  # t\nparallelism.micro_batch = 2\n"
          "name = \"a\"\n[model]\n");
    CHECK(*with_value("[a]\n  b.c = 1\n  d = 2\n[e]\n", "a.b.x", true) ==
          "[a]\n  b.c = 1\n  b.x = true\n  d = 2\n[e]\n");
    CHECK(*with_value("[a]\nx = { b.c = 1, d = 2 }\n", "a.x.b.e", true) ==
          "[a]\nx = { b.c = 1, b.e = true, d = 2 }\n");
}

TEST_CASE("an inline table takes, changes and gives up its keys in its braces") {
    const std::string text = "p = { tensor = 8, pipeline = 35 } # c\n[a]\n";
    CHECK(*with_value(text, "p.zero_stage", std::int64_t{3}) ==
          "p = { tensor = 8, pipeline = 35, zero_stage = 3 } # c\n[a]\n");
    CHECK(*with_value(text, "p.tensor", std::int64_t{4}) ==
          "p = { tensor = 4, pipeline = 35 } # c\n[a]\n");
    CHECK(*without_value(text, "p.tensor") == "p = { pipeline = 35 } # c\n[a]\n");
    CHECK(*without_value(text, "p.pipeline") == "p = { tensor = 8 } # c\n[a]\n");
    CHECK(*with_value("p = {}\n", "p.x", true) == "p = { x = true }\n");
    // What holds nothing any more would say nothing.
    CHECK(*without_value("n = 1\np = { tensor = 8 }\n[a]\n", "p.tensor") == "n = 1\n[a]\n");
    CHECK(*without_value("p = { a = [ 1, 2 ], q = { x = 1 }, \"r\" = \"},{\" }\n", "p.q.x") ==
          "p = { a = [ 1, 2 ], \"r\" = \"},{\" }\n");
    CHECK(*without_value("p = { a.b = 1, a.c = 2, a.d = 3 }\n", "p.a.c") ==
          "p = { a.b = 1, a.d = 3 }\n");
}

TEST_CASE("a heading that others imply, and a list of sections, hold no new key of another") {
    CHECK(*with_value("[a.b]\nx = 1\n", "a.y", true) == "[a.b]\nx = 1\n\n[a]\ny = true\n");
    CHECK(*with_value("n = 1\n[[a]]\nx = 1\n[[a]]\nx = 2\n", "c", true) ==
          "n = 1\nc = true\n[[a]]\nx = 1\n[[a]]\nx = 2\n");
    CHECK(*with_value("[s]\nx = 1\n[[s.a]]\ny = 1\n", "s.z", true) ==
          "[s]\nx = 1\nz = true\n[[s.a]]\ny = 1\n");
}

TEST_CASE("lines end as those of the file do, and what a file is marked with stays in front") {
    CHECK(*with_value("[a]\r\nx = 1\r\n", "a.y", true) == "[a]\r\nx = 1\r\ny = true\r\n");
    CHECK(*with_value("[a]\r\nx = 1", "b.y", true) == "[a]\r\nx = 1\r\n\r\n[b]\r\ny = true\r\n");
    const std::string mark = "\xEF\xBB\xBF";
    CHECK(*with_value(mark + "x = 1\n", "x", true) == mark + "x = true\n");
    CHECK(*with_value(mark + "[a]\n", "x", true) == mark + "x = true\n[a]\n");
    CHECK(*without_value(mark + "x = 1\ny = 2\n", "x") == mark + "y = 2\n");
}

TEST_CASE("a value whose notes have lines of their own goes with them") {
    const std::string dotted = "[t]\nx.value = 1\nx.source = \"s\"\ny = 2\n";
    CHECK(*with_value(dotted, "t.x", std::int64_t{3}) == "[t]\nx.value = 3\ny = 2\n");
    CHECK(*without_value(dotted, "t.x") == "[t]\ny = 2\n");
    const std::string headed = "[t.x]\nvalue = 1\nlow = 0\nhigh = 2\n[u]\n";
    CHECK(*with_value(headed, "t.x", std::int64_t{3}) == "[t.x]\nvalue = 3\n[u]\n");
    const auto gone = without_value(headed, "t.x");
    REQUIRE(gone);
    CHECK(*with_value(*gone, "t.x", std::int64_t{4}) == "[t.x]\nvalue = 4\n[u]\n");
}

namespace {

/// The same questions in the shapes that TOML has for them.
const std::vector<std::string> kShapes = {
    "",
    "name = \"x\"\n",
    "a.b = 1\na.c = 2 # c\n",
    "a = { b = 1, c = 2 } # c\n",
    "a = {b=1}\n",
    "a = {}\n[z]\n",
    "[a]\nb = 1\n# c\nc = 2\n",
    "[a]\nb = 1",
    "a.b = 1\na.d.x = 3\nname = \"x\"\n[e]\nf.g = 1\n",
    "[a.d]\nx = 3\n[e]\nf = { g = 1 }\n",
    "[a.d]\nx = 3\n[a]\nb = 1\n[e.f]\ng = 2\n",
    "[[l]]\nb = 1\n[[l]]\nb = 2\n",
    "[a]\nb = 1\n[[l.a]]\nx = 1\n[[l.a]]\nx = 2\n[e]\n",
    "a = { d = { x = 1, y.z = 2 } }\nl = [ { b = 1 }, { b = 2 } ]\ne.f = { g = 1 }\n",
    "  [a]\r\n  b = 1 # \"größer\"\r\n\r\n  d.x = [\r\n 1, # one\r\n 2,\r\n  ]\r\n[e]\r\n",
    "\xEF\xBB\xBF"
    "a.\"b\" = 1\n\"a\" . c = '''\n = { [ # '''\n",
    "a = { \"b\" = \"}, { c = 1\", c = [ 1, 2 ], d.x = { value = 1, source = \"s\" } } # { \n",
};

const std::vector<std::string> kPaths = {"name", "a.b", "a.c", "a.d.x", "a.d.new", "e.f.g", "e.h"};

/// The lists of sections aside, which are no values.
std::map<std::string, Value> said_by(const std::string& text) {
    const std::array<std::string_view, 4> sections = {"a", "e", "l", "z"};
    const auto top = read_toml(text, "", sections);
    REQUIRE(top);
    std::map<std::string, Value> out;
    for (const Assignment& each : *top) out[each.path] = each.value;
    for (const char* section : {"a", "e"}) {
        const auto below = read_toml_section(text, "", section);
        REQUIRE(below);
        for (const Assignment& each : *below)
            out[std::string(section) + "." + each.path] = each.value;
    }
    return out;
}

/// What an annotated value says stands below its path in a section.
void forget(std::map<std::string, Value>& said, const std::string& path) {
    said.erase(path);
    for (const char* note : {".value", ".source"}) said.erase(path + note);
}

bool is_subsequence(std::string_view of, std::string_view text) {
    for (std::size_t at = 0; at < text.size() && !of.empty(); ++at) {
        if (text[at] == of.front())
            of.remove_prefix(1);
    }
    return of.empty();
}

}  // namespace

TEST_CASE("in every shape an edit says what it was to say, and all else as before") {
    const std::vector<Value> values = {
        std::int64_t{7}, 0.1, std::string("} # \"x\", y"), std::vector<double>{1, 2.5}, true};
    std::size_t made = 0;
    for (const std::string& shape : kShapes) {
        for (const std::string& path : kPaths) {
            const bool was_there = said_by(shape).count(path) > 0;
            for (const Value& value : values) {
                INFO(shape << "\n-- " << path << " = " << to_text(value));
                const auto text = with_value(shape, path, value);
                REQUIRE(text);
                ++made;
                auto before = said_by(shape);
                auto after = said_by(*text);
                CHECK(after[path] == value);
                forget(before, path);
                forget(after, path);
                CHECK(before == after);
                // What is new is put between what was there.
                if (!was_there && before.size() == said_by(shape).size())
                    CHECK(is_subsequence(shape, *text));
                const auto gone = without_value(*text, path);
                REQUIRE(gone);
                CHECK(said_by(*gone) == before);
            }
        }
    }
    CHECK(made == kShapes.size() * kPaths.size() * values.size());
}

TEST_CASE("what cannot be changed alone is refused") {
    CHECK_FALSE(with_value("a = 1\n", "a.c", true));
    CHECK_FALSE(with_value("a = \n", "b", true));
    CHECK_FALSE(with_value("[a]\nb = 1\n", "a", true));
    CHECK_FALSE(without_value("[a]\nb = 1\n", "a"));
    CHECK_FALSE(with_value("[[a]]\nb = 1\n", "a.b", true));
    CHECK_FALSE(without_value("[[a]]\nb = 1\n", "a"));
    CHECK_FALSE(with_value("a = { value = 1, source = \"s\" }\n", "a.c", true));
}
