#include "engine/des/simulation_terms.hpp"

#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace deepwallet {

namespace {

template <class T>
std::optional<T> number(std::string_view text) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

Fault unreadable(const char* path, const std::string& text, const char* help) {
    Fault fault;
    fault.code = ErrorCode::out_of_range;
    fault.path = path;
    fault.message = fmt::format("{}: cannot read '{}'", path, text);
    fault.help = help;
    return fault;
}

/// Name and rate of "name=rate".
struct Setting {
    std::string_view name;
    double rate = 0.0;
};

std::optional<Setting> split(const std::string& text, double least) {
    const std::size_t equals = text.rfind('=');
    if (equals == std::string::npos || equals == 0)
        return std::nullopt;
    const auto trimmed = [](std::string_view part) {
        const std::size_t first = part.find_first_not_of(' ');
        if (first == std::string_view::npos)
            return std::string_view{};
        return part.substr(first, part.find_last_not_of(' ') - first + 1);
    };
    const std::string_view all = text;
    const auto rate = number<double>(trimmed(all.substr(equals + 1)));
    if (!rate || !(*rate >= least && *rate <= 1.0))
        return std::nullopt;
    return Setting{trimmed(all.substr(0, equals)), *rate};
}

struct GpuRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

std::optional<GpuRange> gpu_range(std::string_view name, std::int64_t per_server) {
    constexpr std::string_view kServer = "server";
    constexpr std::string_view kGpu = "/gpu";
    if (name.substr(0, kServer.size()) == kServer) {
        name.remove_prefix(kServer.size());
        const std::size_t slash = name.find(kGpu);
        const auto server = number<std::int64_t>(name.substr(0, slash));
        if (!server || *server < 0 || *server > (std::int64_t{1} << 40))
            return std::nullopt;
        if (slash == std::string_view::npos)
            return GpuRange{*server * per_server, (*server + 1) * per_server - 1};
        const auto gpu = number<std::int64_t>(name.substr(slash + kGpu.size()));
        if (!gpu || *gpu < 0 || *gpu >= per_server)
            return std::nullopt;
        return GpuRange{*server * per_server + *gpu, *server * per_server + *gpu};
    }
    const std::size_t dash = name.find('-');
    const auto first = number<std::int64_t>(name.substr(0, dash));
    const auto last =
        dash == std::string_view::npos ? first : number<std::int64_t>(name.substr(dash + 1));
    if (!first || !last || *first < 0 || *last < *first)
        return std::nullopt;
    return GpuRange{*first, *last};
}

}  // namespace

Result<std::vector<SlowGpu>> read_slow_gpus(std::span<const std::string> texts,
                                            std::int64_t gpus,
                                            std::int64_t per_server) {
    constexpr const char* kPath = "simulation.slow_gpus";
    std::vector<SlowGpu> out;
    Faults faults;
    for (const std::string& text : texts) {
        const auto setting = split(text, 1e-3);
        const auto range = setting ? gpu_range(setting->name, per_server) : std::nullopt;
        if (!range) {
            faults.push_back(unreadable(
                kPath,
                text,
                "accelerators and their speed, above 0 and at most 1: \"17=0.8\", \"16-23=0.9\", "
                "\"server3=0.95\", \"server3/gpu5=0.8\""));
            continue;
        }
        if (range->last >= gpus) {
            Fault fault;
            fault.code = ErrorCode::out_of_range;
            fault.path = kPath;
            fault.message =
                fmt::format("{}: '{}': accelerators are numbered 0 to {}", kPath, text, gpus - 1);
            fault.help = fmt::format("the last server is server{}", (gpus - 1) / per_server);
            fault.about = {"cluster.servers", "cluster.gpus"};
            faults.push_back(fault);
            continue;
        }
        for (std::int64_t gpu = range->first; gpu <= range->last; ++gpu)
            out.push_back({gpu, setting->rate});
    }
    if (!faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    return out;
}

Result<std::vector<LinkFault>> read_link_faults(std::span<const std::string> texts) {
    std::vector<LinkFault> out;
    Faults faults;
    for (const std::string& text : texts) {
        if (const auto setting = split(text, 0.0)) {
            out.push_back({std::string(setting->name), setting->rate});
        } else {
            faults.push_back(unreadable("simulation.degraded_links",
                                        text,
                                        "a link and the share of its rate that is left, 0 to 1: "
                                        "\"server3/nic2=0.5\", \"leaf0.1-spine0.2=0\""));
        }
    }
    if (!faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    return out;
}

namespace {

/// What a term needs of another field, where it is given.
struct Needs {
    const char* why;
    const char* help;
    const char* field;
    Faults faults = {};

    void if_given(const char* path, bool given) {
        if (!given)
            return;
        Fault fault;
        fault.path = path;
        fault.message = fmt::format("{}: {}", path, why);
        fault.help = help;
        fault.about = {field};
        faults.push_back(fault);
    }
};

}  // namespace

Faults detail_faults(const SimulationTerms& terms) {
    if (terms.detail == Detail::full)
        return {};
    Needs full{"one replica cannot differ from those it stands for",
               "simulation.detail = \"full\" simulates every accelerator and every link",
               "simulation.detail"};
    full.if_given("simulation.slow_gpus", !terms.slow_gpus.empty());
    full.if_given("simulation.degraded_links", !terms.degraded_links.empty());
    full.if_given("simulation.speed_spread", terms.speed_spread > 0.0);
    return full.faults;
}

Faults analytic_faults(const SimulationTerms& terms) {
    Needs events{"the analytic engine knows nothing of it",
                 "simulation.engine = \"discrete-event\" simulates it",
                 "simulation.engine"};
    events.if_given("simulation.slow_gpus", !terms.slow_gpus.empty());
    events.if_given("simulation.degraded_links", !terms.degraded_links.empty());
    events.if_given("simulation.speed_spread", terms.speed_spread > 0.0);
    events.if_given("simulation.jitter", terms.jitter > 0.0);
    events.if_given("simulation.repeats", terms.repeats > 1);
    return events.faults;
}

}  // namespace deepwallet
