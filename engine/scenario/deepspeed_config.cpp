#include "engine/scenario/deepspeed_config.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/config/hints.hpp"
#include "engine/config/json_reader.hpp"
#include "engine/core/math.hpp"
#include "engine/plan/layout.hpp"
#include "engine/scenario/canonical.hpp"
#include "engine/scenario/fields.hpp"

namespace deepwallet {

namespace {

constexpr const char* kSource = "DeepSpeed configuration";

constexpr const char* kBatch = "train_batch_size";
constexpr const char* kMicroBatch = "train_micro_batch_size_per_gpu";
constexpr const char* kAccumulation = "gradient_accumulation_steps";

/// A key that is a field as it stands.
struct Key {
    const char* key;
    const char* field;
};

constexpr std::array<Key, 5> kKeys = {{
    {kBatch, "training.global_batch"},
    {kMicroBatch, "parallelism.micro_batch"},
    {"zero_optimization.stage", "parallelism.zero_stage"},
    {"pipeline.stages", "parallelism.pipeline"},
    {"tensor_parallel.autotp_size", "parallelism.tensor"},
}};

/// A section that turns a number format on.
struct Format {
    const char* key;
    const char* precision;
};

constexpr std::array<Format, 3> kFormats = {
    {{"fp16.enabled", "fp16"}, {"bf16.enabled", "bf16"}, {"bfloat16.enabled", "bf16"}}};

constexpr const char* kCheckpointing = "pipeline.activation_checkpoint_interval";

constexpr const char* kOffloadOptimizer = "zero_optimization.offload_optimizer.device";
constexpr const char* kOffloadParameters = "zero_optimization.offload_param.device";

/// Keys, and sections where they end in a dot, that change neither time nor memory nor cost.
constexpr auto kIgnored = std::to_array<std::string_view>({
    "_comment",
    "optimizer.",
    "scheduler.",
    "steps_per_print",
    "wall_clock_breakdown",
    "dump_state",
    "gradient_clipping",
    "prescale_gradients",
    "gradient_predivide_factor",
    "zero_allow_untested_optimizer",
    "zero_force_ds_cpu_optimizer",
    "memory_breakdown",
    "tensorboard.",
    "wandb.",
    "csv_monitor.",
    "comet.",
    "flops_profiler.",
    "comms_logger.",
    "checkpoint.",
    "autotuning.",
    "fp16.loss_scale",
    "fp16.loss_scale_window",
    "fp16.initial_scale_power",
    "fp16.hysteresis",
    "fp16.min_loss_scale",
    "fp16.consecutive_hysteresis",
    "fp16.auto_cast",
    "zero_optimization.offload_optimizer.nvme_path",
    "zero_optimization.offload_optimizer.pin_memory",
    "zero_optimization.offload_optimizer.buffer_count",
    "zero_optimization.offload_optimizer.fast_init",
    "zero_optimization.offload_optimizer.pipeline_read",
    "zero_optimization.offload_optimizer.pipeline_write",
    "zero_optimization.offload_param.nvme_path",
    "zero_optimization.offload_param.pin_memory",
    "zero_optimization.offload_param.buffer_count",
    "zero_optimization.offload_param.buffer_size",
    "pipeline.seed_layers",
    "seed",
});

bool is_ignored(const std::string& path) {
    return std::any_of(kIgnored.begin(), kIgnored.end(), [&](std::string_view key) {
        return key.back() == '.' ? path.rfind(key, 0) == 0 : path == key;
    });
}

std::vector<std::string> known_keys() {
    std::vector<std::string> keys = {
        kAccumulation, kCheckpointing, kOffloadOptimizer, kOffloadParameters};
    for (const Key& key : kKeys) keys.emplace_back(key.key);
    for (const Format& format : kFormats) keys.emplace_back(format.key);
    return keys;
}

/// A device that is none asks for nothing.
bool asks_for_nothing(const Assignment& value) {
    const bool device =
        value.path.size() > 7 && value.path.rfind(".device") == value.path.size() - 7;
    return device && value.value == Value(std::string("none"));
}

class Config {
public:
    Config(const Assignments& values, const Settle& settle) : values_(values), settle_(settle) {}

