// How long a person waits for the window: from a key to the numbers on the page in front, for the
// timeline of MT-NLG, and for a scatter of a hundred thousand points. By the clock, so on a machine
// without other work.

#include <algorithm>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>
#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include "engine/core/mix.hpp"
#include "engine/study/table_view.hpp"
#include "gui/form_pane.hpp"
#include "gui/main_window.hpp"
#include "gui/pages/overview_page.hpp"
#include "gui/pages/timeline_page.hpp"
#include "gui/widgets/chart_view.hpp"
#include "gui/widgets/result_view.hpp"
#include "tests/support/scenarios.hpp"

namespace {

using namespace deepwallet;
using namespace deepwallet::gui;

struct Opened {
    Session session{HardwareDb{shipped_database()}};
    MainWindow window{session};

    Opened() {
        window.resize(1280, 800);
        window.show();
        window.open_file(QString::fromStdString(test::reference_file().string()));
        window.wait();
    }
};

double seconds(const QElapsedTimer& timer) {
    return static_cast<double>(timer.nsecsElapsed()) * 1e-9;
}

/// What is on a page.
QString shown_on(const Page& page) {
    const auto* overview = qobject_cast<const OverviewPage*>(&page);
    return overview == nullptr ? page.csv() : overview->tile_value("run.days");
}

/// Servers are 35 or 350 by one key; the page has the answer when it shows another, and is painted.
/// What follows of it, as ranges of doubt, is waited for outside of the time.
void key_to_number(benchmark::State& state, const char* page) {
    Opened opened;
    opened.window.show_page(page);
    auto* line = qobject_cast<QLineEdit*>(opened.window.form().editor("cluster.servers")->input());
    line->setFocus();
    line->setText("35");
    QTest::keyClick(line, Qt::Key_End);
    bool longer = true;
    double longest = 0.0;
    for (auto _ : state) {
        opened.window.wait();
        QTest::qWait(20);
        const QString before = shown_on(*opened.window.page(page));
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(line, longer ? Qt::Key_0 : Qt::Key_Backspace);
        while (shown_on(*opened.window.page(page)) == before)
            QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        for (const QEvent::Type next : {QEvent::LayoutRequest, QEvent::UpdateRequest})
            QApplication::sendPostedEvents(nullptr, next);
        const double waited = seconds(timer);
        state.SetIterationTime(waited);
        longest = std::max(longest, waited);
        longer = !longer;
    }
    state.counters["longest_ms"] = longest * 1e3;
}

void timeline_opens(benchmark::State& state) {
    for (auto _ : state) {
        Opened opened;
        opened.window.show_page("timeline");
        auto& page = static_cast<TimelinePage&>(*opened.window.page("timeline"));
        while (!page.opening_ms()) QTest::qWait(1);
        state.SetIterationTime(static_cast<double>(*page.opening_ms()) * 1e-3);
    }
}

std::shared_ptr<const ResultTable> many_points() {
    constexpr std::size_t kMany = 100'000;
    auto out = std::make_shared<ResultTable>();
    out->rows = kMany;
    out->columns = {{"server.price_usd", "USD", true, {}, {}},
                    {"run.days", "days", false, {}, {}},
                    {"cost.total_usd", "USD", false, {}, {}}};
    for (std::uint64_t i = 0; i < kMany; ++i)
        for (std::uint64_t c = 0; c < out->columns.size(); ++c)
            out->columns[c].numbers.push_back(1.0 + uniform(mix(c + 1) ^ mix(i)));
    return out;
}

void scatter_zooms(benchmark::State& state) {
    ResultView view;
    view.resize(1000, 760);
    view.show_table(many_points());
    view.choose("run.days", "cost.total_usd");
    view.show_view("chart");
    view.show();
    view.grab();
    bool nearer = true;
    for (auto _ : state) {
        QElapsedTimer timer;
        timer.start();
        const QPointF middle = view.chart().rect().center();
        QWheelEvent wheel(middle,
                          view.chart().mapToGlobal(middle),
                          {},
                          {0, nearer ? 120 : -120},
                          Qt::NoButton,
                          Qt::NoModifier,
                          Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(view.chart().viewport(), &wheel);
        view.chart().grab();
        state.SetIterationTime(seconds(timer));
        nearer = !nearer;
    }
}

constexpr int kKeys = 40;

#define DEEPWALLET_PAGE(name)                     \
    BENCHMARK_CAPTURE(key_to_number, name, #name) \
        ->Iterations(kKeys)                       \
        ->UseManualTime()                         \
        ->Unit(benchmark::kMillisecond)

DEEPWALLET_PAGE(overview);
DEEPWALLET_PAGE(compare);
DEEPWALLET_PAGE(power);
BENCHMARK(timeline_opens)->Iterations(5)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(scatter_zooms)->Iterations(kKeys)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir home;
    for (const char* place : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        qputenv(place, home.path().toUtf8());
    benchmark::Initialize(&argc, argv);
    const QApplication app(argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
