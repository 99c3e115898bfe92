// Reads the sources of engine/ and checks what each may see: folders above its own, and neither Qt,
// standard output, the command line's libraries nor (outside of config/) toml++.

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/catch.hpp"

namespace {

/// A folder includes itself and what stands before it.
constexpr std::array<std::string_view, 17> kFolders = {
    "core",
    "config",
    "workload",
    "hardware",
    "plan",
    "cost",
    "schedule",
    "analytic",
    "des",
    "campaign",
    "energy",
    "economics",
    "scenario",
    "report",
    "study",
    "sweep",
    "search",
};

/// What stands in the text of a program: code, or something that code words may be written in
/// freely.
enum class Lexeme { code, line_comment, block_comment, string, character, raw_string };

/// Walks through C++ text and blanks out comments, and the insides of literals on request; line
/// breaks stay, so that line numbers do.
class Blanker {
public:
    Blanker(std::string_view text, bool keep_literals)
        : text_(text), keep_literals_(keep_literals) {}

    std::string run() {
        while (at_ < text_.size()) step();
        return std::move(out_);
    }

private:
    [[nodiscard]] bool ahead(std::string_view word) const {
        return text_.substr(at_).substr(0, word.size()) == word;
    }

    [[nodiscard]] bool after_word_character() const {
        if (at_ == 0)
            return false;
        const char before = text_[at_ - 1];
        return std::isalnum(static_cast<unsigned char>(before)) != 0 || before == '_';
    }

    void take(std::size_t count, bool keep) {
        for (; count > 0 && at_ < text_.size(); --count, ++at_) {
            const char c = text_[at_];
            out_ += (keep || c == '\n') ? c : ' ';
        }
    }

    void enter(Lexeme state, std::size_t count, bool keep) {
        state_ = state;
        take(count, keep);
    }

    void step() {
        switch (state_) {
            case Lexeme::code:
                return step_code();
            case Lexeme::line_comment:
                if (ahead("\n"))
                    return enter(Lexeme::code, 1, true);
                return take(1, false);
            case Lexeme::block_comment:
                if (ahead("*/"))
                    return enter(Lexeme::code, 2, false);
                return take(1, false);
            case Lexeme::string:
                return step_quoted('"');
            case Lexeme::character:
                return step_quoted('\'');
            case Lexeme::raw_string:
                if (ahead(raw_end_))
                    return enter(Lexeme::code, raw_end_.size(), keep_literals_);
                return take(1, keep_literals_);
        }
    }

    void step_code() {
        if (ahead("//"))
            return enter(Lexeme::line_comment, 2, false);
        if (ahead("/*"))
            return enter(Lexeme::block_comment, 2, false);
        if (ahead("R\""))
            return enter_raw_string();
        if (ahead("\""))
            return enter(Lexeme::string, 1, true);
        // After a digit or letter it separates digits: 1'000.
        if (ahead("'") && !after_word_character())
            return enter(Lexeme::character, 1, true);
        take(1, true);
    }

    void enter_raw_string() {
        const std::size_t open = text_.find('(', at_);
        if (open == std::string_view::npos)
            return take(1, true);
        raw_end_ = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
        enter(Lexeme::raw_string, open - at_ + 1, keep_literals_);
    }

    void step_quoted(char quote) {
        if (ahead("\\"))
            return take(2, keep_literals_);
        // No literal of this kind goes on over the end of its line.
        if (text_[at_] == quote || text_[at_] == '\n')
            return enter(Lexeme::code, 1, true);
        take(1, keep_literals_);
    }

