#include "gui/pages/hardware_page.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QTableWidget>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/config/csv.hpp"
#include "engine/config/toml_edit.hpp"
#include "engine/hardware/network_parts.hpp"
#include "engine/report/format.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/scenario/preset_sections.hpp"
#include "gui/fault_text.hpp"
#include "gui/metric_text.hpp"
#include "gui/path_name.hpp"
#include "gui/table_text.hpp"
#include "gui/text.hpp"
#include "gui/widgets/chart_view.hpp"
#include "gui/widgets/topology_view.hpp"

namespace deepwallet::gui {

namespace {

constexpr int kKindRole = Qt::UserRole;
constexpr const char* kOffers = "economics.compare";

const PresetSection* section_of(EntryKind kind) {
    for (const PresetSection& section : preset_sections()) {
        if (section.kind == kind)
            return &section;
    }
    return nullptr;
}

QString title_of(EntryKind kind) {
    switch (kind) {
        case EntryKind::accelerator:
            return HardwarePage::tr("Accelerators");
        case EntryKind::server:
            return HardwarePage::tr("Servers");
        case EntryKind::fabric:
            return HardwarePage::tr("Networks");
        case EntryKind::stack:
            return HardwarePage::tr("Software stacks");
        case EntryKind::site:
            return HardwarePage::tr("Sites");
        case EntryKind::cooling:
            return HardwarePage::tr("Cooling");
        case EntryKind::cloud:
            return HardwarePage::tr("Cloud offers");
        case EntryKind::campaign:
            return HardwarePage::tr("Campaigns");
        case EntryKind::ownership:
            return HardwarePage::tr("Ownership");
        case EntryKind::equivalents:
            return HardwarePage::tr("Equivalents");
        case EntryKind::scaling_law:
            return HardwarePage::tr("Scaling laws");
        case EntryKind::model:
            return HardwarePage::tr("Models");
    }
    return {};
}

/// Text without the quotes of TOML.
QString range_of(const Provenance& p) {
    return p.low && p.high ? qt(significant(*p.low)) + " … " + qt(significant(*p.high)) : QString();
}

std::optional<double> number_at(const Assignments& values, const std::string& path) {
    for (const Assignment& value : values) {
        if (value.path != path)
            continue;
        if (const auto* real = std::get_if<double>(&value.value))
            return *real;
        if (const auto* whole = std::get_if<std::int64_t>(&value.value))
            return static_cast<double>(*whole);
    }
    return std::nullopt;
}

}  // namespace

HardwarePage::HardwarePage(Session& session, QWidget* parent)
    : Page("hardware", tr("Hardware"), parent), session_(session) {
    auto* right = new QSplitter(Qt::Vertical);
    right->addWidget(make_entry());
    right->addWidget(make_pictures());
    right->setStretchFactor(0, 1);
    right->setStretchFactor(1, 1);
    right->setSizes({1, 1});
    auto* both = new QSplitter;
    both->addWidget(make_list());
    both->addWidget(right);
    both->setStretchFactor(1, 1);
    // The longest names of accelerators, below their kind.
    const int list = 24 * fontMetrics().horizontalAdvance('0');
    both->setSizes({list, 900 - list});
    auto* column = new QVBoxLayout(this);
    column->addWidget(both);
    connect(&session_, &Session::current_changed, this, &HardwarePage::show_cluster);
    connect(&session_, &Session::answered, this, &HardwarePage::show_cluster);
}

QWidget* HardwarePage::make_list() {
    search_ = new QLineEdit;
    search_->setPlaceholderText(tr("Find an entry"));
    search_->setClearButtonEnabled(true);
    search_->setAccessibleName(tr("Find an entry"));
    list_ = new QTreeWidget;
    list_->setHeaderHidden(true);
    list_->setAccessibleName(tr("Entries of the database"));
    list_->setMinimumWidth(160);
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(search_);
    column->addWidget(list_, 1);
    connect(search_, &QLineEdit::textChanged, this, &HardwarePage::search);
    connect(list_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (item != nullptr && item->parent() != nullptr)
            show_entry(static_cast<EntryKind>(item->data(0, kKindRole).toInt()),
                       item->text(0).toStdString());
    });
    return box;
}

