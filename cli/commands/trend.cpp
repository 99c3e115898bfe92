#include <algorithm>

#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "engine/core/file.hpp"
#include "engine/study/growth.hpp"
#include "engine/study/trend.hpp"
#include "engine/study/trend_text.hpp"

namespace deepwallet::cli {

namespace {

constexpr const char* kHistory = "language-models";

/// Does a setting name other machines than those of the scenario?
bool is_of_machine(const std::string& setting) {
    const auto begins = [&](const char* path) { return setting.rfind(path, 0) == 0; };
    return begins("cluster.server=") || begins("cluster.accelerator=") || begins("server.") ||
           begins("accelerator.");
}

Result<Trend> asked(const Options& options) {
    const HardwareDb db = open_database(options);
    Result<TrendData> data = read_trend(db, kHistory);
    if (!data)
        return tl::unexpected(data.error());
    TrendOptions wanted;
    wanted.years = options.years;
    wanted.tokens_per_parameter = options.tokens_per_parameter;
    wanted.settings = options.settings;
    if (!options.hardware_month.empty()) {
        const Result<double> month = month_as_year(options.hardware_month);
        if (!month)
            return tl::unexpected(month.error());
        wanted.hardware_year = *month;
    }
    for (const std::string& text : options.trend_limits) {
        Result<TrendLimit> limit = read_trend_limit(text);
        if (!limit)
            return tl::unexpected(limit.error());
        wanted.limits.push_back(*std::move(limit));
    }
    return trend(*std::move(data), db, wanted);
}

}  // namespace

ExitCode trend(const Options& options, const Streams& streams) {
    const Result<Trend> found = asked(options);
    if (!found)
        return refuse(found.error(), streams);
    for (const auto& [file, text] :
         {std::pair(options.csv, &trend_csv), std::pair(options.html, &trend_page)}) {
        if (file.empty())
            continue;
        if (const auto written = write_file(file, text(*found)); !written) {
            streams.err << render(written.error());
            return ExitCode::failed;
        }
    }
    const bool other_machine =
        std::any_of(options.settings.begin(), options.settings.end(), is_of_machine);
    if (other_machine && options.hardware_month.empty() && !options.quiet)
        streams.err << fmt::format(
            "note: what --set names is taken to be of {}; --hardware-month says another\n",
            year_as_month(found->data.hardware_year));
    streams.out << (options.json ? trend_json(*found) : trend_text(*found));
    return ExitCode::done;
}

}  // namespace deepwallet::cli
