#include "engine/config/shell_words.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace deepwallet {

namespace {

using Words = std::vector<ShellWord>;

/// Variables that repeat each other double with every line.
constexpr std::size_t kMostBytes = 1U << 20U;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool ends_command(char c) { return c == '\n' || c == ';' || c == '&' || c == '|'; }

/// Words behind which an assignment may still stand.
bool introduces_assignment(std::string_view word) {
    return word == "export" || word == "declare" || word == "local" || word == "readonly" ||
           word == "then" || word == "else" || word == "do";
}

Words split(const std::string& text, const Place& place) {
    Words out;
    std::string word;
    for (const char c : text + ' ') {
        if (!is_blank(c) && c != '\n') {
            word += c;
        } else if (!word.empty()) {
            out.push_back({std::move(word), place});
            word.clear();
        }
    }
    return out;
}

/// A word under construction: a variable of several words leaves it several.
struct Draft {
    Words done;
    std::string text;
    Place place;
    bool begun = false;

    void append(const Words& words) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (i > 0)
                finish();
            if (text.empty())
                place = words[i].place;
            text += words[i].text;
            begun = true;
        }
    }
    void append(char c) {
        text += c;
        begun = true;
    }
    void finish() {
        if (begun)
            done.push_back({std::move(text), place});
        text.clear();
        begun = false;
    }
};

class Reader {
public:
    Reader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

    Result<ShellWords> run() {
        while (!at_end() && !fault_) read_piece();
        if (fault_)
            return failure(*fault_);
        const auto has_argument = [](const Words& words) {
            return std::any_of(words.begin(), words.end(), [](const ShellWord& w) {
                return w.text.rfind("--", 0) == 0 || w.text.find('=') != std::string::npos;
            });
        };
        out_.words = has_argument(commands_) ? commands_ : assigned_;
        return std::move(out_);
    }

private:
    [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
    [[nodiscard]] char here() const { return text_[at_]; }
    [[nodiscard]] char next() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : '\0'; }
    [[nodiscard]] Place place() const {
        return {file_, line_, static_cast<int>(at_ - line_start_) + 1};
    }

    char take() {
        const char c = text_[at_++];
        if (c == '\n') {
            ++line_;
            line_start_ = at_;
        }
        return c;
    }

    void refuse(const char* what, Place where) {
        if (!fault_)
            fault_ = Fault{ErrorCode::syntax, "", what, "", std::move(where)};
    }

    void grow(std::size_t bytes) {
        bytes_ += bytes;
        if (bytes_ > kMostBytes)
            refuse("variables grow beyond 1 MiB", place());
    }

    void read_piece() {
        skip_joined_lines();
        if (at_end())
            return;
        if (ends_command(here())) {
            take();
            may_assign_ = true;
        } else if (is_blank(here())) {
            take();
        } else if (here() == '#') {
            skip_line();
        } else if (here() == '<' || here() == '>') {
            skip_redirection();
        } else if (may_assign_ && reads_assignment()) {
            read_assignment();
        } else {
            const Words words = read_word(false);
            may_assign_ =
                may_assign_ && words.size() == 1 && introduces_assignment(words.front().text);
            commands_.insert(commands_.end(), words.begin(), words.end());
        }
    }

    void skip_joined_lines() {
        while (!at_end() && here() == '\\' &&
               (next() == '\n' || text_.substr(at_ + 1, 2) == "\r\n")) {
            while (take() != '\n') {
            }
        }
    }

    void skip_line() {
        while (!at_end() && here() != '\n') take();
    }

    /// To the file that is named: `> log`, `2>&1`.
    void skip_redirection() {
        while (!at_end() && (here() == '<' || here() == '>' || here() == '&')) take();
        while (!at_end() && is_blank(here())) take();
        if (!at_end() && !ends_command(here()))
            read_word(false);
    }

    [[nodiscard]] bool reads_assignment() const {
        std::size_t i = at_;
        while (i < text_.size() && (is_letter(text_[i]) || (i > at_ && is_digit(text_[i])))) ++i;
        if (i == at_)
            return false;
        return text_.substr(i, 1) == "=" || text_.substr(i, 2) == "+=";
    }

    void read_assignment() {
        const Place start = place();
        std::string name;
        while (here() != '=' && here() != '+') name += take();
        const bool adds = here() == '+';
        while (take() != '=') {
        }
        const bool list = !at_end() && here() == '(';
        Words words = list ? read_list(start) : read_value();
        assigned_.insert(assigned_.end(), words.begin(), words.end());
        Words& variable = variables_[name];
        if (adds) {
            variable.insert(variable.end(), words.begin(), words.end());
            return;
        }
        if (!set_.insert(name).second && text_of(variable) != text_of(words))
            changed_.insert(name);
        variable = std::move(words);
    }

    static std::string text_of(const Words& words) {
        std::string text;
        for (const ShellWord& word : words) text += word.text + ' ';
        return text;
    }

    Words read_value() {
        Words out;
        if (at_end() || is_blank(here()) || ends_command(here()))
            return out;
        for (const ShellWord& word : read_word(false)) {
            const Words parts = split(word.text, word.place);
            out.insert(out.end(), parts.begin(), parts.end());
        }
        return out;
    }

    Words read_list(const Place& start) {
        Words out;
        take();
        while (!at_end() && here() != ')' && !fault_) {
            skip_joined_lines();
            if (at_end() || here() == ')')
                break;
            if (is_blank(here()) || ends_command(here())) {
                take();
            } else if (here() == '#') {
                skip_line();
            } else if (here() == '<' || here() == '>') {
                take();
            } else {
                const Words words = read_word(true);
                out.insert(out.end(), words.begin(), words.end());
            }
        }
        if (at_end())
            refuse("this list is not closed", start);
        else
            take();
        return out;
    }

