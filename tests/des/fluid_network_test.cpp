// Rates against hand-solved networks, the max-min certificate (Bertsekas and Gallager, Data
// Networks, 1992, section 6.5.2) and a solver that starts from nothing every time.

#include "engine/des/fluid_network.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

using namespace deepwallet;
using namespace deepwallet::test;
using namespace deepwallet::units;

namespace {

using Id = FluidNetwork::ActivityId;
using Ids = std::vector<Id>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kExact = 1e-12;
/// What is left of differences of large numbers.
constexpr double kSolved = 1e-8;

struct Flow {
    Route links;
    double amount = 1.0;
    double limit = kInfinity;
    double weight = 1.0;
};

FluidNetwork network_of(const std::vector<double>& capacities) {
    return FluidNetwork(std::span<const double>(capacities));
}

Id start(FluidNetwork& network, double now, const Flow& flow) {
    return network.start(Time::from_base(now),
                         flow.links,
                         Data::from_base(flow.amount),
                         Bandwidth::from_base(flow.limit),
                         flow.weight);
}

double rate(FluidNetwork& network, Id id) { return network.rate(id).base(); }

void set_capacity(FluidNetwork& network, std::uint32_t link, double capacity, double now) {
    network.set_capacity(link, Bandwidth::from_base(capacity), Time::from_base(now));
}

/// What ends next, and when.
struct Completion {
    double time = 0.0;
    Ids ids;
};

Completion complete_next(FluidNetwork& network) {
    Completion out;
    out.time = network.next_completion().base();
    network.complete(Time::from_base(out.time), out.ids);
    return out;
}

double share_on(const Flow& flow, std::uint32_t link) {
    double out = 0.0;
    for (const LinkShare& use : flow.links) out += use.link == link ? use.share : 0.0;
    return out;
}

/// A network as plain lists, with how much is left of each flow.
struct Model {
    std::vector<double> capacities;
    std::map<Id, Flow> flows;
    std::map<Id, double> left;
    std::map<Id, double> rates;

