// The constants of hardware_db/accelerators against the measured kernels of hardware_db/measured.

#include "engine/study/kernel_fit.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "engine/scenario/database.hpp"
#include "engine/scenario/fields.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"

using namespace deepwallet;

namespace {

const std::filesystem::path kDatabase =
    std::filesystem::path(DEEPWALLET_SOURCE_DIR) / "hardware_db";

Accelerator shipped(const std::string& name) {
    const auto values = read_entry({kDatabase}, EntryKind::accelerator, name, {});
    REQUIRE(values);
    Accelerator out;
    Faults faults;
    assign(accelerator_fields(), *values, out, faults);
    REQUIRE(faults.empty());
    return out;
}

const std::vector<MeasuredKernel>& measured() {
    static const auto kRows = read_measured_kernels(kDatabase / "measured");
    REQUIRE(kRows);
    return *kRows;
}

/// Mean absolute error of the shipped constants over rows of a table of one chip.
template <class Picks>
double mean_error(const std::string& chip, const char* table, const Picks& picks) {
    const Accelerator accelerator = shipped(chip);
    std::vector<double> residuals;
    for (const MeasuredKernel& row : measured()) {
        if (row.accelerator == chip && row.table == table && picks(row))
            residuals.push_back(std::log(predicted(row, accelerator) / row.time));
    }
    REQUIRE(residuals.size() > 10);
    return summarize_errors(residuals).mean;
}

bool any(const MeasuredKernel&) { return true; }
bool from_perlmutter(const MeasuredKernel& row) {
    return row.source.find("Perlmutter") != std::string::npos;
}

void check_within(const KernelFit& fit, const std::string& name, double value) {
    CAPTURE(name, value);
    const auto p = std::find_if(fit.fit.parameters.begin(),
                                fit.fit.parameters.end(),
                                [&](const FittedParameter& x) { return x.name == name; });
    REQUIRE(p != fit.fit.parameters.end());
    // Four digits are shipped.
    const double digit = 1e-3 * std::abs(p->value);
    CHECK(value >= p->low - digit);
    CHECK(value <= p->high + digit);
}

}  // namespace

TEST_CASE("matrix products of the A100 are within 4 % in the mean") {
    CHECK(mean_error("a100-pcie-80gb", "gemm", [](const MeasuredKernel& row) {
              return row.kernel == "product";
          }) <= 0.04);
    CHECK(mean_error("a100-sxm4-80gb", "gemm", [](const MeasuredKernel& row) {
              return row.kernel == "product";
          }) <= 0.05);
}

TEST_CASE("Perlmutter's linears, attention and memory-bound kernels are within 8 % in the mean") {
    CHECK(mean_error("a100-sxm4-80gb", "gemm", from_perlmutter) <= 0.08);
    CHECK(mean_error("a100-sxm4-80gb", "attention", from_perlmutter) <= 0.08);
    CHECK(mean_error("a100-sxm4-80gb", "streaming", from_perlmutter) <= 0.08);
}

TEST_CASE("products and attention of the Hopper of a GH200 are within 8 % in the mean") {
    CHECK(mean_error("gh200-96gb", "gemm", any) <= 0.08);
    CHECK(mean_error("gh200-96gb", "attention", any) <= 0.08);
}

