// The page that compares what is open: which scenario is its base, what its sliders write, and what
// its charts and its table name.

#include <QComboBox>
#include <QSlider>

#include "tests/gui/tabs.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;
using namespace deepwallet::test;

TEST_CASE("the base of a comparison stays the scenario it was, whichever is closed") {
    Tabs tabs({"a.toml", "b.toml", "c.toml", "d.toml"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    auto* base = tabs.compare().findChild<QComboBox*>();
    base->setCurrentIndex(2);
    Q_EMIT base->activated(2);
    tabs.window.wait();
    REQUIRE(tabs.compare().base_title() == "c.toml");
    tabs.session.close(0);
    tabs.window.wait();
    CHECK(tabs.compare().base_title() == "c.toml");
}

TEST_CASE("money of several scenarios stands in one chart: owning and the cheapest rent of each") {
    Tabs tabs({"a.toml", "b.toml"});
    tabs.session.set_value("economics.compare",
                           std::vector<std::string>{"on-prem", "aws-p4de-3yr", "azure-nd-a100-v4"});
    tabs.choose(0);
    tabs.session.set_value("economics.compare",
                           std::vector<std::string>{"on-prem", "aws-p4de-spot", "aws-p4de"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    const QStringList names = tabs.compare().money_names();
    REQUIRE(names.size() == 4);
    // The cheapest of each for this run, beside its owning.
    CHECK(names.filter("A: ").size() == 2);
    CHECK(names.filter("B: ").size() == 2);
    CHECK(names.contains("A: aws-p4de-spot"));
    CHECK(names.contains("B: aws-p4de-3yr"));
    CHECK(tabs.columns().front() == "A: a.toml");
}

TEST_CASE("two moves of a slider are two steps, and a drag is one") {
    Tabs tabs({"a.toml"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    const std::string before = tabs.session.document(0).text();
    auto* slider = tabs.compare().findChild<QSlider*>();
    REQUIRE(slider != nullptr);
    slider->setSliderDown(true);
    for (const int step : {20, 30, 40}) slider->setValue(step);
    slider->setSliderDown(false);
    const std::string first = tabs.session.document(0).text();
    slider->setSliderDown(true);
    for (const int step : {60, 70}) slider->setValue(step);
    slider->setSliderDown(false);
    tabs.window.wait();
    tabs.session.undo();
    CHECK(tabs.session.document(0).text() == first);
    tabs.session.undo();
    CHECK(tabs.session.document(0).text() == before);
}

TEST_CASE("a head that is broken on the screen is one line of a comparison's CSV") {
    Tabs tabs({"a-long-name-of-a-scenario.toml", "another-long-name-of-one.toml"});
    tabs.window.show_page("compare");
    tabs.window.wait();
    const QString head = tabs.compare().csv().section('\n', 0, 0);
    CHECK(head == "What," + tabs.columns().join(','));
}
