// Smith et al. 2022 (arXiv:2201.11990), section 3: MT-NLG 530B takes 60.1, 50.2 and 44.4 s an
// iteration on 280, 350 and 420 DGX A100, at 126, 121 and 113 TFLOP/s a GPU. The stack's one factor
// was fitted on the first; the other two are predictions.

#include <fmt/format.h>

#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

namespace {

using namespace deepwallet;

Report evaluate_mt_nlg(int servers) {
    const auto folder = test::project_root() / "scenarios" / "published";
    const auto file = folder / fmt::format("mt-nlg-530b-{}.toml", servers);
    return evaluate_analytic(test::load_file(file).scenario);
}

}  // namespace

TEST_CASE("MT-NLG on 280 servers takes 60.1 s an iteration within 1 %") {
    CHECK_THAT(evaluate_mt_nlg(280).iteration.time.in(units::s), WithinRel(60.1, 0.01));
}

TEST_CASE("MT-NLG on 350 and 420 servers is predicted within 5 %") {
    CHECK_THAT(evaluate_mt_nlg(350).iteration.time.in(units::s), WithinRel(50.2, 0.05));
    CHECK_THAT(evaluate_mt_nlg(420).iteration.time.in(units::s), WithinRel(44.4, 0.05));
}

TEST_CASE("MT-NLG fits in 80 GiB with full recomputation, and not without") {
    CHECK(evaluate_mt_nlg(280).fits());
    const auto plain = test::load_file(test::reference_file(), {"parallelism.recompute=none"});
    CHECK_FALSE(evaluate_analytic(plain.scenario).fits());
}

TEST_CASE("270 billion tokens are 68,665 iterations of 1920 x 2048") {
    // 270e9 / (1920 x 2048) = 68,664.55.
    const Report report = evaluate_mt_nlg(280);
    REQUIRE(report.run.has_value());
    CHECK_THAT(report.run->campaign.iterations, WithinAbs(68664.55, 0.01));
}

TEST_CASE("transfers beside the work never make an iteration longer than blocking ones") {
    for (const char* schedule : {"1f1b", "gpipe", "zb-h1"}) {
        const auto with = [&](const char* transfer) {
            const auto loaded =
                test::load_file(test::reference_file(),
                                {std::string("parallelism.schedule=") + schedule,
                                 std::string("software.pipeline_transfer=") + transfer});
            return evaluate_analytic(loaded.scenario).iteration.time;
        };
        CAPTURE(schedule);
        CHECK(with("asynchronous") <= with("blocking"));
    }
}
