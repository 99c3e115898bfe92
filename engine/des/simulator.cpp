#include "engine/des/simulator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "engine/des/event_queue.hpp"
#include "engine/des/fluid_network.hpp"
#include "engine/des/job_faults.hpp"

namespace deepwallet {

namespace {

enum class EventKind : std::uint8_t {
    resume,         ///< a rank goes on
    work_end,       ///< a rank's kernels end, unless their speed changed meanwhile
    traffic_ready,  ///< a rank is ready for the next collective beside its work
    collective_end,
    flow_start,  ///< a transfer has passed its latency and takes up bandwidth
};

constexpr double kNever = std::numeric_limits<double>::infinity();

enum class RankState : std::uint8_t {
    running,
    meeting,    ///< for the others of a collective
    receiving,  ///< for a message
    sending,    ///< for the end of its own transfer
    resuming,   ///< for the clock
    working,    ///< in kernels that traffic may slow down
    finishing,  ///< for its traffic
    done,
};

struct Rank {
    double now = 0.0;
    std::uint32_t at = 0;  ///< operation
    std::uint32_t end = 0;
    std::uint32_t generation = 0;
    std::uint32_t traffic = 0;  ///< collectives started beside its work and not ended
    RankState state = RankState::running;
    bool kernels_done = false;  ///< of the step at hand
    bool traffic_moves = false;
    double work = 0.0;  ///< seconds of kernels left at `since`, at full speed
    double since = 0.0;
    double started = 0.0;
};

/// Collectives that a rank has started beside its work, in order.
struct TrafficQueue {
    std::vector<std::uint32_t> collectives;
    std::vector<std::uint32_t> ops;
    std::size_t head = 0;
    std::size_t ready = 0;  ///< how many the rank's own work has come to
    bool joined = false;
};

/// Of a group, the collective at hand.
struct Meeting {
    std::uint32_t joined = 0;
    std::uint32_t last = 0;  ///< the rank that came last
    std::uint32_t collective = 0;
    double ready = 0.0;
};

/// What crosses shared links at the moment.
struct Flow {
    enum class Kind : std::uint8_t { message, meeting, traffic };
    Kind kind = Kind::message;
    std::uint32_t subject = 0;  ///< slot of the message, or meeting
    std::uint32_t rank = 0;     ///< that sends, or that is one of the group
    const SharedTransfer* transfer = nullptr;
    const Route* links = nullptr;
};

/// When kernels end that take `work` from `start` on while a collective runs from `begin` to `end`,
/// each second of which costs them `slowdown`.
double covered_end(double start, double work, double begin, double end, double slowdown) {
    const double alone = begin - start;
    if (work <= alone)
        return start + work;
    const double left = work - alone;
    const double beside = (end - begin) * (1.0 - slowdown);
    return left < beside ? begin + left / (1.0 - slowdown)
                         : begin + left + (end - begin) * slowdown;
}

template <bool kRecord>
class Simulator {
public:
    Simulator(const Job& job, const SimulationOptions& options)
        : job_(job),
          options_(options),
          noise_(options.noise),
          network_(job.link_rates),
          ranks_(job.ranks()),
          totals_(job.ranks()),
          arrival_(static_cast<std::size_t>(job.slots) * job.lanes, kNever),
          waiter_(arrival_.size(), kNone),
          sender_(arrival_.size(), kNone),
          sent_(kRecord ? arrival_.size() : 0),
          send_free_(2 * static_cast<std::size_t>(job.ranks()), 0.0),
          slowdown_(job.ranks(), 1.0) {
        for (const GroupSet& set : job.group_sets) {
            meeting_base_.push_back(static_cast<std::uint32_t>(meetings_.size()));
            meetings_.resize(meetings_.size() + set.groups());
        }
        traffic_meetings_ = meetings_;
        for (std::uint32_t i = 0; i < job.ranks(); ++i) {
            const std::uint32_t stage = i / job.lanes;
            ranks_[i].at = job.first[stage];
            ranks_[i].end = job.first[stage + 1];
            slowdown_[i] = noisy(noise_.spread, mix(noise_.seed) + i);
            if (!job.slowdown.empty())
                slowdown_[i] *= job.slowdown[i];
        }
        if (std::any_of(job.ops.begin(), job.ops.end(), [](const Op& op) {
                return op.kind == OpKind::start;
            })) {
            queues_.resize(job.ranks());
        }
    }