    std::string_view text_;
    bool keep_literals_;
    std::size_t at_ = 0;
    Lexeme state_ = Lexeme::code;
    std::string raw_end_;
    std::string out_;
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

struct Include {
    std::string name;
    bool quoted = false;
};

std::optional<Include> include_of(const std::string& line) {
    static const std::regex kInclude(R"re(^\s*#\s*include(?:_next)?\s*(["<])([^">]+)[">])re");
    std::smatch match;
    if (!std::regex_search(line, match, kInclude))
        return std::nullopt;
    return Include{match[2].str(), match[1].str() == "\""};
}

/// Position among kFolders, or none.
std::optional<std::size_t> rank_of(std::string_view folder) {
    const auto found = std::find(kFolders.begin(), kFolders.end(), folder);
    if (found == kFolders.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - kFolders.begin());
}

/// `cost` of `engine/cost/memory.hpp`; empty outside of the engine's folders.
std::string engine_folder(const std::string& path) {
    static const std::regex kEngine("^engine/([^/]+)/.+$");
    std::smatch match;
    return std::regex_match(path, match, kEngine) ? match[1].str() : "";
}

/// What is wrong with an include of another file of this project, or nothing.
std::string fault_of_own(const std::string& folder, const Include& include) {
    static const std::regex kAboveEngine("^(cli|gui|tests)/");
    if (std::regex_search(include.name, kAboveEngine)) {
        return "engine knows neither cli nor gui nor tests";
    }
    const std::string other = engine_folder(include.name);
    if (other.empty())
        return include.quoted ? "write own includes from the root: engine/…" : "";
    const auto mine = rank_of(folder);
    const auto theirs = rank_of(other);
    if (!theirs)
        return "engine/" + other + " is not in the list of folders";
    if (mine && *theirs > *mine)
        return "engine/" + other + " stands below engine/" + folder;
    return "";
}

/// What is wrong with an include from outside, or nothing.
std::string fault_of_foreign(const std::string& folder, const std::string& name) {
    static const std::regex kQt("^(Q[A-Z]|Qt)");
    static const std::regex kStreams("^(iostream|print)$");
    static const std::regex kToml(R"(^toml\+\+/|(^|/)toml\.hpp$)");
    static const std::regex kCli(R"(^CLI/|(^|/)CLI11\.hpp$)");
    static const std::regex kMpi(R"((^|/)mpi\.h$)");
    if (std::regex_search(name, kQt))
        return "engine does not know Qt";
    if (std::regex_search(name, kStreams))
        return "engine does not print";
    if (std::regex_search(name, kCli))
        return "CLI11 belongs to cli/";
    if (std::regex_search(name, kMpi))
        return "engine does not know MPI";
    if (folder != "config" && std::regex_search(name, kToml))
        return "toml++ belongs to engine/config";
    return "";
}

std::string fault_of_include(const std::string& folder, const Include& include) {
    std::string fault = fault_of_foreign(folder, include.name);
    return fault.empty() ? fault_of_own(folder, include) : fault;
}

/// The word by which a line of code prints, or nothing. Writing into a buffer (snprintf,
/// fmt::format) is free.
std::string printing_word(const std::string& code) {
    static const std::regex kWords(
        R"(\b(cout|cerr|clog|stdout|stderr|v?f?printf|f?puts|putchar|perror|(?:fmt|std)::print(?:ln)?)\b)");
    std::smatch match;
    return std::regex_search(code, match, kWords) ? match[1].str() : "";
}

/// `path:line: what is wrong`, for each fault of one file; `path` starts from the project's root.
std::vector<std::string> violations(const std::string& path, const std::string& text) {
    const std::string folder = engine_folder(path);
    std::vector<std::string> found;
    const auto report = [&](std::size_t line, const std::string& what) {
        found.push_back(path + ":" + std::to_string(line) + ": " + what);
    };
    if (!rank_of(folder))
        report(1, "engine/" + folder + " is not in the list of folders");

    const auto lines = lines_of(Blanker(text, true).run());
    const auto code = lines_of(Blanker(text, false).run());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (const auto include = include_of(lines[i])) {
            const std::string fault = fault_of_include(folder, *include);
            if (!fault.empty())
                report(i + 1, "includes " + include->name + ": " + fault);
        } else if (const std::string word = printing_word(code[i]); !word.empty()) {
            report(i + 1, "uses " + word + ": engine does not print");
        }
    }
    return found;
}

