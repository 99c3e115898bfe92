#include "cli/commands/commands.hpp"
#include "engine/core/file.hpp"
#include "engine/scenario/load.hpp"
#include "engine/study/kernel_document.hpp"
#include "engine/study/scatter.hpp"
#include "engine/study/validation_document.hpp"
#include "engine/study/validation_report.hpp"

namespace deepwallet::cli {

namespace {

/// The page, and the chart of the same name beside it.
Result<void> write_document(const std::filesystem::path& file,
                            const Validation& validation,
                            const StackFits& stacks,
                            const std::string& kernels) {
    std::filesystem::path chart = file;
    chart.replace_extension(".svg");
    if (auto written = write_file(chart, scatter_svg(validation)); !written)
        return written;
    return write_file(file,
                      validation_document(validation, stacks, kernels, chart.filename().string()));
}

}  // namespace

ExitCode validate(const Options& options, const Streams& streams) {
    const HardwareDb db = open_database(options);
    const Result<Assignments> settings = read_settings(options.settings);
    if (!settings)
        return refuse(settings.error(), streams);
    const Result<std::vector<MeasuredRun>> runs = open_runs(options, db);
    if (!runs)
        return refuse(runs.error(), streams);

    const Validation validation = deepwallet::validate(*runs, *settings, db);
    if (!options.csv.empty()) {
        if (const auto written = write_file(options.csv, validation_csv(validation)); !written) {
            streams.err << render(written.error());
            return ExitCode::failed;
        }
    }
    if (!options.markdown.empty()) {
        const StackFits stacks = fit_stacks(*runs, *settings, db);
        const Result<std::string> kernels = kernel_document(db);
        if (!kernels)
            return refuse(kernels.error(), streams);
        const auto written = write_document(options.markdown, validation, stacks, *kernels);
        if (!written) {
            streams.err << render(written.error());
            return ExitCode::failed;
        }
    }
    streams.out << (options.json ? validation_json(validation) : validation_text(validation));
    return ExitCode::done;
}

}  // namespace deepwallet::cli
