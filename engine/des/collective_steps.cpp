// Message by message. Every rank sends on streams, one message of a stream after the other, so that
// one counter a stream says all that has arrived: memory grows with ranks, not with messages.

#include <algorithm>
#include <deque>
#include <span>

#include "engine/des/collective_flows.hpp"
#include "engine/des/collective_pattern.hpp"
#include "engine/des/collective_run.hpp"
#include "engine/des/fluid_network.hpp"

namespace deepwallet {

namespace {

using Done = std::vector<std::uint32_t>;

struct Message {
    std::uint32_t from = kSwitch;
    std::uint32_t to = kSwitch;
    double bytes = 0.0;
    Latency latency = Latency::none;
};

/// One stream a rank: its step k follows its step k - 1 and what that brought it.
class RoundsProgram {
public:
    RoundsProgram(const CollectiveTask& task, const Wiring& wiring)
        : task_(task), wiring_(wiring), ways_(task.ranks.size()) {
        for (const Rounds& rounds : rounds_of(task)) {
            if (rounds.steps == 0)
                continue;
            parts_.push_back({rounds, steps_});
            steps_ += rounds.steps;
        }
    }

    [[nodiscard]] std::size_t streams() const { return ways_.size(); }
    [[nodiscard]] std::uint32_t count() const { return steps_; }

    [[nodiscard]] bool may_send(std::uint32_t rank, const Done& done) const {
        const std::uint32_t step = done[rank];
        if (step == 0)
            return true;
        const Part& part = part_of(step - 1);
        return done[part.rounds.from(rank, step - 1 - part.first)] >= step;
    }

    template <class Wake>
    void wake(std::uint32_t rank, std::uint32_t step, const Wake& wake) const {
        const Part& part = part_of(step);
        wake(part.rounds.to(rank, step - part.first));
    }

    [[nodiscard]] Message message(std::uint32_t rank, std::uint32_t step) const {
        const Part& part = part_of(step);
        const std::uint32_t to = part.rounds.to(rank, step - part.first);
        return {rank, to, part.rounds.bytes, latency_between(task_, rank, to)};
    }

    /// Most ranks send to the same one for many steps: the last way is kept.
    [[nodiscard]] const Route* route(std::uint32_t rank, const Message& message) {
        Way& way = ways_[rank];
        if (way.to != message.to) {
            auto found = route_between(task_, wiring_, rank, message.to);
            if (!found) {
                faults_ = std::move(found.error());
                return nullptr;
            }
            way = {message.to, std::move(*found)};
        }
        return &way.route;
    }

    Faults take_faults() { return std::move(faults_); }

private:
    struct Part {
        Rounds rounds;
        std::uint32_t first = 0;
    };
    struct Way {
        std::uint32_t to = kSwitch;
        Route route = {};
    };

    [[nodiscard]] const Part& part_of(std::uint32_t step) const {
        std::size_t at = 0;
        while (at + 1 < parts_.size() && parts_[at + 1].first <= step) ++at;
        return parts_[at];
    }

    const CollectiveTask& task_;
    const Wiring& wiring_;
    std::vector<Way> ways_;
    std::vector<Part> parts_;
    std::uint32_t steps_ = 0;
    Faults faults_;
};

/// Trees and switches: a stream an edge and direction.
class StreamProgram {
public:
    StreamProgram(const CollectiveTask& task, const StreamSet& set)
        : streams_(set.streams),
          chunks_(static_cast<std::uint32_t>(task.chunks)),
          chunk_(task.bytes.base() / chunks_) {}

    [[nodiscard]] std::size_t streams() const { return streams_.size(); }
    [[nodiscard]] std::uint32_t count() const { return chunks_; }

    [[nodiscard]] bool may_send(std::uint32_t id, const Done& done) const {
        const TreeStream& stream = streams_[id];
        const std::uint32_t least = stream.needs_all ? chunks_ : done[id] + 1;
        return std::all_of(stream.needs.begin(), stream.needs.end(), [&](std::uint32_t below) {
            return done[below] >= least;
        });
    }

    template <class Wake>
    void wake(std::uint32_t id, std::uint32_t /*chunk*/, const Wake& wake) const {
        for (const std::uint32_t above : streams_[id].wakes) wake(above);
    }

    [[nodiscard]] Message message(std::uint32_t id, std::uint32_t /*chunk*/) const {
        const TreeStream& stream = streams_[id];
        return {stream.from, stream.to, stream.share * chunk_, stream.latency};
    }

    [[nodiscard]] const Route* route(std::uint32_t id, const Message& /*message*/) const {
        return &streams_[id].route;
    }

    static Faults take_faults() { return {}; }

private:
    const std::vector<TreeStream>& streams_;
    std::uint32_t chunks_;
    double chunk_;
};

/// Messages in their latency. Those of one latency end in the order in which they began.
class Waiting {
public:
    explicit Waiting(const CollectiveTask& task) : seconds_(latencies(task)) {}

