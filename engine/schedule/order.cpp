#include "engine/schedule/order.hpp"

#include "engine/schedule/orders.hpp"

namespace deepwallet {

namespace {

using OrderFunction = void (*)(const orders::Shape&, std::int64_t, orders::WorkList);

OrderFunction order_function(ScheduleKind kind) {
    switch (kind) {
        case ScheduleKind::gpipe:
            return orders::gpipe;
        case ScheduleKind::one_f_one_b:
            return orders::one_f_one_b;
        case ScheduleKind::interleaved:
            return orders::interleaved;
        case ScheduleKind::breadth_first:
            return orders::breadth_first;
        case ScheduleKind::zb_h1:
            return orders::zb_h1;
        case ScheduleKind::zb_h2:
            return orders::zb_h2;
        case ScheduleKind::zb_v:
            return orders::zb_v;
        case ScheduleKind::dualpipe:
            return orders::dualpipe;
    }
    return orders::one_f_one_b;
}

bool turns_round(ScheduleKind kind, std::int64_t chunk) {
    return kind == ScheduleKind::zb_v && chunk % 2 == 1;
}

}  // namespace

PipelineOrder pipeline_order(ScheduleKind kind,
                             std::int64_t ranks,
                             std::int64_t chunks,
                             std::int64_t micro_batches) {
    PipelineOrder out;
    out.ranks = ranks;
    out.chunks = kind == ScheduleKind::dualpipe ? 2 : chunks;
    out.micro_batches = micro_batches;
    const OrderFunction add = order_function(kind);
    for (std::int64_t rank = 0; rank < ranks; ++rank) {
        out.first.push_back(out.work.size());
        add({ranks, chunks, micro_batches}, rank, orders::WorkList(out.work));
    }
    out.first.push_back(out.work.size());
    return out;
}

std::int64_t model_stages(ScheduleKind kind, std::int64_t ranks, std::int64_t chunks) {
    return kind == ScheduleKind::dualpipe ? ranks : ranks * chunks;
}

std::int64_t model_stage(ScheduleKind kind,
                         std::int64_t ranks,
                         std::int64_t rank,
                         std::int64_t chunk) {
    if (kind == ScheduleKind::dualpipe)
        return chunk == 0 ? rank : ranks - 1 - rank;
    return chunk * ranks + (turns_round(kind, chunk) ? ranks - 1 - rank : rank);
}

std::int64_t pipeline_rank(ScheduleKind kind,
                           std::int64_t ranks,
                           std::int64_t stage,
                           std::int64_t chunk) {
    if (kind == ScheduleKind::dualpipe)
        return chunk == 0 ? stage : ranks - 1 - stage;
    const std::int64_t along = stage % ranks;
    return turns_round(kind, stage / ranks) ? ranks - 1 - along : along;
}

}  // namespace deepwallet