    Imported run() {
        for (const Key& key : kKeys) {
            if (const Assignment* value = find(key.key))
                set(key.field, *value, value->value);
        }
        read_precision();
        read_checkpointing();
        read_offload();
        read_batch();
        note_the_rest();
        return std::move(out_);
    }

private:
    /// Hugging Face writes "auto" for what its trainer fills in.
    [[nodiscard]] const Assignment* find(const std::string& key) const {
        const auto found = std::find_if(values_.begin(), values_.end(), [&](const Assignment& a) {
            return a.path == key && a.value != Value(std::string("auto"));
        });
        return found == values_.end() ? nullptr : &*found;
    }

    bool set(const std::string& field, const Assignment& said, Value value) {
        return import_value(out_, field, said.path, std::move(value), said.place, kSource);
    }

    void add_fault(ErrorCode code,
                   const std::string& field,
                   const Assignment& said,
                   const std::string& what,
                   std::string help) {
        out_.faults.push_back({code,
                               field,
                               fmt::format("{} = {}: {}", said.path, to_text(said.value), what),
                               std::move(help),
                               said.place});
    }

    void note(const Assignment& said, const std::string& text) {
        out_.notes.push_back(import_note(said.place, text));
    }

    void read_precision() {
        const char* on = nullptr;
        for (const Format& format : kFormats) {
            const Assignment* said = find(format.key);
            if (said == nullptr)
                continue;
            const auto* enabled = std::get_if<bool>(&said->value);
            if (enabled == nullptr) {
                add_fault(ErrorCode::wrong_type,
                          "training.precision",
                          *said,
                          "this is not true or false",
                          "true turns the number format on");
            } else if (*enabled && on != nullptr) {
                add_fault(ErrorCode::conflict,
                          "training.precision",
                          *said,
                          fmt::format("{} is true as well", on),
                          "turn one of the two off");
            } else if (*enabled) {
                on = format.key;
                set("training.precision", *said, std::string(format.precision));
            }
        }
    }

    /// Layers between two that are kept; 0: all are kept.
    void read_checkpointing() {
        const Assignment* said = find(kCheckpointing);
        if (said == nullptr)
            return;
        const auto* n = std::get_if<std::int64_t>(&said->value);
        if (n == nullptr || *n < 0) {
            return add_fault(ErrorCode::wrong_type,
                             "parallelism.recompute",
                             *said,
                             "this is not a whole number",
                             "0 keeps all activations, 1 the input of every layer");
        }
        set("parallelism.recompute", *said, std::string(*n == 0 ? "none" : "full"));
        if (*n > 1)
            note(*said,
                 fmt::format(
                     "{} = {}: not understood; the input of every layer is kept", said->path, *n));
    }

    /// "cpu" or "nvme"; nothing where the key is absent or keeps the states on the GPU.
    const Assignment* offload_device(const char* key) {
        const Assignment* said = find(key);
        if (said == nullptr || said->value == Value(std::string("none")))
            return nullptr;
        if (said->value == Value(std::string("cpu")) || said->value == Value(std::string("nvme")))
            return said;
        add_fault(ErrorCode::unknown_name,
                  "parallelism.offload_to",
                  *said,
                  "no such device",
                  "cpu, nvme or none");
        return nullptr;
    }

    /// Parameters leave with the optimizer, and to one place.
    void read_offload() {
        const Assignment* optimizer = offload_device(kOffloadOptimizer);
        const Assignment* parameters = offload_device(kOffloadParameters);
        if (optimizer == nullptr) {
            if (parameters != nullptr)
                note(*parameters,
                     fmt::format("{} = {}: not understood without {}",
                                 parameters->path,
                                 to_text(parameters->value),
                                 kOffloadOptimizer));
            return;
        }
        const bool drives = optimizer->value == Value(std::string("nvme"));
        const Assignment& what = parameters != nullptr ? *parameters : *optimizer;
        set("parallelism.offload",
            what,
            std::string(parameters != nullptr ? "parameters" : "optimizer"));
        set("parallelism.offload_to", *optimizer, std::string(drives ? "nvme" : "host"));
        if (parameters != nullptr && parameters->value != optimizer->value)
            note(*parameters,
                 fmt::format("{} = {}: not understood; parameters go where the optimizer goes",
                             parameters->path,
                             to_text(parameters->value)));
    }

