#pragma once

/// Completion times of activities that change while they run: a heap that knows where each stands.

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/des/four_heap.hpp"

namespace deepwallet {

class CompletionHeap {
public:
    static constexpr std::uint32_t kAbsent = 0xFFFFFFFFU;

    [[nodiscard]] bool empty() const { return heap_.empty(); }
    [[nodiscard]] double top_time() const { return heap_.front().time; }
    [[nodiscard]] std::uint32_t top() const { return heap_.front().id; }

    /// Inserts or moves.
    void set(std::uint32_t id, double time, std::uint64_t sequence) {
        if (id >= place_.size())
            place_.resize(id + 1, kAbsent);
        const Entry entry{time, sequence, id};
        if (place_[id] == kAbsent) {
            heap_.push_back(entry);
            rise(heap_.size() - 1, entry);
        } else if (four_heap::before(entry, heap_[place_[id]])) {
            rise(place_[id], entry);
        } else {
            sink(place_[id], entry);
        }
    }

    void remove(std::uint32_t id) {
        if (id >= place_.size() || place_[id] == kAbsent)
            return;
        const std::size_t at = place_[id];
        place_[id] = kAbsent;
        const Entry last = heap_.back();
        heap_.pop_back();
        if (at == heap_.size())
            return;
        if (at > 0 && four_heap::before(last, heap_[(at - 1) / 4])) {
            rise(at, last);
        } else {
            sink(at, last);
        }
    }

private:
    struct Entry {
        double time = 0.0;
        std::uint64_t sequence = 0;
        std::uint32_t id = 0;
    };

    void put(std::size_t at, const Entry& entry) {
        heap_[at] = entry;
        place_[entry.id] = static_cast<std::uint32_t>(at);
    }

    void rise(std::size_t at, const Entry& entry) {
        four_heap::rise(heap_, at, entry, [this](std::size_t to, const Entry& e) { put(to, e); });
    }

    void sink(std::size_t at, const Entry& entry) {
        four_heap::sink(heap_, at, entry, [this](std::size_t to, const Entry& e) { put(to, e); });
    }

    std::vector<Entry> heap_;
    std::vector<std::uint32_t> place_;
};

}  // namespace deepwallet