    Result<Simulation> run() {
        for (std::uint32_t i = job_.ranks(); i-- > 0;) runnable_.push_back(i);
        do {
            while (!runnable_.empty()) {
                const std::uint32_t rank = runnable_.back();
                runnable_.pop_back();
                advance(rank);
            }
        } while (next_event());
        if (Faults faults = deadlock(); !faults.empty())
            return tl::unexpected<Faults>(std::move(faults));
        return result();
    }

private:
    // The program of a rank.

    void advance(std::uint32_t id) {
        Rank& rank = ranks_[id];
        rank.state = RankState::running;
        while (rank.state == RankState::running) {
            if (rank.at == rank.end) {
                rank.state = RankState::done;
                return;
            }
            const Op& op = job_.ops[rank.at];
            switch (op.kind) {
                case OpKind::step:
                    step(id, rank, op);
                    break;
                case OpKind::receive:
                    receive(id, rank, op);
                    break;
                case OpKind::send:
                    send(id, rank, op);
                    break;
                case OpKind::start:
                    start(id, rank, op);
                    break;
                case OpKind::finish:
                    finish(rank, op);
                    break;
                case OpKind::hold:
                    hold(id, rank, 1);
                    break;
                case OpKind::release:
                    hold(id, rank, -1);
                    break;
            }
        }
    }

    void step(std::uint32_t id, Rank& rank, const Op& op) {
        const StepCost& cost = job_.steps[op.index];
        if (!rank.kernels_done && !kernels(id, rank, cost))
            return;
        if (cost.collective == kNone) {
            end_step(id, rank, cost);
            return;
        }
        const Collective& collective = job_.collectives[cost.collective];
        if (collective.group_set == kNone) {
            beside_collective(id, rank, cost, id, rank.now, rank.now + collective.time);
            return;
        }
        join(id, rank, cost.collective, collective);
    }

    /// False where the rank has to wait for the clock, which decides how fast its kernels run.
    bool kernels(std::uint32_t id, Rank& rank, const StepCost& cost) {
        const double work = cost.kernels * factor(id, rank);
        if (rank.traffic == 0) {
            const double start = rank.now;
            spend(id, rank, cost.cause, work);
            if (kRecord && work > 0.0)
                record(id, rank.at, Stream::compute, cost.cause, start, rank.now);
            rank.kernels_done = true;
            return true;
        }
        if (rank.now > clock_) {
            rank.state = RankState::resuming;
            events_.push(rank.now, EventKind::resume, id);
            return false;
        }
        rank.state = RankState::working;
        rank.work = work;
        rank.since = clock_;
        rank.started = clock_;
        schedule_work_end(id, rank);
        return false;
    }

    void schedule_work_end(std::uint32_t id, Rank& rank) {
        events_.push(
            rank.since + rank.work / speed(id, rank), EventKind::work_end, id, ++rank.generation);
    }

    [[nodiscard]] double speed(std::uint32_t id, const Rank& rank) const {
        if (!rank.traffic_moves)
            return 1.0;
        const TrafficQueue& queue = queues_[id];
        const double slowdown = job_.collectives[queue.collectives[queue.head]].slowdown;
        return std::max(kLeastDuration, 1.0 - slowdown);
    }

    /// Traffic of a rank begins or ends: kernels under way go on at another speed.
    void set_traffic(std::uint32_t id, bool moves) {
        Rank& rank = ranks_[id];
        if (rank.state == RankState::working) {
            rank.work = std::max(0.0, rank.work - (clock_ - rank.since) * speed(id, rank));
            rank.since = clock_;
        }
        rank.traffic_moves = moves;
        if (rank.state == RankState::working)
            schedule_work_end(id, rank);
    }

    void end_work(std::uint32_t id) {
        Rank& rank = ranks_[id];
        const StepCost& cost = job_.steps[job_.ops[rank.at].index];
        const double usual = std::min(cost.kernels * factor(id, rank), clock_ - rank.started);
        account(id, cost.cause, usual);
        account(id, Cause::data_comm, clock_ - rank.started - usual);
        if (kRecord)
            record(id, rank.at, Stream::compute, cost.cause, rank.started, clock_);
        rank.now = clock_;
        rank.kernels_done = true;
        ++tasks_;
        advance(id);
    }

    // Collectives that a rank waits for.

