#include "engine/scenario/evaluate.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/config/value.hpp"
#include "engine/core/math.hpp"
#include "engine/cost/offload.hpp"
#include "engine/hardware/network_parts.hpp"
#include "engine/plan/model_rules.hpp"
#include "engine/plan/rules.hpp"
#include "engine/scenario/evaluate_run.hpp"
#include "engine/scenario/evaluate_serving.hpp"
#include "engine/scenario/recipe_faults.hpp"
#include "engine/workload/flops.hpp"
#include "engine/workload/parameters.hpp"

namespace deepwallet {

IterationInput iteration_input(const Scenario& s, const Layout& layout) {
    return {
        s.model, s.training, s.parallelism, s.software, s.accelerator, s.server, s.fabric, layout};
}

namespace {

Work recomputed_flops(const Scenario& s, const ForwardFlops& forward) {
    if (!s.training.part.backward)
        return {};
    if (s.parallelism.recompute == Recompute::full)
        return forward.layers;
    const Recomputation again = recomputation(s.parallelism);
    const bool one_kernel = s.software.flash_attention || s.software.fused_attention;
    Work sum;
    if (again.repeats(RecomputeModule::core_attn) && !one_kernel)
        sum += forward.attention_core;
    if (again.repeats(RecomputeModule::mla_up_proj))
        sum += forward.latents_up;
    if (again.repeats(RecomputeModule::mlp))
        sum += forward.dense_ffns;
    if (again.repeats(RecomputeModule::moe))
        sum += forward.experts;
    return sum;
}

/// A lower limit slows the chip down, which no constant of the kernel model knows of.
Fault beyond_power_limit(const Accelerator& a) {
    Fault fault;
    fault.path = "accelerator.tdp_w";
    fault.message = fmt::format("accelerator.tdp_w = {}: {} draws {} W in long matrix products",
                                a.tdp.in(units::watt),
                                a.name,
                                a.computing.in(units::watt));
    fault.help = "for a capped chip leave it, and give accelerator.power_cap_w";
    fault.about = {"cluster.accelerator", "accelerator.computing_w"};
    return fault;
}

Fault no_cap(const Accelerator& a) {
    Fault fault;
    fault.path = "accelerator.power_cap_w";
    fault.message = fmt::format("accelerator.power_cap_w = {}: the board's own limit is {} W",
                                a.power_cap->in(units::watt),
                                a.tdp.in(units::watt));
    fault.help = "a cap is lower than accelerator.tdp_w";
    fault.about = {"cluster.accelerator", "accelerator.tdp_w"};
    return fault;
}

Fault no_network(const Scenario& s) {
    Fault fault;
    fault.path = "server.nics";
    fault.message =
        fmt::format("server.nics = 0: {} servers cannot reach each other", s.cluster.servers);
    fault.help = "give server.nics, or run on one server";
    fault.about = {"cluster.server", "cluster.servers"};
    return fault;
}

/// No collective is faster than its links: a ring of n ranks keeps below their rate; where the
/// switch adds up, each link carries the buffer once, which counts 2 (n - 1) / n times as bus
/// bandwidth.
Faults faster_than_links(const Server& server) {
    const double rate = server.scaleup_bandwidth.in(units::GB_per_s);
    const bool in_switch = server.gather_bandwidth_share < 1.0;
    const auto refuse = [&](const char* path, double given, double most) {
        Fault fault;
        fault.path = path;
        fault.message =
            fmt::format("{} = {}: the links carry {:.4g} GB/s at most", path, to_text(given), most);
        fault.help = "lower it, or raise server.scaleup_gb_per_s";
        fault.about = {"cluster.server", "server.scaleup_gb_per_s", "server.scaleup_ranks"};
        return Faults{fault};
    };
    const double pair = server.point_to_point_bandwidth.in(units::GB_per_s);
    if (pair > rate)
        return refuse("server.point_to_point_gb_per_s", pair, rate);
    // Pairs may have a bridge of their own; all of a server share its links.
    if (server.scaleup_ranks.empty() || server.all_reduce_bus_gb_per_s.empty())
        return {};
    const double n = server.scaleup_ranks.back();
    const double bus = server.all_reduce_bus_gb_per_s.back();
    const double most = in_switch ? 2.0 * (n - 1.0) / n * rate : rate;
    if (n > 1.0 && bus > most)
        return refuse("server.all_reduce_bus_gb_per_s", bus, most);
    return {};
}

}  // namespace

Faults scenario_faults(const Scenario& s) {
    Faults faults = model_faults(s.model);
    const Faults plan =
        plan_faults(s.parallelism, s.model, s.training, s.cluster, s.server, s.accelerator);
    faults.insert(faults.end(), plan.begin(), plan.end());
    if (s.cluster.servers > 1 && s.server.nics == 0) {
        faults.push_back(no_network(s));
    }
    const Faults wire = faster_than_links(s.server);
    faults.insert(faults.end(), wire.begin(), wire.end());
    if (s.accelerator.computing > s.accelerator.tdp)
        faults.push_back(beyond_power_limit(s.accelerator));
    if (s.accelerator.power_cap && *s.accelerator.power_cap > s.accelerator.tdp)
        faults.push_back(no_cap(s.accelerator));
    if (s.offers.size() > kMostOffers) {
        faults.push_back({ErrorCode::out_of_range,
                          "economics.compare",
                          fmt::format("economics.compare: {} offers", s.offers.size()),
                          fmt::format("{} is the most", kMostOffers)});
    }
    for (const Faults& some : {recipe_faults(s), serving_faults(s)})
        faults.insert(faults.end(), some.begin(), some.end());
    const Faults network = network_faults(s.server, s.fabric, s.cluster.servers);
    faults.insert(faults.end(), network.begin(), network.end());
    if (faults.empty())
        faults = run_faults(s);
    if (s.engine == EngineKind::analytic) {
        const Faults events = analytic_faults(s.simulation);
        faults.insert(faults.end(), events.begin(), events.end());
    } else if (faults.empty()) {
        const Layout layout =
            make_layout(s.parallelism, s.training, s.cluster, s.server.accelerators);
        faults = simulation_faults(iteration_input(s, layout), s.simulation, s.cluster.servers);
    }
    return faults;
}

const CloudCost* cheapest_cloud(const RunReport& run) {
    const CloudCost* best = nullptr;
    for (const CloudCost& cloud : run.cloud) {
        if (cloud.endless)
            continue;
        if (best == nullptr || cloud.run_total() < best->run_total())
            best = &cloud;
    }
    return best;
}

namespace {

/// What the model says, whatever the plan: the work of one sequence.
void count_model(const Scenario& s, Report& report) {
    report.parameters = total_parameters(s.model, s.training.sequence_length);
    report.active_parameters = active_parameters(s.model, s.training.sequence_length);
    report.peak = peak(s.accelerator, s.training.precision).value_or(Throughput{});
}

/// Forward, and what is left of both gradients: the products of attention have no weights. Adapters
/// add their own, a teacher its forward pass.
Work sequence_flops(const Scenario& s, const ForwardFlops& forward) {
    const TrainedPart& part = s.training.part;
    const double linear = 1.0 + (part.backward ? 1.0 : 0.0) + (part.weight_gradients ? 1.0 : 0.0);
    const double core = part.backward ? 3.0 : 1.0;
    const double all_passes = 6.0;
    Work sum = linear * (forward.total() - forward.attention_core) + core * forward.attention_core +
               all_passes * part.added_parameters * real(s.training.sequence_length) * units::flop;
    if (part.teacher)
        sum += forward_flops(*part.teacher, s.training.sequence_length).total();
    return sum;
}

/// The work of an iteration and of the run.
void count_work(const Scenario& s, const ForwardFlops& forward, Report& report) {
    report.model_flops = real(s.training.global_batch) * sequence_flops(s, forward);
    report.hardware_flops =
        report.model_flops + real(s.training.global_batch) * recomputed_flops(s, forward);
    report.tokens = training_tokens(s.training, sequence_flops(s, forward).base());
}

void count_network(const Scenario& s, Report& report) {
    const std::int64_t servers = all_servers(s);
    report.network = network_parts(s.server, s.fabric, servers);
    report.cables_of_full_tree = cables_of_full_tree(s.server, s.fabric, servers);
}

/// What each rank of a server offloads is counted as on the stage that offloads the most.
void count_memory(const Scenario& s, const WorstStage& memory, Report& report) {
    report.memory = memory;
    report.capacity = s.accelerator.memory;
    if (s.parallelism.offload == Offload::none)
        return;
    report.offloaded = ranks_of_server(report.layout, s.server) * memory.offloaded;
    report.offload_capacity = offload_capacity(s.server, s.parallelism.offload_to);
}

/// What comes before the iteration's time.
Report begin_report(const Scenario& s) {
    Report report;
    report.layout = make_layout(s.parallelism, s.training, s.cluster, s.server.accelerators);
    count_model(s, report);
    count_network(s, report);
    count_work(s, forward_flops(s.model, s.training.sequence_length), report);
    return report;
}

/// What follows from it.
void finish_report(const Scenario& s, Report& report) {
    const WorstStage memory = worst_stage(memory_context(iteration_input(s, report.layout)),
                                          stage_kinds(s.model, s.parallelism));
    count_memory(s, memory, report);
    finish_run(s, report);
}

}  // namespace

Report evaluate_analytic(const Scenario& s) { return NeighbourEvaluator{}.evaluate(s); }

Report NeighbourEvaluator::begin(const Scenario& s) {
    if (!counted_) {
        count_model(s, begun_);
        forward_ = forward_flops(s.model, s.training.sequence_length);
        counted_ = true;
    }
    Report report;
    report.layout = make_layout(s.parallelism, s.training, s.cluster, s.server.accelerators);
    report.parameters = begun_.parameters;
    report.active_parameters = begun_.active_parameters;
    report.peak = begun_.peak;
    know_network(s);
    report.network = begun_.network;
    report.cables_of_full_tree = begun_.cables_of_full_tree;
    report.capacity = s.accelerator.memory;
    count_work(s, forward_, report);
    know_stages(s);
    know_blocks(iteration_input(s, report.layout));
    return report;
}

void NeighbourEvaluator::know_network(const Scenario& s) {
    if (servers_ == all_servers(s))
        return;
    servers_ = all_servers(s);
    count_network(s, begun_);
}

void NeighbourEvaluator::know_stages(const Scenario& s) {
    const Parallelism& p = s.parallelism;
    Stages stages{p.pipeline, chunks(p), traits_of(p.schedule).placement, p.stage_layers};
    other_kinds_ = nullptr;
    if (first_stages_.pipeline == 0) {
        first_kinds_ = stage_kinds(s.model, p);
        first_stages_ = std::move(stages);
    } else if (stages != first_stages_) {
        const auto [at, is_new] = other_stages_.try_emplace(std::move(stages));
        if (is_new)
            at->second = stage_kinds(s.model, p);
        other_kinds_ = &at->second;
    }
}

void NeighbourEvaluator::know_blocks(const IterationInput& in) {
    const Blocks blocks{make_slice(in),
                        recomputation(in.parallelism),
                        in.layout.pipeline > 1,
                        traits_of(in.parallelism.schedule).splits_backward,
                        in.layout.tensor_group,
                        in.layout.context_group,
                        in.layout.expert_group};
    if (blocks == blocks_)
        return;
    if (blocks.slice != blocks_.slice || blocks.recompute != blocks_.recompute)
        memory_ = block_memory(in.model, blocks.slice, blocks.recompute);
    blocks_ = blocks;
    priced_ = false;
}

SharedParts NeighbourEvaluator::parts(const IterationInput& in) {
    if (!priced_)
        times_ = block_times(in);
    priced_ = true;
    return {times_, memory_, kinds()};
}

void NeighbourEvaluator::finish(const Scenario& s, Report& report) {
    if (!served_)
        serving_ = evaluate_serving(s);
    served_ = true;
    finish_run(s, report, nullptr, &serving_);
}

Report NeighbourEvaluator::evaluate(const Scenario& s) {
    Report report = begin(s);
    const IterationInput in = iteration_input(s, report.layout);
    count_memory(s, worst_stage(memory_context(in, memory_), kinds()), report);
    report.iteration = analytic_iteration(in, parts(in));
    finish(s, report);
    return report;
}

std::optional<Report> NeighbourEvaluator::evaluate_if_fits(const Scenario& s) {
    Report report = begin(s);
    const IterationInput in = iteration_input(s, report.layout);
    count_memory(s, worst_stage(memory_context(in, memory_), kinds()), report);
    if (!report.fits())
        return std::nullopt;
    report.iteration = analytic_iteration(in, parts(in));
    finish(s, report);
    return report;
}

Report NeighbourEvaluator::least(const Scenario& s) {
    Report report = begin(s);
    const IterationInput in = iteration_input(s, report.layout);
    report.iteration = least_iteration(in, parts(in));
    finish(s, report);
    return report;
}

Result<Report> evaluate(const Scenario& s) {
    if (s.engine == EngineKind::analytic)
        return evaluate_analytic(s);
    Report report = begin_report(s);
    auto simulated =
        discrete_iteration(iteration_input(s, report.layout), s.simulation, s.cluster.servers);
    if (!simulated)
        return tl::unexpected<Faults>(std::move(simulated.error()));
    report.iteration = simulated->iteration;
    report.discrete = std::move(simulated->details);
    finish_report(s, report);
    return report;
}

Data memory_in_use(const Scenario& s,
                   const Layout& layout,
                   std::int64_t stage,
                   double micro_batches) {
    return stage_memory(memory_context(iteration_input(s, layout)), stage, micro_batches).total();
}

Result<TracedScenario> trace(const Scenario& s, std::optional<std::int64_t> replica) {
    const Layout layout = make_layout(s.parallelism, s.training, s.cluster, s.server.accelerators);
    auto traced =
        traced_iteration(iteration_input(s, layout), s.simulation, s.cluster.servers, replica);
    if (!traced)
        return tl::unexpected<Faults>(std::move(traced.error()));
    return TracedScenario{layout, std::move(*traced)};
}

}  // namespace deepwallet
