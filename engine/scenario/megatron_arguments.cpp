#include "engine/scenario/megatron_arguments.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "engine/config/hints.hpp"
#include "engine/config/shell_words.hpp"
#include "engine/core/file.hpp"
#include "engine/core/math.hpp"
#include "engine/plan/rule_faults.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/scenario/megatron_table.hpp"
#include "engine/scenario/megatron_words.hpp"
#include "engine/scenario/names.hpp"

namespace deepwallet {

namespace {

constexpr const char* kSource = "Megatron-LM arguments";
constexpr const char* kDefault = "Megatron-LM default";

/// Vocabularies are padded to a multiple of this and of the tensor parallel degree.
constexpr std::int64_t kPadding = 128;

/// The text as TOML would have it: a whole number, a number, true or false, else text.
Value value_of(const std::string& text) {
    std::int64_t n = 0;
    double x = 0.0;
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    if (const auto read = std::from_chars(begin, end, n);
        read.ec == std::errc{} && read.ptr == end && !text.empty())
        return n;
    if (const auto read = std::from_chars(begin, end, x);
        read.ec == std::errc{} && read.ptr == end && !text.empty())
        return x;
    return text;
}

class Importer {
public:
    explicit Importer(const Settle& settle) : settle_(settle) {}

    Imported run(const ImportSource& source) {
        auto given = given_arguments(source, out_);
        if (!given)
            return std::move(out_);
        arguments_ = std::move(*given);
        is_whole_ = find("num-layers") != nullptr;
        check_formats();
        for (const MegatronArgument& row : megatron_table()) read(row);
        if (is_whole_)
            set_defaults();
        read_key_heads();
        read_latents();
        read_ffn();
        read_experts();
        read_dropout();
        read_vocabulary();
        read_virtual_stages();
        read_first_and_last_stage();
        read_recompute();
        read_ramp();
        read_length();
        check_server();
        return std::move(out_);
    }

private:
    void note(const Place& place, const std::string& text) { add_import_note(out_, place, text); }

    void add_fault(const std::string& name, std::string what, std::string help, Place place) {
        add_argument_fault(out_, name, std::move(what), std::move(help), std::move(place));
    }

    [[nodiscard]] const GivenArgument* find(const std::string& name) const {
        const auto found = arguments_.find(name);
        return found == arguments_.end() ? nullptr : &found->second;
    }

    // Rows of the table.

    void read(const MegatronArgument& row) {
        const GivenArgument* argument = find(row.name);
        if (argument == nullptr || row.form == ArgumentForm::own)
            return;
        if (row.form == ArgumentForm::flag) {
            set(row.path, *argument, row.value);
        } else if (!has_values(row.name, *argument, 1)) {
            return;
        } else if (row.form == ArgumentForm::value) {
            set(row.path, *argument, value_of(argument->values.front().text));
        } else {
            read_word(row, *argument);
        }
    }

    void read_word(const MegatronArgument& row, const GivenArgument& argument) {
        const std::string& said = argument.values.front().text;
        if (said == row.word) {
            set(row.path, argument, row.value);
            return;
        }
        const std::vector<std::string> words = megatron_choices(row.name);
        const bool first = words.front() == row.word;
        if (!first || std::find(words.begin(), words.end(), said) != words.end())
            return;
        const auto close = nearest(said, words);
        add_fault(row.name,
                  fmt::format("{} = {}: no such choice", argument.written, to_text(Value(said))),
                  (close ? fmt::format("did you mean '{}'? ", *close) : "") +
                      "allowed: " + enumerate(words),
                  argument.place);
    }

    /// Once for an argument of several rows.
    bool has_values(const std::string& name, const GivenArgument& argument, std::size_t count) {
        if (argument.values.size() >= count)
            return true;
        const MegatronArgument& row = *megatron_row(name);
        const std::string what = argument.written + ": a value is missing";
        const bool told = std::any_of(out_.faults.begin(), out_.faults.end(), [&](const Fault& f) {
            return f.message == what;
        });
        const std::vector<std::string> words = megatron_choices(name);
        if (!told) {
            add_fault(name,
                      what,
                      words.empty() ? fmt::format("it takes {}: {}",
                                                  count_text(values_taken(name)),
                                                  find_field(row.path)->help)
                                    : "allowed: " + enumerate(words),
                      argument.place);
        }
        return false;
    }

    bool set(const std::string& path, const GivenArgument& argument, Value value) {
        return import_value(
            out_, path, argument.written, std::move(value), argument.place, kSource);
    }

