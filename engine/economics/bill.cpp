#include "engine/economics/bill.hpp"

#include <cmath>

namespace deepwallet {

double capital_recovery_factor(double rate, double years) {
    if (rate == 0.0)
        return 1.0 / years;
    return rate / -std::expm1(-years * std::log1p(rate));
}

Money value_at_age(Money price, double decline_per_year, Time age) {
    return price * std::pow(10.0, -decline_per_year * (age / units::year));
}

HourlyPrice value_lost(Money value, double decline_per_year) {
    return value * (std::log(10.0) * decline_per_year) / units::year;
}

namespace {

Money network_by_share(const Acquisition& bought,
                       const Purchase& purchase,
                       const Ownership& terms) {
    if (purchase.network.cables() == 0)
        return {};
    return bought.servers * (terms.network_share / (1.0 - terms.network_share)) *
           purchase.cables_of_full_tree;
}

Money storage_price(const Purchase& purchase, const Ownership& terms) {
    const Data kept = terms.checkpoints_kept * purchase.checkpoint + purchase.dataset;
    return (terms.storage_usd_per_tb * kept.in(units::TB) +
            terms.storage_usd_per_gb_per_s * purchase.checkpoint_bandwidth.in(units::GB_per_s)) *
           units::usd;
}

HourlyPrice water_price(Power it, const Ownership& terms, const Site& site) {
    return (it * site.water_on_site) * (terms.water_usd_per_m3 * units::usd / units::m3);
}

/// Less what is left at the end, which is worth less now.
Money yearly_equipment(const Acquisition& bought, const Ownership& terms) {
    const double years = terms.lifetime.in(units::year);
    const Money salvage = terms.salvage_share * (bought.servers + bought.network) *
                          std::pow(1.0 + terms.discount_rate, -years);
    return (bought.equipment() - salvage) * capital_recovery_factor(terms.discount_rate, years);
}

YearlyCost yearly_cost(const Acquisition& bought,
                       const Ownership& terms,
                       const PowerUse& power,
                       double servers) {
    YearlyCost out;
    out.capital =
        yearly_equipment(bought, terms) +
        bought.facility *
            capital_recovery_factor(terms.discount_rate, terms.facility_lifetime.in(units::year));
    out.upkeep = terms.upkeep_share * (bought.servers + bought.network);
    out.staff = (servers * terms.staff_per_100_servers / 100.0) * terms.staff * units::year;
    if (terms.facility == FacilityKind::colocation)
        out.colocation = power.it_peak.in(units::kW)*terms.colocation_per_kw * units::year;
    return out;
}

}  // namespace

std::optional<NetworkBill> network_bill(const NetworkParts& parts,
                                        const Fabric& fabric,
                                        bool nics_in_price) {
    if (!fabric.switch_price || !fabric.cable_price)
        return std::nullopt;
    const auto times = [](std::int64_t count, Money price) {
        return static_cast<double>(count) * price;
    };
    NetworkBill bill;
    bill.switches = times(parts.switches, *fabric.switch_price);
    bill.cables = times(parts.optical_cables(), *fabric.cable_price) +
                  times(parts.copper_cables, fabric.copper_price.value_or(*fabric.cable_price));
    bill.optics = times(parts.optics, fabric.optics_price.value_or(Money{}));
    if (!nics_in_price)
        bill.adapters = times(parts.adapters, fabric.adapter_price.value_or(Money{}));
    return bill;
}

Acquisition acquisition(Money server_price,
                        const Purchase& purchase,
                        const Fabric& fabric,
                        const Ownership& terms,
                        const Site& site) {
    Acquisition out;
    out.servers = purchase.servers * server_price;
    out.parts = network_bill(purchase.network, fabric, purchase.nics_in_price);
    out.network = out.parts ? out.parts->total() : network_by_share(out, purchase, terms);
    out.storage = storage_price(purchase, terms);
    if (terms.facility == FacilityKind::build) {
        out.facility = site.facility_usd_per_watt * purchase.it_peak.in(units::watt)*units::usd;
    }
    return out;
}

OnPremCost on_prem_cost(const Acquisition& bought,
                        const Ownership& terms,
                        const PowerUse& power,
                        double servers,
                        const Site& site,
                        Time wall,
                        double gpus) {
    OnPremCost out;
    out.acquisition = bought;
    out.yearly = yearly_cost(bought, terms, power, servers);
    out.utilisation = terms.utilisation;
    const HourlyPrice electricity = power.facility_mean * site.electricity;
    const HourlyPrice water = water_price(power.it_mean, terms, site);
    out.working = electricity + water;
    out.idling = site.pue * power.idle * site.electricity + water_price(power.idle, terms, site);

    const Time used = wall / terms.utilisation;
    const double used_years = used / units::year;
    out.run_capital = used_years * out.yearly.capital;
    out.run_upkeep = used_years * out.yearly.upkeep;
    out.run_staff = used_years * out.yearly.staff;
    out.run_colocation = used_years * out.yearly.colocation;
    out.run_energy = electricity * wall;
    out.run_water = water * wall;
    out.run_idle_energy = out.idling * (used - wall);
    out.run_value_lost = wall * value_lost(bought.equipment(), terms.value_decline);
    out.life_share = used / terms.lifetime;
    out.gpu_hour = out.run_total() / (gpus * wall);
    return out;
}

std::optional<Time> break_even(const OnPremCost& own, const Rent& rent) {
    const HourlyPrice saved = rent.per_calendar_hour(own.utilisation) - own.running_cost();
    if (saved <= HourlyPrice{})
        return std::nullopt;
    return own.acquisition.total() / saved;
}

std::optional<double> break_even_utilisation(const OnPremCost& own, const Rent& rent) {
    // fixed + u working + (1 - u) idling = u rent.
    const HourlyPrice saved = rent.machines - own.working + own.idling;
    if (rent.committed || saved <= HourlyPrice{})
        return std::nullopt;
    return (own.yearly.total() / units::year + own.idling) / saved;
}

}  // namespace deepwallet
