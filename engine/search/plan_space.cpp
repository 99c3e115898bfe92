#include "engine/search/plan_space.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "engine/plan/layout.hpp"
#include "engine/plan/rules.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/scenario/load.hpp"
#include "engine/scenario/names.hpp"

namespace deepwallet {

namespace {

std::vector<std::int64_t> divisors(std::int64_t n, std::int64_t most) {
    std::vector<std::int64_t> out;
    for (std::int64_t d = 1; d <= std::min(n, most); ++d) {
        if (n % d == 0)
            out.push_back(d);
    }
    return out;
}

std::vector<std::int64_t> up_to(std::int64_t n) {
    std::vector<std::int64_t> out;
    for (std::int64_t k = 1; k <= n; ++k) out.push_back(k);
    return out;
}

/// Weight gradients apart change what a layer costs; together they are priced once.
std::vector<ScheduleKind> all_schedules() {
    std::vector<ScheduleKind> out;
    for (const bool splits : {false, true}) {
        for (const ScheduleTraits& traits : schedules()) {
            if (traits.splits_backward == splits)
                out.push_back(traits.kind);
        }
    }
    return out;
}

std::vector<std::int64_t> integers_of(const Axis& axis) {
    std::vector<std::int64_t> out;
    for (const Value& value : axis.values) out.push_back(std::get<std::int64_t>(value));
    return out;
}

/// The values of an enumeration field, read back through the field itself.
template <class E, class Member>
std::vector<E> words_of(const Axis& axis, Member member) {
    const Field<Scenario>& field = *find_field(axis.path);
    std::vector<E> out;
    for (const Value& value : axis.values) {
        Scenario s;
        field.set(s, value);
        out.push_back(s.parallelism.*member);
    }
    return out;
}

/// Puts an axis in the place of a plan's field; false where it is none.
bool take_place(PlanSpace& space, const Axis& axis) {
    struct Place {
        const char* path;
        std::vector<std::int64_t> PlanSpace::*values;
    };
    for (const Place& place : {Place{"parallelism.tensor", &PlanSpace::tensor},
                               Place{"parallelism.context", &PlanSpace::context},
                               Place{"parallelism.expert", &PlanSpace::expert},
                               Place{"parallelism.micro_batch", &PlanSpace::micro_batch},
                               Place{"parallelism.data", &PlanSpace::data},
                               Place{"parallelism.pipeline", &PlanSpace::pipeline},
                               Place{"parallelism.virtual_stages", &PlanSpace::virtual_stages},
                               Place{"parallelism.zero_stage", &PlanSpace::zero_stage}}) {
        if (axis.path == place.path) {
            space.*place.values = integers_of(axis);
            return true;
        }
    }
    if (axis.path == "parallelism.schedule") {
        space.schedule = words_of<ScheduleKind>(axis, &Parallelism::schedule);
        std::stable_partition(space.schedule.begin(), space.schedule.end(), [](ScheduleKind kind) {
            return !traits_of(kind).splits_backward;
        });
        return true;
    }
    if (axis.path == "parallelism.offload") {
        space.offload = words_of<Offload>(axis, &Parallelism::offload);
        return true;
    }
    if (axis.path == "parallelism.offload_to") {
        space.offload_to = words_of<OffloadTo>(axis, &Parallelism::offload_to);
        return true;
    }
    if (axis.path == "parallelism.recompute") {
        space.recompute = words_of<Recompute>(axis, &Parallelism::recompute);
        return true;
    }
    if (axis.path == "parallelism.sequence_parallel") {
        space.sequence_parallel.clear();
        for (const Value& value : axis.values)
            space.sequence_parallel.push_back(std::get<bool>(value));
        return true;
    }
    return false;
}

std::int64_t beside_count(const PlanSpace& space) {
    std::int64_t count = 1;
    for (const Axis& axis : space.beside) count *= static_cast<std::int64_t>(axis.values.size());
    return count;
}

/// What the batch and the number of accelerators rule out, before the rules are asked.
bool divides(const PlanSpace& space, const Scenario& s) {
    const Parallelism& p = s.parallelism;
    const std::int64_t gpus = gpu_count(s.cluster, s.server.accelerators);
    const std::int64_t replica = p.tensor * p.pipeline * p.context;
    if (replica > gpus || gpus % replica != 0)
        return false;
    const std::int64_t data = gpus / replica;
    const bool wanted = space.data.empty() ||
                        std::find(space.data.begin(), space.data.end(), data) != space.data.end();
    return wanted && data % p.expert == 0 && s.training.global_batch % (data * p.micro_batch) == 0;
}

/// The rules of a schedule, which many plans break: asked before a fault is put into words.
bool suits_schedule(const Scenario& s, const ScheduleTraits& traits) {
    const Parallelism& p = s.parallelism;
    const std::int64_t data =
        gpu_count(s.cluster, s.server.accelerators) / (p.tensor * p.pipeline * p.context);
    const std::int64_t micro_batches = s.training.global_batch / (data * p.micro_batch);
    return (p.pipeline == 1 || traits.micro_batches.allows(micro_batches, p.pipeline)) &&
           !(traits.even_stages && p.pipeline % 2 != 0) &&
           p.pipeline * chunks(p) <= total_layers(s.model) + 2;
}

/// One stage has one order of work: a micro-batch there and back, then the next.
ScheduleKind of_one_stage(const PlanSpace& space) {
    const auto& all = space.schedule;
    const bool has = std::find(all.begin(), all.end(), ScheduleKind::one_f_one_b) != all.end();
    return has ? ScheduleKind::one_f_one_b : all.front();
}

/// The rule of an offload, before a fault is put into words.
bool suits_zero_stage(const Parallelism& p) {
    if (p.offload == Offload::none)
        return true;
    const bool three = p.offload == Offload::parameters || p.offload_to == OffloadTo::nvme;
    return p.zero_stage >= (three ? 3 : 1);
}

/// None alone where the server does not say what the others take.
std::vector<Offload> offloads_of(const Scenario& base) {
    const Server& s = base.server;
    const bool host = s.host_memory && s.host_link && s.host_links && s.host_updates_per_us;
    const bool drives = s.nvme && s.nvme_read && s.nvme_write;
    if (!host || (base.parallelism.offload_to == OffloadTo::nvme && !drives))
        return {Offload::none};
    return {Offload::none, Offload::optimizer, Offload::parameters};
}

/// A teacher is split as its student is.
bool suits_teacher(const Scenario& s) {
    return !s.teacher || s.teacher->heads % s.parallelism.tensor == 0;
}

bool can_be_carried_out(const Scenario& s) {
    return suits_teacher(s) &&
           plan_faults(s.parallelism, s.model, s.training, s.cluster, s.server, s.accelerator)
               .empty();
}

std::vector<std::int64_t> dividing_pipelines(const PlanSpace& space, Scenario& s) {
    std::vector<std::int64_t> out;
    for (const std::int64_t stages : space.pipeline) {
        s.parallelism.pipeline = stages;
        if (divides(space, s))
            out.push_back(stages);
    }
    return out;
}

/// Virtual stages of a schedule that takes several chunks, or of one that does not; several are
/// more than one, unless that is all the space has.
std::vector<std::int64_t> chunk_choices(const PlanSpace& space, bool several) {
    std::vector<std::int64_t> out;
    for (const std::int64_t chunks : space.virtual_stages) {
        if (chunks == 1 ? !several || space.virtual_stages.size() == 1 : several)
            out.push_back(chunks);
    }
    return out;
}

/// Calls `take` for each place that the plan's states can be offloaded to.
template <class Take>
void for_each_offload(const PlanSpace& space, Scenario& s, const Take& take) {
    Parallelism& p = s.parallelism;
    for (const Offload offload : space.offload) {
        p.offload = offload;
        for (const OffloadTo to : space.offload_to) {
            p.offload_to = to;
            // Where nothing goes anywhere, one place stands for all.
            const bool again = offload == Offload::none && to != space.offload_to.front();
            if (!again && suits_zero_stage(p) && can_be_carried_out(s))
                take();
        }
    }
}

/// Calls `take` for each ZeRO stage, and offload from it, that the plan can be carried out with.
template <class Take>
void for_each_zero_stage(const PlanSpace& space, Scenario& s, const Take& take) {
    Parallelism& p = s.parallelism;
    const Parallelism plan = p;
    for (const std::int64_t zero : space.zero_stage) {
        p.zero_stage = zero;
        apply_software(s);
        // What the software does anyway is no plan of its own.
        if (p.zero_stage == zero && p.sequence_parallel == plan.sequence_parallel)
            for_each_offload(space, s, take);
        p = plan;
    }
}

}  // namespace

Result<PlanSpace> plan_space(const Scenario& base, const std::vector<Axis>& axes) {
    constexpr std::int64_t kServers = 4;
    constexpr std::int64_t kMostMicroBatch = 64;
    constexpr std::int64_t kMostContext = 64;
    constexpr std::int64_t kLeastPiece = 1024;
    constexpr std::int64_t kMostStages = 1024;
    PlanSpace out;
    const bool whole = is_convolutional(base.model);
    out.tensor = whole ? std::vector<std::int64_t>{1}
                       : divisors(base.model.heads, kServers * base.server.accelerators);
    out.context = divisors(
        std::max<std::int64_t>(1, base.training.sequence_length / 2),
        std::clamp<std::int64_t>(base.training.sequence_length / kLeastPiece, 1, kMostContext));
    out.expert = is_mixture_of_experts(base.model)
                     ? divisors(base.model.experts, base.model.experts)
                     : std::vector<std::int64_t>{1};
    out.micro_batch =
        divisors(std::max<std::int64_t>(1, base.training.global_batch), kMostMicroBatch);
    out.sequence_parallel = {false, true};
    out.recompute =
        whole ? std::vector<Recompute>{Recompute::none}
              : std::vector<Recompute>{Recompute::none, Recompute::selective, Recompute::full};
    out.schedule = all_schedules();
    const std::int64_t stages = whole ? 1 : std::min(kMostStages, total_layers(base.model) + 2);
    out.pipeline = up_to(stages);
    out.virtual_stages = up_to(stages);
    out.zero_stage = {0, 1, 2, 3};
    out.offload = offloads_of(base);
    out.offload_to = {base.parallelism.offload_to};
    for (const Axis& axis : axes) {
        if (take_place(out, axis))
            continue;
        if (axis.path != "cluster.servers") {
            return failure({ErrorCode::conflict,
                            axis.path,
                            axis.path + ": a search does not vary it",
                            "plans that are searched split their layers evenly",
                            axis.place});
        }
        out.beside.push_back(axis);
    }
    return out;
}

std::int64_t task_count(const PlanSpace& s) {
    return beside_count(s) *
           static_cast<std::int64_t>(s.tensor.size() * s.context.size() * s.expert.size() *
                                     s.micro_batch.size() * s.sequence_parallel.size() *
                                     s.recompute.size());
}

PlanTask task_at(const PlanSpace& s, std::int64_t number) {
    auto rest = static_cast<std::size_t>(number);
    const auto digit = [&](std::size_t count) {
        const std::size_t at = rest % count;
        rest /= count;
        return at;
    };
    PlanTask out;
    out.recompute = digit(s.recompute.size());
    out.sequence_parallel = digit(s.sequence_parallel.size());
    out.micro_batch = digit(s.micro_batch.size());
    out.expert = digit(s.expert.size());
    out.context = digit(s.context.size());
    out.tensor = digit(s.tensor.size());
    out.beside = static_cast<std::int64_t>(rest);
    return out;
}

void set_beside(const PlanSpace& space, std::int64_t point, Scenario& scenario) {
    for (std::size_t k = space.beside.size(); k-- > 0;) {
        const Axis& axis = space.beside[k];
        const auto count = static_cast<std::int64_t>(axis.values.size());
        find_field(axis.path)->set(scenario, axis.values[static_cast<std::size_t>(point % count)]);
        point /= count;
    }
}

std::int64_t for_each_plan(const PlanSpace& space,
                           const PlanTask& task,
                           Scenario& s,
                           const std::function<bool(const Scenario&)>& skip,
                           const std::function<void(const Scenario&)>& take) {
    Parallelism& p = s.parallelism;
    // What is computed again selectively is said, not searched.
    const RecomputeModules modules = p.recompute_modules;
    p = Parallelism{};
    p.recompute_modules = modules;
    p.tensor = space.tensor[task.tensor];
    p.context = space.context[task.context];
    p.expert = space.expert[task.expert];
    p.micro_batch = space.micro_batch[task.micro_batch];
    p.sequence_parallel = space.sequence_parallel[task.sequence_parallel];
    p.recompute = space.recompute[task.recompute];
    // One tensor rank has nothing to split its sequence over.
    if (p.sequence_parallel && p.tensor == 1 && space.sequence_parallel.size() > 1)
        return 0;
    // Which pipelines divide, and what pieces they take, is asked once, not for each schedule.
    const std::vector<std::int64_t> pipelines = dividing_pipelines(space, s);
    const std::vector<std::int64_t> whole = chunk_choices(space, false);
    const std::vector<std::int64_t> pieces = chunk_choices(space, true);
    std::int64_t count = 0;
    for (const ScheduleKind schedule : space.schedule) {
        const ScheduleTraits& traits = traits_of(schedule);
        p.schedule = schedule;
        for (const std::int64_t stages : pipelines) {
            if (stages == 1 && schedule != of_one_stage(space))
                continue;
            p.pipeline = stages;
            std::optional<bool> skipped;
            const bool takes_chunks = traits.chunks == ChunkRule::given && stages > 1;
            for (const std::int64_t chunks : takes_chunks ? pieces : whole) {
                p.virtual_stages = chunks;
                if (!suits_schedule(s, traits))
                    continue;
                for_each_zero_stage(space, s, [&] {
                    ++count;
                    if (!skipped)
                        skipped = skip(s);
                    if (!*skipped)
                        take(s);
                });
            }
        }
    }
    return count;
}

std::int64_t plan_count(const Scenario& base,
                        const PlanSpace& space,
                        const std::atomic<bool>* stop,
                        std::int64_t enough) {
    const auto stopped = [&] { return stop != nullptr && stop->load(); };
    std::int64_t count = 0;
    Scenario scenario = base;
    const std::int64_t tasks = task_count(space);
    for (std::int64_t i = 0; i < tasks && count < enough && !stopped(); ++i) {
        const PlanTask task = task_at(space, i);
        set_beside(space, task.beside, scenario);
        count += for_each_plan(
            space, task, scenario, [](const Scenario&) { return true; }, [](const Scenario&) {});
    }
    return count;
}

}  // namespace deepwallet
