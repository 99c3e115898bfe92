// The hardware page: the database as the CLI tells it, the scenario's choice, the network's tiers.

#include "gui/pages/hardware_page.hpp"

#include <QApplication>
#include <QPushButton>
#include <QTableWidget>
#include <algorithm>

#include "engine/hardware/network_parts.hpp"
#include "engine/scenario/fields.hpp"
#include "gui/widgets/chart_view.hpp"
#include "gui/widgets/topology_view.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;
using namespace deepwallet::test;

namespace {

struct Shown {
    Session session{HardwareDb{shipped_database()}};
    HardwarePage page{session};

    Shown() {
        REQUIRE(session.open(reference_file()));
        session.wait();
        page.resize(1280, 800);
        page.show();
        QCoreApplication::processEvents();
    }

    const Scenario& scenario() { return session.answer(0)->loaded->scenario; }
};

}  // namespace

TEST_CASE("the page opens with the accelerator of the scenario, and its values have sources") {
    Shown shown;
    CHECK(shown.page.command() == QStringList{"db", "show", "accelerators", "a100-sxm4-80gb"});
    // NVIDIA A100 data sheet: 312 TFLOP/s of bf16 without sparsity.
    CHECK(shown.page.csv().contains("peak_bf16_tflops,312,"));
    CHECK(shown.page.csv().contains("NVIDIA A100 Tensor Core GPU white paper"));
}

TEST_CASE("a search leaves the entries that have the word, of all kinds") {
    Shown shown;
    shown.page.search("H100");
    const QStringList found = shown.page.found();
    CHECK(found.contains("h100-sxm5-80gb"));
    CHECK(found.contains("dgx-h100"));
    CHECK(std::all_of(found.begin(), found.end(), [](const QString& name) {
        return name.contains("h100", Qt::CaseInsensitive);
    }));
    shown.page.search({});
    CHECK(shown.page.found().size() > found.size());
}

TEST_CASE("an entry is used in the scenario, and an offer is one more to compare") {
    Shown shown;
    REQUIRE(shown.page.show_entry(EntryKind::site, "france"));
    shown.page.use_entry();
    shown.session.wait();
    CHECK(shown.scenario().presets.site == "france");

    const auto offers = [&] {
        return std::get<std::vector<std::string>>(
            *find_field("economics.compare")->get(shown.scenario()));
    };
    const std::size_t before = offers().size();
    REQUIRE(shown.page.show_entry(EntryKind::cloud, "aws-p4de"));
    shown.page.use_entry();
    shown.session.wait();
    CHECK(offers().size() == before + 1);
    CHECK(offers().back() == "aws-p4de");
    CHECK_FALSE(shown.page.show_entry(EntryKind::cloud, "no-such-offer"));
}

TEST_CASE("an entry is copied into the scenario: the same answer, and each value can be changed") {
    Shown shown;
    const std::string before = shown.session.document(0).text();
    REQUIRE(shown.page.show_entry(EntryKind::server, "dgx-a100-80gb"));
    const Money price = shown.scenario().server.price.value();
    shown.page.copy_values();
    shown.session.wait();
    CHECK_THAT(shown.session.document(0).text(), ContainsSubstring("price_usd"));
    CHECK(shown.scenario().server.price == price);
    CHECK(shown.session.answer(0)->faults.empty());
    shown.session.set_value("server.price_usd", Value(price.in(units::usd) / 2.0));
    shown.session.wait();
    CHECK(shown.scenario().server.price == price / 2.0);
    shown.session.undo();
    shown.session.undo();
    CHECK(shown.session.document(0).text() == before);
}

TEST_CASE("a copied entry keeps its sources and its ranges of doubt") {
    Shown shown;
    const MetricRanges before = shown.session.answer(0)->doubt.ranges;
    REQUIRE(shown.page.show_entry(EntryKind::accelerator, "a100-sxm4-80gb"));
    shown.page.copy_values();
    shown.session.wait();
    const AnswerPtr copied = shown.session.answer(0);
    REQUIRE(copied->is_whole);
    REQUIRE(copied->doubt.ranges.size() == before.size());
    for (const char* path : {"power.facility_mean_kw", "carbon.total_t", "run.days"}) {
        CAPTURE(path);
        CHECK(copied->doubt.ranges.at(path).p10 == before.at(path).p10);
        CHECK(copied->doubt.ranges.at(path).p90 == before.at(path).p90);
    }
    const Assignments& entry = shown.page.values();
    const auto of_entry = std::find_if(entry.begin(), entry.end(), [](const Assignment& a) {
        return a.path == "wave_overhead_us";
    });
    const auto given =
        std::find_if(copied->inputs.begin(), copied->inputs.end(), [](const Assignment& a) {
            return a.path == "accelerator.wave_overhead_us";
        });
    REQUIRE(of_entry != entry.end());
    REQUIRE(given != copied->inputs.end());
    REQUIRE(of_entry->provenance.low);
    CHECK(given->provenance.low == of_entry->provenance.low);
    CHECK(given->provenance.high == of_entry->provenance.high);
    CHECK(given->provenance.source == of_entry->provenance.source);
    // What is changed then is the person's own.
    shown.session.set_value("accelerator.wave_overhead_us", Value(9.0));
    shown.session.wait();
    const Assignments& now = shown.session.answer(0)->inputs;
    const auto own = std::find_if(now.begin(), now.end(), [](const Assignment& a) {
        return a.path == "accelerator.wave_overhead_us";
    });
    REQUIRE(own != now.end());
    CHECK(own->provenance.source.empty());
    CHECK_FALSE(own->provenance.low);
}