QWidget* HardwarePage::make_entry() {
    title_ = new QLabel;
    title_->setWordWrap(true);
    QFont bold = title_->font();
    bold.setBold(true);
    title_->setFont(bold);
    use_ = new QPushButton(tr("&Use in this scenario"));
    connect(use_, &QPushButton::clicked, this, &HardwarePage::use_entry);
    copy_ = new QPushButton(tr("&Copy to edit"));
    copy_->setToolTip(
        tr("Writes the values of this entry into the scenario, where each can be "
           "changed"));
    connect(copy_, &QPushButton::clicked, this, &HardwarePage::copy_values);
    table_ = new QTableWidget(0, 5);
    table_->setHorizontalHeaderLabels(
        {tr("Name"), tr("Value"), tr("Range"), tr("Source"), tr("As of")});
    table_->setAccessibleName(tr("Values of the entry"));
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setAlternatingRowColors(true);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 8);
    table_->setWordWrap(false);
    table_->horizontalHeader()->setSectionResizeMode(3, QHeaderView::Stretch);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    // All that a row has no room for.
    about_ = new QLabel;
    about_->setWordWrap(true);
    about_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(table_, &QTableWidget::currentCellChanged, this, &HardwarePage::show_about);
    auto* head = new QHBoxLayout;
    head->addWidget(title_, 1);
    head->addWidget(copy_);
    head->addWidget(use_);
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(head);
    column->addWidget(table_, 1);
    column->addWidget(about_);
    return box;
}

QWidget* HardwarePage::make_pictures() {
    quantity_ = new QComboBox;
    quantity_->setAccessibleName(tr("Compare accelerators by"));
    quantity_->addItem(tr("Peak bf16"), "peak_bf16_tflops");
    quantity_->addItem(tr("Memory"), "memory_gib");
    quantity_->addItem(tr("Memory bandwidth"), "memory_bandwidth_gb_per_s");
    quantity_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(quantity_, &QComboBox::currentIndexChanged, this, &HardwarePage::show_chart);
    chart_ = new ChartView;
    auto* scroll = new QScrollArea;
    scroll->setWidget(chart_);
    scroll->setAccessibleName(tr("Accelerators compared"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* bars = new QWidget;
    auto* column = new QVBoxLayout(bars);
    column->setContentsMargins(0, 0, 0, 0);
    auto* head = new QHBoxLayout;
    head->addWidget(new QLabel(tr("Accelerators by")));
    head->addWidget(quantity_, 1);
    column->addLayout(head);
    column->addWidget(scroll, 1);
    // Names and numbers have room in every language.
    bars->setMinimumWidth(300);
    cluster_ = new QLabel;
    cluster_->setWordWrap(true);
    topology_ = new TopologyView;
    auto* network = new QWidget;
    auto* below = new QVBoxLayout(network);
    below->setContentsMargins(0, 0, 0, 0);
    below->addWidget(cluster_);
    below->addWidget(topology_, 1);
    // Names in large letters need the width for themselves.
    constexpr int kLarge = 10;
    if (fontMetrics().horizontalAdvance('0') >= kLarge) {
        auto* tabs = new QTabWidget;
        tabs->addTab(bars, tr("Accelerators compared"));
        tabs->addTab(network, tr("Network"));
        return tabs;
    }
    auto* both = new QSplitter;
    both->addWidget(bars);
    both->addWidget(network);
    both->setSizes({1, 1});
    return both;
}

// The list.

/// When the page is first seen, which leaves the start of the program alone.
void HardwarePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (list_->topLevelItemCount() == 0)
        fill_list();
    show_cluster();
}

void HardwarePage::fill_list() {
    for (const EntryKind kind : kEntryKinds) {
        const std::vector<std::string> names = entry_names(session_.database(), kind);
        auto* top = new QTreeWidgetItem(list_, {title_of(kind)});
        top->setSizeHint(0, tree_row_size(*list_));
        for (const std::string& name : names) {
            auto* item = new QTreeWidgetItem(top, {qt(name)});
            item->setSizeHint(0, tree_row_size(*list_));
            item->setData(0, kKindRole, static_cast<int>(kind));
            if (kind != EntryKind::accelerator)
                continue;
            if (auto values = read_entry(session_.database(), kind, name, {}))
                accelerators_.emplace_back(name, std::move(*values));
        }
    }
    list_->topLevelItem(0)->setExpanded(true);
    show_chart();
    if (!accelerators_.empty())
        open_entry(EntryKind::accelerator, accelerators_.front().first);
}

/// Until somebody picks another.
void HardwarePage::follow_scenario() {
    const AnswerPtr good = session_.front_last_good();
    if (chosen_ || good == nullptr)
        return;
    const auto used = find_field("cluster.accelerator")->get(good->loaded->scenario);
    if (const auto* name = used ? std::get_if<std::string>(&*used) : nullptr)
        open_entry(EntryKind::accelerator, *name);
}

void HardwarePage::search(const QString& text) {
    for (int i = 0; i < list_->topLevelItemCount(); ++i) {
        QTreeWidgetItem* kind = list_->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < kind->childCount(); ++j) {
            const bool fits = kind->child(j)->text(0).contains(text, Qt::CaseInsensitive);
            kind->child(j)->setHidden(!fits);
            any = any || fits;
        }
        kind->setHidden(!any);
        if (!text.isEmpty())
            kind->setExpanded(any);
    }
}

