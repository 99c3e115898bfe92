// Narayanan et al. 2021 (arXiv:2104.04473), Table 1: ten GPT models on up to 3072 A100 of Selene,
// full recomputation, sequences of 2048. Micro-batch and virtual stages are those of the authors'
// run script (Megatron-LM, examples/sc21/run_table_1.sh); the time follows from the printed TFLOP/s
// a GPU.

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

namespace {

using namespace deepwallet;

struct Row {
    const char* model;
    int servers;
    int tensor;
    int pipeline;
    int micro_batch;
    int virtual_stages;
    int batch;
    double seconds;
    double tflops;  ///< printed, recomputation counted
};

constexpr std::array<Row, 10> kTable1 = {{{"gpt-1.7b", 4, 1, 1, 16, 1, 512, 3.528, 137},
                                          {"gpt-3.6b", 8, 2, 1, 16, 1, 512, 3.697, 138},
                                          {"gpt-7.5b", 16, 4, 1, 16, 1, 512, 3.696, 142},
                                          {"gpt-18.4b", 32, 8, 1, 8, 1, 1024, 9.399, 135},
                                          {"gpt-39.1b", 64, 8, 2, 4, 1, 1536, 14.45, 138},
                                          {"gpt-76.1b", 128, 8, 4, 2, 3, 1792, 16.06, 140},
                                          {"gpt-145.6b", 192, 8, 8, 2, 2, 2304, 24.82, 148},
                                          {"gpt-310.1b", 240, 8, 16, 1, 2, 2160, 37.61, 155},
                                          {"gpt-529.6b", 315, 8, 35, 1, 3, 2520, 54.08, 163},
                                          {"gpt-1008b", 384, 8, 64, 1, 1, 3072, 102.6, 163}}};

Scenario scenario_of(const Row& row) {
    return test::load_settings({fmt::format("model.preset={}", row.model),
                                "cluster.server=dgx-a100-80gb",
                                fmt::format("cluster.servers={}", row.servers),
                                "software.stack=megatron-2021",
                                fmt::format("parallelism.tensor={}", row.tensor),
                                fmt::format("parallelism.pipeline={}", row.pipeline),
                                fmt::format("parallelism.micro_batch={}", row.micro_batch),
                                fmt::format("parallelism.virtual_stages={}", row.virtual_stages),
                                row.virtual_stages > 1 ? "parallelism.schedule=interleaved"
                                                       : "parallelism.schedule=1f1b",
                                "parallelism.recompute=full",
                                "training.sequence_length=2048",
                                fmt::format("training.global_batch={}", row.batch),
                                "training.precision=fp16"})
        .scenario;
}

double error_of(const Row& row) {
    return evaluate_analytic(scenario_of(row)).iteration.time.in(units::s) / row.seconds - 1.0;
}

}  // namespace

TEST_CASE("iteration time of Table 1 is off by at most 3 % in the mean and 6 % in the worst") {
    double sum = 0.0;
    for (const Row& row : kTable1) {
        const double error = error_of(row);
        CAPTURE(row.model, error);
        CHECK(std::abs(error) <= 0.06);
        sum += std::abs(error);
    }
    CHECK(sum / kTable1.size() <= 0.03);
}

TEST_CASE("the factor of the stack megatron-2021 is the least-squares fit to Table 1") {
    // With one factor on all rows, the sum of squared log errors is least where their mean is zero.
    double sum = 0.0;
    for (const Row& row : kTable1) sum += std::log1p(error_of(row));
    CHECK_THAT(std::exp(sum / kTable1.size()), WithinAbs(1.0, 0.002));
}

TEST_CASE("printed FLOP rates of Table 1 follow from their times") {
    // F = 96 B s l h^2 (1 + s/(6h) + V/(16 l h)) over GPUs and time; three printed digits.
    for (const Row& row : kTable1) {
        const Report report = evaluate_analytic(scenario_of(row));
        const double rate = report.hardware_flops.base() / 8.0 / row.servers / row.seconds / 1e12;
        CAPTURE(row.model);
        CHECK_THAT(rate, WithinRel(row.tflops, 0.005));
    }
}

TEST_CASE("what ran in Table 1 fits in 80 GiB") {
    for (const Row& row : kTable1) {
        const Report report = evaluate_analytic(scenario_of(row));
        CAPTURE(row.model, report.memory.use.total().in(units::GiB));
        CHECK(report.fits());
    }
}
