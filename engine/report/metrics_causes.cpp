// The bill by cause.

#include <fmt/format.h>

#include "engine/report/causes.hpp"

namespace deepwallet {

namespace {

using namespace units;

Metric by_cause(const char* what,
                const char* unit,
                const char* prefix,
                const CauseName& named,
                std::vector<std::string> inputs,
                MetricValue (*read)(const Answer&, const CauseBill&)) {
    return {fmt::format("by_cause.{}.{}", what, named.name),
            unit,
            std::string(prefix) + named.meaning,
            "along the time line",
            std::move(inputs),
            [index = static_cast<std::size_t>(named.cause), read](const Answer& a) -> MetricValue {
                if (!a.report.run)
                    return {};
                const std::vector<CauseBill> bills = bill_by_cause(a);
                return bills.empty() ? MetricValue() : read(a, bills[index]);
            }};
}

bool is_paid(const RunReport& run) { return run.on_prem || !run.cloud.empty(); }

}  // namespace

std::vector<Metric> cause_metrics() {
    std::vector<Metric> all;
    for (const CauseName& named : kCauseNames) {
        all.push_back(by_cause("hours",
                               "h",
                               "hours of ",
                               named,
                               {"run.days"},
                               [](const Answer&, const CauseBill& bill) -> MetricValue {
                                   return bill.wall.in(hour);
                               }));
        all.push_back(by_cause("usd",
                               "USD",
                               "of this run's bill, ",
                               named,
                               {"cost.on_prem.total_usd", "cost.cloud.total_usd"},
                               [](const Answer& a, const CauseBill& bill) -> MetricValue {
                                   if (!is_paid(*a.report.run))
                                       return {};
                                   return bill.money.in(usd);
                               }));
        all.push_back(by_cause("kwh",
                               "kWh",
                               "of the facility's energy, ",
                               named,
                               {"energy.facility_mwh"},
                               [](const Answer&, const CauseBill& bill) -> MetricValue {
                                   return bill.energy.in(kWh);
                               }));
        all.push_back(by_cause("kg",
                               "kg CO2e",
                               "operational, of ",
                               named,
                               {"carbon.operational_t"},
                               [](const Answer&, const CauseBill& bill) -> MetricValue {
                                   return bill.carbon.in(kg);
                               }));
    }
    return all;
}

}  // namespace deepwallet
