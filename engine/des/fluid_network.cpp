#include "engine/des/fluid_network.hpp"

#include <algorithm>
#include <limits>

namespace deepwallet {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
/// Levels this close are the same but for rounding.
constexpr double kSame = 1e-9;
/// What ends this close together ends at the same time.
constexpr double kTogether = 1e-12;

std::vector<double> bytes_a_second(std::span<const Bandwidth> capacities) {
    std::vector<double> out;
    for (const Bandwidth capacity : capacities) out.push_back(capacity.base());
    return out;
}

}  // namespace

FluidNetwork::FluidNetwork(std::span<const Bandwidth> capacities)
    : FluidNetwork(bytes_a_second(capacities)) {}

FluidNetwork::FluidNetwork(std::span<const double> capacities) : links_(capacities.size()) {
    for (std::size_t i = 0; i < capacities.size(); ++i) links_[i].capacity = capacities[i];
}

FluidNetwork::ActivityId FluidNetwork::start(
    Time now, std::span<const LinkShare> links, Data amount, Bandwidth limit, double weight) {
    if (now.base() > changed_at_)
        solve(changed_at_);
    ActivityId id = 0;
    if (free_.empty()) {
        id = static_cast<ActivityId>(activities_.size());
        activities_.emplace_back();
    } else {
        id = free_.back();
        free_.pop_back();
    }
    Activity& activity = activities_[id];
    activity.rate = 0.0;
    activity.limit = limit.base();
    activity.weight = weight;
    activity.amount = amount.base();
    activity.remaining = amount.base();
    activity.since = now.base();
    activity.sequence = next_sequence_++;
    activity.bottleneck = kUnsolved;
    activity.active = true;
    ++in_flight_;
    changed_at_ = now.base();
    attach(id, links);
    if (amount.base() <= 0.0) {
        completions_.set(id, now.base(), activity.sequence);
        activity.bottleneck = kOwnLimit;
        return id;
    }
    if (is_alone(activity)) {
        double level = activity.limit / weight;
        std::uint32_t bottleneck = kOwnLimit;
        for (const Use& use : activity.uses) {
            const double most = links_[use.link].capacity / (use.share * weight);
            if (most < level) {
                level = most;
                bottleneck = use.link;
            }
        }
        set_bottleneck(activity, bottleneck);
        set_rate(id, level * weight, now.base());
    } else {
        fresh_.push_back(id);
    }
    return id;
}

Time FluidNetwork::next_completion() {
    solve(changed_at_);
    return Time::from_base(completions_.empty() ? kNever : completions_.top_time());
}

void FluidNetwork::complete(Time now, std::vector<ActivityId>& done) {
    solve(changed_at_);
    const double until = now.base() + kTogether * now.base();
    const std::size_t before = done.size();
    while (!completions_.empty() && completions_.top_time() <= until) {
        const ActivityId id = completions_.top();
        completions_.remove(id);
        done.push_back(id);
    }
    std::sort(done.begin() + static_cast<std::ptrdiff_t>(before),
              done.end(),
              [&](ActivityId a, ActivityId b) {
                  return activities_[a].sequence < activities_[b].sequence;
              });
    for (std::size_t i = before; i < done.size(); ++i) {
        detach(done[i]);
        free_.push_back(done[i]);
    }
    in_flight_ -= done.size() - before;
    changed_at_ = now.base();
}

void FluidNetwork::set_capacity(std::uint32_t link, Bandwidth capacity, Time now) {
    solve(changed_at_);
    links_[link].capacity = capacity.base();
    changed_at_ = now.base();
    mark(link);
    for (const Member& member : links_[link].members) fresh_.push_back(member.activity);
}

bool FluidNetwork::is_stalled() {
    solve(changed_at_);
    return std::any_of(activities_.begin(), activities_.end(), [](const Activity& activity) {
        return activity.active && activity.amount > 0.0 && activity.rate <= 0.0;
    });
}

Bandwidth FluidNetwork::rate(ActivityId id) {
    solve(changed_at_);
    return Bandwidth::from_base(activities_[id].rate);
}

Bandwidth FluidNetwork::load(std::uint32_t link) {
    solve(changed_at_);
    double sum = 0.0;
    for (const Member& member : links_[link].members)
        sum += member.share * activities_[member.activity].rate;
    return Bandwidth::from_base(sum);
}

void FluidNetwork::attach(ActivityId id, std::span<const LinkShare> links) {
    Activity& activity = activities_[id];
    activity.uses.clear();
    for (const LinkShare& use : links) {
        if (use.share <= 0.0)
            continue;
        Link& link = links_[use.link];
        activity.uses.push_back(
            {use.link, static_cast<std::uint32_t>(link.members.size()), use.share});
        link.members.push_back({id, use.share});
    }
}

