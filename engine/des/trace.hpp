#pragma once

/// What happened when, as a simulation records it on request.

#include <cstdint>
#include <vector>

#include "engine/des/job.hpp"

namespace deepwallet {

/// Streams of a rank: what is on the same one never overlaps.
enum class Stream : std::uint8_t { compute, collective, send, data };
constexpr int kStreams = 4;

const char* name_of(Stream stream);

struct Span {
    std::uint32_t rank = 0;
    std::uint32_t op = 0;  ///< of Job::ops
    Stream stream = Stream::compute;
    Cause cause = Cause::kernels;
    double start = 0.0;
    double end = 0.0;
};

/// A rank that waited, and for whom: at `from_time` that rank sent the message that came at `time`,
/// or joined a collective as the last.
struct Handover {
    std::uint32_t rank = 0;
    std::uint32_t from_rank = 0;
    double time = 0.0;
    double from_time = 0.0;
    Cause cause = Cause::waiting;  ///< of the time between the two
};

/// Micro-batches (of one chunk each) whose activations a rank holds, from `time` on.
struct Holding {
    std::uint32_t rank = 0;
    std::int32_t count = 0;
    double time = 0.0;
};

struct Trace {
    std::vector<Span> spans;
    std::vector<Handover> handovers;
    std::vector<Holding> holdings;
};

}  // namespace deepwallet
