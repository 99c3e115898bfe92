#pragma once

/// One piece of work after the other, taken by all threads of all ranks.

#include <atomic>
#include <functional>
#include <string>

#include "cli/exit_code.hpp"
#include "cli/ranks.hpp"

namespace deepwallet::cli {

using Exchange = std::function<std::string(const std::string&)>;

struct SharedWork {
    /// What it is about. A rank with another one has read another file or is another program.
    std::string key;
    /// Of the first rank, by one thread at a time: takes what came of a piece (nothing, at first)
    /// and how many threads there are on all ranks; returns the next piece. An empty one is the
    /// end.
    std::function<std::string(const std::string&, int)> desk;
    /// What comes of a piece; made once for each thread of each rank.
    std::function<Exchange()> worker;
    /// Of the first rank, when all pieces are done: what the others are told of the whole.
    std::function<std::string()> whole = [] { return std::string(); };
    int threads = 0;  ///< of this rank; all of its share where 0
    const std::atomic<bool>* stop = nullptr;
};

struct SharedOutcome {
    int threads = 0;         ///< of all ranks; told to the first
    bool stopped = false;    ///< on any rank
    std::string whole = {};  ///< what the first told; empty on the first, and where stopped
};

/// Called on all ranks. The first works too, with a thread more that serves the others and sleeps
/// in between. Comes back when all ranks are done; throws on the first what was thrown on any.
SharedOutcome share(const SharedWork& work, const Ranks& ranks);

/// The end of the program on all ranks: waits for the others and returns the first one's exit code
/// on each. To be called whatever happened before. `told` is what another than the first would have
/// printed on stderr: where it did not come to work that the first shares, the first throws it.
ExitCode finish(ExitCode code, const std::string& told, const Ranks& ranks);

}  // namespace deepwallet::cli