TEST_CASE("a fit to the shipped tables finds the shipped constants") {
    struct Row {
        const char* chip;
        KernelFamily family;
        std::vector<std::pair<const char*, double Accelerator::*>> constants;
    };
    using A = Accelerator;
    const std::vector<Row> rows = {
        {"a100-sxm4-80gb",
         KernelFamily::gemm,
         {{"wave_efficiency", &A::wave_efficiency},
          {"power_efficiency", &A::power_efficiency},
          {"tile_64_rate", &A::tile_64_rate}}},
        {"a100-sxm4-80gb",
         KernelFamily::attention,
         {{"flash_forward_efficiency", &A::flash_forward_efficiency},
          {"flash_backward_efficiency", &A::flash_backward_efficiency},
          {"flash_scores_per_us", &A::flash_scores_per_us},
          {"flash_large_head_rate", &A::flash_large_head_rate}}},
        {"a100-pcie-80gb",
         KernelFamily::gemm,
         {{"wave_efficiency", &A::wave_efficiency},
          {"power_efficiency", &A::power_efficiency},
          {"accumulate_derate", &A::accumulate_derate}}},
        {"gh200-96gb", KernelFamily::gemm, {{"wave_efficiency", &A::wave_efficiency}}},
        {"gh200-96gb",
         KernelFamily::attention,
         {{"flash_forward_efficiency", &A::flash_forward_efficiency},
          {"flash_scores_per_us", &A::flash_scores_per_us}}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.chip, static_cast<int>(row.family));
        const Accelerator accelerator = shipped(row.chip);
        const auto kernels = rows_of(measured(), row.chip, row.family);
        const auto fit = fit_kernels(accelerator, row.family, kernels);
        REQUIRE(fit);
        CHECK(fit->fit.converged);
        for (const auto& [name, member] : row.constants)
            check_within(*fit, name, accelerator.*member);
    }
}

TEST_CASE("a fit recovers the constants that made the times") {
    Accelerator truth = test::round_a100();
    truth.power_efficiency = 0.83;
    std::vector<MeasuredKernel> rows;
    for (const MeasuredKernel& row : rows_of(measured(), "a100-pcie-80gb", KernelFamily::gemm)) {
        rows.push_back(row);
        rows.back().time = predicted(row, truth);
    }
    Accelerator start = truth;
    start.wave_efficiency = 0.88;
    start.power_efficiency = 0.80;
    start.accumulate_derate = 0.97;
    const auto fit = fit_kernels(start, KernelFamily::gemm, rows);
    REQUIRE(fit);
    CHECK_THAT(fit->accelerator.wave_efficiency, WithinRel(0.91, 1e-3));
    CHECK_THAT(fit->accelerator.power_efficiency, WithinRel(0.83, 1e-3));
    CHECK_THAT(fit->accelerator.accumulate_derate, WithinRel(0.95, 1e-3));
}

TEST_CASE("held-out rows are predicted about as well as fitted ones") {
    const auto kernels = rows_of(measured(), "a100-pcie-80gb", KernelFamily::gemm);
    const auto fit = fit_kernels(shipped("a100-pcie-80gb"), KernelFamily::gemm, kernels, 5);
    REQUIRE(fit);
    REQUIRE(fit->held_out.size() == kernels.size());
    CHECK(summarize_errors(fit->held_out).mean <= 0.04);
}

TEST_CASE("errors are told by table, kernel, chip and source, of known chips alone") {
    const auto errors = kernel_errors({{"a100-pcie-80gb", shipped("a100-pcie-80gb")}}, measured());
    std::size_t rows = 0;
    for (const KernelErrors& e : errors) {
        CHECK(e.accelerator == "a100-pcie-80gb");
        rows += e.errors.rows;
    }
    const auto known = std::count_if(measured().begin(), measured().end(), [](const auto& row) {
        return row.accelerator == "a100-pcie-80gb";
    });
    CHECK(rows == static_cast<std::size_t>(known));
}

TEST_CASE("a measured table that cannot be read is refused with its place") {
    const auto file = std::filesystem::temp_directory_path() / "deepwallet-measured-test.csv";
    const auto refused = [&](const std::string& text) {
        std::ofstream(file) << text;
        const auto rows = read_measured_streaming(file);
        REQUIRE_FALSE(rows);
        return rows.error().front();
    };
    const std::string header = "accelerator,kernel,pass,eager,bytes,time_us,source\n";
    const Fault number = refused(header + "x,norm,forward,1,ten,5,y\n");
    CHECK(number.message == "bytes = 'ten'");
    CHECK(number.help == "a number above zero");
    CHECK(number.place.line == 2);
    CHECK(refused(header + "x,norm,forward,1,10,-5,y\n").message == "time_us = '-5'");
    CHECK(refused(header + "x,norm,forward,2,10,5,y\n").help == "0 or 1");
    CHECK(refused(header + "x,nrom,forward,1,10,5,y\n").message == "kernel = 'nrom'");
    CHECK(refused("accelerator,kernel,pass,eager,bytes,time_us\n").message == "no column source");
    std::filesystem::remove(file);
}
