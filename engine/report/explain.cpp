#include "engine/report/explain.hpp"

#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/report/format.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/names.hpp"

namespace deepwallet {

namespace {

std::string place_text(const Place& place) {
    if (place.line <= 0)
        return place.file;
    return fmt::format("{}:{}", place.file, place.line);
}

std::string source_text(const Origin& origin) {
    if (origin.kind == OriginKind::fallback)
        return "default";
    std::string out = place_text(origin.place);
    const Provenance& p = origin.provenance;
    if (!p.source.empty())
        out += ": " + p.source;
    if (!p.as_of.empty())
        out += " (" + p.as_of + ")";
    if (p.assumption)
        out += " [assumption]";
    if (p.low && p.high) {
        out += fmt::format(" [{} to {}]", significant(*p.low), significant(*p.high));
    }
    return out;
}

Explanation explain_field(const Field<Scenario>& field, const LoadedScenario& loaded) {
    const auto index = static_cast<std::size_t>(&field - scenario_fields().data());
    const std::optional<Value> value = field.get(loaded.scenario);
    Explanation out;
    out.path = field.path;
    out.value =
        value ? to_text(*value) + (field.unit.empty() ? "" : " " + field.unit) : "not given";
    out.meaning = field.help;
    out.source = source_text(loaded.origins[index]);
    return out;
}

/// Which operations of a layer a derivation shows.
enum class OperationFilter { forward, backward, products, streaming, head };

bool shown(OperationFilter filter, const Operation& op) {
    switch (filter) {
        case OperationFilter::forward:
            return op.pass == Pass::forward;
        case OperationFilter::backward:
            return op.pass != Pass::forward;
        case OperationFilter::products:
            return op.kind != OperationKind::streaming;
        case OperationFilter::head:
            return true;
        case OperationFilter::streaming:
            return op.kind == OperationKind::streaming;
    }
    return false;
}

const char* pass_name(Pass pass) {
    switch (pass) {
        case Pass::forward:
            return "forward";
        case Pass::input_gradient:
            return "input gradient";
        case Pass::weight_gradient:
            return "weight gradient";
    }
    return "";
}

std::string shape_text(const Operation& op) {
    if (op.kind == OperationKind::gemm) {
        const std::string batch =
            op.gemm.batch > 1.0 ? fmt::format(" × {}", grouped(op.gemm.batch)) : "";
        return fmt::format("({} × {} × {}){}, {} GFLOP",
                           grouped(op.gemm.m),
                           grouped(op.gemm.n),
                           grouped(op.gemm.k),
                           batch,
                           significant(op.gemm.flops().base() / 1e9));
    }
    const std::string bytes = significant(op.bytes.in(units::MB)) + " MB";
    if (op.kind == OperationKind::streaming)
        return bytes;
    return fmt::format("{} GFLOP, {}", significant(op.flops.base() / 1e9), bytes);
}

Explanation collective_row(const char* name, Time time, const char* meaning) {
    return {name, format_time(time), meaning, "", "", {}};
}

/// The kernels of the model's last kind of layer, or of its head, with their shapes, and their
/// exposed communication.
std::vector<Explanation> explain_operations(OperationFilter filter,
                                            const Scenario& s,
                                            const Report& report) {
    const IterationInput input{s.model,
                               s.training,
                               s.parallelism,
                               s.software,
                               s.accelerator,
                               s.server,
                               s.fabric,
                               report.layout};
    const LayerContext at = layer_context(input);
    const LayerKind kind = layer_kind(s.model, total_layers(s.model) - 1);
    const auto d = static_cast<double>(head_size(s.model));
    std::vector<Explanation> rows;
    const bool head = filter == OperationFilter::head;
    for (const Operation& op :
         head ? head_operations(s.model, at.slice) : layer_operations(s.model, kind, at.slice)) {
        if (!shown(filter, op))
            continue;
        rows.push_back({name_of(op.name),
                        format_time(kernel_time(op, d, chip_for(at, op))),
                        fmt::format("{}: {}", pass_name(op.pass), shape_text(op)),
                        "",
                        "",
                        {}});
    }
    const BlockTime block = layer_time(at, kind);
    if (filter == OperationFilter::forward) {
        rows.push_back(
            collective_row("tensor parallel collectives", block.forward.tensor, "exposed"));
        rows.push_back(collective_row("waiting for the host", block.forward.host, "host floor"));
    } else if (filter == OperationFilter::backward) {
        rows.push_back(collective_row("tensor parallel collectives",
                                      block.input_gradient.tensor + block.weight_gradient.tensor,
                                      "exposed, and the slowing of what hides the rest"));
        rows.push_back(collective_row("recomputation", block.recompute.total(), "forward again"));
    } else if (head) {
        const BlockTime& whole = report.iteration.blocks.head;
        rows.push_back(collective_row("tensor parallel collectives",
                                      whole.forward.tensor + whole.input_gradient.tensor,
                                      "statistics of the softmax, gradient of its input"));
    }
    return rows;
}

class Explainer {
public:
    Explainer(const LoadedScenario& loaded, const Report& report)
        : loaded_(loaded), report_(report) {}

