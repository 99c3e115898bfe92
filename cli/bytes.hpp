#pragma once

/// Values as bytes for another process of the same build, which reads them back bit by bit.

#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace deepwallet::cli {

class ByteWriter {
public:
    template <class T>
    void put(const T& x) {
        static_assert(std::is_arithmetic_v<T> || std::is_enum_v<T>, "say how it is put");
        bytes_.append(reinterpret_cast<const char*>(&x), sizeof x);
    }
    void put(const std::string& text) {
        put(text.size());
        bytes_ += text;
    }
    template <class T>
    void put(const std::vector<T>& all) {
        put(all.size());
        for (const T& x : all) put(x);
    }
    template <class... T>
    void put(const std::variant<T...>& x) {
        put(x.index());
        std::visit([&](const auto& held) { put(held); }, x);
    }
    void put(std::monostate) {}

    [[nodiscard]] std::string take() && { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// Throws where there are too few bytes: whoever wrote them is another program.
class ByteReader {
public:
    explicit ByteReader(const std::string& bytes) : bytes_(bytes) {}

    [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }

    template <class T>
    T get() {
        T out{};
        get(out);
        return out;
    }
    template <class T>
    void get(T& x) {
        static_assert(std::is_arithmetic_v<T> || std::is_enum_v<T>, "say how it is got");
        std::memcpy(&x, next(sizeof x), sizeof x);
    }
    void get(std::string& text) {
        const auto size = get<std::size_t>();
        text.assign(next(size), size);
    }
    template <class T>
    void get(std::vector<T>& all) {
        const auto size = get<std::size_t>();
        all.clear();
        for (std::size_t i = 0; i < size; ++i) all.push_back(get<T>());
    }
    template <class... T>
    void get(std::variant<T...>& x) {
        get_alternative(x, get<std::size_t>(), std::index_sequence_for<T...>());
    }
    void get(std::monostate&) {}

private:
    template <class Variant, std::size_t... I>
    void get_alternative(Variant& x, std::size_t index, std::index_sequence<I...>) {
        const auto take = [&](auto i) {
            if (index == i())
                get(x.template emplace<i()>());
        };
        (take(std::integral_constant<std::size_t, I>()), ...);
    }

    const char* next(std::size_t size) {
        if (size > bytes_.size() - at_)
            throw std::runtime_error("a message between ranks is cut off");
        at_ += size;
        return bytes_.data() + (at_ - size);
    }

    const std::string& bytes_;
    std::size_t at_ = 0;
};

}  // namespace deepwallet::cli
