#include "engine/study/uncertainty.hpp"

#include <omp.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <string>

#include "engine/core/mix.hpp"
#include "engine/report/metrics.hpp"
#include "engine/report/offer_metrics.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/evaluate_run.hpp"
#include "engine/study/payment.hpp"

namespace deepwallet {

namespace {

/// The stratum of each sample, a permutation of an input's own.
std::vector<std::uint32_t> strata(std::uint64_t key, std::size_t samples) {
    std::vector<std::uint64_t> order(samples);
    for (std::size_t i = 0; i < samples; ++i) order[i] = mix(key + i);
    std::vector<std::uint32_t> out(samples);
    std::iota(out.begin(), out.end(), 0U);
    std::sort(out.begin(), out.end(), [&](std::uint32_t a, std::uint32_t b) {
        return order[a] != order[b] ? order[a] < order[b] : a < b;
    });
    return out;
}

/// An input's own stream of draws, by its name: whatever else is drawn, they stay.
std::uint64_t key_of(const std::string& path) {
    std::uint64_t key = path.size();
    for (const char c : path) key = mix(key + static_cast<unsigned char>(c));
    return key;
}

/// draws[input][sample]
std::vector<std::vector<double>> latin_hypercube(const std::vector<UncertainInput>& inputs,
                                                 const UncertaintyOptions& options) {
    const auto n = static_cast<std::size_t>(options.samples);
    std::vector<std::vector<double>> draws(inputs.size(), std::vector<double>(n));
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        const std::uint64_t key = mix(mix(options.seed) + key_of(inputs[k].path));
        const std::vector<std::uint32_t> stratum = strata(key, n);
        for (std::size_t i = 0; i < n; ++i) {
            const double u = (stratum[i] + uniform(key ^ mix(i))) / static_cast<double>(n);
            draws[k][i] = quantile_of(inputs[k], u);
        }
    }
    return draws;
}

/// Events of a campaign beyond which chance averages out below a hundredth, or costs too much to
/// play out; its mean stands.
constexpr double kMostEvents = 20'000.0;

double expected_events(const Campaign& plan) {
    return plan.failures + plan.times.work / plan.checkpoint_interval;
}

Report by_chance(const Scenario& s, std::uint64_t seed, std::uint64_t sample) {
    Report report = evaluate_analytic(s);
    if (!report.run || !(expected_events(report.run->campaign) < kMostEvents))
        return report;
    const CampaignOutcome outcome = simulate_campaign(campaign_input(s, report),
                                                      s.campaign,
                                                      report.run->campaign.checkpoint_interval,
                                                      seed,
                                                      sample);
    finish_run(s, report, &outcome);
    return report;
}

/// What a draw says of owning: bit i is set where it costs no more than offer i.
using Verdict = std::uint32_t;
static_assert(kMostOffers < 31);
constexpr Verdict kContradiction = Verdict{1} << 31U;

Verdict offer_bit(std::size_t offer) { return Verdict{1} << offer; }

Verdict judge(const Report& report) {
    Verdict out = 0;
    if (!report.run || !report.run->on_prem)
        return out;
    for (const CloudCost& cloud : report.run->cloud) {
        if (cloud.endless || report.run->on_prem->run_total() <= cloud.run_total())
            out |= offer_bit(cloud.offer);
    }
    return out;
}

/// Between neighbours linearly (Hyndman and Fan 1996, definition 7); infinite beside an infinite
/// one.
double sample_quantile(const std::vector<double>& sorted, double share) {
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const double part = at - static_cast<double>(below);
    if (part <= 0.0 || !std::isfinite(sorted[below]))
        return sorted[below];
    return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

/// One number in every draw.
using Column = std::vector<double>;

/// Of the draws that do not contradict themselves; absent where one of them has no answer, as
/// quantiles would speak of the rest alone.
std::optional<MetricRange> range_of(const Column& values, const std::vector<Verdict>& verdict) {
    Column known;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (verdict[i] != kContradiction)
            known.push_back(values[i]);
    }
    if (std::any_of(known.begin(), known.end(), [](double x) { return std::isnan(x); }))
        return std::nullopt;
    std::sort(known.begin(), known.end());
    return MetricRange{
        sample_quantile(known, 0.1), sample_quantile(known, 0.5), sample_quantile(known, 0.9)};
}

/// What is read off every draw.
struct Columns {
    std::vector<const Metric*> read;
    std::vector<Column> metrics;
    std::vector<Column> offers;   ///< of offer k, metric j at k times their number plus j
    std::vector<Column> payback;  ///< by offer

