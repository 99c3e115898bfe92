#pragma once

/// Quantities that carry their dimension. A number enters with its unit (`5 * us`) and leaves by
/// naming one (`t.in(ms)`); mixing dimensions does not compile, and a ratio is a plain number.

#include <compare>

namespace deepwallet {

/// Exponents of the base units second, byte, FLOP, joule, US dollar, kilogram CO2e and cubic metre.
struct Dimension {
    int time = 0;
    int data = 0;
    int work = 0;
    int energy = 0;
    int money = 0;
    int carbon = 0;
    int volume = 0;

    friend constexpr bool operator==(const Dimension&, const Dimension&) = default;

    friend constexpr Dimension operator+(const Dimension& a, const Dimension& b) {
        return {a.time + b.time,
                a.data + b.data,
                a.work + b.work,
                a.energy + b.energy,
                a.money + b.money,
                a.carbon + b.carbon,
                a.volume + b.volume};
    }
    friend constexpr Dimension operator-(const Dimension& a, const Dimension& b) {
        return {a.time - b.time,
                a.data - b.data,
                a.work - b.work,
                a.energy - b.energy,
                a.money - b.money,
                a.carbon - b.carbon,
                a.volume - b.volume};
    }
};

template <Dimension D>
class Quantity {
public:
    constexpr Quantity() = default;

    /// A value in base units; writing `3 * GB` reads better outside of this header.
    static constexpr Quantity from_base(double value) { return Quantity(value); }

    /// The number of `unit`s in this quantity.
    [[nodiscard]] constexpr double in(Quantity unit) const { return value_ / unit.value_; }
    /// The value in base units.
    [[nodiscard]] constexpr double base() const { return value_; }

    constexpr Quantity& operator+=(Quantity other) {
        value_ += other.value_;
        return *this;
    }
    constexpr Quantity& operator-=(Quantity other) {
        value_ -= other.value_;
        return *this;
    }
    constexpr Quantity& operator*=(double factor) {
        value_ *= factor;
        return *this;
    }

    friend constexpr Quantity operator+(Quantity a, Quantity b) {
        return Quantity(a.value_ + b.value_);
    }
    friend constexpr Quantity operator-(Quantity a, Quantity b) {
        return Quantity(a.value_ - b.value_);
    }
    friend constexpr Quantity operator-(Quantity a) { return Quantity(-a.value_); }
    friend constexpr Quantity operator*(double factor, Quantity q) {
        return Quantity(factor * q.value_);
    }
    friend constexpr Quantity operator*(Quantity q, double factor) {
        return Quantity(q.value_ * factor);
    }
    friend constexpr Quantity operator/(Quantity q, double divisor) {
        return Quantity(q.value_ / divisor);
    }
    friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }
    friend constexpr auto operator<=>(const Quantity&, const Quantity&) = default;

private:
    explicit constexpr Quantity(double value) : value_(value) {}

    double value_ = 0.0;
};

template <Dimension A, Dimension B>
constexpr auto operator*(Quantity<A> a, Quantity<B> b) {
    if constexpr (A + B == Dimension{}) {
        return a.base() * b.base();
    } else {
        return Quantity<A + B>::from_base(a.base() * b.base());
    }
}

template <Dimension A, Dimension B>
requires(!(A == B)) constexpr auto operator/(Quantity<A> a, Quantity<B> b) {
    return Quantity<A - B>::from_base(a.base() / b.base());
}

using Time = Quantity<Dimension{.time = 1}>;
using Data = Quantity<Dimension{.data = 1}>;
using Work = Quantity<Dimension{.work = 1}>;
using Energy = Quantity<Dimension{.energy = 1}>;
using Money = Quantity<Dimension{.money = 1}>;
using Carbon = Quantity<Dimension{.carbon = 1}>;
using Volume = Quantity<Dimension{.volume = 1}>;
using Power = Quantity<Dimension{.time = -1, .energy = 1}>;
using Bandwidth = Quantity<Dimension{.time = -1, .data = 1}>;
using Throughput = Quantity<Dimension{.time = -1, .work = 1}>;
using EnergyPrice = Quantity<Dimension{.energy = -1, .money = 1}>;
using HourlyPrice = Quantity<Dimension{.time = -1, .money = 1}>;
using CarbonIntensity = Quantity<Dimension{.energy = -1, .carbon = 1}>;
using WaterIntensity = Quantity<Dimension{.energy = -1, .volume = 1}>;

/// The units that numbers enter and leave by.
namespace units {

inline constexpr Time s = Time::from_base(1.0);
inline constexpr Time ms = 1e-3 * s;
inline constexpr Time us = 1e-6 * s;
inline constexpr Time minute = 60.0 * s;
inline constexpr Time hour = 3600.0 * s;
inline constexpr Time day = 24.0 * hour;
inline constexpr Time year = 365.25 * day;
inline constexpr Time month = year / 12.0;

inline constexpr Data byte = Data::from_base(1.0);
inline constexpr Data MB = 1e6 * byte;
inline constexpr Data GB = 1e9 * byte;
inline constexpr Data TB = 1e12 * byte;
inline constexpr Data MiB = 1048576.0 * byte;
inline constexpr Data GiB = 1073741824.0 * byte;
inline constexpr Data gigabit = GB / 8.0;

inline constexpr Work flop = Work::from_base(1.0);
inline constexpr Work TFLOP = 1e12 * flop;

inline constexpr Energy joule = Energy::from_base(1.0);
inline constexpr Power watt = joule / s;
inline constexpr Power kW = 1e3 * watt;
inline constexpr Power MW = 1e6 * watt;
inline constexpr Energy kWh = kW * hour;
inline constexpr Energy MWh = 1e3 * kWh;
/// International Table British thermal unit.
inline constexpr Energy btu = 1055.05585262 * joule;
/// Ton of refrigeration: 12,000 BTU/h.
inline constexpr Power cooling_ton = 12000.0 * btu / hour;

inline constexpr Money usd = Money::from_base(1.0);
inline constexpr Carbon kg = Carbon::from_base(1.0);
inline constexpr Carbon gram = 1e-3 * kg;
inline constexpr Carbon tonne = 1e3 * kg;
inline constexpr Volume m3 = Volume::from_base(1.0);
inline constexpr Volume litre = 1e-3 * m3;

inline constexpr Bandwidth GB_per_s = GB / s;
inline constexpr Bandwidth gigabit_per_s = gigabit / s;
inline constexpr Throughput flops = flop / s;
inline constexpr Throughput TFLOPS = TFLOP / s;

}  // namespace units
}  // namespace deepwallet
