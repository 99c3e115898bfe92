#include "engine/config/toml_reader.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include <unistd.h>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

const char* const kValid = R"(name = "A \"run\"" # what it is
source = "a paper"

[model]
layers = 96
share = 0.25
tied = true
rates = [1, 2.5, 3e2]
offers = ['on-prem', "cloud"]
peak = { value = 312, source = "a sheet", as_of = "2020-05", assumption = true, low = 300, high = 320.5 }
text = """
two
lines"""

[model.inner]
"quoted key" = 1_000
a.b = 0x10
)";

Result<Assignments> read(std::string_view text) { return read_toml(text, "x.toml"); }

/// The reader keeps its promise: assignments, or faults with a message and a place in the file.
bool is_orderly(const Result<Assignments>& result) {
    if (result)
        return true;
    if (result.error().empty())
        return false;
    for (const Fault& fault : result.error()) {
        const bool placed = fault.place.file == "x.toml" && fault.place.line >= 1;
        if (fault.message.empty() || !placed)
            return false;
    }
    return true;
}

/// A folder of this test alone, gone with it.
class TemporaryFolder {
public:
    TemporaryFolder()
        : path_(std::filesystem::temp_directory_path() /
                ("deepwallet-toml-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(path_);
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] std::filesystem::path write(const std::string& name,
                                              const std::string& text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return path_ / name;
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace

TEST_CASE("leaves come in the order of the file, with dotted paths, values and places") {
    struct Row {
        const char* path;
        Value value;
        int line;
        int column;
    };
    // Line and column of where the value begins, counted by hand in kValid.
    const std::vector<Row> rows = {
        {"name", std::string("A \"run\""), 1, 8},
        {"model.layers", std::int64_t{96}, 5, 10},
        {"model.share", 0.25, 6, 9},
        {"model.tied", true, 7, 8},
        {"model.rates", std::vector<double>{1.0, 2.5, 300.0}, 8, 9},
        {"model.offers", std::vector<std::string>{"on-prem", "cloud"}, 9, 10},
        {"model.peak", std::int64_t{312}, 10, 18},
        {"model.text", std::string("two\nlines"), 11, 8},
        {"model.inner.quoted key", std::int64_t{1000}, 16, 16},
        {"model.inner.a.b", std::int64_t{16}, 17, 7},
    };
    const auto result = read(kValid);
    REQUIRE(result.has_value());
    REQUIRE(result->size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Assignment& a = (*result)[i];
        CAPTURE(rows[i].path);
        CHECK(a.path == rows[i].path);
        CHECK(a.value == rows[i].value);
        CHECK(a.place.file == "x.toml");
        CHECK(a.place.line == rows[i].line);
        CHECK(a.place.column == rows[i].column);
    }
}

TEST_CASE("an annotated value carries its provenance, a plain one that of the file") {
    const auto result = read(kValid);
    REQUIRE(result.has_value());
    const Provenance& annotated = result->at(6).provenance;
    CHECK(annotated.source == "a sheet");
    CHECK(annotated.as_of == "2020-05");
    CHECK(annotated.assumption);
    CHECK(annotated.low == 300.0);
    CHECK(annotated.high == 320.5);
    const Provenance& plain = result->at(1).provenance;
    CHECK(plain.source == "a paper");
    CHECK(plain.as_of.empty());
    CHECK_FALSE(plain.assumption);
    CHECK_FALSE(plain.low.has_value());
    CHECK_FALSE(plain.high.has_value());
}

TEST_CASE("an assumption of the file holds for every value that does not say otherwise") {
    const auto result = read_toml(
        "assumption = true\nx = 1\ny = { value = 2, assumption = false }\nz = { value = 3 }\n",
        "f");
    REQUIRE(result.has_value());
    REQUIRE(result->size() == 3);
    CHECK(result->at(0).provenance.assumption);
    CHECK_FALSE(result->at(1).provenance.assumption);
    CHECK(result->at(2).provenance.assumption);
    const auto wrong = read_toml("assumption = \"yes\"\nx = 1\n", "f");
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().front().message == "assumption: this is not true or false");
}

TEST_CASE("source, as_of and notes of the file are no fields, wherever they stand in it") {
    const auto result = read(
        "x = {value = 1, as_of = \"2024\"}\nnotes = \"n\"\nas_of = \"2020\"\n"
        "source = \"s\"\n[y]\nz = 2\n");
    REQUIRE(result.has_value());
    REQUIRE(result->size() == 2);
    CHECK(result->at(0).provenance.as_of == "2024");
    CHECK(result->at(0).provenance.source == "s");
    CHECK(result->at(1).provenance.as_of == "2020");
}

TEST_CASE("a section with a value is an annotated value too, notes and all") {
    const auto result = read("[a.b]\nvalue = 3\nnotes = \"why\"\nsource = \"s\"\n");
    REQUIRE(result.has_value());
    REQUIRE(result->size() == 1);
    CHECK(result->front().path == "a.b");
    CHECK(result->front().place.line == 2);
    CHECK(result->front().provenance.source == "s");
}

TEST_CASE("sections to skip are left out, deeper ones of the same name are not") {
    const std::array<std::string_view, 1> skip = {"other"};
    const auto result = read_toml("[other]\nwhen = 2020-01-01\n[a]\nother = 1\n", "x.toml", skip);
    REQUIRE(result.has_value());
    REQUIRE(result->size() == 1);
    CHECK(result->front().path == "a.other");
}

TEST_CASE("what TOML has and a scenario has not is a fault that says so") {
    struct Row {
        const char* text;
        ErrorCode code;
        const char* message;
        const char* help;
        int column;
    };
    const Row row = GENERATE(
        Row{"a = 2020-05-14",
            ErrorCode::wrong_type,
            "a: dates and times have no place here",
            "",
            5},
        Row{"a = 07:32:00", ErrorCode::wrong_type, "a: dates and times have no place here", "", 5},
        Row{"a = [[1], [2]]",
            ErrorCode::wrong_type,
            "a: a list holds numbers alone or texts alone",
            "",
            5},
        Row{"a = [1, \"x\"]",
            ErrorCode::wrong_type,
            "a: a list holds numbers alone or texts alone",
            "",
            5},
        Row{"a = [true]",
            ErrorCode::wrong_type,
            "a: a list holds numbers alone or texts alone",
            "",
            5},
        Row{"a = {value = 1, sorce = \"s\"}",
            ErrorCode::unknown_name,
            "a.sorce: not an annotation of a value, or not of its type",
            "did you mean 'source'?",
            25},
        Row{"a = {value = 1, low = \"s\"}",
            ErrorCode::unknown_name,
            "a.low: not an annotation of a value, or not of its type",
            "did you mean 'low'?",
            23},
        Row{"source = 3", ErrorCode::wrong_type, "source: this is not text in quotes", "", 10});
    const auto result = read(row.text);
    REQUIRE_FALSE(result.has_value());
    REQUIRE(result.error().size() == 1);
    const Fault& fault = result.error().front();
    CHECK(fault.code == row.code);
    CHECK(fault.message == row.message);
    CHECK(fault.help == row.help);
    CHECK(fault.place.line == 1);
    CHECK(fault.place.column == row.column);
}

TEST_CASE("all faults of a file are reported at once") {
    const auto result =
        read("a = 2020-05-14\nok = 1\nb = [1, \"x\"]\n[c]\nd = {value = 1, e = 2}\n");
    REQUIRE_FALSE(result.has_value());
    std::vector<std::string> paths;
    for (const Fault& fault : result.error()) paths.push_back(fault.path);
    std::sort(paths.begin(), paths.end());
    CHECK(paths == std::vector<std::string>{"a", "b", "c.d.e"});
}

TEST_CASE("text that is not TOML is a syntax fault at its line") {
    struct Row {
        const char* text;
        int line;
    };
    const Row row = GENERATE(Row{"a = 1\na = 2\n", 2},          // the same key twice
                             Row{"[t]\nx = 1\n[t]\ny = 2", 3},  // the same section twice
                             Row{"a = 1\na.b = 2", 2},          // a number is no section
                             Row{"a = \n", 1},
                             Row{"a = 1\n\nb == 2", 3},
                             Row{"a = \"open", 1},
                             Row{"a = [1, 2", 1},
                             Row{"[a\nb = 1", 1},
                             Row{"a = 99999999999999999999", 1},
                             Row{"a = \"\xff\xfe\"", 1},
                             Row{"just words", 1});
    CAPTURE(row.text);
    const auto result = read(row.text);
    REQUIRE_FALSE(result.has_value());
    REQUIRE(result.error().size() == 1);
    const Fault& fault = result.error().front();
    CHECK(fault.code == ErrorCode::syntax);
    CHECK(fault.place.file == "x.toml");
    CHECK(fault.place.line == row.line);
    CHECK(fault.place.column >= 1);
    CHECK_FALSE(fault.message.empty());
    CHECK(fault.help == "this is not TOML (toml.io)");
}

TEST_CASE("an empty file, or one of comments alone, assigns nothing") {
    for (const char* text : {"", "\n\n", "# nothing\n", "\xef\xbb\xbf", "[empty]\n"}) {
        const auto result = read(text);
        REQUIRE(result.has_value());
        CHECK(result->empty());
    }
}

TEST_CASE("nesting without end is a fault, whichever way it is written") {
    const auto repeated = [](const std::string& part, std::size_t n) {
        std::string out;
        out.reserve(part.size() * n);
        for (std::size_t i = 0; i < n; ++i) out += part;
        return out;
    };
    constexpr std::size_t kDeep = 200'000;
    const std::string dotted = "a" + repeated(".a", kDeep);
    // Within the limits of a dotted key and of brackets each, but not of both together.
    const std::string both = repeated("[{a" + repeated(".a", 50) + " = \n", 100);
    for (const std::string& text : {dotted + " = 1",
                                    "[" + dotted + "]\nx = 1",
                                    "[[" + dotted + "]]\nx = 1",
                                    "x = {" + dotted + " = 1}",
                                    "x = " + repeated("[", kDeep) + repeated("]", kDeep),
                                    "x = " + repeated("{a=", kDeep),
                                    "x = [\"\"\"q\"\"\"\", {" + dotted + " = 1}]",
                                    "'#'.\"=\\\"\"." + dotted + " = 1",
                                    "x = " + both}) {
        CAPTURE(text.substr(0, 20));
        const auto result = read(text);
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().front().code == ErrorCode::syntax);
        CHECK(result.error().front().place.line >= 1);
        CHECK(result.error().front().place.column >= 1);
    }
}

TEST_CASE("dots in numbers, texts and comments are no nesting") {
    std::string text = "x = [0.5";
    for (int i = 0; i < 500; ++i) text += ", 0.5";
    const std::string dots(500, '.');
    text += "]\ny = \"" + dots + "\" # " + dots + "\nz = '''" + dots + "\n" + dots + "'''\n'" +
            dots + "' = 1\n";
    const auto result = read(text);
    REQUIRE(result.has_value());
    REQUIRE(result->size() == 4);
    CHECK(std::get<std::vector<double>>(result->at(0).value).size() == 501);
    CHECK(result->at(3).path == dots);
}

TEST_CASE("no bytes at all make the reader throw") {
    std::mt19937_64 random(1);
    // Bytes that TOML gives a meaning to, so that a good part of the inputs gets beyond the first.
    const std::string alphabet = "ab.=[]{}\"'#,\n\r\t 0123456789eE+-_:TZ\\u\x01\x7f\xc3\xa9\xff";
    for (int round = 0; round < 6000; ++round) {
        std::string text(random() % 120, '\0');
        for (char& c : text) {
            c = round % 2 == 0 ? static_cast<char>(random() & 0xff)
                               : alphabet[random() % alphabet.size()];
        }
        CAPTURE(round);
        Result<Assignments> result;
        REQUIRE_NOTHROW(result = read(text));
        REQUIRE(is_orderly(result));
    }
}

TEST_CASE("a valid file cut anywhere is read or refused in order") {
    const std::string_view whole = kValid;
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        CAPTURE(size);
        Result<Assignments> result;
        REQUIRE_NOTHROW(result = read(whole.substr(0, size)));
        REQUIRE(is_orderly(result));
    }
}