    void start(Id id, const Flow& flow) {
        flows[id] = flow;
        left[id] = flow.amount;
    }
    void end(Id id) {
        flows.erase(id);
        left.erase(id);
        rates.erase(id);
    }
    void run(double seconds) {
        for (auto& [id, bytes] : left) bytes -= rates.at(id) * seconds;
    }
    [[nodiscard]] double load(std::uint32_t link) const {
        double out = 0.0;
        for (const auto& [id, flow] : flows) out += share_on(flow, link) * rates.at(id);
        return out;
    }
    /// Level at which a link is full, were all flows without a rate yet to grow alike.
    [[nodiscard]] double full_at(std::uint32_t link, const std::map<Id, double>& fixed) const {
        double room = capacities[link];
        double weights = 0.0;
        for (const auto& [id, flow] : flows) {
            const double share = share_on(flow, link);
            const auto found = fixed.find(id);
            if (found != fixed.end()) {
                room -= share * found->second;
            } else {
                weights += share * flow.weight;
            }
        }
        return weights > 0.0 ? std::max(0.0, room) / weights : kInfinity;
    }
    /// Progressive filling: the link or limit with the lowest level fixes its flows, until all are.
    void solve() {
        std::map<Id, double> fixed;
        while (fixed.size() < flows.size()) {
            double level = kInfinity;
            std::uint32_t full = 0;
            for (std::uint32_t link = 0; link < capacities.size(); ++link) {
                const double at = full_at(link, fixed);
                if (at < level) {
                    level = at;
                    full = link;
                }
            }
            Id limited = 0;
            bool by_limit = false;
            for (const auto& [id, flow] : flows) {
                if (fixed.count(id) == 0 && flow.limit / flow.weight <= level) {
                    level = flow.limit / flow.weight;
                    limited = id;
                    by_limit = true;
                }
            }
            for (const auto& [id, flow] : flows) {
                const bool held = by_limit ? id == limited : share_on(flow, full) > 0.0;
                if (fixed.count(id) == 0 && held)
                    fixed[id] = level * flow.weight;
            }
        }
        rates = fixed;
    }
};

/// Bertsekas and Gallager: at its own limit, or on a full link where no rate/weight is larger.
bool has_bottleneck(const Model& model, FluidNetwork& network, Id id) {
    const Flow& flow = model.flows.at(id);
    const double level = rate(network, id) / flow.weight;
    if (level >= flow.limit / flow.weight * (1.0 - kSolved))
        return true;
    return std::any_of(flow.links.begin(), flow.links.end(), [&](const LinkShare& use) {
        const double capacity = model.capacities[use.link];
        if (network.load(use.link).base() < capacity * (1.0 - kSolved))
            return false;
        return std::all_of(model.flows.begin(), model.flows.end(), [&](const auto& other) {
            return share_on(other.second, use.link) == 0.0 ||
                   rate(network, other.first) / other.second.weight <= level * (1.0 + kSolved);
        });
    });
}

void check_rates(const Model& model, FluidNetwork& network) {
    for (const auto& [id, flow] : model.flows) {
        CHECK_THAT(rate(network, id), WithinRel(model.rates.at(id), kSolved));
        CHECK(rate(network, id) <= flow.limit * (1.0 + kExact));
        CHECK(has_bottleneck(model, network, id));
    }
    for (std::uint32_t link = 0; link < model.capacities.size(); ++link)
        CHECK(network.load(link).base() <= model.capacities[link] * (1.0 + kSolved));
}

/// All at once, in a network that knows no history.
void check_against_batch(const Model& model, FluidNetwork& network) {
    FluidNetwork batch = network_of(model.capacities);
    std::map<Id, Id> ids;
    for (const auto& [id, flow] : model.flows) ids[id] = start(batch, 0.0, flow);
    for (const auto& [id, same] : ids)
        CHECK_THAT(rate(network, id), WithinRel(rate(batch, same), kSolved));
}

/// Links named twice, shares other than 1, weights and limits among plain flows.
Flow random_flow(Random& random, std::size_t links) {
    Flow out;
    const std::int64_t hops = random.whole(1, 4);
    for (std::int64_t i = 0; i < hops; ++i) {
        const auto link =
            static_cast<std::uint32_t>(random.whole(0, static_cast<std::int64_t>(links) - 1));
        out.links.push_back({link, random.whole(0, 1) == 0 ? 1.0 : random.between(0.1, 2.0)});
    }
    out.amount = random.between(1.0, 100.0);
    if (random.whole(0, 2) == 0)
        out.limit = random.between(0.5, 20.0);
    if (random.whole(0, 1) == 0)
        out.weight = random.between(0.2, 5.0);
    return out;
}

std::vector<double> random_capacities(Random& random) {
    std::vector<double> out;
    const std::int64_t links = random.whole(1, 12);
    for (std::int64_t i = 0; i < links; ++i) out.push_back(random.between(1.0, 100.0));
    return out;
}

/// A network and its plain model, driven through the same changes.
class Pair {
public:
    explicit Pair(Random& random)
        : random_(random),
          network_(network_of(model_.capacities = random_capacities(random))),
          expected_(model_.capacities.size(), 0.0),
          flowed_(model_.capacities.size(), 0.0) {}

    void step() {
        const std::int64_t dice = random_.whole(0, 9);
        if (dice < 5 || model_.flows.empty()) {
            arrive(random_.whole(1, 4));
        } else if (dice < 8) {
            depart();
        } else {
            change_capacity();
        }
        model_.solve();
    }
    void check() {
        check_rates(model_, network_);
        check_against_batch(model_, network_);
        CHECK(network_.in_flight() == model_.flows.size());
    }
    /// What ended, by its amounts and as the integral of the load over time.
    void drain_and_check_carried() {
        while (!model_.flows.empty()) {
            depart();
            model_.solve();
        }
        for (std::uint32_t link = 0; link < model_.capacities.size(); ++link) {
            const double carried = network_.carried(link).base();
            CHECK_THAT(carried, WithinRel(expected_[link], kSolved));
            CHECK_THAT(carried, WithinRel(flowed_[link], kSolved));
        }
    }

private:
    void arrive(std::int64_t count) {
        pass_to(between_events());
        for (std::int64_t i = 0; i < count; ++i) {
            const Flow flow = random_flow(random_, model_.capacities.size());
            model_.start(start(network_, now_, flow), flow);
        }
    }
    void change_capacity() {
        pass_to(between_events());
        const auto link = static_cast<std::uint32_t>(
            random_.whole(0, static_cast<std::int64_t>(model_.capacities.size()) - 1));
        model_.capacities[link] = random_.between(1.0, 100.0);
        set_capacity(network_, link, model_.capacities[link], now_);
    }
    void depart() {
        pass_to(network_.next_completion().base());
        Ids done;
        network_.complete(Time::from_base(now_), done);
        CHECK_FALSE(done.empty());
        for (const Id id : done) {
            const Flow& flow = model_.flows.at(id);
            CHECK_THAT(model_.left.at(id), WithinAbs(0.0, kSolved * flow.amount));
            for (const LinkShare& use : flow.links) expected_[use.link] += use.share * flow.amount;
            model_.end(id);
        }
        // None is left behind that should have ended.
        for (const auto& [id, bytes] : model_.left) CHECK(bytes > -kSolved);
    }
    double between_events() {
        if (model_.flows.empty() || random_.whole(0, 1) == 0)
            return now_;
        const double next = network_.next_completion().base();
        return now_ + random_.between(0.0, 0.9) * (next - now_);
    }
    void pass_to(double time) {
        for (std::uint32_t link = 0; link < flowed_.size() && time > now_; ++link)
            flowed_[link] += model_.load(link) * (time - now_);
        if (time > now_)
            model_.run(time - now_);
        now_ = time;
    }