    void set_default(const char* path, Value value) {
        const auto said = [&](const Assignment& a) { return a.path == path; };
        if (std::any_of(out_.values.begin(), out_.values.end(), said))
            return;
        out_.defaults.push_back({path,
                                 std::move(value),
                                 arguments_.at("num-layers").place,
                                 {kDefault, "", false, {}, {}}});
    }

    /// megatron/training/arguments.py; those of the shape that depend on others are set where those
    /// are read.
    void set_defaults() {
        for (const char* path : {"parallelism.tensor",
                                 "parallelism.pipeline",
                                 "parallelism.context",
                                 "parallelism.expert"})
            set_default(path, std::int64_t{1});
        set_default("parallelism.sequence_parallel", false);
        set_default("parallelism.recompute", std::string("none"));
        set_default("parallelism.zero_stage", std::int64_t{0});
        set_default("training.precision", std::string("fp32"));
        set_default("model.architecture", std::string("decoder"));
        set_default("model.gated_ffn", false);
        set_default("model.tied_embeddings", true);
        set_default("model.biases", true);
        set_default("model.normalization", std::string("layernorm"));
        set_default("model.positions", std::string("learned"));
        set_default("model.experts", std::int64_t{0});
        if (find("fp16") == nullptr && find("bf16") == nullptr && find("precision") == nullptr &&
            find("fp8-format") == nullptr && find("fp4-format") == nullptr) {
            note(arguments_.at("num-layers").place,
                 "neither --bf16 nor --fp16 is given: Megatron-LM trains in fp32");
        }
    }

    void check_formats() {
        const GivenArgument* half = find("fp16");
        if (half != nullptr && find("bf16") != nullptr) {
            add_fault(
                "fp16", "--fp16: --bf16 is given as well", "leave one of the two out", half->place);
        }
    }

    // What takes more than one value to tell.

    [[nodiscard]] Scenario settled() const {
        Assignments all = out_.defaults;
        all.insert(all.end(), out_.values.begin(), out_.values.end());
        return settle_(all);
    }

    /// A whole number from 1 to 2^53 that follows the argument, if there is one.
    std::optional<std::int64_t> whole(const char* name, std::int64_t least = 1) {
        const GivenArgument* argument = find(name);
        if (argument == nullptr || !has_values(name, *argument, 1))
            return std::nullopt;
        return whole_at(name, *argument, 0, least);
    }

    std::optional<std::int64_t> whole_at(const char* name,
                                         const GivenArgument& argument,
                                         std::size_t index,
                                         std::int64_t least) {
        constexpr std::int64_t kLargest = std::int64_t{1} << 53U;
        const Value value = value_of(argument.values[index].text);
        const auto* n = std::get_if<std::int64_t>(&value);
        if (n != nullptr && *n >= least && *n < kLargest)
            return *n;
        add_fault(name,
                  fmt::format("{} = {}: {}",
                              argument.written,
                              to_text(value),
                              n == nullptr ? "this is not a whole number" : "out of range"),
                  fmt::format("{} and more is allowed", least),
                  argument.place);
        return std::nullopt;
    }

    /// Megatron-LM has --num-query-groups of use with --group-query-attention only, and 1 for it.
    void read_key_heads() {
        const GivenArgument* groups = find("num-query-groups");
        const GivenArgument* grouped = find("group-query-attention");
        const std::optional<std::int64_t> n = whole("num-query-groups");
        if (grouped != nullptr || (groups != nullptr && groups->nemo)) {
            if (groups == nullptr || n)
                set("model.kv_heads", groups != nullptr ? *groups : *grouped, n.value_or(1));
            return;
        }
        if (groups != nullptr) {
            note(groups->place,
                 "--num-query-groups: without --group-query-attention it has no effect");
        }
        const std::int64_t heads = settled().model.heads;
        if (is_whole_ && heads > 0)
            set_default("model.kv_heads", heads);
    }

