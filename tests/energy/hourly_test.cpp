#include "engine/energy/hourly.hpp"

#include <cmath>
#include <numbers>

#include "tests/support/catch.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

constexpr double kExact = 1e-12;

Hour at(double g_per_kwh, double usd_per_kwh = 0.1, double pue = 1.0) {
    return {g_per_kwh * gram / kWh, usd_per_kwh * usd / kWh, pue, 1.0 * litre / kWh};
}

HourlyLoad load(double work_hours) { return {100 * kW, 20 * kW, work_hours * hour}; }

}  // namespace

TEST_CASE("a run takes the hours that it is in, by PUE, and part of the last") {
    const Hours hours = {at(100, 0.1, 1.2), at(200, 0.2, 1.5), at(400, -0.1)};
    const HourlyBill bill = run_from(hours, load(2.5), 0);
    CHECK_THAT(bill.facility.in(kWh), WithinRel(120.0 + 150.0 + 50.0, kExact));
    CHECK_THAT(bill.operational.in(kg), WithinRel(12.0 + 30.0 + 20.0, kExact));
    CHECK_THAT(bill.electricity.in(usd), WithinRel(12.0 + 30.0 - 5.0, kExact));
    // Water is of IT energy.
    CHECK_THAT(bill.water.in(litre), WithinRel(250.0, kExact));
    CHECK_THAT(bill.calendar.in(hour), WithinRel(2.5, kExact));
}

TEST_CASE("after the last hour comes the first, and whole rounds add up") {
    const Hours hours = {at(100), at(200), at(400)};
    CHECK_THAT(run_from(hours, load(2), 2).operational.in(kg), WithinRel(50.0, kExact));
    // 100 rounds and one hour.
    CHECK_THAT(run_from(hours, load(301), 1).operational.in(kg),
               WithinRel(100 * 70.0 + 20.0, kExact));
}

TEST_CASE("a constant grid has no better start") {
    const Starts found = best_and_worst_start(Hours(48, at(300)), load(10));
    CHECK(found.best.operational == found.worst.operational);
    CHECK(found.best.start == 0);
}

TEST_CASE("the best start of a year's cosine is centred on its trough") {
    // g = 300 + 100 cos(2 pi h / n) over w hours around n/2: mean 300 - 100 sin(pi w/n) / (pi w/n).
    constexpr int kHours = 8760;
    constexpr double kWork = 1200.0;
    Hours hours;
    for (int h = 0; h < kHours; ++h)
        hours.push_back(at(300 + 100 * std::cos(2 * std::numbers::pi * (h + 0.5) / kHours)));
    const Starts found = best_and_worst_start(hours, load(kWork));
    const double x = std::numbers::pi * kWork / kHours;
    CHECK_THAT(found.best.operational.in(kg) / (kWork * 0.1),
               WithinRel(300 - 100 * std::sin(x) / x, 1e-6));
    CHECK_THAT(found.worst.operational.in(kg) / (kWork * 0.1),
               WithinRel(300 + 100 * std::sin(x) / x, 1e-6));
    CHECK(found.best.start == (kHours - static_cast<std::size_t>(kWork)) / 2);
}

TEST_CASE("a day's dirtiest quarter is six hours of it, whatever other days are like") {
    Hours hours;
    for (int h = 0; h < 48; ++h) hours.push_back(at(h < 24 ? 100 + h : 1000 - h));
    const Pauses pauses = dirtiest_of_each_day(hours, 0.25);
    for (std::size_t h = 0; h < 48; ++h)
        CHECK(pauses[h] == ((h >= 18 && h < 24) || (h >= 24 && h < 30)));
}

TEST_CASE("a machine that stands still draws, and pays for it") {
    // Two days: 18 clean hours of 100 g, 6 dirty ones of 1000; 36 hours of work take both days.
    Hours hours;
    for (int h = 0; h < 48; ++h) hours.push_back(at(h % 24 < 18 ? 100 : 1000));
    const Pauses pauses = dirtiest_of_each_day(hours, 0.25);
    const HourlyBill paused = run_with_pauses(hours, load(36), 0, pauses);
    CHECK_THAT(paused.calendar.in(hour), WithinRel(48.0, kExact));
    CHECK_THAT(paused.paused.in(hour), WithinRel(12.0, kExact));
    CHECK_THAT(paused.operational.in(kg), WithinRel(36 * 10.0 + 12 * 20.0, kExact));
    // Going on: 30 clean hours and 6 dirty ones.
    CHECK_THAT(run_from(hours, load(36), 0).operational.in(kg),
               WithinRel(30 * 10.0 + 6 * 100.0, kExact));
}
