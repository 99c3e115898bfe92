#include "engine/study/kernel_document.hpp"

#include <map>
#include <vector>

#include <fmt/format.h>

#include "engine/study/entry.hpp"
#include "engine/study/kernel_fit.hpp"
#include "engine/study/link_fit.hpp"

namespace deepwallet {

namespace {

/// The entries that rows name.
template <class T, class Rows, class NameOf>
Result<std::map<std::string, T>> entries_of(const HardwareDb& db,
                                            EntryKind kind,
                                            const Fields<T>& fields,
                                            const Rows& rows,
                                            NameOf name_of) {
    std::map<std::string, T> out;
    for (const auto& row : rows) {
        const std::string& name = name_of(row);
        if (out.count(name) > 0)
            continue;
        Result<T> entry = entry_as(db, kind, fields, name);
        if (!entry)
            return tl::unexpected(entry.error());
        out.emplace(name, std::move(*entry));
    }
    return out;
}

std::string error_cells(const ErrorSummary& e) {
    return fmt::format("{} | {:.1f} % | {:.1f} % | {:+.1f} % | {:.1f} % |\n",
                       e.rows,
                       100.0 * e.mean,
                       100.0 * e.median,
                       100.0 * e.bias,
                       100.0 * e.worst);
}

constexpr const char* kErrorHead = "rows | mean | median | bias | worst |\n";
constexpr const char* kErrorRule = "---: | ---: | ---: | ---: | ---: |\n";

Result<std::string> kernel_tables(const HardwareDb& db) {
    const auto rows = read_measured_kernels(db.root / "measured");
    if (!rows)
        return tl::unexpected(rows.error());
    const auto chips = entries_of(
        db, EntryKind::accelerator, accelerator_fields(), *rows, [](const MeasuredKernel& row) {
            return row.accelerator;
        });
    if (!chips)
        return tl::unexpected(chips.error());
    std::string text =
        "\n## Kernels\n\n"
        "Published durations of single kernels, on a chip that runs nothing else.\n\n"
        "| table | kernel | accelerator | source | " +
        std::string(kErrorHead) + "| --- | --- | --- | --- | " + kErrorRule;
    for (const KernelErrors& e : kernel_errors(*chips, *rows)) {
        text += fmt::format("| {} | {} | {} | {} | {}",
                            e.table,
                            e.kernel,
                            e.accelerator,
                            e.source,
                            error_cells(e.errors));
    }
    return text;
}

Result<std::string> collective_table(const HardwareDb& db) {
    const auto rows = read_measured_collectives(db.root / "measured" / "collectives.csv");
    if (!rows)
        return tl::unexpected(rows.error());
    const auto servers = entries_of(
        db, EntryKind::server, server_fields(), *rows, [](const MeasuredCollective& row) {
            return row.server;
        });
    if (!servers)
        return tl::unexpected(servers.error());
    std::string text =
        "\n## Collectives\n\n"
        "All-reduces inside of a server, from 1 MiB up. Published nodes of one kind differ by 12 "
        "to "
        "20 %.\n\n"
        "| server | source | GPUs | " +
        std::string(kErrorHead) + "| --- | --- | ---: | " + kErrorRule;
    for (const LinkErrors& e : link_errors(*servers, *rows))
        text +=
            fmt::format("| {} | {} | {} | {}", e.server, e.source, e.ranks, error_cells(e.errors));
    return text;
}

}  // namespace

Result<std::string> kernel_document(const HardwareDb& db) {
    std::error_code ec;
    if (!std::filesystem::is_directory(db.root / "measured", ec))
        return "";
    const Result<std::string> kernels = kernel_tables(db);
    if (!kernels)
        return kernels;
    const Result<std::string> collectives = collective_table(db);
    if (!collectives)
        return collectives;
    return *kernels + *collectives;
}

}  // namespace deepwallet