    void read_latents() {
        constexpr std::array kNames = {
            "q-lora-rank", "kv-lora-rank", "qk-head-dim", "qk-pos-emb-head-dim", "v-head-dim"};
        const GivenArgument* latent = find("multi-latent-attention");
        if (latent == nullptr) {
            for (const char* name : kNames) {
                if (const GivenArgument* argument = find(name)) {
                    note(argument->place,
                         argument->written + ": without --multi-latent-attention it has no effect");
                }
            }
            return;
        }
        // Defaults of MLATransformerConfig.
        const std::int64_t rotated = whole("qk-pos-emb-head-dim", 0).value_or(64);
        const std::int64_t plain = whole("qk-head-dim").value_or(128);
        set("model.kv_lora_rank", *latent, whole("kv-lora-rank").value_or(32));
        if (const auto rank = whole("q-lora-rank"))
            set("model.q_lora_rank", *latent, *rank);
        set("model.rope_head_size", *latent, rotated);
        set("model.head_size", *latent, plain + rotated);
        set("model.value_head_size", *latent, whole("v-head-dim").value_or(128));
    }

    /// Of a gated one two thirds of 4 x hidden, down to a multiple of 64.
    void read_ffn() {
        if (!is_whole_)
            return;
        const Model m = settled().model;
        if (m.hidden > 0 && m.hidden < (std::int64_t{1} << 40U))
            set_default("model.ffn_hidden",
                        m.gated_ffn ? 8 * m.hidden / 3 / 64 * 64 : 4 * m.hidden);
        if (m.hidden > 0 && m.heads > 0 && m.hidden % m.heads == 0)
            set_default("model.head_size", m.hidden / m.heads);
    }

    void read_experts() {
        const Model m = settled().model;
        if (find("num-experts") != nullptr && m.experts > 0 && find("moe-router-topk") == nullptr)
            set_default_experts();
        const GivenArgument* shared = find("moe-shared-expert-intermediate-size");
        if (const auto width = whole("moe-shared-expert-intermediate-size")) {
            const std::int64_t one = expert_hidden(m);
            if (one > 0 && *width % one == 0) {
                set("model.shared_experts", *shared, *width / one);
            } else {
                add_fault("moe-shared-expert-intermediate-size",
                          fmt::format("{} = {}: not a multiple of an expert's width, {}",
                                      shared->written,
                                      *width,
                                      one),
                          "shared experts are as wide as routed ones",
                          shared->place);
            }
        }
        read_expert_layers(m);
    }

    void set_default_experts() {
        out_.defaults.push_back({"model.experts_per_token",
                                 std::int64_t{2},
                                 arguments_.at("num-experts").place,
                                 {kDefault, "", false, {}, {}}});
    }

    /// A number n: every n-th layer; `([0]*3+[1]*58)`: dense ones first.
    void read_expert_layers(const Model& m) {
        const GivenArgument* layers = find("moe-layer-freq");
        if (layers == nullptr || !has_values("moe-layer-freq", *layers, 1))
            return;
        const std::string& text = layers->values.front().text;
        if (is_number(text)) {
            if (const auto n = whole("moe-layer-freq"))
                set("model.expert_interval", *layers, *n);
            return;
        }
        const auto dense = dense_layers_of(text, m.layers);
        if (!dense) {
            return add_fault("moe-layer-freq",
                             fmt::format("{} = {}: not a pattern that can be read",
                                         layers->written,
                                         to_text(Value(text))),
                             "a number, or ([0]*dense+[1]*sparse) with all layers is allowed",
                             layers->place);
        }
        set("model.dense_layers", *layers, *dense);
        set("model.expert_interval", *layers, std::int64_t{1});
    }

    static std::optional<std::int64_t> dense_layers_of(std::string text, std::int64_t layers) {
        std::erase_if(text, [](char c) { return c == ' ' || c == '(' || c == ')'; });
        std::int64_t sum = 0;
        std::int64_t dense = 0;
        std::int64_t kind = -1;
        const char* at = text.data();
        const char* const end = at + text.size();
        while (at != end) {
            const std::string_view rest(at, static_cast<std::size_t>(end - at));
            const bool zeros = rest.rfind("[0]*", 0) == 0;
            std::int64_t n = 0;
            if ((!zeros && rest.rfind("[1]*", 0) != 0) || (zeros && kind == 1))
                return std::nullopt;
            const auto read = std::from_chars(at + 4, end, n);
            if (read.ec != std::errc{} || n < 0 || n > layers)
                return std::nullopt;
            kind = zeros ? 0 : 1;
            sum += n;
            dense += zeros ? n : 0;
            if (sum > layers)
                return std::nullopt;
            at = read.ptr;
            if (at != end && *at++ != '+')
                return std::nullopt;
        }
        return sum == layers ? std::optional(dense) : std::nullopt;
    }

