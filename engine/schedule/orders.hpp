#pragma once

/// One schedule, one file: each gives the work of one rank. To add a schedule, add its file, its
/// line here and in order.cpp's table, and its name in ScheduleKind.

#include "engine/schedule/order.hpp"

namespace deepwallet::orders {

struct Shape {
    std::int64_t ranks = 1;
    std::int64_t chunks = 1;
    std::int64_t micro_batches = 1;
};

/// A rank's list under construction.
class WorkList {
public:
    explicit WorkList(std::vector<WorkItem>& work) : work_(work) {}

    void add(WorkKind kind, std::int64_t chunk, std::int64_t micro_batch, bool with_next = false) {
        work_.push_back({kind,
                         with_next,
                         static_cast<std::int32_t>(chunk),
                         static_cast<std::int32_t>(micro_batch)});
    }

private:
    std::vector<WorkItem>& work_;
};

void gpipe(const Shape& shape, std::int64_t rank, WorkList list);
void one_f_one_b(const Shape& shape, std::int64_t rank, WorkList list);
void interleaved(const Shape& shape, std::int64_t rank, WorkList list);
void breadth_first(const Shape& shape, std::int64_t rank, WorkList list);
void zb_h1(const Shape& shape, std::int64_t rank, WorkList list);
void zb_h2(const Shape& shape, std::int64_t rank, WorkList list);
void zb_v(const Shape& shape, std::int64_t rank, WorkList list);
void dualpipe(const Shape& shape, std::int64_t rank, WorkList list);

}  // namespace deepwallet::orders