    Explanation metric(const Metric& m) {
        Explanation out;
        out.path = m.path;
        out.value = format_value(value_of(m, {loaded_.scenario, report_}), m.unit);
        out.meaning = m.meaning;
        out.formula = m.formula;
        for (const std::string& input : m.inputs) add_input(input, out);
        return out;
    }

private:
    void add_input(const std::string& path, Explanation& into) {
        if (const Metric* m = find_metric(path))
            return into.inputs.push_back(metric(*m));
        if (const Field<Scenario>* field = find_field(path)) {
            into.inputs.push_back(explain_field(*field, loaded_));
            if (path == "training.precision")
                add_input(peak_path(), into);
            return;
        }
        for (Explanation& row : operations(path)) into.inputs.push_back(std::move(row));
    }

    /// The peak that the precision stands for.
    std::string peak_path() const {
        const std::string format = name_of(precision_names(), loaded_.scenario.training.precision);
        return "accelerator.peak_" + format + "_tflops";
    }

    std::vector<Explanation> operations(const std::string& name) const {
        OperationFilter filter = OperationFilter::forward;
        if (name == "operations.backward")
            filter = OperationFilter::backward;
        if (name == "operations.products")
            filter = OperationFilter::products;
        if (name == "operations.streaming")
            filter = OperationFilter::streaming;
        if (name == "operations.head")
            filter = OperationFilter::head;
        return explain_operations(filter, loaded_.scenario, report_);
    }

    const LoadedScenario& loaded_;
    const Report& report_;
};

void print(const Explanation& node,
           std::size_t depth,
           std::set<std::string>& seen,
           std::string& out) {
    const std::string indent(2 * depth, ' ');
    out += fmt::format("{}{} = {}", indent, node.path, node.value);
    const bool known = !node.inputs.empty() && !seen.insert(node.path).second;
    if (known) {
        out += "  (above)\n";
        return;
    }
    if (!node.meaning.empty())
        out += "  " + node.meaning;
    out += '\n';
    if (!node.formula.empty())
        out += fmt::format("{}  = {}\n", indent, node.formula);
    if (!node.source.empty())
        out += fmt::format("{}  {}\n", indent, node.source);
    for (const Explanation& input : node.inputs) print(input, depth + 1, seen, out);
}

nlohmann::ordered_json to_json(const Explanation& node) {
    nlohmann::ordered_json json = {{"path", node.path}, {"value", node.value}};
    if (!node.meaning.empty())
        json["meaning"] = node.meaning;
    if (!node.formula.empty())
        json["formula"] = node.formula;
    if (!node.source.empty())
        json["source"] = node.source;
    for (const Explanation& input : node.inputs) json["inputs"].push_back(to_json(input));
    return json;
}

}  // namespace

Explanation explain(const Metric& metric, const LoadedScenario& loaded, const Report& report) {
    return Explainer(loaded, report).metric(metric);
}

std::string explanation_text(const Explanation& root) {
    std::set<std::string> seen;
    std::string out;
    print(root, 0, seen, out);
    return out;
}

std::string explanation_json(const Explanation& root) {
    return to_json(root).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

}  // namespace deepwallet
