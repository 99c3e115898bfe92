#include "cli/shared_work.hpp"

#include <omp.h>

#include <chrono>
#include <exception>
#include <map>
#include <mutex>
#include <numeric>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "cli/bytes.hpp"

namespace deepwallet::cli {

namespace {

/// What another rank says to the first.
enum class Said : std::uint8_t {
    ask,     ///< here is what came of a piece; what is next?
    leave,   ///< of this work; answered when all leave
    finish,  ///< the program; answered when all finish
};

const std::string kStopped = "stopped";  ///< to one who leaves: the work was not ended
const std::string kWhole = "whole";      ///< to one who leaves: what came of it follows
const std::string kAgain = "again";      ///< to one who finishes: the first is still at work

struct Question {
    Said said = Said::ask;
    bool stopped = false;
    std::string key;   ///< of the work
    std::string text;  ///< result of a piece, or what went wrong
    int number = 0;    ///< of threads, or exit code
};

std::string to_bytes(const Question& q) {
    ByteWriter out;
    out.put(q.said);
    out.put(q.stopped);
    out.put(q.key);
    out.put(q.text);
    out.put(q.number);
    return std::move(out).take();
}

Question question_of(const std::string& bytes) {
    ByteReader in(bytes);
    Question q;
    in.get(q.said);
    in.get(q.stopped);
    in.get(q.key);
    in.get(q.text);
    in.get(q.number);
    return q;
}

int threads_of(const SharedWork& work) {
    return work.threads > 0 ? work.threads : omp_get_max_threads();
}

bool is_stopped(const SharedWork& work) { return work.stop != nullptr && work.stop->load(); }

/// The first thing that was thrown.
class Thrown {
public:
    template <class Do>
    void guard(const Do& work) {
        try {
            work();
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!first_)
                first_ = std::current_exception();
            there_ = true;
        }
    }
    [[nodiscard]] bool is_there() const { return there_; }
    void rethrow() const {
        if (first_)
            std::rethrow_exception(first_);
    }

private:
    std::mutex mutex_;
    std::atomic<bool> there_ = false;
    std::exception_ptr first_;
};

void work_through(const SharedWork& work, Thrown& thrown, const Exchange& ask) {
#pragma omp parallel num_threads(threads_of(work))
    thrown.guard([&] {
        const Exchange worker = work.worker();
        for (std::string piece = ask(""); !piece.empty() && !thrown.is_there();)
            piece = ask(worker(piece));
    });
}

/// The first rank's side of a work.
class Desk {
public:
    /// Until they say otherwise, the others have as many threads as this one.
    Desk(const SharedWork& work, const Ranks& ranks)
        : work_(work),
          ranks_(ranks),
          threads_(static_cast<std::size_t>(ranks.count()), threads_of(work)) {}

    SharedOutcome run() {
        std::thread server([&] { thrown_.guard([&] { serve(); }); });
        work_through(
            work_, thrown_, [&](const std::string& result) { return next(result, false); });
        server.join();
        std::string whole;
        if (!stopped_ && !thrown_.is_there())
            thrown_.guard([&] { whole = work_.whole(); });
        // Where something was thrown, the others end with nothing and wait.
        const bool is_over = stopped_ || thrown_.is_there();
        for (const int rank : left_) ranks_.answer(rank, is_over ? kStopped : kWhole + whole);
        thrown_.rethrow();
        return {threads(), stopped_};
    }

private:
    /// Until no other is at this work.
    void serve() {
        while (static_cast<int>(left_.size() + gone_.size()) < ranks_.count() - 1) {
            const RankMessage message = ranks_.next_question();
            const Question q = question_of(message.bytes);
            if (q.said == Said::ask)
                ranks_.answer(message.from, next_of(message.from, q));
            if (q.said == Said::leave)
                take_leave(message.from, q);
            if (q.said == Said::finish)
                lose(message.from, q);
        }
    }

    std::string next_of(int rank, const Question& q) {
        {
            const std::lock_guard lock(mutex_);
            threads_[static_cast<std::size_t>(rank)] = q.number;
        }
        if (q.key == work_.key)
            return next(q.text, q.stopped);
        fail(rank, "it has read another scenario or database, or is another version");
        return "";
    }

