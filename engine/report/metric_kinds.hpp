#pragma once

/// Metrics of one part of a report, for the files that list them.

#include <string>
#include <utility>
#include <vector>

#include "engine/report/metrics.hpp"

namespace deepwallet {

/// A number of the whole run; not known without a number of tokens.
inline Metric of_run(const char* path,
                     const char* unit,
                     const char* meaning,
                     const char* formula,
                     std::vector<std::string> inputs,
                     double (*read)(const RunReport&)) {
    return {
        path, unit, meaning, formula, std::move(inputs), [read](const Answer& a) -> MetricValue {
            if (!a.report.run)
                return {};
            return read(*a.report.run);
        }};
}

/// A number of the purchase; not known where the servers have no price.
inline Metric of_purchase(const char* path,
                          const char* unit,
                          const char* meaning,
                          const char* formula,
                          std::vector<std::string> inputs,
                          double (*read)(const OnPremCost&)) {
    return {
        path, unit, meaning, formula, std::move(inputs), [read](const Answer& a) -> MetricValue {
            if (!a.report.run || !a.report.run->on_prem)
                return {};
            return read(*a.report.run->on_prem);
        }};
}

/// A part of the network's price; not known where its parts have no prices.
inline Metric of_network_bill(const char* path,
                              const char* meaning,
                              const char* formula,
                              std::vector<std::string> inputs,
                              Money NetworkBill::*member) {
    return {
        path, "USD", meaning, formula, std::move(inputs), [member](const Answer& a) -> MetricValue {
            if (!a.report.run || !a.report.run->on_prem ||
                !a.report.run->on_prem->acquisition.parts)
                return {};
            return ((*a.report.run->on_prem->acquisition.parts).*member).in(units::usd);
        }};
}

/// A number of the cheapest cloud offer; not known where none is compared.
inline Metric of_cloud(const char* path,
                       const char* unit,
                       const char* meaning,
                       const char* formula,
                       std::vector<std::string> inputs,
                       MetricValue (*read)(const CloudCost&, const CloudOffer&)) {
    return {
        path, unit, meaning, formula, std::move(inputs), [read](const Answer& a) -> MetricValue {
            const CloudCost* best = a.report.run ? cheapest_cloud(*a.report.run) : nullptr;
            if (best == nullptr)
                return {};
            return read(*best, a.scenario.offers[best->offer]);
        }};
}

inline Metric of_power(const char* path,
                       const char* unit_name,
                       Power unit,
                       const char* meaning,
                       const char* formula,
                       std::vector<std::string> inputs,
                       Power PowerUse::*member) {
    return {path, unit_name, meaning, formula, std::move(inputs), [unit, member](const Answer& a) {
                return (a.report.power.*member).in(unit);
            }};
}

}  // namespace deepwallet
