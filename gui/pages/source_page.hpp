#pragma once

/// The text of the scenario, as its file has it.

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
    void show_document();
    void mark_faults();

    Session& session_;
    QPlainTextEdit* edit_ = nullptr;
    bool showing_ = false;
};

}  // namespace deepwallet::gui
