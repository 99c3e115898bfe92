#include "engine/economics/bill.hpp"

#include <cmath>

namespace deepwallet {

namespace {

HourlyPrice power_price(const PowerUse& power, const Site& site) {
    return power.facility_mean * site.electricity;
}

}  // namespace

double capital_recovery_factor(double rate, double years) {
    if (rate == 0.0)
        return 1.0 / years;
    return rate / -std::expm1(-years * std::log1p(rate));
}

Acquisition acquisition(
    Money server_price, double servers, Power it_peak, const Ownership& terms, const Site& site) {
    Acquisition out;
    out.servers = servers * server_price;
    out.network = out.servers * (terms.network_share / (1.0 - terms.network_share));
    out.facility = site.facility_usd_per_watt * it_peak.in(units::watt)*units::usd;
    return out;
}

OnPremCost on_prem_cost(const Acquisition& bought,
                        const Ownership& terms,
                        const PowerUse& power,
                        const Site& site,
                        Time wall,
                        double gpus) {
    const auto yearly = [&](Money price, Time lifetime) {
        return price * capital_recovery_factor(terms.discount_rate, lifetime.in(units::year));
    };
    const double used_years = wall / (terms.utilisation * units::year);
    OnPremCost out;
    out.acquisition = bought;
    out.yearly_capital = yearly(bought.servers + bought.network, terms.lifetime) +
                         yearly(bought.facility, terms.facility_lifetime);
    out.yearly_upkeep = terms.upkeep_share * (bought.servers + bought.network);
    out.run_capital = used_years * out.yearly_capital;
    out.run_upkeep = used_years * out.yearly_upkeep;
    out.run_energy = power_price(power, site) * wall;
    out.gpu_hour = out.run_total() / (gpus * wall);
    return out;
}

std::optional<Time> break_even(const OnPremCost& own,
                               const Ownership& terms,
                               const PowerUse& power,
                               const Site& site,
                               double gpus,
                               HourlyPrice rent) {
    const HourlyPrice saved = terms.utilisation * (gpus * rent - power_price(power, site)) -
                              own.yearly_upkeep / units::year;
    if (saved <= HourlyPrice{})
        return std::nullopt;
    return own.acquisition.total() / saved;
}

}  // namespace deepwallet