    Random& random_;
    Model model_;
    FluidNetwork network_;
    std::vector<double> expected_;
    std::vector<double> flowed_;
    double now_ = 0.0;
};

}  // namespace

// Links A and B carry 10 each; f1 crosses A, f2 both, f3 and f4 cross B. B is full first, at
// 10/3 each; f1 gets what f2 leaves of A, 20/3.
TEST_CASE("four flows on two links get 20/3 and three times 10/3") {
    FluidNetwork network = network_of({10.0, 10.0});
    const Route a{{0}};
    const Route b{{1}};
    const Id f1 = start(network, 0.0, {a});
    const Id f2 = start(network, 0.0, {{{0}, {1}}});
    const Id f3 = start(network, 0.0, {b});
    const Id f4 = start(network, 0.0, {b});
    CHECK_THAT(rate(network, f1), WithinRel(20.0 / 3.0, kExact));
    for (const Id id : {f2, f3, f4}) CHECK_THAT(rate(network, id), WithinRel(10.0 / 3.0, kExact));
    CHECK_THAT(network.load(0).base(), WithinRel(10.0, kExact));
    CHECK_THAT(network.load(1).base(), WithinRel(10.0, kExact));
}

// The same with 40, 10, 20 and 20 bytes to go. f2 ends at 10 / (10/3) = 3; by then f1 has moved 20
// and f3 and f4 10 each. From there f1 has A alone, 20 more at 10, and f3 and f4 halve B, 10 more
// at 5: all end at 5.
TEST_CASE("a departure leaves its room to the others, whose ends follow") {
    FluidNetwork network = network_of({10.0, 10.0});
    const Id f1 = start(network, 0.0, {{{0}}, 40.0});
    const Id f2 = start(network, 0.0, {{{0}, {1}}, 10.0});
    const Id f3 = start(network, 0.0, {{{1}}, 20.0});
    const Id f4 = start(network, 0.0, {{{1}}, 20.0});
    const Completion first = complete_next(network);
    CHECK_THAT(first.time, WithinRel(3.0, kExact));
    CHECK(first.ids == Ids{f2});
    CHECK_THAT(rate(network, f1), WithinRel(10.0, kExact));
    CHECK_THAT(rate(network, f3), WithinRel(5.0, kExact));
    const Completion second = complete_next(network);
    CHECK_THAT(second.time, WithinRel(5.0, kExact));
    CHECK(second.ids == Ids{f1, f3, f4});
    CHECK(network.in_flight() == 0);
    CHECK(network.next_completion().base() == kInfinity);
}

TEST_CASE("a latency delays a flow's start and leaves the link to others till then") {
    // The first moves 10 bytes in its first second alone, and 10 more at 5 a second.
    FluidNetwork network = network_of({10.0});
    const Id first = start(network, 0.0, {{{0}}, 20.0});
    start(network, 1.0, {{{0}}, 20.0});
    const Completion end = complete_next(network);
    CHECK(end.ids == Ids{first});
    CHECK_THAT(end.time, WithinRel(3.0, kExact));
    // The second has 10 left and the link to itself.
    CHECK_THAT(complete_next(network).time, WithinRel(4.0, kExact));
}

TEST_CASE("a flow over several links is as fast as the slowest") {
    FluidNetwork network = network_of({10.0, 4.0, 8.0});
    const Id ring = start(network, 0.0, {{{0}, {1}, {2}}, 12.0});
    CHECK_THAT(rate(network, ring), WithinRel(4.0, kExact));
    CHECK_THAT(complete_next(network).time, WithinRel(3.0, kExact));
}

TEST_CASE("shares of a link are in the ratio of the weights") {
    FluidNetwork network = network_of({12.0});
    const Id one = start(network, 0.0, {{{0}}, 1.0, kInfinity, 1.0});
    const Id two = start(network, 0.0, {{{0}}, 1.0, kInfinity, 2.0});
    const Id three = start(network, 0.0, {{{0}}, 1.0, kInfinity, 3.0});
    CHECK_THAT(rate(network, one), WithinRel(2.0, kExact));
    CHECK_THAT(rate(network, two), WithinRel(4.0, kExact));
    CHECK_THAT(rate(network, three), WithinRel(6.0, kExact));
}

