#include "engine/scenario/megatron_words.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include <fmt/format.h>

#include "engine/config/hints.hpp"
#include "engine/core/file.hpp"
#include "engine/scenario/megatron_arguments.hpp"
#include "engine/scenario/megatron_table.hpp"
#include "engine/scenario/names.hpp"

namespace deepwallet {

namespace {

constexpr std::uintmax_t kLargestFile = 1U << 20U;

/// argparse and torchrun take dashes, NeMo and some of torchrun's users underscores.
std::string dashed(std::string_view name) {
    std::string out(name);
    std::replace(out.begin(), out.end(), '_', '-');
    return out;
}

bool is_argument(const std::string& word) { return word.size() > 2 && word.rfind("--", 0) == 0; }

/// `model.num_layers=96`, or with the `+` or `++` of Hydra before it.
bool is_override(const std::string& word) {
    const std::size_t equals = word.find('=');
    const std::string_view path = std::string_view(word).substr(0, equals);
    return equals != std::string::npos && path.find('.') != std::string_view::npos &&
           std::all_of(path.begin(), path.end(), [](unsigned char c) {
               return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '+';
           });
}

bool is_ignored(const std::string& name) {
    const auto names = ignored_arguments();
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Arguments of no value among those that rules of their own read.
bool takes_no_value(const std::string& name) {
    return name == "group-query-attention" || name == "multi-latent-attention";
}

class WordReader {
public:
    explicit WordReader(Imported& out) : out_(out) {}

    std::optional<GivenArguments> run(const ImportSource& source) {
        const auto words = words_from(source);
        if (!words)
            return std::nullopt;
        gather(*words);
        return std::move(arguments_);
    }

private:
    std::optional<std::vector<ShellWord>> words_from(const ImportSource& source) {
        const bool is_file = names_file(source);
        std::string text = source.text;
        if (is_file) {
            Result<std::string> content = read_file(source.file, kLargestFile);
            if (!content)
                return refuse(content.error());
            text = std::move(*content);
        }
        Result<ShellWords> read = shell_words(text, source.file.string());
        if (!read && !is_file)
            read.error().front().place = source.place;
        if (!read)
            return refuse(read.error());
        if (!is_file) {
            for (auto* words : {&read->words, &read->unset, &read->reset}) {
                for (ShellWord& word : *words) word.place = source.place;
            }
        }
        const bool any = std::any_of(read->words.begin(), read->words.end(), [](const auto& word) {
            return is_argument(word.text) || is_override(word.text);
        });
        if (!any)
            return refuse({no_arguments(source, is_file)});
        variables_ = {{}, std::move(read->unset), std::move(read->reset)};
        return std::move(read->words);
    }

    std::nullopt_t refuse(Faults faults) {
        out_.faults = std::move(faults);
        return std::nullopt;
    }

    static bool names_file(const ImportSource& source) {
        constexpr std::size_t kLongestPath = 4096;
        const bool plain = source.text.size() < kLongestPath &&
                           std::none_of(source.text.begin(), source.text.end(), [](char c) {
                               return static_cast<unsigned char>(c) < ' ';
                           });
        std::error_code ec;
        return plain && std::filesystem::is_regular_file(source.file, ec);
    }

    static Fault no_arguments(const ImportSource& source, bool is_file) {
        constexpr const char* kHelp =
            "arguments as --num-layers 96, or the path of a file that holds them";
        if (is_file)
            return {ErrorCode::missing,
                    "",
                    "there are no arguments here",
                    kHelp,
                    {source.file.string()}};
        return {ErrorCode::io,
                "import.megatron_args",
                fmt::format("import.megatron_args = {}: no such file, and no arguments",
                            to_text(Value(source.text))),
                kHelp,
                source.place};
    }

    /// A path or a rate may stay a variable.
    [[nodiscard]] bool is_of_no_account(const ShellWord& variable) const {
        return std::any_of(unread_.begin(), unread_.end(), [&](const std::string& value) {
            return value.find(variable.text) != std::string::npos;
        });
    }

    void note_variables(const ShellWords& read) {
        for (const ShellWord& variable : read.unset) {
            if (is_of_no_account(variable))
                continue;
            note(variable.place,
                 variable.text + ": the variable is not set here, and stays as it is written");
        }
        for (const ShellWord& variable : read.reset) {
            note(variable.place,
                 variable.text + ": set more than once, and its last value is taken");
        }
    }

    void gather(const std::vector<ShellWord>& words) {
        GivenArgument* open = nullptr;
        for (const ShellWord& word : words) {
            if (is_argument(word.text)) {
                open = begin_argument(word);
            } else if (is_override(word.text)) {
                take_override(word);
                open = nullptr;
            } else if (open != nullptr) {
                open->values.push_back(word);
            }
        }
        finish_argument();
        note_variables(variables_);
        if (!ignored_.empty())
            note(ignored_at_, "without effect on time or cost: " + enumerate(ignored_, 200));
    }

    GivenArgument* begin_argument(const ShellWord& word) {
        finish_argument();
        const std::size_t equals = word.text.find('=');
        current_ = GivenArgument{word.text.substr(0, equals), {}, word.place};
        if (equals != std::string::npos)
            current_->values.push_back({word.text.substr(equals + 1), word.place});
        return &*current_;
    }

    void finish_argument() {
        if (!current_)
            return;
        GivenArgument argument = std::move(*current_);
        current_.reset();
        const std::string name = dashed(argument.written.substr(2));
        accept(name, std::move(argument));
    }

    void accept(const std::string& name, GivenArgument argument) {
        if (megatron_row(name) == nullptr)
            return decline(name, argument);
        drop_left_over(name, argument);
        const auto [found, first] = arguments_.try_emplace(name, argument);
        if (first)
            return;
        if (text_of(found->second) != text_of(argument)) {
            note(argument.place,
                 fmt::format("{}: given more than once, and the last one is taken",
                             text_of(argument)));
        }
        found->second = std::move(argument);
    }

    void decline(const std::string& name, const GivenArgument& argument) {
        if (is_ignored(name)) {
            if (ignored_.empty())
                ignored_at_ = argument.place;
            if (!argument.values.empty())
                unread_.push_back(argument.values.front().text);
            if (std::find(ignored_.begin(), ignored_.end(), argument.written) == ignored_.end())
                ignored_.push_back(argument.written);
            return;
        }
        std::vector<std::string> known = megatron_argument_names();
        for (const std::string_view ignored : ignored_arguments())
            known.push_back("--" + std::string(ignored));
        const auto close = nearest("--" + name, known);
        const bool likely = close && edit_distance("--" + name, *close) * 5 <= close->size();
        note(argument.place,
             argument.written + ": not understood" +
                 (likely ? fmt::format("; did you mean '{}'?", *close) : ""));
    }

    /// The script's own name and what is piped stand behind arguments, too; a number does not.
    void drop_left_over(const std::string& name, GivenArgument& argument) {
        const std::size_t takes = values_taken(name);
        while (argument.values.size() > takes) {
            const ShellWord& last = argument.values[takes];
            if (is_number(last.text)) {
                add_fault(name,
                          fmt::format("{}: {} is left over", text_of(argument), last.text),
                          fmt::format("{} takes {}", argument.written, count_text(takes)),
                          last.place);
            } else if (last.text.find('.') == std::string::npos && last.text.front() != '$') {
                note(last.place, last.text + ": not understood");
            }
            argument.values.erase(argument.values.begin() + static_cast<std::ptrdiff_t>(takes));
        }
    }

    /// NeMo's `model.…` and `trainer.…`: the last part is the argument.
    void take_override(const ShellWord& word) {
        const std::size_t equals = word.text.find('=');
        std::string path = word.text.substr(0, equals);
        path.erase(0, path.find_first_not_of('+'));
        const std::string said = word.text.substr(equals + 1);
        std::string name = dashed(path.substr(path.rfind('.') + 1));
        bool inverted = false;
        for (const NemoName& nemo : nemo_names()) {
            if (nemo.nemo != name)
                continue;
            name = nemo.argument;
            inverted = nemo.inverted;
            break;
        }
        GivenArgument argument{path, {{said, word.place}}, word.place, true};
        const bool ours = path.rfind("model.", 0) == 0 || path.rfind("trainer.", 0) == 0;
        const auto nested = std::count(path.begin(), path.end(), '.') > 1;
        if (!ours || nested || megatron_row(name) == nullptr)
            return decline(ours && !nested ? name : path, argument);
        if (said == "null" || said == "None")
            return;
        if (values_taken(name) > 0)
            return accept(name, std::move(argument));
        take_switch(name, inverted, std::move(argument));
    }

    void take_switch(const std::string& name, bool inverted, GivenArgument argument) {
        const std::string said = argument.values.front().text;
        const bool on = said == "True" || said == "true" || said == "1";
        if (!on && said != "False" && said != "false" && said != "0") {
            return add_fault(
                name,
                fmt::format("{} = \"{}\": this is not true or false", argument.written, said),
                "True or False is allowed",
                argument.place);
        }
        argument.values.clear();
        if (on != inverted)
            accept(name, std::move(argument));
    }

    void note(const Place& place, const std::string& text) { add_import_note(out_, place, text); }

    void add_fault(const std::string& name, std::string what, std::string help, Place place) {
        add_argument_fault(out_, name, std::move(what), std::move(help), std::move(place));
    }

    Imported& out_;
    GivenArguments arguments_;
    std::optional<GivenArgument> current_;
    ShellWords variables_;
    std::vector<std::string> unread_;  ///< values of arguments without effect
    std::vector<std::string> ignored_;
    Place ignored_at_;
};

}  // namespace

bool is_number(const std::string& text) {
    double x = 0.0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), x);
    return code == std::errc{} && end == text.data() + text.size();
}