std::string read_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// Headers and sources below engine/, sorted.
std::vector<std::filesystem::path> engine_files(const std::filesystem::path& root) {
    constexpr std::array<std::string_view, 6> kExtensions = {
        ".hpp", ".cpp", ".h", ".cc", ".inl", ".ipp"};
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "engine")) {
        const std::string extension = entry.path().extension().string();
        const bool is_source =
            std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
        if (entry.is_regular_file() && is_source)
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

TEST_CASE("Each engine folder includes only itself and folders above it", "[architecture]") {
    const std::filesystem::path root = DEEPWALLET_SOURCE_DIR;
    const auto files = engine_files(root);
    // An empty list would pass without having looked at anything.
    REQUIRE_FALSE(files.empty());
    for (const auto& file : files) {
        const std::string path = file.lexically_relative(root).generic_string();
        for (const std::string& violation : violations(path, read_file(file))) {
            FAIL_CHECK(violation);
        }
    }
}

// What the build takes from it: such a header compiles alone, so that it need not be tried once
// more.
TEST_CASE("A source of the engine includes the header of its name before all others",
          "[architecture]") {
    const std::filesystem::path root = DEEPWALLET_SOURCE_DIR;
    const std::regex first_include(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])", std::regex::multiline);
    int seen = 0;
    for (const auto& file : engine_files(root)) {
        auto header = file;
        header.replace_extension(".hpp");
        if (file.extension() != ".cpp" || !std::filesystem::exists(header))
            continue;
        const std::string text = read_file(file);
        std::smatch found;
        INFO(file.string());
        REQUIRE(std::regex_search(text, found, first_include));
        CHECK(found[1].str() == header.lexically_relative(root).generic_string());
        ++seen;
    }
    CHECK(seen > 100);
}

TEST_CASE("Every kind of forbidden line is found, with its place", "[architecture]") {
    struct Row {
        std::string path;
        std::string line;
        std::string message;
    };
    const std::vector<Row> rows = {
        // Upwards, next door and far.
        {"engine/core/a.hpp", "#include \"engine/config/field.hpp\"", "below engine/core"},
        {"engine/plan/a.cpp", "#include \"engine/schedule/schedule.hpp\"", "below engine/plan"},
        {"engine/cost/a.cpp", "  #  include \"engine/study/sweep.hpp\"", "below engine/cost"},
        {"engine/cost/a.cpp", "#include <engine/study/sweep.hpp>", "below engine/cost"},
        // Folders that the list does not know.
        {"engine/cost/a.cpp", "#include \"engine/extra/a.hpp\"", "engine/extra is not in the list"},
        {"engine/extra/a.cpp", "#include <vector>", "engine/extra is not in the list"},
        // Ways around the root.
        {"engine/core/a.cpp", "#include \"../study/sweep.hpp\"", "from the root"},
        {"engine/core/a.cpp", "#include \"units.hpp\"", "from the root"},
        // Callers of the engine.
        {"engine/study/a.cpp", "#include \"cli/app.hpp\"", "neither cli nor gui"},
        {"engine/study/a.cpp", "#include \"gui/main_window.hpp\"", "neither cli nor gui"},
        {"engine/study/a.cpp", "#include \"tests/support/catch.hpp\"", "neither cli nor gui"},
        // Libraries.
        {"engine/report/a.cpp", "#include <QString>", "does not know Qt"},
        {"engine/report/a.cpp", "#include <QtCore/qstring.h>", "does not know Qt"},
        {"engine/scenario/a.cpp", "#include <toml++/toml.h>", "belongs to engine/config"},
        {"engine/scenario/a.cpp", "#include <toml++/toml.hpp>", "belongs to engine/config"},
        {"engine/config/a.cpp", "#include <CLI/CLI.hpp>", "belongs to cli/"},
        {"engine/study/a.cpp", "#include <mpi.h>", "does not know MPI"},
        // Printing.
        {"engine/report/a.cpp", "#include <iostream>", "does not print"},
        {"engine/report/a.cpp", "std::cout << days;", "uses cout"},
        {"engine/report/a.cpp", "if (bad) std::cerr << 1'000;", "uses cerr"},
        {"engine/report/a.cpp", "std::printf(\"%d\", n);", "uses printf"},
        {"engine/report/a.cpp", "fprintf(file, \"\\\"\");", "uses fprintf"},
        {"engine/report/a.cpp", "fputs(text, stdout);", "uses fputs"},
        {"engine/report/a.cpp", "const char c = '\"'; puts(\"\");", "uses puts"},
        {"engine/report/a.cpp", "auto s = R\"x(\")x\"; fmt::print(s);", "uses fmt::print"},
    };
    for (const Row& row : rows) {
        INFO(row.path << ": " << row.line);
        const auto found = violations(row.path, "#pragma once\n\n" + row.line + "\nint x = 0;\n");
        REQUIRE(found.size() == 1);
        CHECK_THAT(found.front(), StartsWith(row.path + ":"));
        CHECK_THAT(found.front(), ContainsSubstring(row.message));
        const bool is_place_of_file = row.path == "engine/extra/a.cpp";
        CHECK_THAT(found.front(), ContainsSubstring(is_place_of_file ? ":1: " : ":3: "));
    }
}

