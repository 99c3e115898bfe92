#pragma once

/// What happens next: events by time, and those of the same time in the order they were scheduled,
/// so that a run is the same on every machine.

#include <cstdint>
#include <vector>

namespace deepwallet {

template <class Kind>
struct Event {
    double time = 0.0;
    std::uint64_t sequence = 0;
    Kind kind{};
    std::uint32_t subject = 0;
    std::uint32_t generation = 0;
};

/// `Kind` is an enumeration of what happens. A heap of four children a node: fewer cache misses
/// than with two.
template <class Kind>
class EventQueue {
public:
    using Event = deepwallet::Event<Kind>;

    [[nodiscard]] bool empty() const { return heap_.empty(); }
    [[nodiscard]] const Event& top() const { return heap_.front(); }

    void push(double time, Kind kind, std::uint32_t subject, std::uint32_t generation = 0) {
        const Event event{time, next_++, kind, subject, generation};
        heap_.push_back(event);
        std::size_t at = heap_.size() - 1;
        while (at > 0) {
            const std::size_t parent = (at - 1) / 4;
            if (!before(event, heap_[parent]))
                break;
            heap_[at] = heap_[parent];
            at = parent;
        }
        heap_[at] = event;
    }

    Event pop() {
        const Event out = heap_.front();
        const Event last = heap_.back();
        heap_.pop_back();
        if (!heap_.empty())
            sink(last);
        return out;
    }

private:
    static bool before(const Event& a, const Event& b) {
        return a.time < b.time || (a.time == b.time && a.sequence < b.sequence);
    }

    void sink(const Event& event) {
        std::size_t at = 0;
        for (;;) {
            const std::size_t first = 4 * at + 1;
            if (first >= heap_.size())
                break;
            const std::size_t end = first + 4 < heap_.size() ? first + 4 : heap_.size();
            std::size_t least = first;
            for (std::size_t child = first + 1; child < end; ++child) {
                if (before(heap_[child], heap_[least]))
                    least = child;
            }
            if (!before(heap_[least], event))
                break;
            heap_[at] = heap_[least];
            at = least;
        }
        heap_[at] = event;
    }

    std::vector<Event> heap_;
    std::uint64_t next_ = 0;
};

}  // namespace deepwallet