TEST_CASE("a value of one's own is no copy of an entry: all of it can still be copied") {
    Shown shown;
    REQUIRE(shown.page.show_entry(EntryKind::server, "dgx-a100-80gb"));
    shown.session.set_value("server.price_usd", Value(150e3));
    shown.session.wait();
    QCoreApplication::processEvents();
    const auto buttons = shown.page.findChildren<QPushButton*>();
    const auto copies = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton* one) {
        return one->text() == "&Copy to edit";
    });
    REQUIRE(copies != buttons.end());
    CHECK((*copies)->isEnabled());
    shown.page.copy_values();
    shown.session.wait();
    QCoreApplication::processEvents();
    CHECK_FALSE((*copies)->isEnabled());
}

TEST_CASE("what is edited in a copy is seen beside the database's entries") {
    Shown shown;
    REQUIRE(shown.page.show_entry(EntryKind::accelerator, "a100-sxm4-80gb"));
    shown.page.copy_values();
    shown.session.wait();
    shown.session.set_value("accelerator.peak_bf16_tflops", Value(400.0));
    shown.session.wait();
    QCoreApplication::processEvents();
    const auto& names = shown.page.chart().bars().names;
    const auto own = std::find(names.begin(), names.end(), "this scenario");
    REQUIRE(own != names.end());
    CHECK(shown.page.chart()
              .bars()
              .series[0]
              .points[static_cast<std::size_t>(own - names.begin())]
              .y == 400.0);
    const auto cells =
        shown.page.findChild<QTableWidget*>()->findItems("400 TFLOP/s", Qt::MatchExactly);
    REQUIRE(cells.size() == 1);
    CHECK(cells.front()->font().bold());
}

TEST_CASE("accelerators are compared largest first, without those that have no figure") {
    Shown shown;
    const BarChart& chart = shown.page.chart().bars();
    REQUIRE(chart.names.size() > 10);
    const auto& points = chart.series[0].points;
    CHECK(std::is_sorted(
        points.begin(), points.end(), [](const auto& a, const auto& b) { return a.y > b.y; }));
    // A P100 has no bf16.
    CHECK(std::find(chart.names.begin(), chart.names.end(), "p100-sxm2-16gb") == chart.names.end());
}

TEST_CASE("the tiers of the network have the switches and cables that are paid for") {
    Shown shown;
    const Scenario& s = shown.scenario();
    const NetworkParts parts = network_parts(s.server, s.fabric, s.cluster.servers);
    std::int64_t switches = 0;
    std::int64_t cables = 0;
    for (const TopologyTier& tier : shown.page.topology().tiers()) {
        switches += tier.is_switch ? tier.count : 0;
        cables += tier.cables_down + tier.cables_among;
    }
    CHECK(switches == parts.switches);
    CHECK(cables == parts.cables());
    CHECK(shown.page.topology().tiers().back().count == 280);
}

TEST_CASE("a value of one's own stands in the table as its own, with what the database has") {
    Shown shown;
    REQUIRE(shown.page.show_entry(EntryKind::accelerator, "a100-sxm4-80gb"));
    shown.page.copy_values();
    shown.session.set_value("accelerator.memory_gib", Value(20.0));
    shown.session.wait();
    QCoreApplication::processEvents();
    const auto* table = shown.page.findChild<QTableWidget*>();
    int row = 0;
    while (row < table->rowCount() && table->item(row, 1)->text() != "20 GiB") ++row;
    REQUIRE(row < table->rowCount());
    CHECK(table->item(row, 3)->text() == "this scenario");
    CHECK(table->item(row, 0)->toolTip().contains("memory_gib = 20 GiB"));
    CHECK(table->item(row, 0)->toolTip().contains("The database has 80 GiB"));
}