TEST_CASE("what a limited flow leaves is shared by the others") {
    FluidNetwork network = network_of({10.0});
    const Id slow = start(network, 0.0, {{{0}}, 1.0, 1.0});
    const Id a = start(network, 0.0, {{{0}}});
    const Id b = start(network, 0.0, {{{0}}});
    CHECK_THAT(rate(network, slow), WithinRel(1.0, kExact));
    CHECK_THAT(rate(network, a), WithinRel(4.5, kExact));
    CHECK_THAT(rate(network, b), WithinRel(4.5, kExact));
}

TEST_CASE("a limit counts where a flow is alone, and without any link") {
    FluidNetwork network = network_of({10.0});
    CHECK_THAT(rate(network, start(network, 0.0, {{{0}}, 6.0, 3.0})), WithinRel(3.0, kExact));
    CHECK_THAT(rate(network, start(network, 0.0, {{}, 5.0, 2.0})), WithinRel(2.0, kExact));
    CHECK_THAT(complete_next(network).time, WithinRel(2.0, kExact));
    CHECK_THAT(complete_next(network).time, WithinRel(2.5, kExact));
}

TEST_CASE("a share of a link costs that share of its rate") {
    // 10 / 0.25 alone. With another of share 1, both at the level x where 1.25 x = 10.
    FluidNetwork network = network_of({10.0});
    const Id quarter = start(network, 0.0, {{{0, 0.25}}, 1000.0});
    CHECK_THAT(rate(network, quarter), WithinRel(40.0, kExact));
    const Id whole = start(network, 0.0, {{{0}}, 1000.0});
    CHECK_THAT(rate(network, quarter), WithinRel(8.0, kExact));
    CHECK_THAT(rate(network, whole), WithinRel(8.0, kExact));
    CHECK_THAT(network.load(0).base(), WithinRel(10.0, kExact));
}

TEST_CASE("a link named twice carries both shares") {
    FluidNetwork network = network_of({10.0, 100.0});
    const Id twice = start(network, 0.0, {{{0}, {1}, {0, 1.5}}, 40.0});
    CHECK_THAT(rate(network, twice), WithinRel(4.0, kExact));
    // 2.5 x + x = 10.
    const Id once = start(network, 0.0, {{{0}}, 1000.0});
    CHECK_THAT(rate(network, twice), WithinRel(20.0 / 7.0, kExact));
    CHECK_THAT(rate(network, once), WithinRel(20.0 / 7.0, kExact));
    CHECK_THAT(complete_next(network).time, WithinRel(14.0, kExact));
    CHECK_THAT(rate(network, once), WithinRel(10.0, kExact));
    CHECK_THAT(network.carried(0).base(), WithinRel(100.0, kExact));
    CHECK_THAT(network.carried(1).base(), WithinRel(40.0, kExact));
}

TEST_CASE("nothing to move ends at once, even over a link without bandwidth") {
    FluidNetwork network = network_of({0.0});
    const Id none = start(network, 2.0, {{{0}}, 0.0});
    CHECK_FALSE(network.is_stalled());
    const Completion end = complete_next(network);
    CHECK(end.time == 2.0);
    CHECK(end.ids == Ids{none});
}

TEST_CASE("over 400 random networks rates are max-min fair after every change") {
    Random random;
    for (int i = 0; i < 400; ++i) {
        CAPTURE(i);
        Pair pair(random);
        for (int step = 0; step < 30; ++step) {
            CAPTURE(step);
            pair.step();
            pair.check();
        }
        pair.drain_and_check_carried();
    }
}

TEST_CASE("a link's load stays right through tens of thousands of changes") {
    // All cross one link and no other, so that each gets weight / sum of weights of it.
    Random random;
    FluidNetwork network = network_of({10.0});
    std::map<Id, double> weights;
    double now = 0.0;
    double worst = 0.0;
    for (int i = 0; i < 20'000; ++i) {
        const std::int64_t arrivals = weights.size() < 3 ? 3 : random.whole(0, 2);
        for (std::int64_t n = 0; n < arrivals && weights.size() < 12; ++n) {
            const Flow flow{{{0}}, random.between(1.0, 10.0), kInfinity, random.between(0.5, 2.0)};
            weights[start(network, now, flow)] = flow.weight;
        }
        double all = 0.0;
        for (const auto& [id, weight] : weights) all += weight;
        for (const auto& [id, weight] : weights) {
            const double error = rate(network, id) / (10.0 * weight / all) - 1.0;
            worst = std::max(worst, std::abs(error));
        }
        const Completion end = complete_next(network);
        now = end.time;
        for (const Id id : end.ids) weights.erase(id);
    }
    CHECK(worst < 1e-9);
}