QStringList HardwarePage::found() const {
    QStringList out;
    for (int i = 0; i < list_->topLevelItemCount(); ++i) {
        const QTreeWidgetItem* kind = list_->topLevelItem(i);
        for (int j = 0; j < kind->childCount(); ++j) {
            if (!kind->child(j)->isHidden())
                out << kind->child(j)->text(0);
        }
    }
    return out;
}

// The entry.

bool HardwarePage::show_entry(EntryKind kind, const std::string& name) {
    chosen_ = true;
    return open_entry(kind, name);
}

bool HardwarePage::open_entry(EntryKind kind, const std::string& name) {
    Result<Assignments> values = read_entry(session_.database(), kind, name, {});
    if (!values)
        return false;
    kind_ = kind;
    name_ = name;
    values_ = std::move(*values);
    show_values();
    chart_->mark_bar(kind == EntryKind::accelerator ? name : std::string());
    const QSignalBlocker quiet(list_);
    for (QTreeWidgetItem* item :
         list_->findItems(qt(name), Qt::MatchExactly | Qt::MatchRecursive)) {
        if (item->parent() != nullptr &&
            item->data(0, kKindRole).toInt() == static_cast<int>(kind)) {
            list_->setCurrentItem(item);
            list_->scrollToItem(item);
        }
    }
    mark_used();
    return true;
}

void HardwarePage::show_values() {
    QString title = qt(name_);
    for (const Assignment& value : values_) {
        if (value.path == "name")
            title = qt(plain_text(value.value)) + "   (" + qt(name_) + ")";
    }
    title_->setText(title);
    table_->setRowCount(0);
    table_->setRowCount(static_cast<int>(values_.size()));
    for (std::size_t i = 0; i < values_.size(); ++i)
        show_value(static_cast<int>(i), values_[i], nullptr);
    // What is cut is whole below the table; the source takes what is left.
    for (const auto& [column, widest] : {std::pair(0, 200), {1, 115}, {2, 95}, {4, 65}}) {
        table_->resizeColumnToContents(column);
        table_->setColumnWidth(column, std::min(widest, table_->columnWidth(column)));
    }
    table_->scrollToTop();
    table_->setCurrentCell(0, 0);
}

/// `own`: what the scenario gives in its place, from whom it says.
void HardwarePage::show_value(int row, const Assignment& value, const Assignment* own) {
    const Provenance& from = own == nullptr ? value.provenance : own->provenance;
    QString source = (from.assumption ? tr("assumption: ") : QString()) + qt(from.source);
    if (source.isEmpty() && own != nullptr)
        source = tr("this scenario");
    const PresetSection* section = section_of(kind_);
    const auto* field =
        section == nullptr ? nullptr : find_field(section->prefix + "." + value.path);
    const QString text = value_text_of(value.path, own == nullptr ? value.value : own->value);
    QString help = qt(value.path) + " = " + text;
    if (field != nullptr)
        help += ": " + told(field->help);
    help += "\n" + source + (from.as_of.empty() ? QString() : " (" + qt(from.as_of) + ")");
    if (own != nullptr)
        help +=
            "\n" + tr("The database has %1: %2")
                       .arg(value_text_of(value.path, value.value), qt(value.provenance.source));
    const QString name = field == nullptr ? qt(value.path) : short_path_name(field->path);
    const QStringList cells = {name, text, range_of(from), source, qt(from.as_of)};
    for (int column = 0; column < cells.size(); ++column) {
        auto* item = new QTableWidgetItem(cells[column]);
        item->setToolTip(help);
        QFont font = item->font();
        font.setItalic(from.assumption);
        font.setBold(own != nullptr && column == 1);
        item->setFont(font);
        table_->setItem(row, column, item);
    }
}

