#pragma once

/// Traffic as fluids that share links.
///
/// An activity (a transfer, or a whole collective) progresses at rate x_i along all of its links
/// together; for each byte of its progress, a_li bytes cross link l. Rates are the weighted max-min
/// fair ones under
///
///     sum_i a_li x_i <= C_l   for every link l,      x_i <= limit_i   for every activity i:
///
/// no x_i / w_i can grow without another's shrinking that is not larger. Equivalently, every
/// activity runs at its limit, or crosses a bottleneck: a full link on which no x_j / w_j is
/// larger than its own (Bertsekas and Gallager, Data Networks, 1992, section 6.5.2). Such rates
/// exist and are unique; progressive filling finds them.
///
/// When activities come or go, only those are solved again whose bottleneck has changed, against
/// the rest as it is; where the certificate above then fails at another activity, that one is
/// taken in too, until it holds for all. What shares no link with a change is never looked at.

#include <cstdint>
#include <span>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "engine/core/units.hpp"
#include "engine/des/completion_heap.hpp"
#include "engine/hardware/route.hpp"

namespace deepwallet {

class FluidNetwork {
public:
    using ActivityId = std::uint32_t;

    /// Capacities of links, one way.
    explicit FluidNetwork(std::span<const Bandwidth> capacities);
    /// The same in bytes a second.
    explicit FluidNetwork(std::span<const double> capacities);

    /// `amount` more to go, at no more than `limit`. A link that is named twice carries both
    /// shares. Ids of completed activities are given again.
    ActivityId start(Time now,
                     std::span<const LinkShare> links,
                     Data amount,
                     Bandwidth limit,
                     double weight = 1.0);

    /// Infinity where nothing moves.
    Time next_completion();

    /// Appends what ends at `now`, in the order of their starts. `now` is next_completion().
    void complete(Time now, std::vector<ActivityId>& done);

    /// What ends at `now` is completed first.
    void set_capacity(std::uint32_t link, Bandwidth capacity, Time now);

    [[nodiscard]] std::size_t in_flight() const { return in_flight_; }
    /// Is there an activity that a link without bandwidth holds up for ever?
    [[nodiscard]] bool is_stalled();
    [[nodiscard]] Bandwidth rate(ActivityId id);
    /// Bytes that activities that have ended took across a link.
    [[nodiscard]] Data carried(std::uint32_t link) const {
        return Data::from_base(links_[link].carried);
    }
    /// Bytes a second that cross a link at the moment.
    [[nodiscard]] Bandwidth load(std::uint32_t link);

private:
    static constexpr std::uint32_t kOwnLimit = 0xFFFFFFFFU;
    static constexpr std::uint32_t kUnsolved = 0xFFFFFFFEU;

    struct Use {
        std::uint32_t link = 0;
        std::uint32_t place = 0;  ///< in the link's list
        double share = 0.0;
    };
    struct Activity {
        boost::container::small_vector<Use, 8> uses;
        double rate = 0.0;
        double limit = 0.0;
        double weight = 1.0;
        double remaining = 0.0;  ///< at `since`
        double since = 0.0;
        double amount = 0.0;
        double solved = 0.0;  ///< the rate that solving has come to
        std::uint64_t sequence = 0;
        std::uint32_t bottleneck = kUnsolved;
        std::uint32_t found = kUnsolved;  ///< the bottleneck that solving has come to
        bool active = false;
        bool open = false;  ///< being solved
        bool frozen = false;

        [[nodiscard]] double level() const { return rate / weight; }
    };
    struct Member {
        std::uint32_t activity = 0;
        double share = 0.0;
    };
    struct Link {
        double capacity = 0.0;
        double carried = 0.0;
        double load = 0.0;
        std::vector<Member> members;
        std::uint32_t limiting = 0;  ///< solved activities whose bottleneck it is
        std::uint32_t changes = 0;   ///< of load, since it was added up

        // While solving.
        double left = 0.0;           ///< capacity that open activities may still take
        double weights = 0.0;        ///< of open activities not yet frozen
        std::uint32_t unfrozen = 0;  ///< how many those are
        double level = -1.0;         ///< at which it holds open activities, if it does
        double highest = 0.0;        ///< level of an open activity on it
        bool touched = false;
        bool dirty = false;
    };
    struct Candidate {
        double level = 0.0;
        std::uint32_t link = 0;
    };

    void attach(ActivityId id, std::span<const LinkShare> links);
    void detach(ActivityId id);
    [[nodiscard]] bool is_alone(const Activity& activity) const;
    void set_bottleneck(Activity& activity, std::uint32_t link);
    void set_rate(ActivityId id, double rate, double now);
    void mark(std::uint32_t link);

    void solve(double now);
    void open(ActivityId id);
    void open_changed();
    void fill();
    void prepare_links();
    [[nodiscard]] bool next_full_link(Candidate& out);
    void freeze_link(const Candidate& full);
    void freeze(Activity& activity, double level, std::uint32_t bottleneck);
    [[nodiscard]] bool open_contradicted();
    void find_contradicted(std::uint32_t index);
    void settle(double now);
    void add_load(Link& link, double change);
    void add_up_load(Link& link);

    std::vector<Link> links_;
    std::vector<Activity> activities_;
    std::vector<ActivityId> free_;
    std::vector<std::uint32_t> dirty_;
    std::vector<ActivityId> fresh_;
    CompletionHeap completions_;
    std::uint64_t next_sequence_ = 0;
    std::size_t in_flight_ = 0;
    double changed_at_ = 0.0;

    // While solving.
    std::vector<ActivityId> open_;
    std::vector<std::uint32_t> touched_;
    std::vector<ActivityId> by_limit_;
    std::vector<ActivityId> contradicted_;
    std::vector<Candidate> candidates_;
};

}  // namespace deepwallet