    [[nodiscard]] bool settles(const char* field, const Assignment& said) const {
        const Value changed = std::int64_t{1} + (said.value == Value(std::int64_t{1}) ? 1 : 0);
        const Field<Scenario>& f = *find_field(field);
        return f.get(settle_({{field, said.value, {}, {}}})) ==
               f.get(settle_({{field, changed, {}, {}}}));
    }

    /// The data parallel degree, where the number of accelerators is known and divides.
    [[nodiscard]] std::optional<std::int64_t> data() const {
        const Scenario s = settle_(out_.values);
        const double gpus = s.cluster.gpus ? real(*s.cluster.gpus)
                                           : real(s.cluster.servers) * real(s.server.accelerators);
        const double replica =
            real(s.parallelism.tensor) * real(s.parallelism.pipeline) * real(s.parallelism.context);
        const double degree = gpus / replica;
        if (degree < 1.0 || degree != static_cast<double>(static_cast<std::int64_t>(degree)))
            return std::nullopt;
        return static_cast<std::int64_t>(degree);
    }

    void read_batch() {
        const Assignment* steps = find(kAccumulation);
        if (steps == nullptr)
            return;
        constexpr std::int64_t kMost = 1'000'000'000;
        const auto* n = std::get_if<std::int64_t>(&steps->value);
        if (n == nullptr || *n < 1 || *n > kMost) {
            return add_fault(n == nullptr ? ErrorCode::wrong_type : ErrorCode::out_of_range,
                             "training.global_batch",
                             *steps,
                             n == nullptr ? "this is not a whole number" : "out of range",
                             "1 to 1000000000 is allowed (micro-batches of an iteration)");
        }
        const std::optional<std::int64_t> degree = data();
        if (!out_.faults.empty() || !degree)
            return;
        relate(*steps, *n, *degree);
    }

    /// train_batch_size = micro-batch x accumulation x data.
    void relate(const Assignment& steps, std::int64_t n, std::int64_t degree) {
        const Assignment* batch = find(kBatch);
        const Assignment* micro = find(kMicroBatch);
        if (batch != nullptr && micro != nullptr) {
            const bool decided = settles("training.global_batch", *batch) ||
                                 settles("parallelism.micro_batch", *micro);
            if (!decided)
                check_batch(*batch, *micro, n, degree);
        } else if (batch != nullptr) {
            derive_micro_batch(*batch, steps, n, degree);
        } else {
            const double micro_batch = real(settle_(out_.values).parallelism.micro_batch);
            const double all = micro_batch * real(n) * real(degree);
            constexpr double kMost = 1e9;
            set("training.global_batch",
                steps,
                static_cast<std::int64_t>(std::min(all, kMost + 1)));
        }
    }

    void check_batch(const Assignment& batch,
                     const Assignment& micro,
                     std::int64_t n,
                     std::int64_t degree) {
        const Scenario s = settle_(out_.values);
        const double product = real(s.parallelism.micro_batch) * real(n) * real(degree);
        if (product == real(s.training.global_batch))
            return;
        add_fault(ErrorCode::conflict,
                  "training.global_batch",
                  batch,
                  fmt::format("micro-batch {} x accumulation {} x data {} is {}",
                              to_text(micro.value),
                              n,
                              degree,
                              to_text(product)),
                  fmt::format("leave one of {}, {} and {} out, or give training.global_batch",
                              kBatch,
                              kMicroBatch,
                              kAccumulation));
    }

    void derive_micro_batch(const Assignment& batch,
                            const Assignment& steps,
                            std::int64_t n,
                            std::int64_t degree) {
        const std::int64_t sequences = settle_(out_.values).training.global_batch;
        const double share = real(sequences) / (real(n) * real(degree));
        if (share >= 1.0 && share == static_cast<double>(static_cast<std::int64_t>(share))) {
            set("parallelism.micro_batch", batch, static_cast<std::int64_t>(share));
            return;
        }
        add_fault(
            ErrorCode::conflict,
            "parallelism.micro_batch",
            steps,
            fmt::format(
                "{} sequences do not divide by accumulation {} x data {}", sequences, n, degree),
            fmt::format("make {} a multiple of both", kBatch));
    }

