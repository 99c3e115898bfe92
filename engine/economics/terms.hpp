#pragma once

/// The terms of buying and of renting.

#include <cstdint>
#include <optional>
#include <string>

#include "engine/core/units.hpp"
#include "engine/economics/finance.hpp"

namespace deepwallet {

/// Where one's own machine stands.
enum class FacilityKind {
    build,       ///< a room of one's own, for the nameplates
    colocation,  ///< a rented one, by the kW of the nameplates and month; electricity on top
};

struct Ownership {
    Time lifetime;
    Time facility_lifetime;      ///< of the room; it outlives the machine
    double utilisation = 0.0;    ///< share of the lifetime that the machine works
    double discount_rate = 0.0;  ///< a year
    double network_share = 0.0;  ///< of servers and network together, where parts have no price
    double upkeep_share = 0.0;   ///< maintenance and support a year, of servers and network
    double staff_per_100_servers = 0.0;
    HourlyPrice staff;  ///< of one of them, all included
    FacilityKind facility = FacilityKind::build;
    HourlyPrice colocation_per_kw;
    double water_usd_per_m3 = 0.0;

    // A file system of one's own, for checkpoints and data.
    double checkpoints_kept = 0.0;
    double storage_usd_per_tb = 0.0;
    double storage_usd_per_gb_per_s = 0.0;  ///< of its write rate

    double value_decline = 0.0;  ///< of the machine on the market, orders of magnitude a year
    double salvage_share = 0.0;  ///< of servers and network at the end of the lifetime
    Depreciation depreciation = Depreciation::macrs_5;
    double tax_rate = 0.0;
    double financed_share = 0.0;  ///< of the purchase, by a loan
    double loan_rate = 0.0;       ///< a year
    Time loan_term;

    // What a cloud bills beside the machines.
    double cloud_storage_usd_per_gb_month = 0.0;
    double cloud_egress_usd_per_gb = 0.0;
};

/// One way of renting an instance type.
struct CloudOffer {
    std::string name;
    std::string provider;
    std::string instance;
    std::string region;
    std::string contract;  ///< on-demand, 1yr, 3yr, spot
    std::string accelerator;
    Time commitment;        ///< paid for, used or not; none for contracts by the hour
    bool spot = false;      ///< the provider may take it back
    HourlyPrice gpu_price;  ///< of one accelerator
    std::optional<HourlyPrice> low_price;
    std::optional<HourlyPrice> high_price;
    std::string as_of;
    std::string source;
};

}  // namespace deepwallet