    void join(std::uint32_t id, Rank& rank, std::uint32_t index, const Collective& collective) {
        const GroupSet& set = job_.group_sets[collective.group_set];
        const std::uint32_t group = set.group_of[id];
        const std::uint32_t at = meeting_base_[collective.group_set] + group;
        Meeting& meeting = meetings_[at];
        if (meeting.joined == 0 || rank.now > meeting.ready) {
            meeting.ready = rank.now;
            meeting.last = id;
        }
        meeting.collective = index;
        rank.state = RankState::meeting;
        if (++meeting.joined < set.of(group).size())
            return;
        if (const Route* links = route_of(collective, group)) {
            start_flow({Flow::Kind::meeting, at, id, &collective.shared, links}, meeting.ready);
        } else {
            end_meeting(at, id, meeting.ready + collective.time);
        }
    }

    void end_meeting(std::uint32_t at, std::uint32_t member, double end) {
        const Meeting meeting = meetings_[at];
        meetings_[at].joined = 0;
        const GroupSet& set = job_.group_sets[job_.collectives[meeting.collective].group_set];
        for (const std::uint32_t id : set.of(set.group_of[member])) {
            Rank& rank = ranks_[id];
            const StepCost& cost = job_.steps[job_.ops[rank.at].index];
            if (kRecord && rank.now < meeting.ready)
                hand_over(id, meeting.last, meeting.ready, meeting.ready, Cause::waiting);
            beside_collective(id, rank, cost, meeting.last, meeting.ready, end);
            runnable_.push_back(id);
        }
    }

    /// The rest of a step, whose collective `last_joined` lets begin, and which runs to `end`.
    void beside_collective(std::uint32_t id,
                           Rank& rank,
                           const StepCost& cost,
                           std::uint32_t last_joined,
                           double begin,
                           double end) {
        const Collective& collective = job_.collectives[cost.collective];
        const double cover = cost.cover * factor(id, rank);
        const double covered = covered_end(rank.now, cover, begin, end, collective.slowdown);
        const double last = std::max(end, covered);
        const double beyond = std::max(0.0, last - rank.now - cover);
        const double waited = std::min(beyond, begin - rank.now);
        account(id, cost.cause, cover);
        account(id, Cause::waiting, waited);
        if (!collective.is_barrier)
            totals_[last_joined].held_up += waited;
        account(
            id, cost.cause == Cause::recompute ? cost.cause : collective.cause, beyond - waited);
        if (kRecord) {
            record(id, rank.at, Stream::collective, collective.cause, begin, end);
            if (cover > 0.0)
                record(id, rank.at, Stream::compute, cost.cause, rank.now, covered);
        }
        rank.now = last;
        ++tasks_;
        end_step(id, rank, cost);
    }

    void end_step(std::uint32_t id, Rank& rank, const StepCost& cost) {
        if (cost.host > 0.0) {
            const double start = rank.now;
            spend(id, rank, Cause::host, cost.host);
            if (kRecord)
                record(id, rank.at, Stream::compute, Cause::host, start, rank.now);
        }
        rank.kernels_done = false;
        ++rank.at;
    }

    // Messages.

    void send(std::uint32_t id, Rank& rank, const Op& op) {
        const Transfer& transfer = job_.transfers[op.index];
        const std::size_t slot = message(id, op);
        sender_[slot] = id;
        if (kRecord)
            sent_[slot] = {rank.at, rank.now};
        if (const Route* links = route_of(transfer, id % job_.lanes)) {
            if (transfer.blocking)
                rank.state = RankState::sending;
            start_flow({Flow::Kind::message,
                        static_cast<std::uint32_t>(slot),
                        id,
                        &transfer.shared,
                        links},
                       rank.now);
            if (!transfer.blocking)
                ++rank.at;
            return;
        }
        const bool forward = transfer.to_stage * static_cast<std::int64_t>(job_.lanes) > id;
        double& free = send_free_[2 * static_cast<std::size_t>(id) + (forward ? 1 : 0)];
        const double start = std::max(rank.now, free);
        free = start + transfer.time;
        if (transfer.blocking)
            hold_up(id, rank, free);
        deliver(slot, start, free);
        ++rank.at;
    }

    /// A blocking transfer keeps its sender until `time`.
    void hold_up(std::uint32_t id, Rank& rank, double time) {
        account(id, Cause::pipeline_comm, time - rank.now);
        if (kRecord)
            hand_over(id, id, time, rank.now, Cause::pipeline_comm);
        rank.now = time;
    }