    void note_the_rest() {
        const std::vector<std::string> known = known_keys();
        std::vector<std::string> ignored;
        for (const Assignment& value : values_) {
            if (std::find(known.begin(), known.end(), value.path) != known.end()) {
                if (value.value == Value(std::string("auto")))
                    note(value, value.path + " = \"auto\": left to the scenario");
            } else if (is_ignored(value.path)) {
                if (value.path != "_comment")
                    ignored.push_back(value.path);
            } else if (!asks_for_nothing(value)) {
                note_unknown(value, known);
            }
        }
        if (!ignored.empty()) {
            note(Assignment{"", false, {values_.front().place.file}, {}},
                 "without effect on time or cost: " + enumerate(ignored, 200));
        }
    }

    void note_unknown(const Assignment& value, const std::vector<std::string>& known) {
        const auto close = nearest(value.path, known);
        const bool likely = close && edit_distance(value.path, *close) * 5 <= close->size();
        note(value,
             fmt::format("{} = {}: not understood{}",
                         value.path,
                         to_text(value.value),
                         likely ? fmt::format("; did you mean '{}'?", *close) : ""));
    }

    const Assignments& values_;
    const Settle& settle_;
    Imported out_;
};

using Json = nlohmann::ordered_json;

Json plan_of(const Scenario& s) {
    const Parallelism& p = s.parallelism;
    const Layout layout = make_layout(p, s.training, s.cluster, s.server.accelerators);
    Json root;
    root[kBatch] = s.training.global_batch;
    root[kMicroBatch] = p.micro_batch;
    root[kAccumulation] = layout.micro_batches;
    root["zero_optimization"]["stage"] = p.zero_stage;
    const char* device = p.offload_to == OffloadTo::nvme ? "nvme" : "cpu";
    if (p.offload != Offload::none)
        root["zero_optimization"]["offload_optimizer"]["device"] = device;
    if (p.offload == Offload::parameters)
        root["zero_optimization"]["offload_param"]["device"] = device;
    if (s.training.precision == Precision::bf16 || s.training.precision == Precision::fp16)
        root[s.training.precision == Precision::bf16 ? "bf16" : "fp16"]["enabled"] = true;
    if (p.pipeline > 1)
        root["pipeline"]["stages"] = p.pipeline;
    if (p.recompute != Recompute::selective)
        root["pipeline"]["activation_checkpoint_interval"] = p.recompute == Recompute::full ? 1 : 0;
    return root;
}

/// What reading the configuration back does not give.
std::vector<std::string> unsaid(const Scenario& wanted, const std::string& text) {
    Scenario blank;
    blank.cluster = wanted.cluster;
    blank.server = wanted.server;
    blank.training.precision = Precision::fp32;
    // The number of micro-batches is checked against the wanted plan.
    const Settle settle = [&](const Assignments& values) {
        Scenario s = with_values(blank, values);
        s.parallelism.tensor = wanted.parallelism.tensor;
        s.parallelism.context = wanted.parallelism.context;
        return s;
    };
    const Result<Assignments> values = read_json_tree(text, "");
    const Imported back = Config(*values, settle).run();
    return differing_fields(canonical(wanted),
                            canonical(with_values(blank, back.values)),
                            {"parallelism.", "training."});
}

}  // namespace

Imported read_deepspeed(const std::filesystem::path& file, const Settle& settle) {
    const Result<Assignments> values = read_json_tree_file(file);
    if (!values) {
        Imported out;
        out.faults = values.error();
        return out;
    }
    return Config(*values, settle).run();
}

std::string deepspeed_config(const Scenario& scenario) {
    const Json plan = plan_of(scenario);
    Json comment = Json::array({"no key says the model: it is the code's"});
    for (const std::string& field : unsaid(scenario, plan.dump()))
        comment.push_back("no key says " + field);
    Json root;
    root["_comment"] = std::move(comment);
    root.update(plan);
    return root.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace deepwallet
