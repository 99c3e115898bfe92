#pragma once

/// What a sweep asks: which fields take which values, and how they go together.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/config/value.hpp"
#include "engine/sweep/expression.hpp"

namespace deepwallet {

/// A field and the values that it takes, one by one.
struct Axis {
    std::string path;
    std::vector<Value> values;
    Place place;
};

enum class DistributionKind { uniform, log_uniform, normal };

/// A field that is drawn at random.
struct SampledAxis {
    std::string path;
    DistributionKind kind = DistributionKind::uniform;
    double low = 0.0;   ///< of normal: the mean
    double high = 1.0;  ///< of normal: the standard deviation
    bool whole = false;
    Place place;
};

/// A field that follows from the others of its point.
struct DerivedField {
    std::string path;
    Expression formula;  ///< over fields
    Place place;
};

/// Every value of every `grid` axis with every row of the `zip` axes and every sample.
struct SweepAxes {
    std::vector<Axis> grid;
    std::vector<Axis> zip;  ///< of equal lengths, taken together
    std::vector<SampledAxis> sampled;
    std::int64_t samples = 1;
    bool latin_hypercube = true;
    std::uint64_t seed = 1;
    std::vector<DerivedField> derived;
    std::optional<Expression> keep;    ///< over metrics: other points are not kept
    std::vector<std::string> metrics;  ///< to keep of each point; the usual ones where empty
    std::string objective;             ///< over metrics; the least is best
    std::string text;                  ///< all of it in one canonical form

    [[nodiscard]] std::int64_t size() const;
    /// Fields that differ between points, in the order of the file.
    [[nodiscard]] std::vector<std::string> paths() const;
};

/// More points than anyone waits for; beyond it a sweep is refused.
constexpr std::int64_t kMostPoints = 1'000'000'000;

/// The [sweep] section of a scenario file, and axes of `--set path=a,b,c` behind it. All faults:
/// unknown paths, values that a field refuses, empty axes, zips of unequal lengths, too many
/// points.
Result<SweepAxes> read_axes(std::string_view toml,
                            const std::string& file,
                            const std::vector<std::string>& more);

/// What the section may have, as JSON Schema.
std::string sweep_section_schema();

/// The axis of `path=a,b,c`. Faults: no such field, values that it refuses.
Result<Axis> read_axis_setting(const std::string& setting);

/// The axis of a list that a file writes at `path`.
Result<Axis> read_axis(const std::string& path, const Assignment& item);

/// The values of a point, in the order of paths().
std::vector<Value> point_values(const SweepAxes& axes, std::int64_t point);

/// The same into a vector of that many.
void point_values(const SweepAxes& axes, std::int64_t point, std::vector<Value>& out);

/// Is this `--set` the list of an axis, and not one value of a field?
bool is_axis_setting(const std::string& setting);

}  // namespace deepwallet
