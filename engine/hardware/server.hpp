#pragma once

/// A server, or whatever box or rack shares one scale-up network.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/units.hpp"

namespace deepwallet {

/// How the accelerators of a server are joined.
enum class ScaleUpKind {
    scaleup_switch,  ///< NVSwitch and its kin: each reaches any other at its whole rate
    mesh,            ///< a link between every two
    cube_mesh,       ///< DGX-1: eight with four neighbours each, two of them over two links
    pcie,            ///< pairs below a PCIe switch, pairs of pairs below a processor
};

struct Server {
    std::string name;
    std::int64_t accelerators = 0;
    std::optional<double> memory_label_gb;  ///< of all accelerators, as the data sheet prints it

    // Scale-up network (NVLink and its kin), one way.
    ScaleUpKind scaleup_kind = ScaleUpKind::scaleup_switch;
    Bandwidth scaleup_bandwidth;                  ///< of one accelerator, nominal
    std::optional<std::int64_t> links;            ///< of one accelerator that stay in the server
    std::vector<double> scaleup_ranks;            ///< group sizes of the two curves below
    std::vector<double> all_reduce_latency_us;    ///< of a large-message all-reduce
    std::vector<double> all_reduce_bus_gb_per_s;  ///< its bus bandwidth as size grows
    Time hop_latency;  ///< of a ring's step between neighbours inside of the server
    double gather_latency_share = 1.0;         ///< of an all-gather, against an all-reduce
    double gather_bandwidth_share = 1.0;       ///< below 1 where switches add up all-reduces
    double small_message_latency_share = 1.0;  ///< of small messages, against large ones
    double small_message_bandwidth_share = 1.0;
    Bandwidth point_to_point_bandwidth;  ///< achieved between two accelerators
    double interference = 0.0;           ///< share of compute units that a collective takes

    // Scale-out network.
    std::int64_t nics = 0;  ///< for collectives; storage and management adapters not counted
    Bandwidth nic_bandwidth;
    std::optional<Bandwidth> nic_total;  ///< of the server, as its data sheet prints it

    // Host, for what a plan offloads to it (cost/offload.hpp); absent where it is not known.
    std::optional<Data> host_memory;
    std::optional<Bandwidth> host_link;   ///< achieved by one accelerator, one way
    std::optional<Bandwidth> host_links;  ///< by all of them at once: they share PCIe switches
    std::optional<double> host_updates_per_us;  ///< parameters that the processors' Adam updates
    std::optional<Data> nvme;                   ///< of all drives
    std::optional<Bandwidth> nvme_read;
    std::optional<Bandwidth> nvme_write;

    // Power (energy/power.hpp).
    Power max_power;         ///< nameplate
    Power base_power;        ///< all but accelerators, fans and supply losses
    double fan_share = 0.0;  ///< fans as a share of accelerator power
    double psu_efficiency = 0.0;

    std::optional<Money> price;  ///< absent where it is not sold
    bool nics_in_price = true;   ///< the list price covers the network adapters
    Carbon embodied;             ///< without the accelerators
};

}  // namespace deepwallet
