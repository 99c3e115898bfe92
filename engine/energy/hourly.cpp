#include "engine/energy/hourly.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace deepwallet {

namespace {

using units::hour;

void add(HourlyBill& bill, const Hour& at, Power it, Time length) {
    const Energy energy = it * length;
    const Energy facility = at.pue * energy;
    bill.calendar += length;
    bill.facility += facility;
    bill.operational += facility * at.grid;
    bill.electricity += facility * at.electricity;
    bill.water += energy * at.water;
}

HourlyBill times(double n, HourlyBill bill) {
    bill.calendar = n * bill.calendar;
    bill.paused = n * bill.paused;
    bill.facility = n * bill.facility;
    bill.operational = n * bill.operational;
    bill.electricity = n * bill.electricity;
    bill.water = n * bill.water;
    return bill;
}

void add(HourlyBill& bill, const HourlyBill& more) {
    bill.calendar += more.calendar;
    bill.paused += more.paused;
    bill.facility += more.facility;
    bill.operational += more.operational;
    bill.electricity += more.electricity;
    bill.water += more.water;
}

}  // namespace

HourlyBill run_with_pauses(const Hours& hours,
                           const HourlyLoad& load,
                           std::size_t start,
                           const Pauses& pauses) {
    const auto works = static_cast<double>(std::count(pauses.begin(), pauses.end(), false));
    HourlyBill out;
    out.start = start;
    // Whole rounds are all alike.
    const double rounds = std::floor(load.work / (works * hour));
    if (rounds > 0.0) {
        HourlyBill round;
        for (std::size_t i = 0; i < hours.size(); ++i) {
            add(round, hours[i], pauses[i] ? load.paused : load.working, hour);
            if (pauses[i])
                round.paused += hour;
        }
        add(out, times(rounds, round));
    }
    Time left = load.work - rounds * works * hour;
    for (std::size_t i = start; left > Time{}; i = (i + 1) % hours.size()) {
        if (pauses[i]) {
            add(out, hours[i], load.paused, hour);
            out.paused += hour;
            continue;
        }
        const Time length = std::min(left, hour);
        add(out, hours[i], load.working, length);
        left -= length;
    }
    return out;
}

HourlyBill run_from(const Hours& hours, const HourlyLoad& load, std::size_t start) {
    return run_with_pauses(hours, load, start, Pauses(hours.size(), false));
}

Starts best_and_worst_start(const Hours& hours, const HourlyLoad& load) {
    Starts out{run_from(hours, load, 0), run_from(hours, load, 0)};
    for (std::size_t start = 1; start < hours.size(); ++start) {
        const HourlyBill bill = run_from(hours, load, start);
        if (bill.operational < out.best.operational)
            out.best = bill;
        if (bill.operational > out.worst.operational)
            out.worst = bill;
    }
    return out;
}

Pauses dirtiest_of_each_day(const Hours& hours, double share) {
    constexpr std::size_t kDay = 24;
    // Outside of it there is no whole number of hours; NaN pauses none.
    share = share > 0.0 ? std::min(share, 1.0) : 0.0;
    Pauses out(hours.size(), false);
    for (std::size_t first = 0; first < hours.size(); first += kDay) {
        const std::size_t length = std::min(kDay, hours.size() - first);
        std::vector<std::size_t> order(length);
        std::iota(order.begin(), order.end(), first);
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return hours[a].grid > hours[b].grid;
        });
        // A whole number of hours, whatever 0.25 x 24 comes to.
        const auto stands = static_cast<std::size_t>(share * static_cast<double>(length) + 1e-9);
        for (std::size_t i = 0; i < stands; ++i) out[order[i]] = true;
    }
    return out;
}

}  // namespace deepwallet
