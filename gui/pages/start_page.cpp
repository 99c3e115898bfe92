#include "gui/pages/start_page.hpp"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "gui/text.hpp"
#include "gui/widgets/link_button.hpp"

namespace deepwallet::gui {

namespace {

struct Example {
    QString question;
    QString about;
    QStringList files;  ///< below the folder of scenarios
    QString page;
};

std::vector<Example> examples() {
    const QString mt_nlg = "published/mt-nlg-530b-280.toml";
    return {
        {StartPage::tr("What does a model of 530 billion parameters take?"),
         StartPage::tr("MT-NLG on 280 DGX A100: days, dollars, megawatts, tonnes of CO2e"),
         {mt_nlg},
         "overview"},
        {StartPage::tr("Buy the servers, or rent them?"),
         StartPage::tr("Owning against each cloud offer over the years, and who wins when"),
         {mt_nlg},
         "compare"},
        {StartPage::tr("Is bigger the only answer?"),
         StartPage::tr("From a model that is used as it is, over tuning and distilling one, to a "
                       "hundred trillion parameters"),
         {mt_nlg},
         "alternatives"},
        {StartPage::tr("What do 2,240 GPUs do all day?"),
         StartPage::tr("One iteration on a time line: 35 stages, 240 micro-batches, every bubble"),
         {mt_nlg},
         "timeline"},
        {StartPage::tr("How sure is that, and what decides it?"),
         StartPage::tr("Every input that may be off, and what it moves"),
         {mt_nlg},
         "uncertainty"},
        {StartPage::tr("Which generation of GPUs makes the cheapest token?"),
         StartPage::tr("A sweep over servers, ready to run and to change"),
         {"sweeps/gpu-generation.toml"},
         "sweep"},
    };
}

QLabel* heading(const QString& text, double larger) {
    auto* label = new QLabel(text);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * larger);
    font.setBold(true);
    label->setFont(font);
    label->setWordWrap(true);
    return label;
}

}  // namespace

StartPage::StartPage(Session& session, QWidget* parent) : Page("start", tr("Start"), parent) {
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(32, 24, 32, 24);
    column->setSpacing(12);
    column->addWidget(heading(tr("Deep learning, or deep wallet?"), 2.0));
    auto* about = new QLabel(
        tr("What training a large model takes in time, money, power, cooling and carbon, before "
           "anyone spends it. Six questions to begin with; every answer can be changed field by "
           "field on the left."));
    about->setWordWrap(true);
    column->addWidget(about);
    auto* grid = new QGridLayout;
    grid->setSpacing(12);
    const std::filesystem::path scenarios =
        folder(session.database(), EntryKind::model).parent_path();
    int at = 0;
    for (const Example& example : examples()) {
        auto* button = new LinkButton(example.question, example.about);
        button->setObjectName("example" + QString::number(at + 1));
        button->setAccessibleName(example.question);
        button->setAccessibleDescription(example.about);
        QStringList files;
        for (const QString& file : example.files)
            files << qt((scenarios / file.toStdString()).string());
        connect(button, &QCommandLinkButton::clicked, this, [this, files, page = example.page] {
            Q_EMIT wants(files, page);
        });
        grid->addWidget(button, at / 2, at % 2);
        ++at;
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    auto* own = new LinkButton(tr("Open a scenario of your own"),
                               tr("A TOML file; dropping it on the window does the same"));
    own->setObjectName("own");
    connect(own, &QCommandLinkButton::clicked, this, &StartPage::wants_file);
    column->addWidget(own);
    column->addStretch(1);

    set_content(inside);
}

}  // namespace deepwallet::gui
