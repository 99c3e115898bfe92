#pragma once

/// What happens next: events by time, and those of the same time in the order they were scheduled,
/// so that a run is the same on every machine.

#include <cstdint>
#include <vector>

#include "engine/des/four_heap.hpp"

namespace deepwallet {

template <class Kind>
struct Event {
    double time = 0.0;
    std::uint64_t sequence = 0;
    Kind kind{};
    std::uint32_t subject = 0;
    std::uint32_t generation = 0;
};

/// `Kind` is an enumeration of what happens.
template <class Kind>
class EventQueue {
public:
    using Event = deepwallet::Event<Kind>;

    [[nodiscard]] bool empty() const { return heap_.empty(); }
    [[nodiscard]] const Event& top() const { return heap_.front(); }

    void push(double time, Kind kind, std::uint32_t subject, std::uint32_t generation = 0) {
        const Event event{time, next_++, kind, subject, generation};
        heap_.push_back(event);
        four_heap::rise(heap_, heap_.size() - 1, event, put());
    }

    Event pop() {
        const Event out = heap_.front();
        const Event last = heap_.back();
        heap_.pop_back();
        if (!heap_.empty())
            four_heap::sink(heap_, 0, last, put());
        return out;
    }

private:
    auto put() {
        return [this](std::size_t at, const Event& event) { heap_[at] = event; };
    }

    std::vector<Event> heap_;
    std::uint64_t next_ = 0;
};

}  // namespace deepwallet