    std::string next(const std::string& result, bool stopped) {
        const std::lock_guard lock(mutex_);
        std::string piece;
        if (!thrown_.is_there())
            thrown_.guard([&] { piece = work_.desk(result, threads()); });
        stopped_ = stopped_ || stopped || is_stopped(work_);
        return stopped_ || thrown_.is_there() ? "" : piece;
    }

    void take_leave(int rank, const Question& q) {
        const std::lock_guard lock(mutex_);
        stopped_ = stopped_ || q.stopped;
        if (!q.text.empty())
            fail(rank, q.text);
        left_.insert(rank);
    }

    /// It came to its end without this work.
    void lose(int rank, const Question& q) {
        fail(rank,
             q.text.empty() ? "it ended before the others"
                            : q.text.substr(0, q.text.find_last_not_of('\n') + 1));
        gone_.insert(rank);
        ranks_.answer(rank, kAgain);
    }

    void fail(int rank, const std::string& text) {
        thrown_.guard([&] { throw std::runtime_error(fmt::format("rank {}: {}", rank, text)); });
    }

    [[nodiscard]] int threads() const {
        return std::accumulate(threads_.begin(), threads_.end(), 0);
    }

    const SharedWork& work_;
    const Ranks& ranks_;
    std::mutex mutex_;
    Thrown thrown_;
    bool stopped_ = false;
    std::vector<int> threads_;  ///< of each rank
    std::set<int> left_;
    std::set<int> gone_;
};

/// What was thrown as text; the first rank tells it.
std::string text_of(const Thrown& thrown) {
    try {
        thrown.rethrow();
        return "";
    } catch (const std::exception& e) {
        return e.what();
    } catch (...) {
        return "unknown";
    }
}

/// Another rank's side of a work.
SharedOutcome help(const SharedWork& work, const Ranks& ranks) {
    Thrown thrown;
    std::mutex mutex;
    work_through(work, thrown, [&](const std::string& result) {
        const std::lock_guard lock(mutex);
        return ranks.ask(
            to_bytes({Said::ask, is_stopped(work), work.key, result, threads_of(work)}));
    });
    const std::string answer = ranks.ask(
        to_bytes({Said::leave, is_stopped(work), work.key, text_of(thrown), threads_of(work)}));
    if (answer == kStopped)
        return {threads_of(work), true};
    return {threads_of(work), false, answer.substr(kWhole.size())};
}

/// Waits for the others, whatever they still ask for; what they would have printed, by rank.
std::map<int, Question> all_finished(const Ranks& ranks) {
    std::map<int, Question> out;
    while (static_cast<int>(out.size()) < ranks.count() - 1) {
        const RankMessage message = ranks.next_question();
        Question q = question_of(message.bytes);
        if (q.said == Said::finish)
            out[message.from] = std::move(q);
        else
            ranks.answer(message.from, q.said == Said::leave ? kStopped : "");
    }
    return out;
}

ExitCode follow(ExitCode code, const std::string& told, const Ranks& ranks) {
    constexpr std::chrono::milliseconds kBetween{20};
    const std::string question = to_bytes({Said::finish, false, "", told, static_cast<int>(code)});
    std::string answer = ranks.ask(question);
    for (; answer == kAgain; answer = ranks.ask(question)) std::this_thread::sleep_for(kBetween);
    return static_cast<ExitCode>(ByteReader(answer).get<int>());
}

}  // namespace

SharedOutcome share(const SharedWork& work, const Ranks& ranks) {
    return ranks.is_first() ? Desk(work, ranks).run() : help(work, ranks);
}

ExitCode finish(ExitCode code, const std::string& told, const Ranks& ranks) {
    if (!ranks.is_first())
        return follow(code, told, ranks);
    ByteWriter answer;
    answer.put(static_cast<int>(code));
    const std::string bytes = std::move(answer).take();
    for (const auto& [rank, q] : all_finished(ranks)) ranks.answer(rank, bytes);
    return code;
}

}  // namespace deepwallet::cli
