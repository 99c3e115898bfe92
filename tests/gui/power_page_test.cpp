// The power page: parts that sum to the facility, every site, and carbon in words.

#include "gui/pages/power_page.hpp"

#include <QApplication>
#include <QTableWidget>
#include <QTest>
#include <algorithm>
#include <cmath>

#include "engine/scenario/evaluate.hpp"
#include "gui/widgets/chart_view.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;
using namespace deepwallet::test;

namespace {

struct Shown {
    Session session{HardwareDb{shipped_database()}};
    PowerPage page{session};

    Shown() {
        REQUIRE(session.open(reference_file()));
        page.resize(1280, 800);
        page.show();
        settle();
    }

    void settle() {
        session.wait();
        REQUIRE(QTest::qWaitFor([&] { return !page.is_busy(); }, 30'000));
        QCoreApplication::processEvents();
    }

    double metric(const char* path) {
        return number_of(value_of(*find_metric(path), session.answer(0)->answer()));
    }

    double at_site(const std::string& site, const char* path) {
        const ResultTable& table = *page.sites();
        const auto& sites = table.column("site.preset")->texts;
        const auto row = std::find(sites.begin(), sites.end(), site) - sites.begin();
        return table.column(path)->numbers[static_cast<std::size_t>(row)];
    }
};

}  // namespace

TEST_CASE("shares of the parts sum to the facility, which is the last row") {
    Shown shown;
    const QTableWidget& parts = shown.page.parts();
    REQUIRE(parts.rowCount() >= 6);
    double sum = 0.0;
    for (int row = 0; row + 1 < parts.rowCount(); ++row)
        sum += parts.item(row, 2)->text().split(' ')[0].toDouble();
    // Each is rounded to a tenth of a percent.
    CHECK_THAT(sum, WithinAbs(100.0, 0.05 * parts.rowCount()));
    CHECK(parts.item(parts.rowCount() - 1, 1)->text() ==
          shown.page.tile_value("power.facility_mean_kw"));
}

TEST_CASE("a cooling plant takes the place of the undivided rest") {
    Shown shown;
    const int before = shown.page.parts().rowCount();
    shown.session.set_value("site.preset", std::string("us-virginia"));
    shown.session.set_value("cooling.preset", std::string("economizer"));
    shown.settle();
    CHECK(shown.page.parts().rowCount() > before);
    CHECK(shown.page.equivalents().contains("No chiller is needed"));
}

TEST_CASE("every site has a row, and the scenario's own is what the scenario comes to") {
    Shown shown;
    CHECK(shown.page.sites()->rows ==
          entry_names(shown.session.database(), EntryKind::site).size());
    shown.session.set_value("site.preset", std::string("france"));
    shown.settle();
    CHECK_THAT(shown.at_site("france", "energy.facility_mwh"),
               WithinRel(shown.metric("energy.facility_mwh"), 1e-9));
    CHECK(shown.page.csv().contains("france,"));
    // The grids of Ember 2024: France 44 g a kWh, Poland above 600.
    CHECK(shown.at_site("poland", "carbon.operational_t") >
          10.0 * shown.at_site("france", "carbon.operational_t"));
}

TEST_CASE("a site that is chosen becomes the scenario's") {
    Shown shown;
    const auto& sites = shown.page.sites()->column("site.preset")->texts;
    const auto row = std::find(sites.begin(), sites.end(), "quebec") - sites.begin();
    shown.page.use_site(static_cast<std::size_t>(row));
    shown.settle();
    CHECK(shown.session.answer(0)->loaded->scenario.presets.site == "quebec");
    CHECK_THAT(shown.at_site("quebec", "carbon.total_t"),
               WithinRel(shown.metric("carbon.total_t"), 1e-9));
}

TEST_CASE("carbon is told in flights, cars, households and trees, with their sources") {
    Shown shown;
    const QString words = shown.page.equivalents();
    for (const char* word : {"passengers",
                             "cars",
                             "households",
                             "trees",
                             "US EPA",
                             "CodeCarbon",
                             "Green Algorithms",
                             "570 kg"})
        CHECK(words.contains(word));
    // 4600 kg a car and year.
    const double cars = shown.metric("carbon.total_t") * 1000.0 / 4600.0;
    CHECK(words.contains(QString("%1 cars").arg(std::round(cars))));
}

TEST_CASE("sites are drawn with the most on top, all of them") {
    Shown shown;
    const BarChart& bars = shown.page.chart().bars();
    CHECK(bars.names.size() == shown.page.sites()->rows);
    CHECK(std::is_sorted(bars.series[0].points.begin(),
                         bars.series[0].points.end(),
                         [](auto a, auto b) { return a.y > b.y; }));
}

TEST_CASE("power limits are what the command says of them, and the full limit is the scenario") {
    Shown shown;
    const QTableWidget& limits = shown.page.limits();
    REQUIRE(limits.rowCount() > 1);
    const int last = limits.rowCount() - 1;
    // Without a limit nothing changes.
    CHECK(limits.item(last, 4)->text() == shown.page.tile_value("power.facility_mean_kw"));
    CHECK(limits.item(last, 5)->text() == shown.page.tile_value("energy.facility_mwh"));
    CHECK(shown.page.command().front() == "run");
    shown.page.fill("limits");
    CHECK(shown.page.command() == QStringList{"power"});
}
