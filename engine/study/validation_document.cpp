#include "engine/study/validation_document.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "engine/report/format.hpp"
#include "engine/report/markdown.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/study/validation_report.hpp"

namespace deepwallet {

namespace {

std::string percent(double share) { return fmt::format("{:.1f} %", 100.0 * share); }
std::string signed_percent(double share) { return fmt::format("{:+.1f} %", 100.0 * share); }

bool is_speed(const GroupErrors& errors) { return errors.metric.rfind("iteration.", 0) == 0; }

/// The cells that every table of errors has.
std::string error_cells(const GroupErrors& e) {
    return fmt::format("{} | {} | {} | {} | {} ({}) |",
                       e.rows,
                       percent(e.mean),
                       percent(e.median),
                       signed_percent(e.bias),
                       percent(e.worst),
                       markdown_cell(e.worst_id));
}

std::string introduction(const Validation& v) {
    return fmt::format(
        "# Validation\n\n"
        "<!-- Generated: deepwallet validate --markdown docs/validation.md -->\n\n"
        "What Deepwallet predicts for published training runs against what their authors measured: "
        "{} values. Runs that\ncannot be predicted are named at the end. An error is a share of "
        "the "
        "measured value; mean and median are of\nabsolute errors, bias is the mean with its "
        "sign.\n\n"
        "Nothing is fitted for a model or a size, nor for a run where a stack has more than one. "
        "What is fitted are the constants\nof a chip, to kernels; those of a server's links, to "
        "collectives; and what stands under \"Fitted constants\": the few of a\nsoftware stack, "
        "one value for all of its runs, and of servers and fabrics what only such runs tell.\n\n"
        "    deepwallet validate --markdown docs/validation.md\n\n"
        "writes this page and its chart anew; `deepwallet validate` lists every run.\n",
        grouped(static_cast<double>(v.rows.size())));
}

/// Mean error of the group where each run is predicted by a fit without it; none where a stack of
/// its runs is not fitted.
std::string cross_validated_mean(const GroupErrors& group, const StackFits& stacks) {
    for (const Calibration& stack : stacks.fits) {
        for (const GroupErrors& e : stack.cross_validated) {
            if (e.group == group.group && e.metric == group.metric && e.rows == group.rows)
                return percent(e.mean);
        }
    }
    return "";
}

std::string speed_section(const Validation& v, const StackFits& stacks) {
    std::string text =
        "\n## Speed by group\n\n"
        "Cross-validated: the mean where each run is predicted by constants that were fitted "
        "without it, in five parts; empty where a stack has too few "
        "runs, and was fitted to\nthese very ones.\n\n"
        "| group | rows | mean | median | bias | worst | cross-validated |\n"
        "| --- | ---: | ---: | ---: | ---: | --- | ---: |\n";
    for (const GroupErrors& group : v.groups) {
        if (is_speed(group))
            text += fmt::format("| {} | {} {} |\n",
                                markdown_cell(group.group),
                                error_cells(group),
                                cross_validated_mean(group, stacks));
    }
    return text;
}

std::string chart_section(const std::string& chart) {
    return fmt::format("\n![Predicted against measured iteration time]({})\n", chart);
}

std::string source_section(const Validation& v) {
    std::string text =
        "\n## Speed by source\n\n"
        "| group | source | rows | mean | median | bias | worst |\n"
        "| --- | --- | ---: | ---: | ---: | ---: | --- |\n";
    for (const GroupErrors& group : v.groups) {
        std::vector<Comparison> rows;
        std::copy_if(v.rows.begin(), v.rows.end(), std::back_inserter(rows), [&](const auto& row) {
            return is_speed(group) && row.group == group.group && row.metric == group.metric;
        });
        for (const GroupErrors& source : errors_by_source(rows))
            text += fmt::format("| {} | {} | {}\n",
                                markdown_cell(group.group),
                                markdown_cell(source.group),
                                error_cells(source));
    }
    return text;
}

std::string memory_section(const Validation& v) {
    std::string text =
        "\n## Peak memory\n\n"
        "As the training software's own log counts it.\n\n"
        "| group | rows | mean | median | bias | worst |\n"
        "| --- | ---: | ---: | ---: | ---: | --- |\n";
    const std::string heading = text;
    for (const GroupErrors& group : v.groups) {
        if (!is_speed(group))
            text += fmt::format("| {} | {}\n", markdown_cell(group.group), error_cells(group));
    }
    return text == heading ? "" : text;
}

std::string unit_of(const std::string& path) {
    const Field<Scenario>* field = find_field(path);
    return field == nullptr || field->unit.empty() ? "" : " " + field->unit;
}

std::string constant_row(const Calibration& stack, std::size_t i) {
    const FittedParameter& p = stack.fit.parameters[i];
    const std::string unit = unit_of(p.name);
    return fmt::format("| {} | `{}` | {}{} | {}{} | {} |\n",
                       markdown_cell(stack.stack),
                       p.name,
                       significant(stack.before[i]),
                       unit,
                       significant(p.value),
                       unit,
                       interval_text(p));
}

std::string machine_rows(const std::vector<MachineConstant>& machines) {
    if (machines.empty())
        return "";
    std::string text =
        "\nOf servers and fabrics, as their entries say; not fitted anew, here or in the "
        "cross-validation.\n\n"
        "| entry | constant | value | source |\n"
        "| --- | --- | --- | --- |\n";
    for (const MachineConstant& m : machines)
        text += fmt::format("| {} | `{}` | {} | {} |\n",
                            markdown_cell(m.entry),
                            m.constant,
                            m.value,
                            markdown_cell(m.source));
    return text;
}

std::string constants_section(const StackFits& stacks) {
    if (stacks.fits.empty())
        return "";
    std::string text =
        "\n## Fitted constants\n\n"
        "What `deepwallet calibrate` finds from these runs, beside the value that ships.\n\n"
        "| stack | constant | shipped | fitted | 95 % interval |\n"
        "| --- | --- | ---: | ---: | --- |\n";
    std::string notes;
    for (const Calibration& stack : stacks.fits) {
        for (std::size_t i = 0; i < stack.fit.parameters.size(); ++i)
            text += constant_row(stack, i);
        for (const std::string& warning : warnings_of(stack.fit))
            notes += fmt::format("- {}: {}\n", markdown_cell(stack.stack), warning);
    }
    for (const SkippedRun& stack : stacks.refused)
        notes += fmt::format("- {}: {}\n", markdown_cell(stack.id), markdown_cell(stack.reason));
    if (!notes.empty())
        text += "\n" + notes;
    return text + machine_rows(stacks.machines);
}

/// Entries say so in these words.
constexpr std::string_view kFitted = "fitted on";

void add_machine(const HardwareDb& db,
                 EntryKind kind,
                 const std::string& name,
                 std::vector<MachineConstant>& out) {
    const Result<Assignments> values = read_entry(db, kind, name, {});
    const bool known = std::any_of(
        out.begin(), out.end(), [&](const MachineConstant& m) { return m.entry == name; });
    if (!values || known)
        return;
    for (const Assignment& v : *values) {
        if (v.provenance.source.find(kFitted) != std::string::npos)
            out.push_back({name, v.path, to_text(v.value), v.provenance.source});
        if (kind == EntryKind::server && v.path == "fabric")
            add_machine(db, EntryKind::fabric, std::get<std::string>(v.value), out);
    }
}

std::vector<MachineConstant> machine_constants(const std::vector<MeasuredRun>& runs,
                                               const HardwareDb& db) {
    std::vector<MachineConstant> out;
    std::set<std::string> seen;
    for (const MeasuredRun& run : runs) {
        for (const Assignment& input : run.inputs) {
            const auto* name = std::get_if<std::string>(&input.value);
            if (input.path == "cluster.server" && name != nullptr && seen.insert(*name).second)
                add_machine(db, EntryKind::server, *name, out);
        }
    }
    return out;
}

std::string skipped_section(const Validation& v) {
    std::string text = fmt::format("\n## Skipped runs: {}\n", v.skipped.size());
    if (!v.skipped.empty())
        text += "\n| run | reason |\n| --- | --- |\n";
    for (const SkippedRun& run : v.skipped)
        text += fmt::format("| {} | {} |\n", markdown_cell(run.id), markdown_cell(run.reason));
    return text;
}

}  // namespace

StackFits fit_stacks(const std::vector<MeasuredRun>& runs,
                     const Assignments& settings,
                     const HardwareDb& db) {
    StackFits out;
    out.machines = machine_constants(runs, db);
    for (const std::string& stack : stacks_of(runs)) {
        Result<Calibration> fit = calibrate(runs, settings, db, {.stack = stack, .fields = {}});
        if (fit)
            out.fits.push_back(std::move(*fit));
        else
            out.refused.push_back({stack, reason_of(fit.error())});
    }
    return out;
}

std::string validation_document(const Validation& v,
                                const StackFits& stacks,
                                const std::string& kernels,
                                const std::string& chart) {
    return introduction(v) + speed_section(v, stacks) + chart_section(chart) + source_section(v) +
           memory_section(v) + constants_section(stacks) + kernels + skipped_section(v);
}

}  // namespace deepwallet