    void receive(std::uint32_t id, Rank& rank, const Op& op) {
        const std::size_t slot = message(id, op);
        if (arrival_[slot] == kNever) {
            rank.state = RankState::receiving;
            waiter_[slot] = id;
            return;
        }
        arrived(id, rank, slot);
    }

    void arrived(std::uint32_t id, Rank& rank, std::size_t slot) {
        const double time = arrival_[slot];
        if (time > rank.now) {
            account(id, Cause::waiting, time - rank.now);
            totals_[sender_[slot]].held_up += time - rank.now;
            rank.now = time;
            if (kRecord)
                hand_over(id, sender_[slot], time, sent_[slot].time, Cause::pipeline_comm);
        }
        ++rank.at;
    }

    void deliver(std::size_t slot, double start, double time) {
        arrival_[slot] = time;
        ++tasks_;
        if (kRecord)
            record(sender_[slot], sent_[slot].op, Stream::send, Cause::pipeline_comm, start, time);
        if (waiter_[slot] == kNone)
            return;
        const std::uint32_t id = waiter_[slot];
        arrived(id, ranks_[id], slot);
        runnable_.push_back(id);
    }

    [[nodiscard]] std::size_t message(std::uint32_t id, const Op& op) const {
        return static_cast<std::size_t>(id % job_.lanes) * job_.slots + op.slot;
    }

    // Collectives beside the work.

    void start(std::uint32_t id, Rank& rank, const Op& op) {
        queues_[id].collectives.push_back(op.index);
        queues_[id].ops.push_back(rank.at);
        ++rank.traffic;
        events_.push(rank.now, EventKind::traffic_ready, id);
        ++rank.at;
    }

    void finish(Rank& rank, const Op& op) {
        if (rank.traffic <= op.index) {
            ++rank.at;
        } else {
            rank.state = RankState::finishing;
        }
    }

    void join_traffic(std::uint32_t id) {
        TrafficQueue& queue = queues_[id];
        if (queue.joined || queue.ready == queue.head)
            return;
        queue.joined = true;
        const std::uint32_t index = queue.collectives[queue.head];
        const Collective& collective = job_.collectives[index];
        if (collective.group_set == kNone) {
            set_traffic(id, true);
            traffic_since(id);
            events_.push(clock_ + collective.time, EventKind::collective_end, id, index);
            return;
        }
        const GroupSet& set = job_.group_sets[collective.group_set];
        const std::uint32_t group = set.group_of[id];
        Meeting& meeting = traffic_meetings_[meeting_base_[collective.group_set] + group];
        meeting.collective = index;
        meeting.last = id;
        if (++meeting.joined < set.of(group).size())
            return;
        meeting.joined = 0;
        for (const std::uint32_t member : set.of(group)) {
            set_traffic(member, true);
            traffic_since(member);
        }
        if (const Route* links = route_of(collective, group)) {
            start_flow({Flow::Kind::traffic, index, id, &collective.shared, links}, clock_);
        } else {
            events_.push(clock_ + collective.time, EventKind::collective_end, id, index);
        }
    }

    void traffic_since(std::uint32_t id) {
        if (kRecord) {
            if (traffic_start_.empty())
                traffic_start_.resize(job_.ranks());
            traffic_start_[id] = clock_;
        }
    }

    /// Of the group of `id`.
    void end_traffic(std::uint32_t id, std::uint32_t index) {
        ++tasks_;
        const Collective& collective = job_.collectives[index];
        if (collective.group_set == kNone) {
            end_own_traffic(id);
            return;
        }
        const GroupSet& set = job_.group_sets[collective.group_set];
        for (const std::uint32_t member : set.of(set.group_of[id])) end_own_traffic(member);
    }

    void end_own_traffic(std::uint32_t id) {
        Rank& rank = ranks_[id];
        TrafficQueue& queue = queues_[id];
        set_traffic(id, false);
        if (kRecord) {
            const Cause cause = job_.collectives[queue.collectives[queue.head]].cause;
            record(id, queue.ops[queue.head], Stream::data, cause, traffic_start_[id], clock_);
        }
        queue.joined = false;
        ++queue.head;
        --rank.traffic;
        if (rank.state == RankState::finishing && rank.traffic <= job_.ops[rank.at].index) {
            if (clock_ > rank.now) {
                account(id, Cause::data_comm, clock_ - rank.now);
                if (kRecord)
                    hand_over(id, id, clock_, rank.now, Cause::data_comm);
                rank.now = clock_;
            }
            ++rank.at;
            runnable_.push_back(id);
        }
        join_traffic(id);
    }