    Words read_word(bool in_list) {
        Draft draft;
        draft.place = place();
        int open = 0;
        while (!at_end() && !fault_) {
            skip_joined_lines();
            if (at_end() || is_blank(here()) || ends_command(here()) ||
                (in_list && open == 0 && here() == ')'))
                break;
            if (here() == '\'') {
                read_single_quoted(draft);
            } else if (here() == '"') {
                read_double_quoted(draft);
            } else if (here() == '\\') {
                take();
                if (!at_end())
                    draft.append(take());
            } else if (here() == '$' || here() == '`') {
                read_expansion(draft);
            } else if (here() == '>' || here() == '<') {
                break;
            } else {
                open += here() == '(' ? 1 : here() == ')' ? -1 : 0;
                draft.append(take());
            }
        }
        drop_stream_number(draft);
        draft.finish();
        return std::move(draft.done);
    }

    /// The 2 of `2>&1` is no word.
    void drop_stream_number(Draft& draft) const {
        const bool redirects = !at_end() && (here() == '>' || here() == '<');
        if (redirects && draft.text.size() == 1 && is_digit(draft.text.front())) {
            draft.text.clear();
            draft.begun = false;
        }
    }

    void read_single_quoted(Draft& draft) {
        const Place start = place();
        take();
        draft.begun = true;
        while (!at_end() && here() != '\'') draft.append(take());
        if (at_end())
            refuse("this quote is not closed", start);
        else
            take();
    }

    void read_double_quoted(Draft& draft) {
        const Place start = place();
        take();
        draft.begun = true;
        while (!at_end() && here() != '"' && !fault_) {
            skip_joined_lines();
            if (at_end() || here() == '"')
                break;
            if (here() == '$' || here() == '`') {
                read_expansion(draft);
                continue;
            }
            const bool escapes = here() == '\\' && (next() == '"' || next() == '\\' ||
                                                    next() == '$' || next() == '`');
            if (escapes)
                take();
            draft.append(take());
        }
        if (at_end())
            refuse("this quote is not closed", start);
        else
            take();
    }

    void read_expansion(Draft& draft) {
        const Place start = place();
        const std::size_t from = at_;
        if (here() == '`') {
            take();
            while (!at_end() && take() != '`') {
            }
        } else if (next() == '(') {
            take();
            skip_nested('(', ')');
        } else if (next() == '{') {
            take();
            skip_nested('{', '}');
            return expand_braced(text_.substr(from + 2, at_ - from - 3), from, start, draft);
        } else if (is_letter(next())) {
            take();
            while (!at_end() && (is_letter(here()) || is_digit(here()))) take();
            const std::string name(text_.substr(from + 1, at_ - from - 1));
            return expand(name, std::nullopt, from, start, draft);
        } else {
            take();
        }
        append_raw(from, draft);
    }

    void skip_nested(char opens, char closes) {
        int depth = 0;
        while (!at_end()) {
            const char c = take();
            depth += c == opens ? 1 : c == closes ? -1 : 0;
            if (depth == 0)
                return;
        }
    }

    /// `NAME`, `NAME[@]`, `NAME[*]`, `NAME:-value` and `NAME-value`; others stay as written.
    void expand_braced(std::string_view inside,
                       std::size_t from,
                       const Place& start,
                       Draft& draft) {
        std::size_t n = 0;
        while (n < inside.size() && (is_letter(inside[n]) || (n > 0 && is_digit(inside[n])))) ++n;
        const std::string name(inside.substr(0, n));
        const std::string_view rest = inside.substr(n);
        if (name.empty())
            return append_raw(from, draft);
        if (rest.empty() || rest == "[@]" || rest == "[*]")
            return expand(name, std::nullopt, from, start, draft);
        for (const std::string_view mark : {":-", "-", ":="}) {
            if (rest.rfind(mark, 0) == 0) {
                return expand(name, std::string(rest.substr(mark.size())), from, start, draft);
            }
        }
        append_raw(from, draft);
    }

    void expand(const std::string& name,
                const std::optional<std::string>& fallback,
                std::size_t from,
                const Place& start,
                Draft& draft) {
        const auto found = variables_.find(name);
        const std::string written(text_.substr(from, at_ - from));
        if (found == variables_.end()) {
            if (fallback)
                return draft.append(split(*fallback, start));
            out_.unset.push_back({written, start});
            return append_raw(from, draft);
        }
        if (changed_.count(name) > 0)
            out_.reset.push_back({written, start});
        grow(text_of(found->second).size());
        if (!fault_)
            draft.append(found->second);
    }

    void append_raw(std::size_t from, Draft& draft) {
        for (const char c : text_.substr(from, at_ - from)) draft.append(c);
    }

    std::string_view text_;
    const std::string& file_;
    std::size_t at_ = 0;
    std::size_t line_start_ = 0;
    int line_ = 1;
    std::size_t bytes_ = 0;
    bool may_assign_ = true;
    Words commands_;
    Words assigned_;
    std::map<std::string, Words> variables_;
    std::set<std::string> set_;
    std::set<std::string> changed_;
    ShellWords out_;
    std::optional<Fault> fault_;
};

}  // namespace

Result<ShellWords> shell_words(std::string_view text, const std::string& file) {
    return Reader(text, file).run();
}

}  // namespace deepwallet
