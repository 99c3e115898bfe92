#include "engine/study/hardware_calibration.hpp"

#include <array>
#include <set>

#include <fmt/format.h>

#include "engine/config/hints.hpp"
#include "engine/report/format.hpp"
#include "engine/study/calibration.hpp"
#include "engine/study/entry.hpp"
#include "engine/study/kernel_fit.hpp"
#include "engine/study/link_fit.hpp"

namespace deepwallet {

namespace {

constexpr std::size_t kFolds = 5;

std::string constants_text(const Fit& fit) {
    std::string text = fmt::format("{:<28}  {:>9}  95 % interval\n", "constant", "fitted");
    for (const FittedParameter& p : fit.parameters)
        text += fmt::format("{:<28}  {:>9}  {}\n", p.name, significant(p.value), interval_text(p));
    for (const std::string& warning : warnings_of(fit)) text += "warning: " + warning + '\n';
    return text;
}

std::string errors_text(const char* label, const ErrorSummary& e) {
    return fmt::format(
        "{}: {} rows, mean {:.1f} %, median {:.1f} %, bias {:+.1f} %, worst {:.1f} %\n",
        label,
        e.rows,
        100.0 * e.mean,
        100.0 * e.median,
        100.0 * e.bias,
        100.0 * e.worst);
}

Result<std::string> accelerator_text(const HardwareDb& db,
                                     const std::string& name,
                                     std::span<const MeasuredKernel> rows) {
    const auto accelerator = entry_as(db, EntryKind::accelerator, accelerator_fields(), name);
    if (!accelerator)
        return tl::unexpected(accelerator.error());
    constexpr std::array<std::pair<KernelFamily, const char*>, 3> kFamilies = {
        {{KernelFamily::gemm, "Matrix products"},
         {KernelFamily::attention, "Attention"},
         {KernelFamily::streaming, "Memory-bound kernels"}}};
    std::string text = name + "\n";
    for (const auto& [family, title] : kFamilies) {
        const std::vector<MeasuredKernel> members = rows_of(rows, name, family);
        if (members.empty())
            continue;
        const Result<KernelFit> fit =
            fit_kernels(*accelerator, family, members, members.size() > kFolds ? kFolds : 0);
        if (!fit)
            return tl::unexpected(fit.error());
        text += fmt::format("\n{}\n{}", title, constants_text(fit->fit));
        text += errors_text("fitted", summarize_errors(fit->fit.residuals));
        if (!fit->held_out.empty())
            text += errors_text("cross-validated", summarize_errors(fit->held_out));
    }
    return text;
}

Result<std::string> server_text(const HardwareDb& db,
                                const std::string& name,
                                const std::vector<MeasuredCollective>& rows) {
    const auto server = entry_as(db, EntryKind::server, server_fields(), name);
    if (!server)
        return tl::unexpected(server.error());
    std::vector<MeasuredCollective> members;
    for (const MeasuredCollective& row : rows) {
        if (row.server == name)
            members.push_back(row);
    }
    const Result<LinkFit> fit = fit_all_reduce(*server, members);
    if (!fit)
        return tl::unexpected(fit.error());
    return name + "\n\nAll-reduce in the server\n" + constants_text(fit->fit) +
           errors_text("fitted", summarize_errors(fit->fit.residuals));
}

}  // namespace

Result<std::string> hardware_calibration(const HardwareDb& db,
                                         const std::filesystem::path& measured,
                                         const std::string& entry) {
    const auto kernels = read_measured_kernels(measured);
    if (!kernels)
        return tl::unexpected(kernels.error());
    const auto collectives = read_measured_collectives(measured / "collectives.csv");
    if (!collectives)
        return tl::unexpected(collectives.error());
    std::set<std::string> chips;
    for (const MeasuredKernel& row : *kernels) chips.insert(row.accelerator);
    std::set<std::string> servers;
    for (const MeasuredCollective& row : *collectives) servers.insert(row.server);
    if (chips.count(entry) > 0)
        return accelerator_text(db, entry, *kernels);
    if (servers.count(entry) > 0)
        return server_text(db, entry, *collectives);
    std::vector<std::string> known(chips.begin(), chips.end());
    known.insert(known.end(), servers.begin(), servers.end());
    return failure({ErrorCode::unknown_name,
                    "",
                    entry.empty() ? "which accelerator or server is to be fitted?"
                                  : "no kernel or collective was measured on " + entry,
                    "--entry takes " + enumerate(known),
                    {measured.string()}});
}

}  // namespace deepwallet