    void traffic_ready(std::uint32_t id) {
        ++queues_[id].ready;
        join_traffic(id);
    }

    // Shared links.

    /// Null where none is shared.
    [[nodiscard]] const Route* route_of(const Collective& collective, std::uint32_t group) const {
        if (collective.first_route == kNone)
            return nullptr;
        const Route& route = job_.routes[collective.first_route + group - collective.first_group];
        return route.empty() ? nullptr : &route;
    }
    [[nodiscard]] const Route* route_of(const Transfer& transfer, std::uint32_t lane) const {
        if (transfer.first_route == kNone)
            return nullptr;
        const Route& route = job_.routes[transfer.first_route + lane];
        return route.empty() ? nullptr : &route;
    }

    void start_flow(Flow flow, double ready) {
        std::uint32_t index = 0;
        if (free_flows_.empty()) {
            index = static_cast<std::uint32_t>(flows_.size());
            flows_.push_back(flow);
        } else {
            index = free_flows_.back();
            free_flows_.pop_back();
            flows_[index] = flow;
        }
        events_.push(ready + flow.transfer->latency, EventKind::flow_start, index);
    }

    void begin_flow(std::uint32_t index) {
        const Flow& flow = flows_[index];
        const FluidNetwork::ActivityId activity =
            network_.start(Time::from_base(clock_),
                           {flow.links->data(), flow.links->size()},
                           Data::from_base(flow.transfer->bytes),
                           Bandwidth::from_base(flow.transfer->limit));
        if (activity >= flow_of_.size())
            flow_of_.resize(activity + 1);
        flow_of_[activity] = index;
    }

    void end_flow(std::uint32_t index) {
        const Flow flow = flows_[index];
        free_flows_.push_back(index);
        const double time = clock_ + flow.transfer->after;
        switch (flow.kind) {
            case Flow::Kind::meeting:
                end_meeting(flow.subject, flow.rank, time);
                break;
            case Flow::Kind::traffic:
                events_.push(time, EventKind::collective_end, flow.rank, flow.subject);
                break;
            case Flow::Kind::message:
                end_message(flow, time);
                break;
        }
    }

    void end_message(const Flow& flow, double time) {
        Rank& sender = ranks_[flow.rank];
        if (sender.state == RankState::sending) {
            hold_up(flow.rank, sender, time);
            ++sender.at;
            runnable_.push_back(flow.rank);
        }
        deliver(flow.subject, kRecord ? sent_[flow.subject].time : 0.0, time);
    }

    // The clock.

    bool next_event() {
        const double queued = events_.empty() ? kNever : events_.top().time;
        const double shared = network_.next_completion().base();
        if (queued == kNever && shared == kNever)
            return false;
        if (shared <= queued) {
            clock_ = shared;
            completed_.clear();
            network_.complete(Time::from_base(clock_), completed_);
            for (const auto activity : completed_) end_flow(flow_of_[activity]);
            return true;
        }
        const Event<EventKind> event = events_.pop();
        clock_ = event.time;
        handle(event);
        return true;
    }

    void handle(const Event<EventKind>& event) {
        switch (event.kind) {
            case EventKind::resume:
                advance(event.subject);
                break;
            case EventKind::work_end:
                if (event.generation == ranks_[event.subject].generation)
                    end_work(event.subject);
                break;
            case EventKind::traffic_ready:
                traffic_ready(event.subject);
                break;
            case EventKind::collective_end:
                end_traffic(event.subject, event.generation);
                break;
            case EventKind::flow_start:
                begin_flow(event.subject);
                break;
        }
    }

    // Accounts.

    /// Of this operation's duration on this rank, against the usual one.
    [[nodiscard]] double factor(std::uint32_t id, const Rank& rank) const {
        if (noise_.jitter <= 0.0)
            return slowdown_[id];
        const std::uint64_t key = mix(noise_.seed + 1) ^ (std::uint64_t{id} << 32U | rank.at);
        return slowdown_[id] * noisy(noise_.jitter, mix(key));
    }

