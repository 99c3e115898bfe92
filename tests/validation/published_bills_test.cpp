// Published bills in kWh, tonnes and dollars. Where a figure is power x hours by construction, it
// tests the arithmetic from there on and no model of power: such cases say so.

#include <cmath>
#include <string>
#include <vector>

#include "engine/economics/bill.hpp"
#include "engine/energy/power.hpp"
#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

/// So many accelerators at this mean power, for so long, in such a place.
EnergyUse use_of(double accelerators, Power each, Time wall, double pue, double g_per_kwh) {
    Site site;
    site.pue = pue;
    site.grid = g_per_kwh * gram / kWh;
    PowerUse power;
    power.it_mean = accelerators * each;
    power.overhead = (pue - 1.0) * power.it_mean;
    return energy_use(power, wall, site);
}

}  // namespace

TEST_CASE("LLaMA's table: hours x 400 W x 1.1 x 385 g (arithmetic alone)") {
    // Touvron et al. 2023, Table 15; printed to the megawatt-hour and the tonne.
    struct Row {
        const char* model;
        double gpu_hours, mwh, tonnes;
    };
    for (const Row& row : {Row{"OPT-175B", 809'472, 356, 137},
                           Row{"BLOOM-175B", 1'082'880, 475, 183},
                           Row{"LLaMA-7B", 82'432, 36, 14},
                           Row{"LLaMA-13B", 135'168, 59, 23},
                           Row{"LLaMA-33B", 530'432, 233, 90},
                           Row{"LLaMA-65B", 1'022'362, 449, 173}}) {
        INFO(row.model);
        const Energy tdp = tdp_hours(test::a100(), row.gpu_hours, 1.0 * hour);
        const EnergyUse use = use_of(row.gpu_hours, 400.0 * watt, 1.0 * hour, 1.1, 385);
        CHECK_THAT(use.it.in(MWh), WithinRel(tdp.in(MWh), 1e-12));
        CHECK_THAT(use.facility.in(MWh), WithinAbs(row.mwh, 1.5));
        CHECK_THAT(use.operational.in(tonne), WithinAbs(row.tonnes, 0.6));
    }
}

TEST_CASE(
    "Patterson et al. 2021: measured mean power to energy and carbon (arithmetic from there)") {
    // Table 4. LLMCarbon's prediction of the same row, from its own database, is the bar to pass.
    struct Row {
        const char* model;
        double chips, days, watts, pue, g_per_kwh, mwh, tonnes, llmcarbon_tonnes;
    };
    constexpr double kNone = 0.0;
    for (const Row& row :
         {Row{"T5", 512, 20.0, 310, 1.12, 545, 85.7, 46.7, 45.74},
          Row{"GPT-3", 10'000, 14.8, 330, 1.1, 429, 1287, 552.1, 553.35},
          Row{"GShard", 1024, 3.1, 288, 1.09, 177, 24.1, 4.3, 4.44},
          Row{"Switch", 1024, 27, 245, 1.1, 330, 179, 59.1, 63.78},
          Row{"Meena", 1024, 30, 289, 1.09, kNone, 232, kNone, kNone},
          // Not Patterson's: Lacoste et al. as LLMCarbon takes it, which prints no energy.
          Row{"XLM", 512, 20.4, 342, 1.1, 413, kNone, 39, 37.62}}) {
        INFO(row.model);
        const EnergyUse use =
            use_of(row.chips, row.watts * watt, row.days * day, row.pue, row.g_per_kwh);
        if (row.mwh > kNone)
            CHECK_THAT(use.facility.in(MWh), WithinRel(row.mwh, 0.01));
        if (row.tonnes > kNone) {
            const double error = std::abs(use.operational.in(tonne) / row.tonnes - 1.0);
            CHECK(error < 0.016);
            CHECK(error <= std::abs(row.llmcarbon_tonnes / row.tonnes - 1.0));
        }
    }
}

TEST_CASE("BLOOM's 50.5 tonnes: at work, idle and embodied") {
    // Luccioni et al. 2022. At work: 1,082,990 GPU-hours x 400 W by construction (arithmetic
    // alone); idle: measured; embodied: their study's figures through the program's own allocation.
    const EnergyUse dynamic = use_of(1'082'990, 400.0 * watt, 1.0 * hour, 1.0, 57);
    CHECK_THAT(dynamic.facility.in(kWh), WithinRel(433'196.0, 1e-4));
    CHECK_THAT(dynamic.operational.in(tonne), WithinAbs(24.69, 0.01));
    const EnergyUse idle = use_of(1.0, 256'646.0 * kW, 1.0 * hour, 1.0, 57);
    CHECK_THAT(idle.operational.in(tonne), WithinAbs(14.63, 0.01));

    const Scenario scenario = test::load_file(test::reference_file(),
                                              {"server.embodied_kg=2500",
                                               "accelerator.embodied_kg=150",
                                               "economics.lifetime_years=6",
                                               "economics.utilisation=0.85"})
                                  .scenario;
    const RunReport run = *evaluate_analytic(scenario).run;
    const double embodied = run.embodied.in(tonne) / run.gpu_hours * 1'082'990.0;
    CHECK_THAT(embodied, WithinRel(11.21, 0.005));
    CHECK_THAT(dynamic.operational.in(tonne) + idle.operational.in(tonne) + embodied,
               WithinRel(50.5, 0.005));
}

TEST_CASE("Epoch's amortised cost of MT-NLG, with Epoch's assumptions, to the dollar") {
    // Epoch AI, training-cost-trends: 4,480 A100 for 770 hours, bought 146 days before at an eighth
    // of a DGX A100; servers 1.66 times their accelerators; network 19 % of the cluster.
    constexpr double kGpus = 4480.0;
    constexpr double kDecline = 0.14;
    const Time wall = 770.0 * hour;
    const Money value = value_at_age(24'875.0 * usd, kDecline, 146.0 * day);
    CHECK_THAT(value.in(usd), WithinAbs(21'867.62, 0.005));
    const Money servers = kGpus * wall * value_lost(value, kDecline);
    const Money chips = servers / 1.66;
    CHECK_THAT(chips.in(usd), WithinAbs(1'671'107.27, 0.5));
    CHECK_THAT((servers - chips).in(usd), WithinAbs(1'102'930.80, 0.5));

    // The network's share comes with the purchase, and so does what it loses.
    Ownership terms;
    terms.network_share = 0.19;
    Purchase purchase;
    purchase.servers = kGpus / 8.0;
    purchase.network.host_cables = 4480;
    const Acquisition bought = acquisition(8.0 * 24'875.0 * usd, purchase, Fabric{}, terms, Site{});
    CHECK_THAT(bought.total().in(usd), WithinAbs(137'580'246.91, 0.5));
    const Money network = servers * (bought.network / bought.servers);
    CHECK_THAT(network.in(usd), WithinAbs(650'700.29, 0.5));

    // 2.03 times the accelerator's limit for its share of the server, three quarters of it drawn.
    Site site;
    site.electricity = 0.0718 * usd / kWh;
    const EnergyUse use = use_of(kGpus, 0.4 * 2.03125 * 0.75 * kW, wall, 1.1, 0);
    const Money energy = use.facility * site.electricity;
    CHECK_THAT(energy.in(usd), WithinAbs(166'023.86, 0.5));
    CHECK_THAT((servers + network + energy).in(usd), WithinAbs(3'590'762.21, 1.0));

    const Rent azure{kGpus * 1.80 * usd / hour, true};
    CHECK_THAT((azure.machines * wall).in(usd), WithinAbs(6'209'280.0, 0.5));
}

TEST_CASE("the parts of MT-NLG's network cost about the share of a cluster that Epoch counts") {
    // Epoch AI, "The rising costs of training frontier AI models": network 19 % of servers and
    // network, an average over clusters.
    const Scenario scenario = test::load_file(test::reference_file()).scenario;
    const Acquisition bought = evaluate_analytic(scenario).run->on_prem->acquisition;
    REQUIRE(bought.parts);
    CHECK_THAT(bought.network / (bought.servers + bought.network), WithinAbs(0.19, 0.04));
    CHECK_THAT(bought.parts->total() / bought.network, WithinRel(1.0, 1e-12));
    CHECK(bought.parts->adapters == Money{});
}

TEST_CASE("GPT-3's water: both wells, each on its own energy") {
    // Li et al. 2023 (arXiv:2304.03271): E (WUE + PUE x EWIF), E of the servers.
    Site site;
    site.pue = 1.17;
    site.water_on_site = 0.55 * litre / kWh;
    site.water_off_site = 3.14 * litre / kWh;
    PowerUse power;
    power.it_mean = 1.0 * MW;
    power.overhead = 0.17 * MW;
    const EnergyUse use = energy_use(power, 1287.0 * hour, site);
    // 700,000 litres on site, as they state for Microsoft's centres in the US.
    CHECK_THAT(use.water_on_site.in(litre), WithinRel(700'000.0, 0.02));
    CHECK_THAT((use.water_on_site + use.water_off_site).in(litre),
               WithinRel(1'287'000.0 * (0.55 + 1.17 * 3.14), 1e-12));
}
