// Faults and values in the language of the window.

#include "gui/fault_text.hpp"

#include "engine/scenario/load.hpp"
#include "gui/language.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;
using namespace deepwallet::test;

namespace {

/// Of the reference scenario with one more setting.
Fault fault_of(const std::string& setting) {
    const std::vector<std::string> settings = {setting};
    const auto inputs = read_inputs(reference_file(), settings);
    if (!inputs)
        return inputs.error().front();
    const auto loaded = load_scenario(*inputs, HardwareDb{shipped_database()});
    REQUIRE_FALSE(loaded);
    return loaded.error().front();
}

}  // namespace

TEST_CASE("in English a fault is told as the engine has it") {
    const Fault fault = fault_of("parallelism.tensor=7");
    CHECK(told_message(fault).toStdString() == fault.message);
    CHECK(told_help(fault).toStdString() == fault.help);
}

TEST_CASE(
    "in Japanese the usual faults keep their place and value, and say in Japanese what is wrong") {
    const Language japanese("ja");
    struct Row {
        const char* setting;
        const char* begins;
        const char* says;
    };
    for (const Row& row :
         {Row{"parallelism.tensor=7", "parallelism.tensor = 7: ", "割り切れません"},
          Row{"parallelism.tensr=8", "parallelism.tensr: ", "項目はありません"},
          Row{"parallelism.tensor=-1", "parallelism.tensor = -1: ", "範囲外"},
          Row{"parallelism.tensor=\"x\"", "parallelism.tensor = ", "整数ではありません"},
          Row{"parallelism.schedule=\"x\"", "parallelism.schedule = ", "選択肢"},
          Row{"cluster.server=\"x\"", "cluster.server = ", "ありません"}}) {
        const Fault fault = fault_of(row.setting);
        INFO(row.setting << " -> " << fault.message << " -> " << told_message(fault).toStdString());
        CHECK(told_message(fault).startsWith(row.begins));
        CHECK(told_message(fault).contains(row.says));
    }
    CHECK(told_help(fault_of("parallelism.tensr=8")).contains("parallelism.tensor"));
    CHECK_FALSE(told_help(fault_of("parallelism.tensr=8")).contains("did you mean"));
    CHECK_FALSE(told_help(fault_of("parallelism.tensor=-1")).contains("allowed"));
    CHECK_FALSE(told_help(fault_of("parallelism.pipeline=36")).contains("divisor"));
    // What is to be written stands as it is written.
    CHECK(told_help(fault_of("parallelism.schedule=\"1f2b\"")).startsWith("'1f1b'"));
}

TEST_CASE("a sentence that nobody translated stays, behind its kind in Japanese") {
    const Language japanese("ja");
    const Fault fault = {ErrorCode::conflict, "a.b", "a.b: two things at odds", "take one"};
    CHECK(told_message(fault) == "矛盾：a.b: two things at odds");
    CHECK(told_fault(fault) == "矛盾：a.b: two things at odds — take one");
}

TEST_CASE("words among units are told in the window's language, signs of units stay") {
    CHECK(told_value("49.6 days") == "49.6 days");
    const Language japanese("ja");
    CHECK(told_value("49.6 days") == "49.6 日");
    CHECK(told_value("385 tons") == "385 冷凍トン");
    CHECK(told_value("570 t CO2e") == "570 t CO2e");
    CHECK(told_value("1.56 MW") == "1.56 MW");
    CHECK(told_value("$4.83 M") == "$4.83 M");
    CHECK(told_value("") == "");
}
