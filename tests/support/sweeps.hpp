#pragma once

/// Sweeps over the project's reference question, for tests.

#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/sweep/export.hpp"
#include "engine/sweep/run.hpp"
#include "tests/support/scenarios.hpp"

namespace deepwallet::test {

/// The [sweep] section of this text; throws its faults.
inline SweepAxes axes_of(const std::string& section, const std::vector<std::string>& more = {}) {
    auto axes = read_axes("[sweep]\n" + section, "sweep.toml", more);
    if (!axes)
        throw std::runtime_error(render(axes.error()));
    return std::move(*axes);
}

/// What is wrong with it, as the user reads it.
inline std::string axes_faults(const std::string& section,
                               const std::vector<std::string>& more = {}) {
    const auto axes = read_axes("[sweep]\n" + section, "sweep.toml", more);
    return axes ? "" : render(axes.error());
}

inline Result<Sweep> try_sweep(const std::string& section,
                               const std::vector<std::string>& settings = {}) {
    const auto inputs = read_inputs(reference_file(), settings);
    if (!inputs)
        throw std::runtime_error(render(inputs.error()));
    return Sweep::prepare(*inputs, database(), axes_of(section));
}

/// Of MT-NLG on 280 servers with these settings.
inline Sweep sweep_of(const std::string& section, const std::vector<std::string>& settings = {}) {
    auto sweep = try_sweep(section, settings);
    if (!sweep)
        throw std::runtime_error(render(sweep.error()));
    return std::move(*sweep);
}

inline ResultStore open_store(const Sweep& sweep, const std::filesystem::path& file = {}) {
    auto store = ResultStore::open(file, header_of(sweep, "", {}));
    if (!store)
        throw std::runtime_error(render(store.error()));
    return std::move(*store);
}

inline std::string csv_of(const ResultStore& store) {
    std::ostringstream out;
    write_csv(store, out);
    return out.str();
}

/// The CSV of a sweep that ran from one end to the other.
inline std::string run_to_csv(const Sweep& sweep, const SweepOptions& options = {}) {
    ResultStore store = open_store(sweep);
    run_sweep(sweep, store, options);
    return csv_of(store);
}

inline std::vector<Point> points_of(const ResultStore& store) {
    std::vector<Point> out;
    store.read([&](const Point& point) { out.push_back(point); });
    return out;
}

}  // namespace deepwallet::test
