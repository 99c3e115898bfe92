#pragma once

/// One function a command; none of them holds a model.

#include "cli/options.hpp"

namespace deepwallet::cli {

/// The whole report of one scenario.
ExitCode run(const Options& options, const Streams& streams);

/// Every point of [sweep], into a store.
ExitCode sweep(const Options& options, const Streams& streams);

/// The best plans of a model on a cluster.
ExitCode search(const Options& options, const Streams& streams);

/// Stores of one sweep's shards into one.
ExitCode merge(const Options& options, const Streams& streams);

/// Scenarios side by side, and owning against each offer.
ExitCode compare(const Options& options, const Streams& streams);

/// How a campaign may go: finish by chance, failures, checkpoints.
ExitCode campaign(const Options& options, const Streams& streams);

/// When to start and when to pause, by the hours of a place.
ExitCode hours(const Options& options, const Streams& streams);

/// What power limits do to time, energy and money.
ExitCode power(const Options& options, const Streams& streams);

/// One iteration by discrete events: who works, who waits, and a trace.
ExitCode timeline(const Options& options, const Streams& streams);

/// How models grew, and what the next ones would take.
ExitCode trend(const Options& options, const Streams& streams);

/// How one number of it came about.
ExitCode explain(const Options& options, const Streams& streams);

/// Measured runs against predicted ones.
ExitCode validate(const Options& options, const Streams& streams);

/// The constants of a software stack, fitted to measured runs.
ExitCode calibrate(const Options& options, const Streams& streams);

/// The plan as launch arguments or a configuration of a training program.
ExitCode export_plan(const Options& options, const Streams& streams);

/// JSON Schema of scenario files.
ExitCode schema(const Options& options, const Streams& streams);

/// Kinds and names of the hardware database.
ExitCode db_list(const Options& options, const Streams& streams);

/// One entry with its units and sources.
ExitCode db_show(const Options& options, const Streams& streams);

}  // namespace deepwallet::cli