TEST_CASE("a valid file with one byte changed is read or refused in order") {
    std::mt19937_64 random(2);
    for (int round = 0; round < 4000; ++round) {
        std::string text = kValid;
        text[random() % text.size()] = static_cast<char>(random() & 0xff);
        CAPTURE(round);
        Result<Assignments> result;
        REQUIRE_NOTHROW(result = read(text));
        REQUIRE(is_orderly(result));
    }
}

TEST_CASE("a file reads as its text does, under its own name") {
    const TemporaryFolder folder;
    const auto file = folder.write("a.toml", kValid);
    const auto result = read_toml_file(file);
    REQUIRE(result.has_value());
    CHECK(result->size() == read(kValid)->size());
    CHECK(result->front().place.file == file.string());
    const auto empty = read_toml_file(folder.write("empty.toml", ""));
    REQUIRE(empty.has_value());
    CHECK(empty->empty());
}

TEST_CASE("what is no readable file is an I/O fault that names it") {
    const TemporaryFolder folder;
    const auto huge = folder.write("huge.toml", "");
    std::filesystem::resize_file(huge, (4U << 20U) + 1);
    struct Row {
        std::filesystem::path file;
        const char* message;
    };
    const std::vector<Row> rows = {{folder.path() / "absent.toml", "no such file"},
                                   {folder.path(), "not a file"},
                                   {"/dev/zero", "not a file"},
                                   {"", "no such file"},
                                   {huge, "too large"}};
    for (const Row& row : rows) {
        CAPTURE(row.file.string());
        const auto result = read_toml_file(row.file);
        REQUIRE_FALSE(result.has_value());
        REQUIRE(result.error().size() == 1);
        CHECK(result.error().front().code == ErrorCode::io);
        CHECK(result.error().front().message == row.message);
        CHECK(result.error().front().place.file == row.file.string());
    }
}

