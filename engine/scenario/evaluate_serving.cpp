#include "engine/scenario/evaluate_serving.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/math.hpp"
#include "engine/hardware/network_parts.hpp"

namespace deepwallet {

namespace {

constexpr double kTokensOfMillion = 1e6;

const Server& server_of(const Scenario& s) {
    return s.serving_machine ? s.serving_machine->server : s.server;
}

const Accelerator& accelerator_of(const Scenario& s) {
    return s.serving_machine ? s.serving_machine->accelerator : s.accelerator;
}

/// 2:4 sparsity is of use only where the chip has kernels for it.
bool skips_zeros(const Scenario& s) {
    return s.recipe.kind == RecipeKind::prune && s.recipe.sparsity == Sparsity::two_of_four &&
           accelerator_of(s).sparse_speedup.has_value();
}

double product_speedup(const Scenario& s) {
    return skips_zeros(s) ? s.recipe.sparse_speedup.value_or(*accelerator_of(s).sparse_speedup)
                          : 1.0;
}

/// As a recipe whose zeros are stored as they are, where the chip cannot skip them.
Recipe served_recipe(const Scenario& s) {
    Recipe out = s.recipe;
    if (!skips_zeros(s))
        out.sparsity = Sparsity::unstructured;
    return out;
}

/// As [serving] says, else as the recipe leaves the model, else 16.
double weight_bits(const Scenario& s) {
    constexpr double kWide = 16.0;
    const bool rounded =
        s.recipe.kind == RecipeKind::quantize || s.recipe.kind == RecipeKind::quantize_aware;
    const double left = rounded ? s.recipe.weight_bits.value_or(kWide) : kWide;
    return s.serving.weight_bits.value_or(left);
}

/// Kernels that widen weights read them slower than those that take them as they are. Below a byte
/// weights are packed, with scales between them.
double read_rate(const Accelerator& a, double bits) {
    constexpr double kWide = 16.0;
    constexpr double kWhole = 8.0;
    if (bits >= kWide)
        return 1.0;
    return (bits < kWhole ? a.four_bit_read_rate : a.eight_bit_read_rate).value_or(1.0);
}

/// What serves need not be what trained.
SoftwareStack served_software(const Scenario& s) {
    SoftwareStack out = s.software;
    if (s.serving.eager_kernels) {
        out.eager_kernels = *s.serving.eager_kernels;
        out.fused_elementwise = !*s.serving.eager_kernels;
    }
    return out;
}

/// `software` outlives it.
ServingInput input_of(const Scenario& s, const SoftwareStack& software) {
    return {s.model,
            s.serving,
            software,
            accelerator_of(s),
            server_of(s),
            s.fabric,
            served_weight_bytes(served_recipe(s), weight_bits(s)),
            read_rate(accelerator_of(s), weight_bits(s)),
            product_speedup(s)};
}

/// What an accelerator does in a cycle of a replica that is busy for its share of the time.
PhaseTimes phases_of(const ReplicaSpeed& speed, double generated, double utilisation) {
    PhaseTimes out;
    const DecodeStep& step = speed.step;
    const bool reads = step.read > step.compute;
    // Fewer requests than batches leave some ranks without work.
    const std::int64_t batches = speed.shape.batches();
    const double filled = real(speed.batch) / real(batches * ceil_div(speed.batch, batches));
    out.computing = filled * (speed.prefill.compute + generated * (reads ? Time{} : step.compute));
    out.streaming = filled * (speed.prefill.streaming + generated * (reads ? step.read : Time{}));
    out.communicating =
        filled * (speed.prefill.tensor + speed.prefill.expert + generated * step.network);
    out.waiting =
        generated * step.launches + speed.cycle * ((1.0 - filled) + 1.0 / utilisation - 1.0);
    return out;
}

/// Replicas do not talk to each other: a network takes only one that spans servers.
bool spans_servers(const Scenario& s, const ReplicaSpeed& speed) {
    return speed.shape.ranks() > server_of(s).accelerators;
}

NetworkParts network_of(const Scenario& s, const ReplicaSpeed& speed, double servers) {
    if (!spans_servers(s, speed))
        return {};
    return network_parts(server_of(s), s.fabric, static_cast<std::int64_t>(servers));
}

void bill(const Scenario& s,
          const ServingReport& report,
          const NetworkParts& network,
          ServingFleet& out) {
    const Server& server = server_of(s);
    const double machines = out.servers * real(server.accelerators);
    if (server.price && compares_owning(s)) {
        Purchase purchase;
        purchase.servers = out.servers;
        purchase.it_peak = out.power.it_peak;
        purchase.nics_in_price = server.nics_in_price;
        purchase.cables_of_full_tree = spans_servers(s, report.speed) ? 1.0 : 0.0;
        purchase.network = network;
        Ownership terms = s.ownership;
        terms.utilisation = 1.0;
        const Acquisition bought = acquisition(*server.price, purchase, s.fabric, terms, s.site);
        out.own = on_prem_cost(bought, terms, out.power, out.servers, s.site, report.wall, out.gpus)
                      .run_total();
    }
    for (const CloudOffer& offer : s.serving_offers) {
        const Money rent = offer.gpu_price * machines * report.wall;
        if (!out.rent || rent < *out.rent) {
            out.rent = rent;
            out.rented_from = offer.name;
        }
    }
}

/// So many replicas, on whole servers.
ServingFleet fleet_of(const Scenario& s, const ServingReport& report, double replicas) {
    const Server& server = server_of(s);
    ServingFleet out;
    out.replicas = replicas;
    out.gpus = replicas * real(report.speed.shape.ranks());
    out.servers = std::ceil(out.gpus / real(server.accelerators));
    const NetworkParts network = network_of(s, report.speed, out.servers);
    out.power = cluster_power(accelerator_of(s),
                              phases_of(report.speed,
                                        s.serving.generated_tokens.value_or(0.0),
                                        s.serving.utilisation.value_or(1.0)),
                              server,
                              out.servers,
                              out.gpus,
                              network_power(s.fabric, network),
                              s.site);
    out.energy = energy_use(out.power, report.wall, s.site);
    const Carbon machines =
        out.servers * (server.embodied + real(server.accelerators) * accelerator_of(s).embodied);
    out.embodied = machines * (report.wall / s.ownership.lifetime);
    bill(s, report, network, out);
    return out;
}

}  // namespace

std::optional<ServingReport> evaluate_serving(const Scenario& s) {
    if (!is_served(s.serving))
        return std::nullopt;
    ServingReport out;
    const SoftwareStack software = served_software(s);
    out.speed = replica_speed(input_of(s, software));
    out.wall = s.serving.years.value_or(1.0) * units::year;
    const double days = out.wall / units::day;
    const double each =
        s.serving.utilisation.value_or(1.0) * out.speed.tokens_per_s * units::day.in(units::s);
    out.tokens_per_day = s.serving.tokens_per_day.value_or(each);
    out.fleet = fleet_of(s, out, std::ceil(out.tokens_per_day / each));
    out.fleet.tokens = out.tokens_per_day * days;
    // Replicas over servers share a network that grows with the fleet; others are servers alone.
    const std::int64_t filled = server_of(s).accelerators / out.speed.shape.ranks();
    out.full = fleet_of(s, out, spans_servers(s, out.speed) ? out.fleet.replicas : real(filled));
    out.full.tokens = out.full.replicas * each * days;
    return out;
}

std::optional<Money> ServingFleet::total() const {
    if (own && rent)
        return std::min(*own, *rent);
    return own ? own : rent;
}

double ServingFleet::million_tokens() const { return tokens / kTokensOfMillion; }

namespace {

Fault fault_at(const char* path, std::string message, std::string help) {
    return {ErrorCode::conflict, path, std::move(message), std::move(help)};
}

/// Positions of a sequence that the longest stack of layers sees at once.
double positions_asked(const Scenario& s) {
    const double asked = s.serving.prompt_tokens.value_or(0.0);
    const double written = s.serving.generated_tokens.value_or(0.0);
    return s.model.architecture == Architecture::encoder_decoder ? std::max(asked, written)
                                                                 : asked + written;
}

/// A model that has learned its positions has no embedding for those behind them.
std::optional<Fault> position_fault(const Scenario& s) {
    if (s.model.positions != Positions::learned || is_convolutional(s.model))
        return std::nullopt;
    const std::int64_t known = s.model.max_positions.value_or(s.training.sequence_length);
    const double asked = positions_asked(s);
    if (asked <= static_cast<double>(known))
        return std::nullopt;
    return fault_at("serving.prompt_tokens",
                    fmt::format("serving.prompt_tokens: a request has {} positions, and the model "
                                "has learned {}",
                                asked,
                                known),
                    "prompts and answers within model.max_positions");
}

bool divides_heads(const Model& m, std::int64_t tensor) { return m.heads % tensor == 0; }

/// Experts are spread over no more ranks than there are.
std::optional<Fault> expert_fault(const Scenario& s) {
    const std::int64_t ranks = s.serving.expert.value_or(1);
    if (ranks == 1 || ranks <= s.model.experts)
        return std::nullopt;
    if (!is_mixture_of_experts(s.model))
        return fault_at("serving.expert",
                        fmt::format("serving.expert = {}: the model has no experts", ranks),
                        "leave it out, or set model.experts");
    return fault_at(
        "serving.expert",
        fmt::format("serving.expert = {}: there are {} experts to spread", ranks, s.model.experts),
        "as many ranks as experts, at most");
}

/// Keys and values of a beginning are those of any prompt that begins so, where no token looks
/// ahead.
std::optional<Fault> cached_prompt_fault(const Scenario& s) {
    if (!s.serving.cached_prompt_share ||
        (s.model.architecture == Architecture::decoder && !is_convolutional(s.model)))
        return std::nullopt;
    return fault_at("serving.cached_prompt_share",
                    "serving.cached_prompt_share: only decoders have keys and values of a prompt "
                    "that do not depend on what comes behind",
                    "leave it out");
}

}  // namespace

Faults serving_faults(const Scenario& s) {
    Faults faults;
    const ServingTerms& t = s.serving;
    const bool others = t.tokens_per_day || t.batch || t.token_ms || t.weight_bits ||
                        t.cache_bits || t.tensor || t.pipeline || t.expert ||
                        t.cached_prompt_share || t.eager_kernels || t.all_reduce_us ||
                        t.utilisation || t.years || t.server || t.offer;
    if (!is_served(t)) {
        if (others)
            faults.push_back({ErrorCode::missing,
                              "serving.prompt_tokens",
                              "serving.prompt_tokens: not given",
                              "what a request is made of: prompt_tokens and generated_tokens"});
        return faults;
    }
    if (t.prompt_tokens.value_or(0.0) + t.generated_tokens.value_or(0.0) <= 0.0)
        faults.push_back(fault_at("serving.prompt_tokens",
                                  "serving.prompt_tokens: a request without tokens",
                                  "above 0, or generated_tokens is"));
    if (std::optional<Fault> fault = position_fault(s))
        faults.push_back(*std::move(fault));
    const bool writes = s.model.architecture != Architecture::encoder && !is_convolutional(s.model);
    if (!writes && t.cache_bits)
        faults.push_back(fault_at("serving.cache_bits",
                                  "serving.cache_bits: there are no keys and values to keep",
                                  "leave it out"));
    if (!writes && t.generated_tokens.value_or(0.0) > 0.0)
        faults.push_back(fault_at(
            "serving.generated_tokens",
            fmt::format("serving.generated_tokens = {}: {} writes none",
                        *t.generated_tokens,
                        is_convolutional(s.model) ? "a convolutional network" : "an encoder"),
            "leave it out, or set it to 0"));
    if (t.tensor && *t.tensor > 1 && is_convolutional(s.model))
        faults.push_back(fault_at("serving.tensor",
                                  fmt::format("serving.tensor = {}: a convolutional network is not "
                                              "split",
                                              *t.tensor),
                                  "leave it out"));
    else if (t.tensor && !divides_heads(s.model, *t.tensor))
        faults.push_back(
            fault_at("serving.tensor",
                     fmt::format("serving.tensor = {}: {} attention heads do not divide by it",
                                 *t.tensor,
                                 s.model.heads),
                     "a divisor of model.heads"));
    const std::int64_t layers = s.model.architecture == Architecture::encoder_decoder
                                    ? s.model.decoder_layers
                                    : s.model.layers;
    const std::int64_t most = is_convolutional(s.model) ? 1 : layers;
    if (t.pipeline && *t.pipeline > most)
        faults.push_back(fault_at(
            "serving.pipeline",
            fmt::format("serving.pipeline = {}: there are {} layers to split", *t.pipeline, most),
            "as many stages as layers, at most"));
    for (std::optional<Fault> fault : {expert_fault(s), cached_prompt_fault(s)}) {
        if (fault)
            faults.push_back(*std::move(fault));
    }
    const std::int64_t ranks = t.tensor.value_or(1) * t.pipeline.value_or(1) * t.expert.value_or(1);
    if (ranks > server_of(s).accelerators && server_of(s).nics == 0)
        faults.push_back(fault_at(
            t.tensor     ? "serving.tensor"
            : t.pipeline ? "serving.pipeline"
                         : "serving.expert",
            fmt::format("serving: {} ranks of a replica, and the servers have {} accelerators and "
                        "no network",
                        ranks,
                        server_of(s).accelerators),
            "as many as a server has, at most"));
    return faults;
}

std::optional<Money> life_cost(const Scenario& s, const Report& report) {
    if (!report.serving || !report.run || !report.serving->fleet.total())
        return std::nullopt;
    if (s.recipe.kind == RecipeKind::as_is)
        return report.serving->fleet.total();
    const CloudCost* cloud = cheapest_cloud(*report.run);
    const auto& own = report.run->on_prem;
    if (cloud == nullptr && !own)
        return std::nullopt;
    const Money trained = cloud == nullptr ? own->run_total()
                          : own            ? std::min(own->run_total(), cloud->run_total())
                                           : cloud->run_total();
    return trained + *report.serving->fleet.total();
}

}  // namespace deepwallet