    Columns(std::vector<const Metric*> wanted, std::size_t offer_count, std::size_t samples)
        : read(std::move(wanted)),
          metrics(read.size(), Column(samples)),
          offers(offer_count * offer_metrics().size(),
                 Column(samples, std::numeric_limits<double>::quiet_NaN())),
          payback(offer_count, Column(samples, std::numeric_limits<double>::quiet_NaN())) {}

    void take_payback(std::size_t sample, const Answer& answer) {
        for (const WayToPay& way : ways_to_pay(answer.scenario, answer.report)) {
            if (way.offer && way.buying)
                payback[*way.offer][sample] = way.buying->payback
                                                  ? way.buying->payback->in(units::month)
                                                  : std::numeric_limits<double>::infinity();
        }
    }

    void take(std::size_t sample, const Answer& answer) {
        for (std::size_t m = 0; m < read.size(); ++m)
            metrics[m][sample] = number_of(value_of(*read[m], answer));
        if (!answer.report.run)
            return;
        const auto about = offer_metrics();
        for (const CloudCost& cloud : answer.report.run->cloud) {
            for (std::size_t j = 0; j < about.size(); ++j)
                offers[cloud.offer * about.size() + j][sample] = value_of(about[j], cloud);
        }
        take_payback(sample, answer);
    }
};

}  // namespace

Uncertainty uncertainty(const LoadedScenario& loaded, const UncertaintyOptions& options) {
    const std::vector<UncertainInput> inputs = uncertain_inputs(loaded);
    const Scenario base = in_closed_form(loaded.scenario);
    const Report first = evaluate_analytic(base);
    const std::vector<const Metric*> read = number_metrics({base, first});
    const auto n = static_cast<std::size_t>(options.samples);
    const auto draws = latin_hypercube(inputs, options);
    Columns columns(read, base.offers.size(), n);
    std::vector<Verdict> verdict(n);

    const int threads = options.threads > 0 ? options.threads : omp_get_max_threads();
#pragma omp parallel num_threads(threads)
    {
        Scenario scenario = base;
#pragma omp for schedule(static)
        for (std::size_t i = 0; i < n; ++i) {
            if (options.stop != nullptr && *options.stop) {
                verdict[i] = kContradiction;
                continue;
            }
            for (std::size_t k = 0; k < inputs.size(); ++k) inputs[k].set(scenario, draws[k][i]);
            if (!scenario_faults(scenario).empty()) {
                verdict[i] = kContradiction;
                continue;
            }
            const Report report = by_chance(scenario, options.seed, i);
            verdict[i] = judge(report);
            columns.take(i, {scenario, report});
        }
    }

    Uncertainty out;
    out.samples = options.samples;
    out.inputs = inputs.size();
    out.left_out = std::count(verdict.begin(), verdict.end(), kContradiction);
    const std::int64_t kept = options.samples - out.left_out;
    if (kept == 0)
        return out;
    const auto share_with = [&](Verdict bits) {
        const auto with = std::count_if(verdict.begin(), verdict.end(), [&](Verdict v) {
            return v != kContradiction && (v & bits) == bits;
        });
        return static_cast<double>(with) / static_cast<double>(kept);
    };
    const std::size_t offers = base.offers.size();
    for (std::size_t i = 0; i < offers; ++i)
        out.own_cheaper_than.push_back(share_with(offer_bit(i)));
    if (offers > 0)
        out.own_cheaper = share_with(offer_bit(offers) - 1);
    for (std::size_t m = 0; m < read.size(); ++m) {
        if (const auto range = range_of(columns.metrics[m], verdict))
            out.ranges[read[m]->path] = *range;
    }
    for (const Column& months : columns.payback) out.payback.push_back(range_of(months, verdict));
    const auto about = offer_metrics();
    out.offers.resize(offers);
    for (std::size_t k = 0; k < offers * about.size(); ++k) {
        if (const auto range = range_of(columns.offers[k], verdict))
            out.offers[k / about.size()][about[k % about.size()].name] = *range;
    }
    return out;
}

}  // namespace deepwallet