    /// Both rates are 0.1 unless told otherwise.
    void read_dropout() {
        const GivenArgument* last = nullptr;
        bool any = false;
        for (const char* name : {"hidden-dropout", "attention-dropout"}) {
            const GivenArgument* argument = find(name);
            if (argument == nullptr || !has_values(name, *argument, 1)) {
                any = any || argument == nullptr;
                continue;
            }
            last = argument;
            const std::string& text = argument->values.front().text;
            const Value value = value_of(text);
            if (!is_number(text)) {
                add_fault(
                    name,
                    fmt::format("{} = {}: this is not a number", argument->written, to_text(value)),
                    "0 to 1 is allowed",
                    argument->place);
            }
            any = any || (value != Value(0.0) && value != Value(std::int64_t{0}));
        }
        if (last != nullptr)
            set("model.dropout", *last, any);
        else if (is_whole_)
            set_default("model.dropout", true);
    }

    void read_vocabulary() {
        const GivenArgument* vocabulary = find("vocab-size");
        const auto n = whole("vocab-size");
        const auto multiple = whole("make-vocab-size-divisible-by");
        if (!n)
            return;
        const std::int64_t tensor = settled().parallelism.tensor;
        constexpr std::int64_t kMost = 100'000'000;
        const std::int64_t padding = multiple.value_or(kPadding);
        if (*n > kMost || padding > kMost || tensor > kMost) {
            set("model.vocab", *vocabulary, *n);
            return;
        }
        set("model.vocab", *vocabulary, ceil_div(*n, padding * tensor) * padding * tensor);
    }

    void read_virtual_stages() {
        if (const auto n = whole("num-virtual-stages-per-pipeline-rank"))
            set_virtual_stages(*find("num-virtual-stages-per-pipeline-rank"), *n);
        const auto each = whole("num-layers-per-virtual-pipeline-stage");
        if (!each)
            return;
        const GivenArgument& argument = *find("num-layers-per-virtual-pipeline-stage");
        const Scenario s = settled();
        const std::int64_t layers = s.model.layers;
        const std::int64_t stages = s.parallelism.pipeline;
        if (layers == 0)
            return;
        if (layers % stages == 0 && layers / stages % *each == 0)
            return set_virtual_stages(argument, layers / stages / *each);
        const bool splits = layers % stages == 0;
        add_fault("num-layers-per-virtual-pipeline-stage",
                  fmt::format("{} = {}: {} layers over {} stages do not divide by it",
                              argument.written,
                              *each,
                              layers,
                              stages),
                  splits
                      ? divisors(layers / stages)
                      : fmt::format(
                            "take a pipeline that divides {} layers: {}", layers, divisors(layers)),
                  argument.place);
    }

    void set_virtual_stages(const GivenArgument& argument, std::int64_t n) {
        set("parallelism.virtual_stages", argument, n);
        if (n > 1)
            set("parallelism.schedule", argument, std::string("interleaved"));
    }

    /// What stages between the first and the last hold is split evenly.
    void read_first_and_last_stage() {
        const auto first = whole("decoder-first-pipeline-num-layers", 0);
        const auto last = whole("decoder-last-pipeline-num-layers", 0);
        if (!first && !last)
            return;
        const Scenario s = settled();
        const std::int64_t ends = (first ? 1 : 0) + (last ? 1 : 0);
        const std::int64_t between = s.parallelism.pipeline - ends;
        const std::int64_t left = s.model.layers - first.value_or(0) - last.value_or(0);
        const GivenArgument& argument =
            *find(first ? "decoder-first-pipeline-num-layers" : "decoder-last-pipeline-num-layers");
        constexpr std::int64_t kMostStages = 100'000;
        if (s.model.layers == 0 || between > kMostStages)
            return;
        if (between < 0 || left < 0 || (between == 0 ? left != 0 : left % between != 0)) {
            return add_fault(
                "decoder-first-pipeline-num-layers",
                fmt::format("{}: the other layers, {} of {}, do not divide over {} stages",
                            text_of(argument),
                            left,
                            s.model.layers,
                            between),
                "stages between the first and the last hold as many layers each",
                argument.place);
        }
        std::vector<double> split(static_cast<std::size_t>(between),
                                  between > 0 ? real(left / between) : 0.0);
        if (first)
            split.insert(split.begin(), real(*first));
        if (last)
            split.push_back(real(*last));
        set("parallelism.stage_layers", argument, std::move(split));
    }

