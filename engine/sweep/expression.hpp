#pragma once

/// Formulas over fields and metrics, as people write them: "run.days <= 30 && memory.fits",
/// "cost.total_usd + 50 * carbon.total_t".

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/error.hpp"

namespace mu {
class Parser;
}

namespace deepwallet {

/// Arithmetic, comparison, && and ||, `a ? b : c`, and the usual functions of numbers. Not for two
/// threads at once; copies are independent.
class Expression {
public:
    /// The names that it may use are those `known`, and their number is not small: faults name the
    /// nearest. `place` is told with a fault.
    static Result<Expression> parse(const std::string& text,
                                    std::span<const std::string> known,
                                    const Place& place);

    Expression(const Expression& other);
    Expression(Expression&&) noexcept;
    Expression& operator=(const Expression& other);
    Expression& operator=(Expression&&) noexcept;
    ~Expression();

    [[nodiscard]] const std::string& text() const { return text_; }
    /// Those that it uses, in the order of the alphabet.
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

    /// With the values of names(), in their order. NaN where one of them is, also in a comparison:
    /// what is not known meets no condition and is no value.
    double evaluate(std::span<const double> values);

private:
    Expression(std::string text, std::vector<std::string> names);
    void bind();

    std::string text_;
    std::vector<std::string> names_;
    std::vector<double> values_;
    std::unique_ptr<mu::Parser> parser_;
};

}  // namespace deepwallet