TEST_CASE("what ends at one instant ends together, in the order of the starts") {
    // Over links of their own or shared, alone or not: all last 2 s. Ids are given again in another
    // order than they ended in, so that order of ids is not order of starts.
    FluidNetwork network = network_of({10.0, 7.0, 3.0});
    for (int round = 0; round < 3; ++round) {
        const double now = 2.0 * round;
        Ids started;
        for (int i = 0; i < 50; ++i) {
            started.push_back(start(network, now, {{{0}}, 0.4}));
            started.push_back(start(network, now, {{{1}}, 0.28}));
            started.push_back(start(network, now, {{{2}, {0, 0.0}}, 0.12}));
        }
        const Completion end = complete_next(network);
        CHECK_THAT(end.time, WithinRel(now + 2.0, kExact));
        CHECK(end.ids == started);
        CHECK(network.in_flight() == 0);
    }
}

TEST_CASE("a cut link stalls its flows, a restored one lets them go on") {
    FluidNetwork network = network_of({10.0, 10.0});
    const Id cut = start(network, 0.0, {{{0}}, 20.0});
    const Id other = start(network, 0.0, {{{0}, {1}}, 20.0});
    const Id beside = start(network, 0.0, {{{1}}, 20.0});
    CHECK_FALSE(network.is_stalled());
    // At 5 each, 5 bytes are through after 1 s.
    set_capacity(network, 0, 0.0, 1.0);
    CHECK(network.is_stalled());
    CHECK(rate(network, cut) == 0.0);
    CHECK(rate(network, other) == 0.0);
    // The 15 left have the other link alone.
    const Completion end = complete_next(network);
    CHECK(end.ids == Ids{beside});
    CHECK_THAT(end.time, WithinRel(2.5, kExact));
    CHECK(network.next_completion().base() == kInfinity);
    CHECK(network.is_stalled());
    // 15 each are left, at 3 each.
    set_capacity(network, 0, 6.0, 10.0);
    CHECK_FALSE(network.is_stalled());
    const Completion rest = complete_next(network);
    CHECK(rest.ids == Ids{cut, other});
    CHECK_THAT(rest.time, WithinRel(15.0, kExact));
}

TEST_CASE("an alone flow on a cut link stalls and goes on") {
    FluidNetwork network = network_of({0.0});
    start(network, 0.0, {{{0}}, 20.0});
    CHECK(network.is_stalled());
    CHECK(network.next_completion().base() == kInfinity);
    set_capacity(network, 0, 10.0, 3.0);
    CHECK_THAT(complete_next(network).time, WithinRel(5.0, kExact));
}

TEST_CASE("a flow that has started and none has asked after yet is not stalled") {
    FluidNetwork network = network_of({10.0});
    start(network, 0.0, {{{0}}});
    start(network, 0.0, {{{0}}});
    CHECK_FALSE(network.is_stalled());
}

TEST_CASE("rounding leaves nothing to flow over a cut link") {
    Random random;
    for (int i = 0; i < 200; ++i) {
        FluidNetwork network = network_of(std::vector<double>(4, random.between(1.0, 100.0)));
        Ids cut;
        for (int n = 0; n < 20; ++n) {
            Flow flow = random_flow(random, 4);
            flow.links.push_back({0, random.between(0.1, 1.0)});
            cut.push_back(start(network, 0.0, flow));
            network.next_completion();
        }
        set_capacity(network, 0, 0.0, 0.0);
        for (const Id id : cut) CHECK(rate(network, id) == 0.0);
        // Those that come later find none either.
        CHECK(rate(network, start(network, 0.0, random_flow(random, 1))) == 0.0);
        CHECK(network.next_completion().base() == kInfinity);
        CHECK(network.is_stalled());
    }
}

TEST_CASE("the same sequence ends at the same times to the last bit") {
    const auto times = [] {
        Random random;
        FluidNetwork network = network_of(std::vector<double>(16, 10.0));
        std::vector<double> out;
        double now = 0.0;
        for (int i = 0; i < 2000; ++i) {
            while (network.in_flight() < 40) start(network, now, random_flow(random, 16));
            const Completion end = complete_next(network);
            now = end.time;
            out.push_back(now);
        }
        return out;
    };
    CHECK(times() == times());
}
