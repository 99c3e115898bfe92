#pragma once

/// What an order of work does to a pipeline: how long it stands idle, and how many micro-batches it
/// holds. Closed forms for equal stages without transfer time; where stages differ, the slowest
/// sets the pace and the others' time fills the pipeline.
///
/// p stages, m micro-batches, v chunks a rank; F, B, W: forward, input gradient, weight gradient of
/// a micro-batch on a whole stage. Sources: GPipe (Huang et al. 2018), 1F1B (Narayanan et al.
/// 2020), interleaved (Narayanan et al. 2021), breadth-first (Lamy-Poirier 2022), ZB-H1, ZB-H2 (Qi
/// et al. 2023), ZB-V (Qi et al. 2024), DualPipe (DeepSeek-AI 2024).

#include <cstdint>
#include <span>

#include "engine/core/units.hpp"
#include "engine/plan/parallelism.hpp"

namespace deepwallet {

struct StageTime {
    Time forward;
    Time input_gradient;
    Time weight_gradient;  ///< recomputation belongs to the input gradient that waits for it
    Time hidden = {};      ///< of a forward and a backward pass, where they run beside each other

    [[nodiscard]] Time backward() const { return input_gradient + weight_gradient; }
    [[nodiscard]] Time total() const { return forward + backward(); }
};

/// Idle time of a rank over an iteration, for equal stages. The zero-bubble schedules keep the
/// start-up skew that a global optimizer barrier restores. Against the executed order (order.hpp)
/// exact to rounding for at least two micro-batches a stage, but for ZB-V: within 1 % of the
/// iteration where the longest part of a pass is twice the shortest, 3 % where it is four times.
Time bubble(ScheduleKind kind, std::int64_t stages, std::int64_t chunks, const StageTime& stage);

struct PipelineTime {
    Time makespan;
    std::int64_t bottleneck = 0;  ///< the stage whose work and waiting add up to the makespan
};

/// From the first forward to the last backward. 1F1B is exact for any one slowest stage and at
/// least as many micro-batches as stages, and a lower bound otherwise; GPipe and breadth-first are
/// exact; the others take the bubble of the mean of the remaining stages. At least one stage.
PipelineTime pipeline_time(ScheduleKind kind,
                           std::span<const StageTime> stages,
                           std::int64_t chunks,
                           std::int64_t micro_batches);

/// Micro-batches of a rank whose forward pass runs beside another one's backward pass.
double paired_micro_batches(ScheduleKind kind,
                            std::int64_t stages,
                            std::int64_t micro_batches,
                            std::int64_t stage);

/// Time that asynchronous transfers of `hop` each add to the makespan: 1F1B waits for a round trip
/// again and again, unless it fits into `slack`, by which the slowest stage outlasts the mean one;
/// the others wait only while the pipeline fills and drains, interleaved through all chunks. For
/// hops that are short beside the work of a chunk.
Time transfer_delay(ScheduleKind kind,
                    std::int64_t stages,
                    std::int64_t chunks,
                    std::int64_t micro_batches,
                    Time hop,
                    Time slack = {});

/// Transfers that hold up the rank that starts them, where transfers block; for each micro-batch.
struct TransferCount {
    double forward = 0.0;
    double backward = 0.0;
};

/// Each chunk's result goes on to the next rank, each gradient to the one before. What the last
/// rank hands to the first, for its next chunk, goes with a gradient in one call. ZB-V's last rank
/// hands on to itself; DualPipe's micro-batches take either end for their first.
TransferCount transfers(ScheduleKind kind,
                        std::int64_t stages,
                        std::int64_t chunks,
                        std::int64_t stage);

/// Micro-batches whose activations a stage (0-based) holds at the peak, in units of a whole stage.
double micro_batches_in_flight(ScheduleKind kind,
                               std::int64_t stages,
                               std::int64_t chunks,
                               std::int64_t micro_batches,
                               std::int64_t stage);

}  // namespace deepwallet
