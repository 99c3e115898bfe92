#include "gui/pages/overview_page.hpp"

#include <QLabel>
#include <QListWidget>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>

#include "engine/report/explain.hpp"
#include "engine/report/format.hpp"
#include "engine/report/foundations.hpp"
#include "engine/report/json.hpp"
#include "engine/report/text.hpp"
#include "engine/scenario/names.hpp"
#include "gui/appearance.hpp"
#include "gui/fault_text.hpp"
#include "gui/metric_text.hpp"
#include "gui/pages/overview_sentences.hpp"
#include "gui/path_name.hpp"
#include "gui/table_text.hpp"
#include "gui/text.hpp"
#include "gui/widgets/explanation_tree.hpp"
#include "gui/widgets/tile_grid.hpp"

namespace deepwallet::gui {

namespace {

QLabel* heading(const QString& text) {
    auto* label = new QLabel(text);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

/// Metrics below a path, each a part of a whole, in a colour of its own whatever its size.
std::vector<BarPart> parts_below(const std::string& prefix, const Answer& answer) {
    std::vector<BarPart> out;
    for (const Metric& metric : metrics()) {
        if (metric.path.rfind(prefix, 0) != 0)
            continue;
        const MetricValue value = value_of(metric, answer);
        std::string name = metric.path.substr(prefix.size());
        std::replace(name.begin(), name.end(), '_', ' ');
        out.push_back({told(name, metric.path),
                       told_value(short_value(value, metric.unit)),
                       number_of(value),
                       part_color(out.size()),
                       "\n" + told(metric.meaning)});
    }
    return out;
}

/// Its last word is the engine's name.
QString title_of(const Answer& answer) {
    const std::string engine = name_of(engine_names(), answer.scenario.engine);
    QString out = qt(report_title(answer)).trimmed();
    out.chop(qt(engine).size());
    return out + told(engine, "simulation.engine");
}

/// A step is known then, and no run.
bool lacks_tokens(const Answer& answer) {
    return !answer.report.run && !answer.report.endless &&
           answer.scenario.recipe.kind != RecipeKind::as_is;
}

bool is_known(const Metric& metric, const Answer& answer) {
    return !std::holds_alternative<std::monostate>(value_of(metric, answer));
}

constexpr const char* kBill = "cost.total_usd";
constexpr const char* kServedTokens = "serving.usd_per_million_tokens";

}  // namespace

OverviewPage::OverviewPage(Session& session, QWidget* parent)
    : Page("overview", tr("Overview"), parent), session_(session) {
    title_ = heading({});
    title_->setWordWrap(true);
    faults_ = new QListWidget;
    faults_->setAccessibleName(tr("Faults"));
    faults_->setWordWrap(true);
    faults_->hide();
    constexpr int kMostTiles = 4;
    grid_ = new TileGrid(kMostTiles);
    add_tiles();
    bottleneck_ = new QLabel;
    bottleneck_->setWordWrap(true);
    off_range_ = new QLabel;
    off_range_->setWordWrap(true);
    off_range_->hide();
    time_ = new PartsBar;
    time_->setAccessibleName(tr("Where the time goes"));
    idle_ = new QLabel;
    idle_->setWordWrap(true);
    idle_->setToolTip(
        tr("Communication: tensor, context, expert, pipeline and data parallel, as far as nothing "
           "hides it. Idleness: the bubble, waiting for the host, checkpoints, failures and the "
           "start. What the software adds and work that is done twice are neither."));
    memory_title_ = heading({});
    memory_ = new PartsBar;
    memory_->setAccessibleName(tr("Memory of the fullest stage"));
    misfit_ = new QLabel;
    misfit_->setWordWrap(true);
    misfit_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    misfit_->hide();
    rests_ = new QLabel;
    rests_->setWordWrap(true);
    explained_ = heading({});
    tree_ = new ExplanationTree;
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->addWidget(title_);
    column->addWidget(faults_);
    column->addWidget(grid_);
    column->addWidget(off_range_);
    column->addWidget(heading(tr("Where the time goes")));
    column->addWidget(bottleneck_);
    column->addWidget(time_);
    column->addWidget(idle_);
    column->addWidget(memory_title_);
    column->addWidget(memory_);
    column->addWidget(misfit_);
    column->addWidget(rests_);
    column->addWidget(explained_);
    column->addWidget(tree_, 1);
    set_content(content);
    explains_soon_.setSingleShot(true);
    connect(&explains_soon_, &QTimer::timeout, this, &OverviewPage::explain_now);
    const auto jump = [this](const QListWidgetItem* item) {
        const int line = item->data(Qt::UserRole).toInt();
        const QString field = item->data(Qt::UserRole + 1).toString();
        Q_EMIT wants_line(line);
        Q_EMIT wants_field(field);
    };
    connect(faults_, &QListWidget::itemClicked, this, jump);
    connect(faults_, &QListWidget::itemActivated, this, jump);
    connect(&session_, &Session::current_changed, this, &OverviewPage::show_answer);
    connect(&session_, &Session::answered, this, [this](int index) {
        if (index == session_.current())
            show_answer();
    });
    connect(&session_, &Session::doubted, this, [this](int index) {
        if (index == session_.current())
            show_doubt();
    });
}

void OverviewPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    show_answer();
}

void OverviewPage::add_tiles() {
    struct Wanted {
        const char* path;
        QString title;
        bool trains = true;
    };
    const std::vector<Wanted> all = {
        {"run.days", tr("Time")},
        {kBill, tr("This run's bill")},
        {"cost.on_prem.acquisition_usd", tr("To buy it all")},
        {"power.facility_mean_kw", tr("Power")},
        {"power.cooling_tons", tr("Cooling")},
        {"carbon.total_t", tr("Carbon, CO2e")},
        {"iteration.mfu", tr("Model FLOPs utilization")},
        {"memory.per_gpu_gib", tr("Memory of a GPU")},
        {kServedTokens, tr("A million tokens"), false},
        {"serving.first_token_ms", tr("First token"), false},
        {"serving.mean_token_ms", tr("Each token after it"), false},
        {"serving.tokens_per_s", tr("Speed of a replica"), false},
        {"serving.servers", tr("Servers"), false},
        {"serving.facility_kw", tr("Power"), false},
        {"serving.carbon_t", tr("Carbon, CO2e"), false},
        {"serving.memory_per_gpu_gib", tr("Memory of a GPU"), false},
    };
    for (const Wanted& one : all) {
        Tile* tile = grid_->add(one.title);
        tiles_.push_back({one.path, tile, one.trains});
        connect(
            tile, &Tile::clicked, this, [this, p = std::string(one.path)] { explain_metric(p); });
    }
    choose_tiles(true);
}

/// Of a model that is used as it is nothing is trained: what its tokens cost.
void OverviewPage::choose_tiles(bool trains) {
    for (const Shown& shown : tiles_) shown.tile->setVisible(shown.trains == trains);
    grid_->arrange();
}

AnswerPtr OverviewPage::shown_answer() const {
    const int now = session_.current();
    const AnswerPtr answer = session_.front_answer();
    return answer == nullptr || answer->has_report() ? answer : session_.last_good(now);
}

/// Nobody sees it behind another page: it is shown when it comes to the front.
void OverviewPage::show_answer() {
    if (!isVisible())
        return;
    const AnswerPtr answer = session_.front_answer();
    const AnswerPtr good = shown_answer();
    show_faults(answer == nullptr ? Faults{} : answer->faults);
    // What this document had stays while a fault is being mended, greyed and named.
    const bool is_of_now = good != nullptr && good == answer;
    for (const Shown& shown : tiles_) shown.tile->setEnabled(is_of_now);
    for (QWidget* part :
         std::initializer_list<QWidget*>{title_, bottleneck_, time_, idle_, memory_, tree_})
        part->setEnabled(is_of_now);
    if (good == nullptr)
        return show_nothing();
    title_->setText(is_of_now ? title_of(good->answer())
                              : tr("Before the fault: %1").arg(title_of(good->answer())));
    show_tiles(*good);
    show_time(*good);
    show_memory(*good);
    explains_soon_.start();
}

/// Of this document there is no answer, and those of others are none of its.
void OverviewPage::show_nothing() {
    explains_soon_.stop();
    for (const Shown& shown : tiles_) shown.tile->show_value("–", {});
    for (QLabel* label : {title_, bottleneck_, idle_, memory_title_, misfit_, rests_, explained_})
        label->clear();
    off_range_->hide();
    time_->show_parts({});
    memory_->show_parts({});
    tree_->clear();
}

void OverviewPage::show_doubt() {
    const AnswerPtr good = shown_answer();
    if (!isVisible() || good == nullptr)
        return;
    show_tiles(*good);
    show_memory(*good);
}

/// In the order of their lines; those that are of no line come last.
void OverviewPage::show_faults(Faults faults) {
    const auto line_of = [](const Fault& fault) {
        return fault.place.line > 0 ? fault.place.line : std::numeric_limits<int>::max();
    };
    std::stable_sort(faults.begin(), faults.end(), [&](const Fault& a, const Fault& b) {
        return line_of(a) < line_of(b);
    });
    faults_->clear();
    // Nobody reads more of them, and each takes its time.
    constexpr std::size_t kMostFaults = 200;
    const std::size_t more = faults.size() - std::min(kMostFaults, faults.size());
    faults.resize(faults.size() - more);
    for (const Fault& fault : faults) {
        QString text = told_fault(fault);
        if (fault.place.line > 0)
            text = tr("line %1: ").arg(fault.place.line) + text;
        auto* item = new QListWidgetItem(text, faults_);
        item->setData(Qt::UserRole, fault.place.line);
        item->setData(Qt::UserRole + 1, qt(fault.path));
    }
    if (more > 0)
        faults_->addItem(tr("and %1 more").arg(count_text(static_cast<std::int64_t>(more))));
    faults_->setVisible(!faults.empty());
    fit_faults();
}

/// Long ones break.
void OverviewPage::fit_faults() {
    constexpr int kMostLines = 8;
    constexpr int kBetween = 6;
    // The view has not been laid out yet, so its own hints are of another width.
    const int room = width() - 2 * style()->pixelMetric(QStyle::PM_LayoutLeftMargin) -
                     2 * style()->pixelMetric(QStyle::PM_ScrollBarExtent) - 2 * kBetween;
    int height = 2 * faults_->frameWidth() + kBetween;
    const int rows = std::min(kMostLines, faults_->count());
    for (int row = 0; row < rows; ++row) {
        const QRect text = fontMetrics().boundingRect(
            QRect(0, 0, std::max(1, room), 10'000), Qt::TextWordWrap, faults_->item(row)->text());
        height += text.height() + kBetween;
    }
    faults_->setFixedHeight(std::min(height, kMostLines * (fontMetrics().height() + kBetween)));
}

void OverviewPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    fit_faults();
}

void OverviewPage::show_tiles(const Answered& answer) {
    choose_tiles(!is_untrained(answer.answer()));
    for (const Shown& shown : tiles_) {
        const Metric& metric = *find_metric(shown.path);
        QString range = shown.tile->isEnabled() ? range_text(metric, answer.doubt.ranges)
                                                : tr("before the fault");
        if (range.isEmpty() && lacks_tokens(answer.answer()) && !is_known(metric, answer.answer()))
            range = tr("give training.tokens");
        shown.tile->show_value(
            tile_text(metric, value_of(metric, answer.answer())), range, answer.is_whole);
        if (shown.path == "memory.per_gpu_gib")
            shown.tile->set_alarm(!answer.report->fits());
        shown.tile->setToolTip(
            told(metric.meaning) + "\n" +
            tr("Below: P10 to P90 of %1 draws of its inputs").arg(answer.uncertainty.samples) +
            "\n" + tr("Click: how it came about"));
    }
    grid_->arrange();
    show_foundations(answer);
}

/// Its doubt says them.
void OverviewPage::show_foundations(const Answered& answer) {
    if (!answer.is_whole)
        return;
    const Foundations found = foundations(*answer.loaded, *answer.report, answer.doubt);
    std::vector<std::string> others;
    for (const Shown& shown : tiles_) {
        const auto range = answer.doubt.ranges.find(shown.path);
        if (range == answer.doubt.ranges.end())
            continue;
        const double now = number_of(value_of(*find_metric(shown.path), answer.answer()));
        if (now < range->second.p10 || now > range->second.p90)
            others.push_back(shown.path);
    }
    const QString beside = off_range_sentence(found);
    off_range_->setText(beside.isEmpty() ? others_off_range_sentence(others) : beside);
    off_range_->setVisible(!off_range_->text().isEmpty());
    rests_->setText(rests_sentence(found));
    QStringList assumed;
    for (const std::string& path : found.assumed) assumed << path_name(path);
    rests_->setToolTip(assumed.join(", "));
}

void OverviewPage::show_time(const Answered& answer) {
    const QString served = serving_sentence(answer.answer());
    time_->setVisible(!is_untrained(answer.answer()));
    if (is_untrained(answer.answer())) {
        bottleneck_->setText(tr("Nothing is trained: the model is used as it is."));
        idle_->setText(served);
        return;
    }
    const std::vector<BarPart> parts = parts_below("iteration.breakdown_s.", answer.answer());
    const auto largest = std::max_element(
        parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.size < b.size; });
    const double whole = answer.report->iteration.time.in(units::s);
    if (largest != parts.end()) {
        bottleneck_->setText(
            tr("An iteration takes %1. The largest part, %2 %, goes to %3; stage %4 sets the pace.")
                .arg(told_value(format_time(answer.report->iteration.time)))
                .arg(100.0 * largest->size / whole, 0, 'f', 0)
                .arg(largest->name)
                .arg(answer.report->iteration.bottleneck));
    }
    time_->show_parts(parts);
    QString said = idle_sentence(answer.answer());
    if (!served.isEmpty())
        said += (said.isEmpty() ? "" : "\n") + served;
    idle_->setText(said);
}

void OverviewPage::show_memory(const Answered& answer) {
    const Report& report = *answer.report;
    memory_->setVisible(!is_untrained(answer.answer()));
    misfit_->hide();
    memory_title_->setVisible(!is_untrained(answer.answer()));
    if (is_untrained(answer.answer()))
        return;
    const double used = report.memory.use.total().in(units::GiB);
    const double capacity = report.capacity.in(units::GiB);
    std::vector<BarPart> parts = parts_below("memory.breakdown_gib.", answer.answer());
    parts.push_back({tr("free"),
                     qt(significant(std::max(0.0, capacity - used))) + " GiB",
                     capacity - used,
                     palette().color(QPalette::Mid),
                     {}});
    memory_->show_parts(std::move(parts), capacity);
    const bool fits = report.fits();
    set_alarm(*memory_title_, !fits);
    misfit_->setText(remedies_text(answer));
    misfit_->setVisible(!fits);
    memory_title_->setText((report.fits() ? tr("Memory of stage %1, the fullest: %2 of %3 GiB")
                                          : tr("Memory of stage %1 does not suffice: %2 of %3 GiB"))
                               .arg(report.memory.stage)
                               .arg(qt(significant(used)), qt(significant(capacity))));
}

void OverviewPage::explain_metric(const std::string& path) {
    explains_ = path;
    explain_now();
}

void OverviewPage::explain_now() {
    if (const AnswerPtr good = shown_answer())
        show_explanation(*good);
}

void OverviewPage::show_explanation(const Answered& answer) {
    // Of a model that is used as it is there is no bill of training.
    const bool serves = is_untrained(answer.answer()) && explains_ == kBill;
    const Metric& metric = *find_metric(serves ? kServedTokens : explains_);
    explained_->setText(tr("How it came about: %1").arg(told(metric.meaning)));
    tree_->show_explanation(explain(metric, *answer.loaded, *answer.report));
}

const Tile* OverviewPage::tile(const std::string& path) const {
    for (const Shown& shown : tiles_) {
        if (shown.path == path)
            return shown.tile;
    }
    return nullptr;
}

QString OverviewPage::tile_value(const std::string& path) const {
    const Tile* found = tile(path);
    return found == nullptr ? QString() : found->value();
}

QString OverviewPage::tile_range(const std::string& path) const {
    const Tile* found = tile(path);
    return found == nullptr ? QString() : found->range();
}

/// As the command writes it, then the ranges.
QString OverviewPage::csv() const {
    const AnswerPtr answer = session_.front_answer();
    if (answer == nullptr || !answer->has_report())
        return {};
    std::vector<std::vector<std::string>> lines = {{"metric", "unit", "p10", "p50", "p90"}};
    for (const auto& [path, range] : answer->uncertainty.ranges) {
        lines.push_back({path, find_metric(path)->unit});
        for (const double x : {range.p10, range.p50, range.p90})
            lines.back().push_back(std::isfinite(x) ? to_text(x) : "");
    }
    return qt(report_csv(answer->answer())) + (lines.size() > 1 ? '\n' + csv_of(lines) : QString());
}

}  // namespace deepwallet::gui