void FluidNetwork::detach(ActivityId id) {
    Activity& activity = activities_[id];
    set_bottleneck(activity, kUnsolved);
    activity.active = false;
    while (!activity.uses.empty()) {
        // Gone before the search below, which may come upon this very activity.
        const Use use = activity.uses.back();
        activity.uses.pop_back();
        Link& link = links_[use.link];
        link.carried += use.share * activity.amount;
        const Member moved = link.members.back();
        link.members[use.place] = moved;
        link.members.pop_back();
        // Of several uses of one link by one activity, the one that stood last.
        const auto last = static_cast<std::uint32_t>(link.members.size());
        for (Use& other : activities_[moved.activity].uses) {
            if (other.link == use.link && other.place == last) {
                other.place = use.place;
                break;
            }
        }
        if (link.members.empty()) {
            link.load = 0.0;
        } else {
            add_load(link, -use.share * activity.rate);
            mark(use.link);
        }
    }
}

bool FluidNetwork::is_alone(const Activity& activity) const {
    return std::all_of(activity.uses.begin(), activity.uses.end(), [&](const Use& use) {
        return links_[use.link].members.size() == 1;
    });
}

void FluidNetwork::set_bottleneck(Activity& activity, std::uint32_t link) {
    if (activity.bottleneck < kUnsolved)
        --links_[activity.bottleneck].limiting;
    activity.bottleneck = link;
    if (link < kUnsolved)
        ++links_[link].limiting;
}

void FluidNetwork::set_rate(ActivityId id, double rate, double now) {
    Activity& activity = activities_[id];
    if (rate == activity.rate)
        return;
    activity.remaining = std::max(0.0, activity.remaining - activity.rate * (now - activity.since));
    activity.since = now;
    for (const Use& use : activity.uses)
        add_load(links_[use.link], use.share * (rate - activity.rate));
    activity.rate = rate;
    if (rate > 0.0) {
        completions_.set(id, now + activity.remaining / rate, activity.sequence);
    } else {
        completions_.remove(id);
    }
}

void FluidNetwork::mark(std::uint32_t link) {
    if (links_[link].dirty)
        return;
    links_[link].dirty = true;
    dirty_.push_back(link);
}

void FluidNetwork::add_load(Link& link, double change) {
    link.load += change;
    ++link.changes;
}

/// Before rounding can gather; while no rate is being changed, for a sum of old and new ones is
/// neither's load.
void FluidNetwork::add_up_load(Link& link) {
    if (link.changes < 4096)
        return;
    link.changes = 0;
    link.load = 0.0;
    for (const Member& member : link.members)
        link.load += member.share * activities_[member.activity].rate;
}

// Solving.

void FluidNetwork::solve(double now) {
    if (dirty_.empty() && fresh_.empty())
        return;
    open_changed();
    if (open_.empty())
        return;
    do {
        fill();
    } while (open_contradicted());
    settle(now);
}

void FluidNetwork::open(ActivityId id) {
    Activity& activity = activities_[id];
    if (activity.open || !activity.active)
        return;
    activity.open = true;
    set_bottleneck(activity, kUnsolved);
    open_.push_back(id);
    for (const Use& use : activity.uses) {
        if (links_[use.link].touched)
            continue;
        links_[use.link].touched = true;
        touched_.push_back(use.link);
    }
}

/// A departure leaves room to those whose bottleneck it was; an arrival has no rate yet.
void FluidNetwork::open_changed() {
    for (const ActivityId id : fresh_) open(id);
    fresh_.clear();
    for (const std::uint32_t index : dirty_) {
        Link& link = links_[index];
        link.dirty = false;
        if (link.limiting == 0)
            continue;
        for (const Member& member : link.members) {
            if (activities_[member.activity].bottleneck == index)
                open(member.activity);
        }
    }
    dirty_.clear();
}

void FluidNetwork::prepare_links() {
    for (const std::uint32_t index : touched_) {
        Link& link = links_[index];
        add_up_load(link);
        link.left = link.capacity - link.load;
        link.weights = 0.0;
        link.unfrozen = 0;
        link.level = -1.0;
        link.highest = 0.0;
    }
    for (const ActivityId id : open_) {
        Activity& activity = activities_[id];
        activity.frozen = false;
        for (const Use& use : activity.uses) {
            Link& link = links_[use.link];
            link.left += use.share * activity.rate;
            link.weights += use.share * activity.weight;
            ++link.unfrozen;
        }
    }
    // Where all are solved anew there is nothing to take from sums: no rounding opens a cut link.
    for (const std::uint32_t index : touched_) {
        Link& link = links_[index];
        if (link.capacity <= 0.0 || link.unfrozen == link.members.size())
            link.left = link.capacity;
    }
}