    void account(std::uint32_t id, Cause cause, double seconds) {
        totals_[id].seconds[static_cast<std::size_t>(cause)] += seconds;
    }

    void spend(std::uint32_t id, Rank& rank, Cause cause, double seconds) {
        account(id, cause, seconds);
        rank.now += seconds;
        tasks_ += seconds > 0.0 ? 1 : 0;
    }

    void hold(std::uint32_t id, Rank& rank, std::int32_t change) {
        RankTotals& totals = totals_[id];
        totals.held += change;
        totals.most_held = std::max(totals.most_held, totals.held);
        if (kRecord && is_recorded(id))
            trace_.holdings.push_back({id, totals.held, rank.now});
        ++rank.at;
    }

    [[nodiscard]] bool is_recorded(std::uint32_t id) const {
        const std::uint32_t lane = id % job_.lanes;
        return lane >= options_.first_lane && lane < options_.end_lane;
    }

    void record(
        std::uint32_t id, std::uint32_t op, Stream stream, Cause cause, double start, double end) {
        if (is_recorded(id))
            trace_.spans.push_back({id, op, stream, cause, start, end});
    }

    void hand_over(
        std::uint32_t id, std::uint32_t from, double time, double from_time, Cause cause) {
        if (is_recorded(id))
            trace_.handovers.push_back({id, from, time, from_time, cause});
    }

    /// Ranks that have not come to the end of their program, though nothing is left to happen.
    [[nodiscard]] Faults deadlock() {
        Faults faults;
        if (network_.is_stalled()) {
            Fault fault;
            fault.path = "simulation.degraded_links";
            fault.message = "a transfer crosses a link without bandwidth and never ends";
            fault.help = "give each link a rate, or cut it so that routes go round it";
            return {fault};
        }
        for (std::uint32_t id = 0; id < job_.ranks() && faults.size() < 3; ++id) {
            const Rank& rank = ranks_[id];
            if (rank.state == RankState::done)
                continue;
            Fault fault;
            fault.path = "parallelism.schedule";
            fault.message = fmt::format(
                "stage {}, lane {} waits for ever in operation {} of {}: {}",
                id / job_.lanes,
                id % job_.lanes,
                rank.at - job_.first[id / job_.lanes],
                rank.end - job_.first[id / job_.lanes],
                rank.state == RankState::receiving ? "a message that nobody sends"
                                                   : "a collective that not all of its group join");
            fault.help = "the order of work is cyclic";
            faults.push_back(fault);
        }
        return faults;
    }

    Simulation result() {
        Simulation out;
        double makespan = 0.0;
        for (std::uint32_t id = 0; id < job_.ranks(); ++id) {
            totals_[id].end = ranks_[id].now;
            makespan = std::max(makespan, ranks_[id].now);
        }
        out.makespan = Time::from_base(makespan);
        out.ranks = std::move(totals_);
        out.tasks = tasks_;
        out.trace = std::move(trace_);
        return out;
    }

    struct Sent {
        std::uint32_t op = 0;
        double time = 0.0;
    };

    const Job& job_;
    SimulationOptions options_;
    Noise noise_;
    FluidNetwork network_;
    EventQueue<EventKind> events_;
    double clock_ = 0.0;
    std::uint64_t tasks_ = 0;
    std::vector<std::uint32_t> runnable_;
    std::vector<Rank> ranks_;
    std::vector<RankTotals> totals_;
    std::vector<double> arrival_;
    std::vector<std::uint32_t> waiter_;
    std::vector<std::uint32_t> sender_;
    std::vector<Sent> sent_;
    std::vector<double> send_free_;
    std::vector<double> slowdown_;
    std::vector<std::uint32_t> meeting_base_;
    std::vector<Meeting> meetings_;
    std::vector<Meeting> traffic_meetings_;
    std::vector<TrafficQueue> queues_;
    std::vector<double> traffic_start_;
    std::vector<Flow> flows_;
    std::vector<std::uint32_t> free_flows_;
    std::vector<std::uint32_t> flow_of_;
    std::vector<FluidNetwork::ActivityId> completed_;
    Trace trace_;
};

}  // namespace

Result<Simulation> simulate(const Job& job, const SimulationOptions& options) {
    if (Faults faults = job_faults(job); !faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    return options.record ? Simulator<true>(job, options).run()
                          : Simulator<false>(job, options).run();
}

}  // namespace deepwallet
