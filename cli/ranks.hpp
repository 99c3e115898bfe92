#pragma once

/// Processes of this program that a launcher (mpirun, srun) started together, on one machine or on
/// many. The first of them answers, the others ask: nobody else talks to anybody.

#include <string>

namespace deepwallet::cli {

struct RankMessage {
    int from = 0;
    std::string bytes;
};

/// One in a process, made in main. In a build without MPI (DEEPWALLET_MPI), and where no launcher
/// started it, it is alone.
class Ranks {
public:
    /// Joins the others. Where several share a machine, the default number of threads becomes this
    /// one's share of the cores that it may run on, unless OMP_NUM_THREADS says another.
    Ranks();
    ~Ranks();
    Ranks(const Ranks&) = delete;
    Ranks& operator=(const Ranks&) = delete;

    [[nodiscard]] int rank() const { return rank_; }
    [[nodiscard]] int count() const { return count_; }
    [[nodiscard]] bool is_first() const { return rank_ == 0; }
    [[nodiscard]] bool are_several() const { return count_ > 1; }

    /// Of all but the first: tells the first and waits for its answer. By one thread at a time.
    [[nodiscard]] std::string ask(const std::string& message) const;

    /// Of the first: waits for the next to ask, whoever it is. By one thread at a time.
    [[nodiscard]] RankMessage next_question() const;
    void answer(int rank, const std::string& message) const;

private:
    int rank_ = 0;
    int count_ = 1;
    bool joined_ = false;
};

}  // namespace deepwallet::cli
