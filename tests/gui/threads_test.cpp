// What the window asks of other threads: answers to texts, at once and of the same text, while the
// documents go on being edited. A thread sanitizer sees what assertions cannot.

#include <QCoreApplication>
#include <thread>
#include <vector>

#include "engine/core/file.hpp"
#include "engine/scenario/fields.hpp"
#include "gui/answer.hpp"
#include "gui/document.hpp"
#include "gui/session.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;
using namespace deepwallet::test;

namespace {

double days_of(const AnswerPtr& answer) {
    return number_of(value_of(*find_metric("run.days"), answer->answer()));
}

}  // namespace

TEST_CASE("the same text has the same answer on every thread, while a document is edited") {
    const std::filesystem::path file = reference_file();
    Document document(*read_file(file, 1U << 20U), file);
    const HardwareDb db{shipped_database()};
    const double expected = days_of(answer_to(document.text(), file, db));
    constexpr int kThreads = 3;
    constexpr int kTimes = 2;
    std::vector<double> found(kThreads * kTimes);
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&, t, text = document.text()] {
            for (int i = 0; i < kTimes; ++i)
                found[static_cast<std::size_t>(kTimes * t + i)] =
                    days_of(answer_to(text, file, db));
        });
    }
    for (std::int64_t servers = 280; servers < 480; ++servers) {
        REQUIRE(document.set("cluster.servers", servers, true));
        if (servers % 7 == 0)
            document.undo();
    }
    for (std::thread& thread : threads) thread.join();
    for (const double days : found) CHECK(days == expected);
}

TEST_CASE("a session that is edited faster than it answers ends with the answer to its last text") {
    Session session{HardwareDb{shipped_database()}};
    REQUIRE(session.open(reference_file()));
    for (std::int64_t servers = 280; servers <= 420; servers += 35) {
        session.set_value("cluster.servers", servers, true);
        QCoreApplication::processEvents();
    }
    session.wait();
    CHECK(session.answer(0)->text == session.document(0).text());
    const auto servers = find_field("cluster.servers")->get(session.answer(0)->loaded->scenario);
    CHECK(std::get<std::int64_t>(*servers) == 420);
}
