#pragma once

/// Numbers as people read them: a few digits, a unit, a prefix where it helps. Never
/// locale-dependent.

#include <string>

#include "engine/core/units.hpp"
#include "engine/report/metrics.hpp"

namespace deepwallet {

/// 2240 -> "2,240"; whole numbers only.
std::string grouped(double whole);

/// Three significant digits, no exponent up to a million: 44.4, 1,230, 0.00512.
std::string significant(double x);

std::string format_money(Money m);    ///< $98.4 M, $3,570
std::string format_power(Power p);    ///< 3.1 MW, 540 kW, 90 W
std::string format_energy(Energy e);  ///< 1,852 MWh, 12.3 kWh
std::string format_time(Time t);      ///< 44.4 s, 1.2 ms, 47.8 days
std::string format_carbon(Carbon c);  ///< 430 t, 12 kg, 3.2 g
std::string format_share(double x);   ///< 0.31 -> "31.0 %"
std::string format_count(double n);   ///< 530 B, 1.4 T, 340 M

/// A metric's value with its unit: "60.1 s", "1,646 MWh", "yes".
std::string format_value(const MetricValue& value, const std::string& unit);

/// The same, money and power by their prefixes: "$98.4 M", "3.1 MW".
std::string short_value(const MetricValue& value, const std::string& unit);

/// A line of a report: the question, its answer, and its parts in a column of their own.
std::string answer_line(const char* question,
                        const std::string& answer,
                        const std::string& parts = "");

}  // namespace deepwallet
