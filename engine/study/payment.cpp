#include "engine/study/payment.hpp"

#include <algorithm>
#include <tuple>

namespace deepwallet {

namespace {

WayToPay owning(const OnPremCost& own, const Campaign& campaign, const Ownership& terms) {
    WayToPay out;
    out.name = "on-prem";
    out.contract = "own";
    out.run = own.run_total();
    out.committed = own.acquisition.total();
    out.gpu_hour = own.gpu_hour;
    out.wall = campaign.wall;
    out.flow = own_flow(own, terms);
    return out;
}

WayToPay renting(const CloudCost& cloud, const Scenario& s, const std::optional<CashFlow>& own) {
    const CloudOffer& offer = s.offers[cloud.offer];
    WayToPay out;
    out.name = offer.name;
    out.contract = offer.contract;
    out.offer = cloud.offer;
    out.run = cloud.run_total();
    out.committed = cloud.commitment;
    out.gpu_hour = offer.gpu_price;
    out.wall = cloud.wall;
    out.flow = rent_flow(cloud.rent, s.ownership);
    if (own)
        out.buying = investment(*own, out.flow, s.ownership.discount_rate);
    out.break_even = cloud.break_even;
    out.break_even_utilisation = cloud.break_even_utilisation;
    out.break_even_runs = cloud.break_even_runs;
    return out;
}

}  // namespace

std::vector<WayToPay> ways_to_pay(const Scenario& s, const Report& report) {
    std::vector<WayToPay> out;
    if (!report.run)
        return out;
    std::optional<CashFlow> own;
    if (report.run->on_prem) {
        out.push_back(owning(*report.run->on_prem, report.run->campaign, s.ownership));
        own = out.back().flow;
    }
    for (const CloudCost& cloud : report.run->cloud) {
        if (!cloud.endless)
            out.push_back(renting(cloud, s, own));
    }
    std::sort(out.begin(), out.end(), [](const WayToPay& a, const WayToPay& b) {
        return std::tie(a.run, a.name) < std::tie(b.run, b.name);
    });
    return out;
}

}  // namespace deepwallet