std::string text_of(const GivenArgument& argument) {
    std::string text = argument.written;
    for (const ShellWord& value : argument.values) text += ' ' + value.text;
    return text;
}

std::size_t values_taken(const std::string& name) {
    if (name == "rampup-batch-size")
        return 3;
    if (name == "recompute-modules")
        return recompute_module_names().size() + 1;
    const MegatronArgument& row = *megatron_row(name);
    return row.form == ArgumentForm::flag || takes_no_value(name) ? 0 : 1;
}

std::string count_text(std::size_t n) {
    return n == 0 ? "no value" : n == 1 ? "one value" : fmt::format("{} values", n);
}

void add_import_note(Imported& out, const Place& place, const std::string& text) {
    std::string line = import_note(place, text);
    if (std::find(out.notes.begin(), out.notes.end(), line) == out.notes.end())
        out.notes.push_back(std::move(line));
}

void add_argument_fault(
    Imported& out, const std::string& name, std::string what, std::string help, Place place) {
    const MegatronArgument* row = megatron_row(name);
    out.faults.push_back({ErrorCode::wrong_type,
                          row == nullptr ? "" : row->path,
                          std::move(what),
                          std::move(help),
                          std::move(place)});
}

std::optional<GivenArguments> given_arguments(const ImportSource& source, Imported& out) {
    return WordReader(out).run(source);
}

}  // namespace deepwallet
