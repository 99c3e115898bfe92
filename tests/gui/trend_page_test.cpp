// The trend as the window tells it: the numbers of the engine, and how little they prove.

#include "gui/pages/trend_page.hpp"

#include <QTableWidget>

#include "engine/study/trend_text.hpp"
#include "gui/main_window.hpp"
#include "gui/text.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;

TEST_CASE(
    "the trend page has the fit with its interval, its doubt, and a row for each model ahead") {
    const HardwareDb db{std::filesystem::path(DEEPWALLET_SOURCE_DIR) / "hardware_db"};
    Session session{db};
    MainWindow window{session};
    window.show();
    window.show_page("trend");
    window.wait();
    const auto& page = static_cast<const TrendPage&>(*window.page("trend"));
    const Trend found = trend(read_trend(db, "language-models").value(), db, {}).value();
    // Simon 2021's eight models by least squares: 12.8 a year, 6.5 to 25.1.
    CHECK(page.said().contains(QString::fromUtf8("×12.8")));
    CHECK(page.said().contains(QString::fromUtf8("×25.1")));
    CHECK(page.said().contains(qt(trend_doubt(found))));
    CHECK(page.csv() == qt(trend_csv(found)));
    CHECK(page.table().rowCount() == static_cast<int>(found.rows.size() * found.costs.size()));
    CHECK(window.command_line() == "deepwallet trend");
}