    /// Full recomputation keeps the input of every layer here.
    void read_recompute() {
        read_recompute_modules();
        const GivenArgument* method = find("recompute-method");
        if (method != nullptr && has_values("recompute-method", *method, 1) &&
            method->values.front().text != "uniform") {
            note(method->place,
                 text_of(*method) + ": not understood; every layer is computed again");
        }
        const auto layers = whole("recompute-num-layers", 0);
        if (layers && *layers != 1) {
            const GivenArgument& argument = *find("recompute-num-layers");
            note(argument.place,
                 text_of(argument) + ": not understood; the input of every layer is kept");
        }
    }

    void read_recompute_modules() {
        const GivenArgument* modules = find("recompute-modules");
        if (modules == nullptr || !has_values("recompute-modules", *modules, 1))
            return;
        std::vector<std::string> words;
        for (const ShellWord& word : modules->values) {
            const auto& names = recompute_module_names();
            if (std::any_of(names.begin(), names.end(), [&](const auto& entry) {
                    return entry.second == word.text;
                })) {
                words.push_back(word.text);
            } else {
                note(word.place, "recompute-modules " + word.text + ": not understood");
            }
        }
        set("parallelism.recompute_modules", *modules, std::move(words));
    }

    void read_ramp() {
        const char* const name = "rampup-batch-size";
        const GivenArgument* ramp = find(name);
        if (ramp == nullptr || !has_values(name, *ramp, 3))
            return;
        const auto start = whole_at(name, *ramp, 0, 1);
        const auto increment = whole_at(name, *ramp, 1, 1);
        const auto samples = whole_at(name, *ramp, 2, 1);
        if (!start || !increment || !samples)
            return;
        set("training.batch_ramp_start", *ramp, *start);
        set("training.batch_ramp_increment", *ramp, *increment);
        set("training.batch_ramp_tokens",
            *ramp,
            real(*samples) * real(settled().training.sequence_length));
    }

    /// Of this many iterations, where the first ones have smaller batches: each size gets as many
    /// samples (megatron/core/num_microbatches_calculator.py).
    static double samples_of(double iterations, const Training& t) {
        const std::int64_t start = t.batch_ramp_start.value_or(t.global_batch);
        const std::int64_t step = t.batch_ramp_increment.value_or(1);
        constexpr std::int64_t kMostSizes = 1'000'000;
        const std::int64_t sizes = std::min((t.global_batch - start) / step, kMostSizes);
        const double each =
            sizes > 0 ? t.batch_ramp_tokens / real(t.sequence_length) / real(sizes) : 0.0;
        double samples = 0.0;
        for (std::int64_t i = 0; i < sizes && iterations > 0.0; ++i) {
            const double batch = real(start + i * step);
            const double taken = std::min(iterations, each / batch);
            samples += taken * batch;
            iterations -= taken;
        }
        return samples + iterations * real(t.global_batch);
    }

    void read_length() {
        const Training t = settled().training;
        const GivenArgument* given = nullptr;
        for (const char* name : {"train-iters", "train-samples", "train-tokens"}) {
            const GivenArgument* argument = find(name);
            if (argument == nullptr)
                continue;
            const auto n = whole(name);
            if (given != nullptr) {
                add_fault(
                    name,
                    fmt::format("{}: {} is given as well", text_of(*argument), given->written),
                    "leave one of the two out",
                    argument->place);
            }
            given = argument;
            if (!n)
                continue;
            const double length = real(t.sequence_length);
            const std::string_view unit(name);
            set("training.tokens",
                *argument,
                unit == "train-iters"     ? samples_of(real(*n), t) * length
                : unit == "train-samples" ? real(*n) * length
                                          : real(*n));
        }
    }

    void check_server() {
        const auto n = whole("nproc-per-node");
        const std::int64_t has = settled().server.accelerators;
        if (!n || *n == has)
            return;
        const GivenArgument& argument = *find("nproc-per-node");
        note(argument.place,
             fmt::format("{}: not taken, the servers have {} accelerators each; cluster.gpus says "
                         "how many are in use",
                         text_of(argument),
                         has));
    }

    const Settle& settle_;
    Imported out_;
    GivenArguments arguments_;
    bool is_whole_ = false;
};

}  // namespace

std::vector<std::string> megatron_argument_names() {
    std::vector<std::string> names;
    for (const MegatronArgument& row : megatron_table()) {
        std::string name = "--" + row.name;
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    }
    return names;
}

Imported read_megatron_arguments(const ImportSource& source, const Settle& settle) {
    return Importer(settle).run(source);
}

}  // namespace deepwallet