/// Progressive filling: all open activities grow alike until a link is full or a limit reached.
void FluidNetwork::fill() {
    prepare_links();
    const auto later = [](const Candidate& a, const Candidate& b) {
        return a.level > b.level || (a.level == b.level && a.link > b.link);
    };
    candidates_.clear();
    for (const std::uint32_t index : touched_)
        candidates_.push_back({std::max(0.0, links_[index].left) / links_[index].weights, index});
    std::make_heap(candidates_.begin(), candidates_.end(), later);
    by_limit_ = open_;
    const auto limit = [&](ActivityId id) {
        return activities_[id].limit / activities_[id].weight;
    };
    std::sort(by_limit_.begin(), by_limit_.end(), [&](ActivityId a, ActivityId b) {
        return limit(a) < limit(b) || (limit(a) == limit(b) && a < b);
    });
    std::size_t next = 0;
    Candidate full;
    for (;;) {
        while (next < by_limit_.size() && activities_[by_limit_[next]].frozen) ++next;
        if (next == by_limit_.size())
            return;
        const bool any = next_full_link(full);
        const double least = limit(by_limit_[next]);
        if (!any || least <= full.level) {
            if (any) {
                candidates_.push_back(full);
                std::push_heap(candidates_.begin(), candidates_.end(), later);
            }
            freeze(activities_[by_limit_[next]], least, kOwnLimit);
        } else {
            freeze_link(full);
        }
    }
}

/// Levels of links only rise while activities freeze below them, so that the least of the heap is
/// the least of all once it is up to date.
bool FluidNetwork::next_full_link(Candidate& out) {
    const auto later = [](const Candidate& a, const Candidate& b) {
        return a.level > b.level || (a.level == b.level && a.link > b.link);
    };
    while (!candidates_.empty()) {
        std::pop_heap(candidates_.begin(), candidates_.end(), later);
        out = candidates_.back();
        candidates_.pop_back();
        const Link& link = links_[out.link];
        if (link.unfrozen == 0)
            continue;
        const double level = std::max(0.0, link.left) / link.weights;
        if (level <= out.level || candidates_.empty() || level <= candidates_.front().level) {
            out.level = std::max(level, out.level);
            return true;
        }
        out.level = level;
        candidates_.push_back(out);
        std::push_heap(candidates_.begin(), candidates_.end(), later);
    }
    return false;
}

void FluidNetwork::freeze_link(const Candidate& full) {
    Link& link = links_[full.link];
    link.level = full.level;
    for (const Member& member : link.members) {
        Activity& activity = activities_[member.activity];
        if (activity.open && !activity.frozen)
            freeze(activity, full.level, full.link);
    }
}

void FluidNetwork::freeze(Activity& activity, double level, std::uint32_t bottleneck) {
    activity.frozen = true;
    activity.solved = level * activity.weight;
    activity.found = bottleneck;
    for (const Use& use : activity.uses) {
        Link& link = links_[use.link];
        link.left -= use.share * activity.solved;
        link.weights -= use.share * activity.weight;
        --link.unfrozen;
        link.highest = std::max(link.highest, level);
    }
}

bool FluidNetwork::open_contradicted() {
    contradicted_.clear();
    for (const std::uint32_t index : touched_) find_contradicted(index);
    for (const ActivityId id : contradicted_) open(id);
    return !contradicted_.empty();
}

/// Solved activities that cannot stay as they are: larger than those that this link holds back; or
/// held back by it though it is no longer full, or though a larger one crosses it.
void FluidNetwork::find_contradicted(std::uint32_t index) {
    const Link& link = links_[index];
    if (link.level < 0.0 && link.limiting == 0)
        return;
    const bool room = link.left > kSame * link.capacity;
    for (const Member& member : link.members) {
        const Activity& other = activities_[member.activity];
        if (other.open)
            continue;
        const bool larger = link.level >= 0.0 && other.level() > link.level * (1.0 + kSame);
        const bool held_back =
            other.bottleneck == index && (room || other.level() < link.highest * (1.0 - kSame));
        if (larger || held_back)
            contradicted_.push_back(member.activity);
    }
}

void FluidNetwork::settle(double now) {
    for (const ActivityId id : open_) {
        Activity& activity = activities_[id];
        activity.open = false;
        set_bottleneck(activity, activity.found);
        set_rate(id, activity.solved, now);
    }
    for (const std::uint32_t index : touched_) links_[index].touched = false;
    open_.clear();
    touched_.clear();
}

}  // namespace deepwallet
