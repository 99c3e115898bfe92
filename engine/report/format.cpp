#include "engine/report/format.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

namespace deepwallet {

namespace {

struct Prefix {
    double from;
    double divisor;
    const char* name;
};

/// Divided by the largest prefix that it reaches; the last one takes the rest.
template <std::size_t N>
std::string scaled(double x, const std::array<Prefix, N>& prefixes) {
    for (const Prefix& p : prefixes) {
        if (std::abs(x) >= p.from)
            return significant(x / p.divisor) + " " + p.name;
    }
    return significant(x / prefixes.back().divisor) + " " + prefixes.back().name;
}

}  // namespace

std::string grouped(double whole) {
    std::string digits = fmt::format("{:.0f}", std::abs(whole));
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return (whole < 0.0 ? "-" : "") + digits;
}

std::string significant(double x) {
    const double size = std::abs(x);
    if (x == 0.0)
        return "0";
    if (!std::isfinite(x) || size >= 1e15 || size < 1e-4)
        return fmt::format("{:.3g}", x);
    if (size >= 99.95)
        return grouped(x);
    if (size >= 9.995)
        return fmt::format("{:.1f}", x);
    if (size >= 0.9995)
        return fmt::format("{:.2f}", x);
    const int decimals = 2 - static_cast<int>(std::floor(std::log10(size)));
    return fmt::format("{:.{}f}", x, decimals);
}

std::string format_money(Money m) {
    const double x = m.in(units::usd);
    const std::string sign = x < 0.0 ? "-$" : "$";
    const double size = std::abs(x);
    if (size >= 999.5e9)
        return sign + significant(size / 1e12) + " T";
    if (size >= 999.5e6)
        return sign + significant(size / 1e9) + " B";
    if (size >= 999.5e3)
        return sign + significant(size / 1e6) + " M";
    if (size >= 99.5e3)
        return sign + significant(size / 1e3) + " k";
    return sign + (size >= 100.0 ? grouped(size) : fmt::format("{:.2f}", size));
}

std::string format_power(Power p) {
    static constexpr std::array<Prefix, 4> kPrefixes = {
        {{999.5e6, 1e9, "GW"}, {999.5e3, 1e6, "MW"}, {999.5, 1e3, "kW"}, {0.0, 1.0, "W"}}};
    return scaled(p.in(units::watt), kPrefixes);
}

std::string format_energy(Energy e) {
    static constexpr std::array<Prefix, 2> kPrefixes = {{{0.9995, 1.0, "MWh"}, {0.0, 1e-3, "kWh"}}};
    return scaled(e.in(units::MWh), kPrefixes);
}

std::string format_time(Time t) {
    static constexpr std::array<Prefix, 6> kPrefixes = {
        {{2.0 * 365.25 * 86400.0, 365.25 * 86400.0, "years"},
         {2.0 * 86400.0, 86400.0, "days"},
         {2.0 * 3600.0, 3600.0, "h"},
         {0.9995, 1.0, "s"},
         {0.9995e-3, 1e-3, "ms"},
         {0.0, 1e-6, "us"}}};
    return scaled(t.in(units::s), kPrefixes);
}

std::string format_carbon(Carbon c) {
    static constexpr std::array<Prefix, 4> kPrefixes = {
        {{999.5e6, 1e6, "kt"}, {999.5, 1e3, "t"}, {0.9995, 1.0, "kg"}, {0.0, 1e-3, "g"}}};
    return scaled(c.in(units::kg), kPrefixes);
}

std::string format_share(double x) { return fmt::format("{:.1f} %", 100.0 * x); }

std::string format_count(double n) {
    static constexpr std::array<Prefix, 3> kPrefixes = {
        {{999.5e9, 1e12, "T"}, {999.5e6, 1e9, "B"}, {999.5e3, 1e6, "M"}}};
    return std::abs(n) < kPrefixes.back().from ? significant(n) : scaled(n, kPrefixes);
}

std::string format_value(const MetricValue& value, const std::string& unit) {
    const std::string tail = unit.empty() ? "" : " " + unit;
    if (const auto* b = std::get_if<bool>(&value))
        return *b ? "yes" : "no";
    if (const auto* n = std::get_if<std::int64_t>(&value)) {
        return grouped(static_cast<double>(*n)) + tail;
    }
    if (const auto* x = std::get_if<double>(&value)) {
        return unit == "s" ? format_time(*x * units::s) : significant(*x) + tail;
    }
    if (const auto* s = std::get_if<std::string>(&value))
        return *s + tail;
    return "not known";
}

std::string short_value(const MetricValue& value, const std::string& unit) {
    const auto* x = std::get_if<double>(&value);
    if (x != nullptr && unit == "USD")
        return format_money(*x * units::usd);
    if (x != nullptr && unit == "kW")
        return format_power(*x * units::kW);
    return format_value(value, unit);
}

std::string answer_line(const char* question, const std::string& answer, const std::string& parts) {
    if (parts.empty())
        return fmt::format("{:<8} {}\n", question, answer);
    return fmt::format("{:<8} {:<24} {}\n", question, answer, parts);
}

}  // namespace deepwallet
