// The timeline as a person uses it, and the schedule it paints. MT-NLG: 35 stages, 240
// micro-batches a replica (1920 sequences over 8 replicas of micro-batches of one), each forward
// and backward.

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QWheelEvent>
#include <fstream>
#include <numeric>

#include <nlohmann/json.hpp>

#include "gui/pages/timeline_page.hpp"
#include "gui/widgets/schedule_view.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;
using namespace deepwallet::test;

namespace {

constexpr std::size_t kStages = 35;
constexpr std::size_t kMicroBatches = 240;
constexpr double kAfterRounding = 1e-9;

/// A page that shows MT-NLG.
struct Shown {
    Session session{HardwareDb{shipped_database()}};
    TimelinePage page{session};

    explicit Shown(const std::filesystem::path& file = reference_file()) {
        REQUIRE(session.open(file));
        session.wait();
        page.resize(1280, 800);
        page.show();
        settle();
    }

    void settle() {
        session.wait();
        while (page.is_busy()) QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }

    ScheduleView& view() { return page.view(); }
    const Schedule& schedule() { return *page.view().schedule(); }
};

std::size_t count(const Schedule& schedule, PassKind kind) {
    return static_cast<std::size_t>(
        std::count_if(schedule.boxes.begin(), schedule.boxes.end(), [&](const PassBox& box) {
            return box.kind == kind;
        }));
}

double sum(const PassTotals& totals) { return std::accumulate(totals.begin(), totals.end(), 0.0); }

QPointF middle_of(ScheduleView& view, const PassBox& box) {
    const double x = view.x_of((box.start + box.end) / 2);
    for (double y = view.height() - 3.0; y > 0.0; y -= 1.0) {
        if (view.box_at({x, y}) == &box)
            return {x, y};
    }
    return {};
}

void turn_wheel(ScheduleView& view, const QPointF& at, int steps) {
    QWheelEvent event(at,
                      view.mapToGlobal(at),
                      {},
                      {0, 120 * steps},
                      Qt::NoButton,
                      Qt::NoModifier,
                      Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(&view, &event);
}

void drag(ScheduleView& view, const QPointF& from, const QPointF& to, Qt::KeyboardModifiers keys) {
    const auto send = [&](QEvent::Type type, const QPointF& at, Qt::MouseButton button) {
        QMouseEvent event(type, at, view.mapToGlobal(at), button, Qt::LeftButton, keys);
        QApplication::sendEvent(&view, &event);
    };
    send(QEvent::MouseButtonPress, from, Qt::LeftButton);
    send(QEvent::MouseMove, to, Qt::NoButton);
    send(QEvent::MouseButtonRelease, to, Qt::LeftButton);
}

void press(ScheduleView& view, Qt::Key key) {
    QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
    QApplication::sendEvent(&view, &event);
}

}  // namespace

TEST_CASE("the timeline has a box for each stage and micro-batch, forward and backward") {
    Shown shown;
    CHECK(shown.schedule().rows() == kStages);
    CHECK(count(shown.schedule(), PassKind::forward) == kStages * kMicroBatches);
    CHECK(count(shown.schedule(), PassKind::backward) == kStages * kMicroBatches);
}

TEST_CASE("boxes of a stage lie apart, in their order, inside of the iteration") {
    Shown shown;
    const Schedule& schedule = shown.schedule();
    for (std::size_t row = 0; row < schedule.rows(); ++row) {
        double until = 0.0;
        for (std::size_t i = schedule.first[row]; i < schedule.first[row + 1]; ++i) {
            REQUIRE(schedule.boxes[i].rank == row);
            REQUIRE(schedule.boxes[i].start >= until - kAfterRounding);
            until = schedule.boxes[i].end;
        }
        CHECK(until <= schedule.length + kAfterRounding);
    }
}

TEST_CASE("totals by kind of the whole iteration are the sums of its boxes") {
    Shown shown;
    const Schedule& schedule = shown.schedule();
    PassTotals sums = {};
    for (const PassBox& box : schedule.boxes)
        sums[static_cast<std::size_t>(box.kind)] += box.end - box.start;
    const PassTotals totals = schedule.totals(0.0, schedule.length);
    for (std::size_t i = 0; i < kPassKinds; ++i)
        CHECK_THAT(totals[i], WithinRel(sums[i], kAfterRounding) || WithinAbs(0.0, 0.0));
}

TEST_CASE("totals of two halves add up to those of the whole") {
    Shown shown;
    const Schedule& schedule = shown.schedule();
    const double cut = schedule.length * 0.381;
    CHECK_THAT(sum(schedule.totals(0.0, cut)) + sum(schedule.totals(cut, schedule.length)),
               WithinRel(sum(schedule.totals(0.0, schedule.length)), kAfterRounding));
}

TEST_CASE("the critical path goes from the start to the end of the iteration without a gap") {
    Shown shown;
    const Schedule& schedule = shown.schedule();
    REQUIRE_FALSE(schedule.path.empty());
    CHECK_THAT(schedule.path.front().start, WithinAbs(0.0, kAfterRounding));
    for (std::size_t i = 1; i < schedule.path.size(); ++i)
        REQUIRE_THAT(schedule.path[i].start, WithinAbs(schedule.path[i - 1].end, kAfterRounding));
}

TEST_CASE("zooming with the wheel keeps the time under the cursor") {
    Shown shown;
    ScheduleView& view = shown.view();
    const QPointF at(700, 200);
    for (const int steps : {1, 3, 5, -2}) {
        const double before = view.time_at(at.x());
        const double span = view.to() - view.from();
        turn_wheel(view, at, steps);
        CHECK_THAT(view.time_at(at.x()), WithinRel(before, kAfterRounding));
        CHECK((view.to() - view.from() < span) == (steps > 0));
    }
}

TEST_CASE("the view never leaves the iteration, and Home shows all of it") {
    Shown shown;
    ScheduleView& view = shown.view();
    const double length = shown.schedule().length;
    for (int i = 0; i < 40; ++i) press(view, Qt::Key_W);
    for (int i = 0; i < 5; ++i) press(view, Qt::Key_A);
    CHECK(view.from() >= 0.0);
    CHECK(view.to() - view.from() < 0.01);
    for (int i = 0; i < 100; ++i) press(view, Qt::Key_S);
    CHECK_THAT(view.to(), WithinRel(length, kAfterRounding));
    press(view, Qt::Key_W);
    press(view, Qt::Key_D);
    press(view, Qt::Key_Home);
    CHECK_THAT(view.from(), WithinAbs(0.0, kAfterRounding));
    CHECK_THAT(view.to(), WithinRel(length, kAfterRounding));
}

TEST_CASE("what is dragged follows the mouse") {
    Shown shown;
    ScheduleView& view = shown.view();
    turn_wheel(view, {600, 200}, 10);
    const double held = view.time_at(500);
    drag(view, {500, 200}, {620, 210}, Qt::NoModifier);
    CHECK_THAT(view.time_at(620), WithinRel(held, kAfterRounding));
}

TEST_CASE("Shift and dragging measures a span") {
    Shown shown;
    ScheduleView& view = shown.view();
    const double from = view.time_at(400);
    const double to = view.time_at(640);
    drag(view, {640, 200}, {400, 180}, Qt::ShiftModifier);
    REQUIRE(view.measured());
    CHECK_THAT(view.measured()->first, WithinRel(from, kAfterRounding));
    CHECK_THAT(view.measured()->second, WithinRel(to, kAfterRounding));
    press(view, Qt::Key_Escape);
    CHECK_FALSE(view.measured());
}

TEST_CASE("M measures by keys: from the middle of what is seen, and on the second up to it") {
    Shown shown;
    ScheduleView& view = shown.view();
    QCursor::setPos(9000, 9000);
    const double length = shown.schedule().length;
    view.show_span(0.0, length / 2.0);
    press(view, Qt::Key_M);
    view.show_span(length / 2.0, length);
    press(view, Qt::Key_M);
    REQUIRE(view.measured());
    CHECK_THAT(view.measured()->first, WithinRel(length / 4.0, kAfterRounding));
    CHECK_THAT(view.measured()->second, WithinRel(3.0 * length / 4.0, kAfterRounding));
    press(view, Qt::Key_Escape);
    CHECK(!view.measured());
}

TEST_CASE("a box says its full name, its stage and its times") {
    Shown shown;
    ScheduleView& view = shown.view();
    const Schedule& schedule = shown.schedule();
    const PassBox& box = schedule.boxes[schedule.first[17] + 40];
    view.show_span(box.start - 0.5, box.end + 0.5);
    const QPointF at = middle_of(view, box);
    REQUIRE(view.box_at(at) == &box);
    const std::string text = view.description(box).toStdString();
    CHECK_THAT(text, ContainsSubstring("of micro-batch " + std::to_string(box.micro_batch)));
    CHECK_THAT(text, ContainsSubstring("stage 17"));
    CHECK_THAT(text, ContainsSubstring("takes "));
}

TEST_CASE("an edit is simulated again, and only while the page is in front") {
    Shown shown;
    shown.page.hide();
    shown.session.set_value("training.global_batch", Value(std::int64_t{960}));
    shown.settle();
    CHECK(count(shown.schedule(), PassKind::forward) == kStages * kMicroBatches);
    shown.page.show();
    shown.settle();
    CHECK(count(shown.schedule(), PassKind::forward) == kStages * kMicroBatches / 2);
}

TEST_CASE("a fault of the scenario is told and leaves the last schedule") {
    Shown shown;
    shown.session.set_value("cluster.server", Value(std::string("no-such-server")));
    shown.settle();
    CHECK_THAT(shown.page.message().toStdString(), ContainsSubstring("no-such-server"));
    CHECK(shown.schedule().rows() == kStages);
}

TEST_CASE("boxes leave the timeline as CSV, a picture and a trace") {
    Shown shown;
    const QStringList lines = shown.page.csv().split('\n', Qt::SkipEmptyParts);
    const Schedule& schedule = shown.schedule();
    CHECK(static_cast<std::size_t>(lines.size()) ==
          1 + schedule.boxes.size() + schedule.aside.size());
    CHECK(lines[1].startsWith("0,F0,forward,0,"));

    QTemporaryDir folder;
    CHECK(shown.page.save_picture(folder.filePath("timeline.png")));
    shown.page.save_trace(folder.filePath("timeline.json"));
    shown.settle();
    std::ifstream trace(folder.filePath("timeline.json").toStdString());
    CHECK(nlohmann::json::parse(trace).at("traceEvents").size() > 2 * kStages * kMicroBatches);
}

// From showing the page to its first painting with boxes: simulating, sorting and painting. Hidden,
// as a machine that is busy with other things takes longer.
TEST_CASE("the timeline of MT-NLG is on the screen within a second", "[.timing]") {
    Shown shown;
    REQUIRE(shown.page.opening_ms());
    WARN("opened in " << *shown.page.opening_ms() << " ms");
    CHECK(*shown.page.opening_ms() < 1000);

    shown.view().grab();
    QElapsedTimer clock;
    clock.start();
    shown.view().grab();
    WARN("all of it painted in " << clock.elapsed() << " ms");
}
