#include "gui/pages/overview_sentences.hpp"

#include <QStringList>
#include <algorithm>
#include <array>
#include <span>

#include "engine/report/causes.hpp"
#include "engine/report/format.hpp"
#include "gui/fault_text.hpp"
#include "gui/metric_text.hpp"
#include "gui/pages/overview_page.hpp"
#include "gui/path_name.hpp"
#include "gui/report_words.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

/// What some causes come to together.
struct Spent {
    Time wall;
    Money money;
    Energy energy;
    Carbon carbon;
};

constexpr std::array kCommunication = {CostCause::tensor_comm,
                                       CostCause::context_comm,
                                       CostCause::expert_comm,
                                       CostCause::pipeline_comm,
                                       CostCause::data_comm};

/// While the run lasts.
constexpr std::array kIdleness = {CostCause::bubble,
                                  CostCause::host,
                                  CostCause::checkpoint,
                                  CostCause::detection,
                                  CostCause::restart,
                                  CostCause::waiting,
                                  CostCause::startup};

Spent spent_on(std::span<const CostCause> causes, const std::vector<CauseBill>& bills) {
    Spent out;
    for (const CostCause cause : causes) {
        // In the order of the causes.
        const CauseBill& bill = bills[static_cast<std::size_t>(cause)];
        out.wall += bill.wall;
        out.money += bill.money;
        out.energy += bill.energy;
        out.carbon += bill.carbon;
    }
    return out;
}

/// The first of them, and that there are more.
QString named(const std::vector<std::string>& paths) {
    constexpr std::size_t kMostNames = 3;
    QStringList names;
    for (std::size_t i = 0; i < std::min(kMostNames, paths.size()); ++i)
        names << path_name(paths[i]);
    if (paths.size() > kMostNames)
        names << QStringLiteral("…");
    return names.join(QStringLiteral(", "));
}

}  // namespace

bool is_untrained(const Answer& answer) { return answer.scenario.recipe.kind == RecipeKind::as_is; }

QString serving_sentence(const Answer& answer) {
    const auto& serving = answer.report.serving;
    if (!serving)
        return {};
    if (!serving->speed.fits)
        return OverviewPage::tr("It cannot be served like that: no request fits.");
    const auto said = [&](const char* path) {
        const Metric& metric = *find_metric(path);
        return told_value(short_value(value_of(metric, answer), metric.unit));
    };
    return OverviewPage::tr("Served: %1, %2 and %3; the first token after %4.")
        .arg(said("serving.usd_per_million_tokens"),
             said("serving.kwh_per_million_tokens"),
             said("serving.g_per_million_tokens"),
             said("serving.first_token_ms"));
}

QString idle_sentence(const Answer& answer) {
    if (!answer.report.run || is_untrained(answer))
        return {};
    const std::vector<CauseBill> bills = bill_by_cause(answer);
    if (bills.empty())
        return {};
    const auto said = [](const Spent& spent) {
        return OverviewPage::tr("%1: %2, %3 and %4")
            .arg(told_value(format_time(spent.wall)),
                 qt(format_money(spent.money)),
                 told_number(spent.energy.in(units::MWh), "MWh"),
                 qt(format_carbon(spent.carbon)));
    };
    const QString out =
        OverviewPage::tr("Communication takes %1; idleness takes %2.")
            .arg(said(spent_on(kCommunication, bills)), said(spent_on(kIdleness, bills)));
    // The bill above may be that of renting.
    const auto& own = answer.report.run->on_prem;
    const double least = number_of(value_of(*find_metric("cost.total_usd"), answer));
    const bool owns = own && own->run_total().in(units::usd) <= least;
    return owns || !own ? out
                        : out + ' ' +
                              OverviewPage::tr(
                                  "Dollars are of owning, %1 in all, which is not the "
                                  "cheapest way.")
                                  .arg(qt(format_money(own->run_total())));
}

QString off_range_sentence(const Foundations& found) {
    if (found.one_sided.empty())
        return {};
    const QString said = found.below_range
                             ? OverviewPage::tr(
                                   "%1 lies below its range, and others may lie beside theirs, as "
                                   "inputs are given at one end of their own: %2")
                             : OverviewPage::tr(
                                   "%1 lies above its range, and others may lie beside theirs, as "
                                   "inputs are given at one end of their own: %2");
    return said.arg(path_name(found.headline->path), named(found.one_sided));
}

QString others_off_range_sentence(const std::vector<std::string>& paths) {
    return paths.empty() ? QString()
                         : OverviewPage::tr(
                               "Beside its range, as inputs are given at one end of "
                               "their own: %1")
                               .arg(named(paths));
}

QString rests_sentence(const Foundations& found) {
    QStringList said;
    if (!found.assumed.empty())
        said << OverviewPage::tr("%1 of its inputs assumed, as nobody published them: %2")
                    .arg(count_text(static_cast<std::int64_t>(found.assumed.size())),
                         named(found.assumed));
    const auto by_date = [](const DatedPrice& a, const DatedPrice& b) { return a.as_of < b.as_of; };
    const auto [oldest, newest] =
        std::minmax_element(found.prices.begin(), found.prices.end(), by_date);
    if (oldest != found.prices.end())
        said << OverviewPage::tr("prices are of %1 to %2, the oldest that of %3")
                    .arg(qt(oldest->as_of), qt(newest->as_of), path_name(oldest->path));
    QStringList out = {said.join("; ")};
    if (!found.not_counted.empty()) {
        QStringList left_out;
        for (const std::string& one : found.not_counted) left_out << told_lines(one);
        out << OverviewPage::tr("Left out: %1").arg(left_out.join("; "));
    }
    return out.join(QStringLiteral(". ")) + '.';
}

QString remedies_text(const Answered& answer) {
    if (answer.remedies.empty())
        return answer.is_whole ? OverviewPage::tr("No one or two changes of the plan make it fit.")
                               : QString();
    constexpr std::size_t kMost = 3;
    QStringList lines;
    for (std::size_t i = 0; i < std::min(kMost, answer.remedies.size()); ++i) {
        const Remedy& remedy = answer.remedies[i];
        QStringList settings;
        for (const std::string& setting : remedy.settings) {
            const std::size_t equals = setting.find('=');
            settings << path_name(setting.substr(0, equals)) + " = " +
                            value_name(setting.substr(0, equals), setting.substr(equals + 1));
        }
        lines << OverviewPage::tr("It would fit with %1: %2 GiB, %3 an iteration")
                     .arg(settings.join(", "),
                          qt(significant(remedy.memory.in(units::GiB))),
                          told_value(format_time(remedy.iteration)));
    }
    return lines.join('\n');
}

}  // namespace deepwallet::gui
