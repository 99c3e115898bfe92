#pragma once

/// A year of weather from the little that is known of it.

#include <array>
#include <cstddef>
#include <optional>

namespace deepwallet {

struct Weather {
    double dry_bulb_c = 0.0;
    double wet_bulb_c = 0.0;
};

/// Wet bulb from dry bulb and relative humidity in percent (Stull 2011, eq. 1): 5 to 99 %, -20 to
/// 50 C, sea level; within 1 K, mostly 0.3.
double wet_bulb_c(double dry_bulb_c, double humidity_percent);

/// How much of a year is at or below a temperature.
struct TemperatureShare {
    double temperature_c = 0.0;
    double share = 0.0;
};

/// At most so many for each bulb, the lower temperature first.
using TemperatureShares = std::array<std::optional<TemperatureShare>, 2>;

/// Share of a year of 8784 hours: sites count those of a leap year, 2024.
double share_of_year(double hours);

/// Means, what is exceeded 1 % of the time, and shares where they are counted. Dry and wet bulb go
/// together: the hottest hour is the most humid one.
///
/// Without counted shares each bulb is normal through its mean and its design temperature. With
/// them its quantiles T(z), z normal scores, go through every counted point and the design
/// temperature:
/// - between two points by a monotone cubic (Fritsch and Butland 1984), level at the last point,
///   since the air meets its limits in the heat, over s / (s + (1 - s) e^(x/2)), with s the share
///   of the way in z;
/// - below the lowest point by a line of the normal's slope times e^x;
/// - above the highest by one of the normal's slope.
/// The curve rises for each x, and x is what keeps the mean. A share of 0 or 1 is a bound. Shares
/// weigh most where they contradict: first design temperature and mean give way, then a dry bulb
/// that would be below a counted wet bulb.
struct Climate {
    double mean_dry_bulb_c = 0.0;
    double mean_wet_bulb_c = 0.0;
    double design_dry_bulb_c = 0.0;
    double design_wet_bulb_c = 0.0;
    TemperatureShares dry_bulb_shares;
    TemperatureShares wet_bulb_shares;
};

struct WeightedWeather {
    Weather weather;
    double share = 0.0;  ///< of the year
};

/// The year from its coldest to its hottest part: midpoints of equally long parts, which end where
/// a share is known, so that sums over them keep it.
class WeatherYear {
public:
    static constexpr std::size_t kMost = 96;

    explicit WeatherYear(const Climate& climate);

    [[nodiscard]] const WeightedWeather* begin() const { return parts_.data(); }
    [[nodiscard]] const WeightedWeather* end() const { return parts_.data() + count_; }

private:
    std::array<WeightedWeather, kMost> parts_{};
    std::size_t count_ = 0;
};

}  // namespace deepwallet
