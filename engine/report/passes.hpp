#pragma once

/// A simulated iteration as one box for each way of a micro-batch through a rank: what a picture of
/// the schedule is made of.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/des/job.hpp"
#include "engine/des/trace.hpp"

namespace deepwallet {

enum class PassKind : std::uint8_t {
    forward,
    backward,         ///< of the weights too, where these have no pass of their own
    weight_gradient,  ///< where a schedule moves it
    pipeline_comm,    ///< messages that a rank waits with
    data_comm,        ///< of gradients and weights, beside the others or alone
    optimizer,
    other,
};
constexpr std::size_t kPassKinds = 7;

const char* name_of(PassKind kind);

struct PassBox {
    std::uint32_t rank = 0;
    std::int32_t micro_batch = -1;  ///< -1 where none
    PassKind kind = PassKind::other;
    bool aside = false;  ///< goes on beside the rank's other boxes
    double start = 0.0;
    double end = 0.0;
};

/// "F17", "B17", "optimizer".
std::string label_of(const PassBox& box);

/// By rank, then by start. Of one rank, those that are not aside lie apart, as do those that are.
std::vector<PassBox> pass_boxes(const Job& job, const Trace& trace);

using PassTotals = std::array<double, kPassKinds>;

/// Seconds of boxes by kind between two times; boxes that cross an end count in part, those aside
/// not at all.
PassTotals totals_between(const std::vector<PassBox>& boxes, double from, double to);

}  // namespace deepwallet
