#pragma once

/// A page of the window. It looks at the session by itself; the window asks it only for what leaves
/// the program.

#include <QStringList>
#include <QWidget>
#include <optional>

#include "gui/document.hpp"

namespace deepwallet::gui {

/// A scenario, and what is said beside it.
struct ShownQuestion {
    Document document;
    QStringList settings;  ///< `path=value`
};

class Page : public QWidget {
    Q_OBJECT

public:
    /// `id` names it on the command line of --screenshot.
    Page(QString id, QString title, QWidget* parent = nullptr)
        : QWidget(parent), id_(std::move(id)), title_(std::move(title)) {}

    [[nodiscard]] const QString& id() const { return id_; }
    [[nodiscard]] const QString& title() const { return title_; }

    /// What the page shows, as CSV; empty where there is nothing.
    [[nodiscard]] virtual QString csv() const = 0;
    /// Words of the command that prints the same: `run`, `compare`, …; scenario files follow.
    [[nodiscard]] virtual QStringList command() const = 0;
    /// What has to be done before that command prints anything; empty where nothing has.
    [[nodiscard]] virtual QString command_lacks() const { return {}; }
    /// Is what it shows still on its way?
    [[nodiscard]] virtual bool is_busy() const { return false; }
    /// Begins what a person begins by hand, for a picture of it; in which of its views, where it
    /// has several.
    virtual void fill(const QString& /*view*/) {}
    /// Which scenario files follow?
    enum class Scenarios { none, front, all };
    [[nodiscard]] virtual Scenarios command_scenarios() const { return Scenarios::front; }
    /// What the numbers that are shown were asked with, where that is kept; else it is the
    /// scenarios that follow as they are now.
    [[nodiscard]] virtual std::optional<ShownQuestion> shown_question() const {
        return std::nullopt;
    }
    /// Of all that follow the document that is named first; -1 where their order stands for
    /// nothing.
    [[nodiscard]] virtual int first_scenario() const { return -1; }

protected:
    /// All of the page: it scrolls where large letters leave too little room.
    void set_content(QWidget* content);

private:
    QString id_;
    QString title_;
};

}  // namespace deepwallet::gui
