#include "engine/study/trend.hpp"

#include "cli/commands/commands.hpp"
#include "engine/core/file.hpp"
#include "engine/study/trend_text.hpp"

namespace deepwallet::cli {

namespace {

constexpr const char* kHistory = "language-models";

Result<Trend> asked(const Options& options) {
    const HardwareDb db = open_database(options);
    Result<TrendData> data = read_trend(db, kHistory);
    if (!data)
        return tl::unexpected(data.error());
    TrendOptions wanted;
    wanted.years = options.years;
    wanted.tokens_per_parameter = options.tokens_per_parameter;
    wanted.settings = options.settings;
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
    streams.out << (options.json ? trend_json(*found) : trend_text(*found));
    return ExitCode::done;
}

}  // namespace deepwallet::cli