void HardwarePage::show_about() {
    const QTableWidgetItem* item = table_->item(table_->currentRow(), 0);
    about_->setText(item == nullptr ? QString() : item->toolTip());
}

QString HardwarePage::unit_of(const std::string& path) const {
    if (const PresetSection* section = section_of(kind_)) {
        const auto* field = find_field(section->prefix + "." + path);
        return field == nullptr ? QString() : qt(field->unit);
    }
    return qt(path).endsWith("_usd_per_gpu_h") ? QStringLiteral("USD/GPU-h") : QString();
}

/// The field that names an entry of this kind.
std::string HardwarePage::selector() const {
    const PresetSection* section = section_of(kind_);
    return section == nullptr ? kOffers : section->selector;
}

void HardwarePage::use_entry() {
    if (name_.empty())
        return;
    if (kind_ != EntryKind::cloud)
        return session_.set_value(selector(), Value(name_));
    const AnswerPtr good = session_.front_last_good();
    if (good == nullptr)
        return;
    // One offer more.
    const auto given = find_field(kOffers)->get(good->loaded->scenario);
    std::vector<std::string> offers;
    if (const auto* texts = given ? std::get_if<std::vector<std::string>>(&*given) : nullptr)
        offers = *texts;
    if (std::find(offers.begin(), offers.end(), name_) == offers.end())
        offers.push_back(name_);
    session_.set_value(kOffers, Value(offers));
}

void HardwarePage::copy_values() {
    const PresetSection* section = section_of(kind_);
    if (name_.empty() || section == nullptr || session_.current() < 0)
        return;
    Result<std::string> text =
        with_value(session_.document(session_.current()).text(), selector(), Value(name_));
    std::string first;
    for (Assignment value : values_) {
        value.path = section->prefix + "." + value.path;
        if (!text || find_field(value.path) == nullptr)
            continue;
        text = with_annotated_value(*text, value);
        if (first.empty())
            first = value.path;
    }
    if (!text) {
        Q_EMIT session_.refused(told_faults(text.error()));
        return;
    }
    // All or nothing, and one step to undo.
    session_.set_text(*text);
    Q_EMIT copied(qt(name_), qt(first));
}

/// Are all of its values in the text of the scenario in front?
bool HardwarePage::is_copied() const {
    const AnswerPtr good = session_.front_last_good();
    const PresetSection* section = section_of(kind_);
    if (good == nullptr || section == nullptr)
        return false;
    const auto is_given = [&](const std::string& path) {
        return std::any_of(good->inputs.begin(), good->inputs.end(), [&](const Assignment& given) {
            return given.path == path;
        });
    };
    return std::all_of(values_.begin(), values_.end(), [&](const Assignment& value) {
        const std::string path = section->prefix + "." + value.path;
        return find_field(path) == nullptr || is_given(path);
    });
}

void HardwarePage::mark_used() {
    const int now = session_.current();
    const AnswerPtr good = session_.front_last_good();
    bool used = false;
    if (good != nullptr) {
        const auto* field = find_field(selector());
        const auto value =
            field == nullptr ? std::optional<Value>() : field->get(good->loaded->scenario);
        if (value) {
            const auto* texts = std::get_if<std::vector<std::string>>(&*value);
            used = texts != nullptr ? std::find(texts->begin(), texts->end(), name_) != texts->end()
                                    : *value == Value(name_);
        }
    }
    const bool copied = used && is_copied();
    copy_->setEnabled(now >= 0 && !name_.empty() && section_of(kind_) != nullptr && !copied);
    copy_->setText(copied ? tr("Copied: edit it in the form") : tr("&Copy to edit"));
    show_own_values(used ? good->inputs : Assignments());
    use_->setEnabled(now >= 0 && !used && !name_.empty());
    use_->setText(used ? tr("Used in this scenario")
                       : (kind_ == EntryKind::cloud ? tr("&Compare in this scenario")
                                                    : tr("&Use in this scenario")));
}

