#pragma once

/// The hardware database with its sources, its accelerators compared, and the network of the
/// scenario's cluster.

#include <optional>

#include "gui/page.hpp"
#include "gui/session.hpp"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace deepwallet::gui {

class ChartView;
class TopologyView;

class HardwarePage : public Page {
    Q_OBJECT

public:
    explicit HardwarePage(Session& session, QWidget* parent = nullptr);

    /// The entry that is shown.
    [[nodiscard]] QString csv() const override;
    [[nodiscard]] QStringList command() const override;
    [[nodiscard]] Scenarios command_scenarios() const override { return Scenarios::none; }

    /// False where there is none of this name.
    bool show_entry(EntryKind kind, const std::string& name);
    [[nodiscard]] const Assignments& values() const { return values_; }
    /// Into the scenario in front.
    void use_entry();
    /// Its values with their sources and ranges into the scenario in front, to be edited there, and
    /// with them its name.
    void copy_values();
    void search(const QString& text);
    /// Names of the entries that the search has left.
    [[nodiscard]] QStringList found() const;
    [[nodiscard]] ChartView& chart() { return *chart_; }
    [[nodiscard]] TopologyView& topology() { return *topology_; }

Q_SIGNALS:
    /// An entry, and the path of its first value.
    void copied(const QString& name, const QString& path);

private:
    [[nodiscard]] bool is_copied() const;
    QWidget* make_list();
    QWidget* make_entry();
    QWidget* make_pictures();
    void fill_list();
    void follow_scenario();
    bool open_entry(EntryKind kind, const std::string& name);
    void show_values();
    void show_value(int row, const Assignment& value, const Assignment* own);
    void show_about();
    void show_chart();
    void show_cluster();
    void mark_used();
    void show_own_values(const Assignments& given);
    [[nodiscard]] std::optional<double> own_number() const;
    [[nodiscard]] QString value_text_of(const std::string& path, const Value& value) const;
    [[nodiscard]] std::string selector() const;
    [[nodiscard]] QString unit_of(const std::string& path) const;
    void showEvent(QShowEvent* event) override;

    Session& session_;
    QLineEdit* search_ = nullptr;
    QTreeWidget* list_ = nullptr;
    QLabel* title_ = nullptr;
    QPushButton* copy_ = nullptr;
    QPushButton* use_ = nullptr;
    QTableWidget* table_ = nullptr;
    QLabel* about_ = nullptr;
    QComboBox* quantity_ = nullptr;
    ChartView* chart_ = nullptr;
    QLabel* cluster_ = nullptr;
    TopologyView* topology_ = nullptr;
    EntryKind kind_ = EntryKind::accelerator;
    std::string name_;
    bool chosen_ = false;  ///< by somebody; else it is the scenario's accelerator
    Assignments values_;
    std::optional<double> charted_;  ///< of the scenario's own accelerator
    std::vector<std::pair<std::string, Assignments>> accelerators_;  ///< read when first shown
};

}  // namespace deepwallet::gui
