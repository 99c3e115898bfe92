#include "gui/path_name.hpp"

#include <QCoreApplication>
#include <QRegularExpression>

#include "engine/report/metrics.hpp"
#include "engine/scenario/fields.hpp"
#include "gui/text.hpp"
#include "gui/widgets/field_editor.hpp"

namespace deepwallet::gui {

namespace {

/// Without what is added behind it, for which tooltips have room and heads have not.
QString first_part(const QString& meaning) {
    static const QRegularExpression end(QStringLiteral("[;；。]"));
    return meaning.section(end, 0, 0);
}

/// "OFFER price", as inputs in doubt call the hourly price of an offer.
QString offer_price(const std::string& path) {
    const QString name = qt(path);
    static const QString price = QStringLiteral(" price");
    return name.endsWith(price) ? QCoreApplication::translate("path_name", "%1 price")
                                      .arg(name.chopped(price.size()))
                                : name;
}

}  // namespace

QString path_name(const std::string& path) {
    if (const Metric* metric = find_metric(path); metric != nullptr)
        return first_part(told(metric->meaning));
    const FieldInfo* field = find_field(path);
    if (field == nullptr)
        return offer_price(path);
    const QString name = told(field_name(*field), path);
    const std::string section = path.substr(0, path.rfind('.'));
    return section == path ? name : told(section) + QStringLiteral(" · ") + name;
}

QString short_path_name(const std::string& path) {
    const FieldInfo* field = find_field(path);
    return field == nullptr ? path_name(path) : told(field_name(*field), path);
}

std::string plain_text(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? *text : to_text(value);
}

QString value_name(const std::string& path, const std::string& value) {
    const FieldInfo* field = find_field(path);
    const bool is_word =
        field != nullptr && (field->type == FieldType::choice || field->type == FieldType::boolean);
    return is_word ? told(value, path) : qt(value);
}

}  // namespace deepwallet::gui