/// Where the scenario gives another value than the entry has.
void HardwarePage::show_own_values(const Assignments& given) {
    const PresetSection* section = section_of(kind_);
    for (std::size_t i = 0; section != nullptr && i < values_.size(); ++i) {
        const std::string path = section->prefix + "." + values_[i].path;
        const auto own = std::find_if(given.begin(), given.end(), [&](const Assignment& one) {
            return one.path == path && one.value != values_[i].value;
        });
        show_value(static_cast<int>(i), values_[i], own == given.end() ? nullptr : &*own);
    }
    show_about();
}

QString HardwarePage::value_text_of(const std::string& path, const Value& value) const {
    const QString unit = unit_of(path);
    return qt(plain_text(value)) + (unit.isEmpty() ? QString() : " " + unit);
}

// Pictures.

void HardwarePage::show_chart() {
    const std::string path = quantity_->currentData().toString().toStdString();
    const auto* field = find_field("accelerator." + path);
    BarChart chart;
    chart.title = tr("Accelerators compared").toStdString();
    chart.value = {quantity_->currentText().toStdString(), field == nullptr ? "" : field->unit};
    chart.ranked = true;
    chart.series.push_back({chart.value.label, {}});
    for (const auto& [name, values] : accelerators_) {
        const std::optional<double> value = number_at(values, path);
        if (!value)
            continue;
        chart.names.push_back(name);
        chart.series[0].points.push_back({0.0, *value});
    }
    charted_ = own_number();
    if (charted_) {
        chart.names.push_back(tr("this scenario").toStdString());
        chart.series[0].points.push_back({0.0, *charted_});
    }
    if (!chart.names.empty())
        chart_->show_chart(std::move(chart));
}

/// What is charted, as the scenario in front gives it itself.
std::optional<double> HardwarePage::own_number() const {
    const AnswerPtr good = session_.front_last_good();
    const std::string path = "accelerator." + quantity_->currentData().toString().toStdString();
    if (good == nullptr)
        return std::nullopt;
    const bool is_given = std::any_of(good->inputs.begin(),
                                      good->inputs.end(),
                                      [&](const Assignment& one) { return one.path == path; });
    const auto* field = find_field(path);
    const auto own =
        is_given && field != nullptr ? field->get(good->loaded->scenario) : std::optional<Value>();
    const auto* number = own ? std::get_if<double>(&*own) : nullptr;
    return number == nullptr ? std::nullopt : std::optional<double>(*number);
}

void HardwarePage::show_cluster() {
    if (!isVisible())
        return;
    const AnswerPtr good = session_.front_last_good();
    follow_scenario();
    mark_used();
    if (own_number() != charted_)
        show_chart();
    if (good == nullptr) {
        cluster_->setText({});
        topology_->show_tiers({});
        return;
    }
    const Scenario& s = good->loaded->scenario;
    const NetworkParts parts = network_parts(s.server, s.fabric, s.cluster.servers);
    cluster_->setText(
        tr("%1: %2 switches, %3 cables")
            .arg(qt(s.fabric.name), count_text(parts.switches), count_text(parts.cables())));
    topology_->show_tiers(topology_tiers(s));
}

// What leaves the program.

QString HardwarePage::csv() const {
    QString out = "path,value,unit,low,high,source,as_of,assumption\n";
    for (const Assignment& value : values_) {
        const Provenance& from = value.provenance;
        QStringList cells = {qt(value.path),
                             qt(plain_text(value.value)),
                             unit_of(value.path),
                             from.low ? qt(to_text(*from.low)) : QString(),
                             from.high ? qt(to_text(*from.high)) : QString(),
                             qt(from.source),
                             qt(from.as_of),
                             from.assumption ? "yes" : "no"};
        for (QString& cell : cells) cell = qt(csv_cell(cell.toStdString()));
        out += cells.join(',') + '\n';
    }
    return out;
}

QStringList HardwarePage::command() const {
    return {"db", "show", qt(folder_name(kind_)), qt(name_)};
}

}  // namespace deepwallet::gui
