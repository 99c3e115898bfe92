// Whatever the bytes and the numbers: an answer, or a fault with its place; never an exception, a
// hang, or a number that is none.

#include <cctype>
#include <chrono>
#include <random>

#include <nlohmann/json.hpp>

#include "engine/config/value.hpp"
#include "engine/scenario/fields.hpp"
#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace deepwallet;
using namespace deepwallet::test;
using nlohmann::json;

using Random = std::mt19937_64;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// A number that is none, as a word of its own.
bool has_no_number(const std::string& text) {
    for (const std::string word : {"nan", "inf"}) {
        for (std::size_t at = text.find(word); at != std::string::npos;
             at = text.find(word, at + 1)) {
            const std::size_t end = at + word.size();
            if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end])))
                return true;
        }
    }
    return false;
}

/// The promise of the program about untrusted input.
bool is_orderly(const Outcome& outcome) {
    if (outcome.code == 0)
        return !outcome.out.empty() && outcome.err.empty() && !has_no_number(outcome.out);
    if (outcome.code == 4)
        return !outcome.out.empty() && !outcome.err.empty() && !has_no_number(outcome.out);
    return outcome.code == 3 && outcome.out.empty() && !outcome.err.empty();
}

std::size_t below(Random& random, std::size_t n) { return random() % n; }

std::string random_bytes(Random& random, std::size_t length) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text += static_cast<char>(random() & 0xffU);
    return text;
}

/// One byte put in, taken out, or changed: to any, to a neighbour in ASCII, or to a digit.
std::string edited(std::string text, Random& random) {
    const std::size_t at = below(random, text.size());
    switch (below(random, 5)) {
        case 0:
            text.erase(at, 1);
            break;
        case 1:
            text.insert(at, 1, static_cast<char>(random() & 0xffU));
            break;
        case 2:
            text[at] = static_cast<char>(random() & 0xffU);
            break;
        case 3:
            text[at] = static_cast<char>(text[at] ^ 1);
            break;
        default:
            text[at] = static_cast<char>('0' + below(random, 10));
            break;
    }
    return text;
}

/// Runs texts as scenario files, one after the other.
class Hostile {
public:
    void check(const std::string& text) {
        const std::string file = folder_.write("hostile.toml", text);
        const Outcome outcome = run_program({"run", file, "--uncertainty", "5"});
        ++codes_[outcome.code == 0 || outcome.code == 4 ? 0 : 1];
        if (is_orderly(outcome))
            return;
        CAPTURE(text, outcome.code, outcome.out, outcome.err);
        CHECK(is_orderly(outcome));
    }

    [[nodiscard]] int answered() const { return codes_[0]; }
    [[nodiscard]] int refused() const { return codes_[1]; }

private:
    TemporaryFolder folder_;
    int codes_[2] = {0, 0};
};

/// Every number of the tree, by its type; anything that is none shows as null.
bool all_known(const json& node) {
    if (node.is_null())
        return false;
    if (!node.is_structured())
        return true;
    for (const auto& child : node) {
        if (!all_known(child))
            return false;
    }
    return true;
}

bool is_numeric(const FieldInfo& field) {
    return field.type == FieldType::integer || field.type == FieldType::number ||
           field.type == FieldType::integers || field.type == FieldType::numbers;
}

/// `path=value`; a list gets the value as often as the reference scenario has values there.
std::string setting(const FieldInfo& field, double value) {
    std::string text = to_text(value);
    if (field.type == FieldType::numbers)
        text = "[" + text + ", " + text + ", " + text + "]";
    if (field.type == FieldType::integers)
        text = "[" + text + "]";
    return field.path + "=" + text;
}

struct Ends {
    std::vector<std::string> settings;
    Outcome outcome;  ///< as JSON
    Outcome text;
    double seconds = 0.0;
};

Ends run_with(const std::vector<std::string>& settings) {
    std::vector<std::string> words = {
        "run", reference_scenario(), "--verbose", "--uncertainty", "3"};
    for (const std::string& text : settings) words.insert(words.end(), {"--set", text});
    const auto start = std::chrono::steady_clock::now();
    Ends ends;
    ends.settings = settings;
    ends.text = run_program(words);
    words.push_back("--json");
    ends.outcome = run_program(words);
    ends.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return ends;
}

/// No honest evaluation takes as long, and a hang takes longer.
constexpr double kLongest_s = 5.0;

void check_ends(const Ends& ends) {
    CAPTURE(ends.settings, ends.outcome.code, ends.outcome.err, ends.seconds);
    CHECK(is_orderly(ends.outcome));
    CHECK(is_orderly(ends.text));
    CHECK(ends.text.code == ends.outcome.code);
    CHECK(ends.seconds < kLongest_s);
    if (ends.outcome.code == 3)
        return;
    const json report = json::parse(ends.outcome.out, nullptr, false);
    REQUIRE_FALSE(report.is_discarded());
    CHECK(all_known(report));
    CHECK(report["iteration"]["time_s"].get<double>() > 0.0);
    CHECK(report["memory"]["per_gpu_gib"].get<double>() > 0.0);
}

}  // namespace

TEST_CASE("random bytes are refused") {
    Hostile hostile;
    Random random(20240607);
    for (std::size_t i = 0; i < 800; ++i) hostile.check(random_bytes(random, i));
    // Shorter ones than this may be comments or nothing at all, which is refused as well.
    CHECK(hostile.answered() == 0);
}

TEST_CASE("a scenario that is cut off anywhere is answered or refused") {
    Hostile hostile;
    const std::string text = content_of(reference_scenario());
    for (std::size_t n = 0; n < text.size(); ++n) hostile.check(text.substr(0, n));
    CHECK(hostile.answered() > 0);
    CHECK(hostile.refused() > 0);
}

TEST_CASE("a scenario with any one byte wrong is answered or refused") {
    Hostile hostile;
    Random random(530);
    const std::string text = content_of(reference_scenario());
    for (int i = 0; i < 2500; ++i) hostile.check(edited(text, random));
    CHECK(hostile.answered() > 0);
    CHECK(hostile.refused() > 0);
}

TEST_CASE("each number at either end of its range gives finite numbers, or none") {
    int answered = 0;
    for (const auto& field : scenario_fields()) {
        if (!is_numeric(field))
            continue;
        for (const double end : {field.range.least, field.range.greatest}) {
            const Ends ends = run_with({setting(field, end)});
            check_ends(ends);
            answered += ends.outcome.code == 3 ? 0 : 1;
        }
    }
    CHECK(answered > 100);
}

TEST_CASE("several numbers at the ends of their ranges at once give finite numbers, or none") {
    Random random(2240);
    std::vector<const FieldInfo*> fields;
    for (const auto& field : scenario_fields()) {
        if (is_numeric(field))
            fields.push_back(&field);
    }
    int answered = 0;
    for (int i = 0; i < 400; ++i) {
        std::vector<std::string> settings;
        for (int j = 0; j < 4; ++j) {
            const FieldInfo& field = *fields[below(random, fields.size())];
            settings.push_back(
                setting(field, below(random, 2) == 0 ? field.range.least : field.range.greatest));
        }
        const Ends ends = run_with(settings);
        check_ends(ends);
        answered += ends.outcome.code == 3 ? 0 : 1;
    }
    CHECK(answered > 0);
}
