#include <cmath>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>

#include "engine/hardware/topology.hpp"

namespace deepwallet {

namespace {

/// Bytes a second as whole numbers: sums of those are exact, as the algorithm asks for.
using Rate = long long;
using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using EdgeProperties = boost::property<
    boost::edge_capacity_t,
    Rate,
    boost::property<boost::edge_residual_capacity_t,
                    Rate,
                    boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>;
using Graph = boost::
    adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, EdgeProperties>;

/// An arc, and the reverse without capacity that the algorithm works with.
void add_arc(Graph& graph, std::size_t from, std::size_t to, Rate capacity) {
    const auto there = boost::add_edge(from, to, graph).first;
    const auto back = boost::add_edge(to, from, graph).first;
    put(boost::edge_capacity, graph, there, capacity);
    put(boost::edge_capacity, graph, back, 0);
    put(boost::edge_reverse, graph, there, back);
    put(boost::edge_reverse, graph, back, there);
}

}  // namespace

Bandwidth Topology::max_flow(std::span<const std::int64_t> from,
                             std::span<const std::int64_t> to) const {
    const std::size_t source = vertices_.size();
    const std::size_t sink = source + 1;
    Graph graph(sink + 1);
    Rate all = 1;
    for (const NetworkLink& link : links_) {
        const Rate capacity = std::llround(link.capacity);
        add_arc(graph, link.from, link.to, capacity);
        all += capacity;
    }
    // Between accelerators and their adapters nothing holds traffic up.
    for (std::int64_t gpu = 0; gpu < gpus() && nics_ > 0; ++gpu) {
        const std::int64_t own =
            gpu / per_server_ * nics_ + gpu % per_server_ * nics_ / per_server_;
        const std::size_t nic = links_[nic_out_[static_cast<std::size_t>(own)]].from;
        add_arc(graph, static_cast<std::size_t>(gpu), nic, all);
        add_arc(graph, nic, static_cast<std::size_t>(gpu), all);
    }
    for (const std::int64_t gpu : from) add_arc(graph, source, static_cast<std::size_t>(gpu), all);
    for (const std::int64_t gpu : to) add_arc(graph, static_cast<std::size_t>(gpu), sink, all);
    return Bandwidth::from_base(
        static_cast<double>(boost::push_relabel_max_flow(graph, source, sink)));
}

}  // namespace deepwallet