    void push(double now, Latency latency, std::uint32_t stream) {
        const auto at = static_cast<std::size_t>(latency);
        queues_[at].push_back({now + seconds_[at], stream});
    }

    [[nodiscard]] double next() const {
        double out = kUnlimited.base();
        for (const auto& queue : queues_) {
            if (!queue.empty())
                out = std::min(out, queue.front().time);
        }
        return out;
    }

    /// Of those that end at `now`, or none.
    [[nodiscard]] std::uint32_t pop(double now) {
        for (auto& queue : queues_) {
            if (queue.empty() || queue.front().time > now)
                continue;
            const std::uint32_t stream = queue.front().stream;
            queue.pop_front();
            return stream;
        }
        return kSwitch;
    }

private:
    struct Entry {
        double time = 0.0;
        std::uint32_t stream = 0;
    };

    std::array<double, kLatencies> seconds_;
    std::array<std::deque<Entry>, kLatencies> queues_;
};

template <class Program>
class Runner {
public:
    Runner(const CollectiveTask& task, const Wiring& wiring, Program& program)
        : task_(task),
          wiring_(wiring),
          program_(program),
          network_(wiring.link_rates),
          waiting_(task),
          done_(program.streams(), 0),
          busy_(program.streams(), 0) {
        run_.sent.assign(task.ranks.size(), 0.0);
        run_.received.assign(task.ranks.size(), 0.0);
    }

    Result<CollectiveRun> run() {
        for (std::uint32_t id = 0; id < done_.size(); ++id) try_send(id);
        for (;;) {
            const double starts = waiting_.next();
            const double ends = network_.next_completion().base();
            now_ = std::min(starts, ends);
            if (now_ == kUnlimited.base())
                break;
            if (starts <= ends) {
                if (!start_flows())
                    return tl::unexpected<Faults>(program_.take_faults());
            } else {
                end_flows();
            }
            run_.time = Time::from_base(now_);
        }
        if (!is_over())
            return failure(never_ends());
        return checked(task_, wiring_, network_, std::move(run_));
    }

private:
    [[nodiscard]] bool is_over() const {
        return std::all_of(done_.begin(), done_.end(), [&](std::uint32_t messages) {
            return messages == program_.count();
        });
    }

    static Fault never_ends() {
        Fault out;
        out.code = ErrorCode::out_of_range;
        out.path = "collective.bytes";
        out.message = "collective.bytes: a message takes longer than numbers can tell";
        out.help = "send less, or give the links more bandwidth";
        return out;
    }

    void try_send(std::uint32_t id) {
        if (busy_[id] != 0 || done_[id] == program_.count() || !program_.may_send(id, done_))
            return;
        busy_[id] = 1;
        waiting_.push(now_, program_.message(id, done_[id]).latency, id);
    }

    bool start_flows() {
        std::uint32_t id = waiting_.pop(now_);
        for (; id != kSwitch; id = waiting_.pop(now_)) {
            const Message message = program_.message(id, done_[id]);
            const Route* route = program_.route(id, message);
            if (route == nullptr)
                return false;
            const FluidNetwork::ActivityId flow = network_.start(
                Time::from_base(now_), *route, Data::from_base(message.bytes), kUnlimited);
            if (flow >= stream_of_.size())
                stream_of_.resize(flow + 1);
            stream_of_[flow] = id;
        }
        return true;
    }

    void end_flows() {
        ended_.clear();
        network_.complete(Time::from_base(now_), ended_);
        for (const FluidNetwork::ActivityId flow : ended_) {
            const std::uint32_t id = stream_of_[flow];
            const std::uint32_t step = done_[id];
            count(program_.message(id, step));
            busy_[id] = 0;
            ++done_[id];
            try_send(id);
            program_.wake(id, step, [&](std::uint32_t other) { try_send(other); });
        }
    }

    void count(const Message& message) {
        if (message.from != kSwitch)
            run_.sent[message.from] += message.bytes;
        if (message.to != kSwitch)
            run_.received[message.to] += message.bytes;
        if (message.from != message.to)
            ++run_.messages;
    }

    const CollectiveTask& task_;
    const Wiring& wiring_;
    Program& program_;
    FluidNetwork network_;
    Waiting waiting_;
    Done done_;
    std::vector<std::uint8_t> busy_;
    std::vector<std::uint32_t> stream_of_;  ///< by flow
    std::vector<FluidNetwork::ActivityId> ended_;
    CollectiveRun run_;
    double now_ = 0.0;
};

}  // namespace

Result<CollectiveRun> run_step_by_step(const CollectiveTask& task, const Wiring& wiring) {
    Faults faults = input_faults(task, wiring);
    if (!faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    if (!rounds_of(task).empty()) {
        RoundsProgram program(task, wiring);
        return Runner(task, wiring, program).run();
    }
    const auto set = streams_of(task, wiring);
    if (!set)
        return tl::unexpected<Faults>(set.error());
    StreamProgram program(task, *set);
    return Runner(task, wiring, program).run();
}

}  // namespace deepwallet
