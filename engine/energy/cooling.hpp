#pragma once

/// What it takes to carry the heat away: a plant and a climate give PUE and WUE as a result.

#include "engine/core/units.hpp"
#include "engine/energy/climate.hpp"

namespace deepwallet {

enum class CoolingKind {
    air,            ///< direct expansion; its condensers blow out into the dry bulb, no water
    chilled_water,  ///< chillers and wet towers
    economizer,     ///< the same, towers alone where the wet bulb is low enough
    direct_liquid,  ///< cold plates on a warm loop without a chiller; the rest as economizer
    immersion,      ///< all heat into a warm loop, servers without fans
};

/// Plant constants; temperatures in Celsius, approaches and rises in kelvin.
struct CoolingPlant {
    CoolingKind kind = CoolingKind::chilled_water;
    double supply_c = 0.0;        ///< of the chilled loop
    double loop_rise = 0.0;       ///< from supply to return
    double warm_supply_c = 0.0;   ///< of the loop of cold plates and tanks
    double tower_approach = 0.0;  ///< water behind the wet bulb, a dry cooler behind the dry one
    double exchanger_approach = 0.0;  ///< of the economizer
    double condenser_lift = 0.0;  ///< range and refrigerant behind the tower, or the outdoor air
    double evaporator_approach = 0.0;  ///< refrigerant below the supply
    double carnot_share = 0.0;         ///< of the Carnot cycle that a chiller reaches
    double highest_cop = 0.0;          ///< where the lift gets small
    double liquid_share = 0.0;         ///< of the heat, into cold plates
    double room_fan_share = 0.0;       ///< fan power at full flow, of the heat that air carries
    double pump_share = 0.0;           ///< of the heat
    double tower_share = 0.0;          ///< fans and pumps outdoors, of the heat rejected
    double electrical_loss = 0.0;      ///< of IT power: UPS, transformers, distribution
    double other_share = 0.0;          ///< of IT power: lights, offices
    double load = 1.0;                 ///< of the plant: heat now over the heat it was built for
    double latent_share = 0.0;         ///< of the heat that leaves a wet tower by evaporation
    double cycles = 0.0;               ///< of concentration, before water is blown down
    double air_rise = 0.0;             ///< of air through the servers
};

/// carnot_share T_e / (T_c - T_e): falls as it gets hotter outdoors. The evaporator is below the
/// supply; the condenser above the wet bulb by tower and lift, of air above the dry bulb by lift.
double chiller_cop(const CoolingPlant& plant, const Weather& weather);

/// Litres that evaporate to carry away a kWh of heat: 3600 / h_fg, with h_fg = 2500.8 - 2.36 T
/// kJ/kg.
double evaporation_l_per_kwh(double water_c);

/// Air that carries this heat at this rise, in cubic feet a minute: 3.16 W / F (sensible heat of
/// air at sea level, 1.08 BTU/h for each cubic foot a minute and degree Fahrenheit).
double airflow_cfm(Power heat, double rise_kelvin);

/// Shares of IT power, at one weather.
struct CoolingLoad {
    double compressor = 0.0;
    double fans = 0.0;
    double pumps = 0.0;
    double tower = 0.0;
    double losses = 0.0;
    double other = 0.0;
    double cop = 0.0;              ///< 0 where no chiller runs
    double free = 0.0;             ///< share of the heat that needs none
    double water_l_per_kwh = 0.0;  ///< made up, for each kWh of IT

    [[nodiscard]] double overhead() const {
        return compressor + fans + pumps + tower + losses + other;
    }
};

CoolingLoad cooling_at(const CoolingPlant& plant, const Weather& weather);

/// Means of a year, and the design day.
struct CoolingYear {
    CoolingLoad mean;
    double pue = 1.0;
    double worst_pue = 1.0;  ///< at the weather that is exceeded 1 % of the year
    WaterIntensity wue;
};

CoolingYear cooling_year(const CoolingPlant& plant, const Climate& climate);

}  // namespace deepwallet