TEST_CASE("a setting is TOML where it can be, bare text where it cannot") {
    struct Row {
        const char* setting;
        const char* path;
        Value value;
    };
    const std::vector<Row> rows = {
        {"parallelism.tensor=8", "parallelism.tensor", std::int64_t{8}},
        {"a= 8", "a", std::int64_t{8}},
        {"a=2.5e3", "a", 2500.0},
        {"a=true", "a", true},
        {"a=[1, 2]", "a", std::vector<double>{1.0, 2.0}},
        {"a=[\"x\", 'y']", "a", std::vector<std::string>{"x", "y"}},
        {"a=\"8\"", "a", std::string("8")},
        {"a=1f1b", "a", std::string("1f1b")},
        {"a=full", "a", std::string("full")},
        {"a=", "a", std::string()},
        {"a=x=y", "a", std::string("x=y")},
        {"a=2020-05-14", "a", std::string("2020-05-14")},
        {"a=1\nb = 2", "a", std::string("1\nb = 2")},
        {"a={b = 1}", "a", std::string("{b = 1}")},
        {"a=\"open", "a", std::string("\"open")},
    };
    for (const Row& row : rows) {
        CAPTURE(row.setting);
        const auto result = read_setting(row.setting);
        REQUIRE(result.has_value());
        CHECK(result->path == row.path);
        CHECK(result->value == row.value);
        CHECK(result->place.file == std::string("--set ") + row.setting);
        CHECK(result->place.line == 0);
    }
}

TEST_CASE("a setting may be annotated like a value in a file") {
    const auto result = read_setting("a.b={ value = 2, source = \"s\", low = 1, high = 3 }");
    REQUIRE(result.has_value());
    CHECK(result->path == "a.b");
    CHECK(result->value == Value(std::int64_t{2}));
    CHECK(result->provenance.source == "s");
    CHECK(result->provenance.high == 3.0);
}

TEST_CASE("a setting without a path or an equals sign is a fault with an example") {
    for (const char* setting : {"", "parallelism.tensor", "=8", "="}) {
        CAPTURE(setting);
        const auto result = read_setting(setting);
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().front().code == ErrorCode::syntax);
        CHECK(result.error().front().message == "not of the form path=value");
        CHECK(result.error().front().help == "for example --set parallelism.tensor=8");
    }
}

TEST_CASE("no setting of any bytes throws") {
    std::mt19937_64 random(3);
    for (int round = 0; round < 2000; ++round) {
        std::string setting = "a=";
        for (auto n = random() % 40; n > 0; --n) setting += static_cast<char>(random() & 0xff);
        CAPTURE(round);
        REQUIRE_NOTHROW(read_setting(setting).has_value());
    }
}