TEST_CASE("All faults of a file are found, not the first alone", "[architecture]") {
    const auto found = violations("engine/core/a.hpp",
                                  "#include <QString>\n"
                                  "/* two\n   lines */ #include \"engine/cost/memory.hpp\"\n"
                                  "void f() { puts(\"\"); }\n");
    CHECK(found ==
          std::vector<std::string>{
              "engine/core/a.hpp:1: includes QString: engine does not know Qt",
              "engine/core/a.hpp:3: includes engine/cost/memory.hpp: engine/cost stands below "
              "engine/core",
              "engine/core/a.hpp:4: uses puts: engine does not print",
          });
}

TEST_CASE("Allowed includes and words in comments and literals pass", "[architecture]") {
    struct Row {
        std::string path;
        std::string line;
    };
    const std::vector<Row> rows = {
        {"engine/core/a.cpp", "#include \"engine/core/units.hpp\""},
        {"engine/config/a.cpp", "#include \"engine/core/error.hpp\""},
        {"engine/config/a.cpp", "#include <toml++/toml.h>"},
        {"engine/schedule/a.cpp", "#include \"engine/plan/parallelism.hpp\""},
        {"engine/study/a.cpp", "#include \"engine/scenario/scenario.hpp\""},
        {"engine/report/a.cpp", "#include <nlohmann/json.hpp>"},
        {"engine/report/a.cpp", "#include <tl/expected.hpp>"},
        {"engine/cost/a.cpp", "// #include \"engine/study/sweep.hpp\""},
        {"engine/cost/a.cpp", "/* std::cout */ int y = 1'000;"},
        {"engine/cost/a.cpp", "/// Results go to stdout"},
        {"engine/cost/a.cpp", "const auto text = \"printf(\\\"x\\\") stdout\";"},
        {"engine/cost/a.cpp", "const auto text = R\"x(std::cout << \"a\")x\";"},
        {"engine/cost/a.cpp", "std::snprintf(buffer, sizeof buffer, \"%d\", n);"},
        {"engine/cost/a.cpp", "const double outputs = inputs(3); blueprint(outputs);"},
    };
    for (const Row& row : rows) {
        INFO(row.path << ": " << row.line);
        CHECK(violations(row.path, row.line + "\n").empty());
    }
}
