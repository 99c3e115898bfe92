#include "engine/economics/cash_flow.hpp"

#include <algorithm>
#include <cmath>

namespace deepwallet {

namespace {

constexpr double kMonths = 12.0;

std::size_t months(const Ownership& terms) {
    return static_cast<std::size_t>(std::max(1.0, std::round(terms.lifetime.in(units::month))));
}

/// A loan paid back in equal instalments; what is left may be repaid at any month's end.
class Loan {
public:
    Loan(double principal, const Ownership& terms)
        : left_(principal),
          rate_(monthly_rate(terms.loan_rate)),
          payment_(loan_payment(principal, rate_, std::max(1, whole_months(terms.loan_term)))) {}

    struct Instalment {
        double paid = 0.0;
        double interest = 0.0;
    };

    Instalment month() {
        Instalment out;
        out.interest = left_ * rate_;
        out.paid = std::min(payment_, left_ + out.interest);
        left_ = std::max(0.0, left_ + out.interest - out.paid);
        return out;
    }

    [[nodiscard]] double left() const { return left_; }

private:
    static int whole_months(Time term) {
        return static_cast<int>(std::round(term.in(units::month)));
    }

    double left_;
    double rate_;
    double payment_;
};

/// Written off in this month, of equipment and room.
double depreciation(const Acquisition& bought, const Ownership& terms, std::size_t month) {
    const auto year = static_cast<int>((month - 1) / static_cast<std::size_t>(kMonths));
    const double equipment =
        depreciation_share(terms.depreciation, year, terms.lifetime.in(units::year));
    const double room = depreciation_share(
        Depreciation::straight_line, year, terms.facility_lifetime.in(units::year));
    return (equipment * bought.equipment().in(units::usd) + room * bought.facility.in(units::usd)) /
           kMonths;
}

/// Equipment is sold at its salvage value. The room goes on: what its life has left.
double worth_at_end(const Acquisition& bought, const Ownership& terms) {
    const double rest = std::max(0.0, 1.0 - terms.lifetime / terms.facility_lifetime);
    return terms.salvage_share * (bought.servers + bought.network).in(units::usd) +
           rest * bought.facility.in(units::usd);
}

}  // namespace

CashFlow own_flow(const OnPremCost& own, const Ownership& terms) {
    const Acquisition& bought = own.acquisition;
    const double price = bought.total().in(units::usd);
    const double running = (own.running_cost() * units::month).in(units::usd);
    const bool written_off = terms.depreciation != Depreciation::none;
    Loan loan(terms.financed_share * price, terms);
    CashFlow flow(months(terms) + 1);
    flow[0] = -(1.0 - terms.financed_share) * price;
    double book = price;
    for (std::size_t m = 1; m < flow.size(); ++m) {
        const Loan::Instalment instalment = loan.month();
        const double off = written_off ? std::min(book, depreciation(bought, terms, m)) : 0.0;
        book -= off;
        flow[m] =
            -running - instalment.paid + terms.tax_rate * (running + instalment.interest + off);
    }
    // A gain over the books is taxed, a loss is deducted.
    const double worth = worth_at_end(bought, terms);
    const double taxed = written_off ? worth - book : 0.0;
    flow.back() += worth - terms.tax_rate * taxed - loan.left();
    return flow;
}

CashFlow rent_flow(const Rent& rent, const Ownership& terms) {
    const double month = (rent.per_calendar_hour(terms.utilisation) * units::month).in(units::usd);
    CashFlow flow(months(terms) + 1, -(1.0 - terms.tax_rate) * month);
    flow[0] = 0.0;
    return flow;
}

CashFlow cumulative(const CashFlow& flow) {
    CashFlow sums(flow.size());
    double sum = 0.0;
    for (std::size_t m = 0; m < flow.size(); ++m) sums[m] = sum += flow[m];
    return sums;
}

Investment investment(const CashFlow& own, const CashFlow& rent, double discount_rate) {
    CashFlow saved(own.size());
    for (std::size_t m = 0; m < own.size(); ++m) saved[m] = own[m] - rent[m];
    const double rate = monthly_rate(discount_rate);
    Investment out;
    out.npv_usd = npv(saved, rate);
    if (const auto monthly = irr(saved))
        out.irr = std::pow(1.0 + *monthly, kMonths) - 1.0;
    if (const auto paid = payback(saved))
        out.payback = *paid * units::month;
    if (const auto paid = discounted_payback(saved, rate))
        out.discounted_payback = *paid * units::month;
    return out;
}

}  // namespace deepwallet
