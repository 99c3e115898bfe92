#pragma once

/// Moves in a heap of four children a node, which misses the cache less often than one of two: the
/// earliest entry first, those of the same time by their sequence.

#include <cstddef>
#include <vector>

namespace deepwallet::four_heap {

template <class Entry>
bool before(const Entry& a, const Entry& b) {
    return a.time < b.time || (a.time == b.time && a.sequence < b.sequence);
}

/// Finds the place of an entry at or above `at`; `put(place, entry)` stores it and those that make
/// room.
template <class Entry, class Put>
void rise(const std::vector<Entry>& heap, std::size_t at, const Entry& entry, const Put& put) {
    while (at > 0 && before(entry, heap[(at - 1) / 4])) {
        put(at, heap[(at - 1) / 4]);
        at = (at - 1) / 4;
    }
    put(at, entry);
}

/// The same at or below `at`.
template <class Entry, class Put>
void sink(const std::vector<Entry>& heap, std::size_t at, const Entry& entry, const Put& put) {
    for (;;) {
        const std::size_t first = 4 * at + 1;
        if (first >= heap.size())
            break;
        const std::size_t end = first + 4 < heap.size() ? first + 4 : heap.size();
        std::size_t least = first;
        for (std::size_t child = first + 1; child < end; ++child) {
            if (before(heap[child], heap[least]))
                least = child;
        }
        if (!before(heap[least], entry))
            break;
        put(at, heap[least]);
        at = least;
    }
    put(at, entry);
}

}  // namespace deepwallet::four_heap
