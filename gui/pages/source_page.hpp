#pragma once

/// The text of the scenario, as its file has it.

#include <QElapsedTimer>

#include "gui/page.hpp"
#include "gui/session.hpp"

class QPlainTextEdit;

namespace deepwallet::gui {

class SourcePage : public Page {
    Q_OBJECT

public:
    explicit SourcePage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QString csv() const override { return {}; }
    [[nodiscard]] QStringList command() const override { return {"run"}; }

    /// Counts from 1.
    void show_line(int line);

private:
    void take_typed();
    void show_document();
    void mark_faults();

    Session& session_;
    QPlainTextEdit* edit_ = nullptr;
    bool showing_ = false;
    bool typing_ = false;  ///< the edit that comes is of this page
    // Of the last key: what follows soon and in the same line is undone with it.
    QElapsedTimer since_key_;
    int line_ = -1;
    int lines_ = 0;
};

}  // namespace deepwallet::gui
