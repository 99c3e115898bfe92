#include "cli/completion.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace deepwallet::cli {

namespace {

using Words = std::vector<std::string>;

std::string joined(const Words& words) { return fmt::format("{}", fmt::join(words, " ")); }

/// In single quotes, where nothing but a quote means anything to a shell.
std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

/// A list as bash's compgen takes it.
std::string as_text(const Words& words) { return quoted(joined(words)); }

/// A list as zsh's compadd takes it.
std::string as_array(const Words& words) {
    std::string out = "(";
    for (const std::string& word : words) out += (out.size() > 1 ? " " : "") + quoted(word);
    return out + ")";
}

using ListForm = std::string (*)(const Words&);

Words option_names(const CompletedCommand& command) {
    Words names;
    for (const CompletedOption& option : command.options)
        names.insert(names.end(), option.names.begin(), option.names.end());
    return names;
}

/// Commands by name, each with what may follow it.
std::string case_of_commands(const CommandLine& line, ListForm list) {
    std::string text;
    for (const CompletedCommand& command : line.commands) {
        text += fmt::format("        {}) options={} follow={} ;;\n",
                            quoted(command.name),
                            list(option_names(command)),
                            list(command.words));
    }
    return text;
}

/// Options with a value of their own kind: choices, a field, or a file.
std::string case_of_values(const CommandLine& line, ListForm list) {
    std::string text;
    Words seen;
    for (const CompletedCommand& command : line.commands) {
        for (const CompletedOption& option : command.options) {
            const std::string pattern = fmt::format("{}", fmt::join(option.names, "|"));
            if (!option.takes_value || std::count(seen.begin(), seen.end(), pattern) > 0)
                continue;
            seen.push_back(pattern);
            const char* kind = option.sets_field        ? "field"
                               : option.choices.empty() ? "file"
                                                        : "words";
            text += fmt::format(
                "        {}) kind={} values={} ;;\n", pattern, kind, list(option.choices));
        }
    }
    return text;
}

std::string case_of_fields(const CommandLine& line, ListForm list) {
    std::string text;
    for (const auto& [path, values] : line.fields) {
        if (!values.empty())
            text += fmt::format("            {}) values={} ;;\n", path, list(values));
    }
    return text;
}

/// `path=` each: what a setting begins with.
Words field_starts(const CommandLine& line) {
    Words starts;
    for (const auto& field : line.fields) starts.push_back(field.first + "=");
    return starts;
}

/// The last word of each command.
std::string last_names(const CommandLine& line) {
    Words names;
    for (const CompletedCommand& command : line.commands) {
        const std::string name = command.name.substr(command.name.rfind(' ') + 1);
        if (!name.empty() && std::count(names.begin(), names.end(), name) == 0)
            names.push_back(name);
    }
    return fmt::format("{}", fmt::join(names, "|"));
}

/// The words of a command's name.
Words words_of(const std::string& name) {
    const std::size_t space = name.find(' ');
    if (space == std::string::npos)
        return {name};
    return {name.substr(0, space), name.substr(space + 1)};
}

/// Commands of commands, which two words name.
std::string parents(const CommandLine& line) {
    Words names;
    for (const CompletedCommand& command : line.commands) {
        const std::size_t space = command.name.find(' ');
        const std::string parent = command.name.substr(0, space);
        if (space != std::string::npos && std::count(names.begin(), names.end(), parent) == 0)
            names.push_back(parent);
    }
    return fmt::format("{}", fmt::join(names, "|"));
}

/// `$command` from the words before the cursor.
std::string find_command(const CommandLine& line) {
    return fmt::format(R"(        case "$word" in
        {0}) [[ -z "$command" ]] && command="$word" ;;
        {1})
            if [[ -z "$command" ]]; then command="$word"
            elif [[ "$command" =~ ^({0})$ ]]; then command="$command $word"
            fi ;;
        esac
)",
                       parents(line),
                       last_names(line));
}

std::string fish_condition(const CompletedCommand& command) {
    if (command.name.empty())
        return "__fish_use_subcommand";
    Words seen;
    for (const std::string& word : words_of(command.name))
        seen.push_back("__fish_seen_subcommand_from " + word);
    return fmt::format("{}", fmt::join(seen, "; and "));
}

std::string fish_option(const std::string& when, const CompletedOption& option) {
    std::string text = "complete -c deepwallet -n " + when;
    for (const std::string& name : option.names) {
        const bool is_long = name.rfind("--", 0) == 0;
        text += (is_long ? " -l " : " -s ") + name.substr(is_long ? 2 : 1);
    }
    if (option.takes_value)
        text += option.sets_field || !option.choices.empty() ? " -x" : " -r";
    if (option.sets_field)
        text += " -a '(__deepwallet_fields)'";
    else if (!option.choices.empty())
        text += " -a " + as_text(option.choices);
    return text + " -d " + quoted(option.help) + '\n';
}

}  // namespace

// Bash breaks words at '=', so that `--set a=b` are four words; the words before the cursor are put
// together again from the line as it is.
std::string bash_completion(const CommandLine& line) {
    return fmt::format(R"(# bash completion for deepwallet: source <(deepwallet completion bash)

_deepwallet() {{
    local line="${{COMP_LINE:0:COMP_POINT}}" words=() current before command='' word kind=''
    local options='' follow='' values='' offered='' listed=''
    COMPREPLY=()
    read -ra words <<< "$line"
    [[ "$line" == *[[:space:]] ]] && words+=('')
    (( ${{#words[@]}} < 2 )) && return 0
    current="${{words[-1]}}"
    before="${{words[-2]}}"
    for word in "${{words[@]:1:${{#words[@]}}-2}}"; do
{find}    done
    if [[ "$current" == --*=* ]]; then
        before="${{current%%=*}}"
        current="${{current#*=}}"
    fi
    case "$before" in
{values}    esac
    case "$command" in
{commands}    esac
    if [[ "$kind" == file ]]; then
        COMPREPLY=($(compgen -f -- "$current"))
        return 0
    elif [[ "$kind" == words ]]; then
        offered="$values"
    elif [[ "$kind" == field && "$current" == *=* ]]; then
        case "${{current%%=*}}" in
{fields}        esac
        offered="$values"
        current="${{current#*=}}"
        if [[ "$current" == *,* ]]; then
            listed="${{current%,*}},"
            current="${{current##*,}}"
        fi
    elif [[ "$kind" == field ]]; then
        offered={starts}
        compopt -o nospace 2> /dev/null
    elif [[ "$current" == -* ]]; then
        offered="$options"
    else
        offered="$follow"
    fi
    COMPREPLY=($(compgen -P "$listed" -W "$offered" -- "$current"))
    if [[ -z "$kind" && "$current" != -* && ${{#COMPREPLY[@]}} -eq 0 ]]; then
        COMPREPLY=($(compgen -f -- "$current"))
    fi
    return 0
}}
complete -o filenames -F _deepwallet deepwallet
)",
                       fmt::arg("find", find_command(line)),
                       fmt::arg("values", case_of_values(line, as_text)),
                       fmt::arg("commands", case_of_commands(line, as_text)),
                       fmt::arg("fields", case_of_fields(line, as_text)),
                       fmt::arg("starts", as_text(field_starts(line))));
}

std::string zsh_completion(const CommandLine& line) {
    return fmt::format(R"(#compdef deepwallet
# zsh completion for deepwallet: source <(deepwallet completion zsh)

_deepwallet() {{
    local command='' word kind='' current="${{words[CURRENT]}}"
    local -a options follow values
    for word in "${{(@)words[2,CURRENT-1]}}"; do
{find}    done
    case "${{words[CURRENT-1]}}" in
{values}    esac
    case "$command" in
{commands}    esac
    if [[ "$kind" == file ]]; then
        _files
    elif [[ "$kind" == words ]]; then
        compadd -a values
    elif [[ "$kind" == field && "$current" == *=* ]]; then
        case "${{current%%=*}}" in
{fields}        esac
        compset -P '*='
        compset -P '*,'
        compadd -a values
    elif [[ "$kind" == field ]]; then
        values={starts}
        compadd -S '' -a values
    elif [[ "$current" == -* ]]; then
        compadd -a options
    else
        compadd -a follow
        _files
    fi
}}
compdef _deepwallet deepwallet
)",
                       fmt::arg("find", find_command(line)),
                       fmt::arg("values", case_of_values(line, as_array)),
                       fmt::arg("commands", case_of_commands(line, as_array)),
                       fmt::arg("fields", case_of_fields(line, as_array)),
                       fmt::arg("starts", as_array(field_starts(line))));
}

std::string fish_completion(const CommandLine& line) {
    std::string text =
        "# fish completion for deepwallet: deepwallet completion fish | source\n\n"
        "function __deepwallet_settings\n";
    for (const auto& [path, values] : line.fields) {
        text += "    echo " + quoted(path + "=") + '\n';
        for (const std::string& value : values)
            text += "    echo " + quoted(path + "=" + value) + '\n';
    }
    text += R"(end

# Behind a comma, the next value of a list.
function __deepwallet_fields
    set -l token (commandline -ct)
    set -l path (string split -m 1 = -- $token)[1]
    set -l listed (string match -r '^.*,' -- $token)
    for setting in (__deepwallet_settings)
        if test -z "$listed"
            echo $setting
        else if string match -q -- "$path=?*" $setting
            echo $listed(string replace -- "$path=" '' $setting)
        end
    end
end

)";
    for (const CompletedCommand& command : line.commands) {
        const std::string when = quoted(fish_condition(command));
        if (!command.words.empty())
            text +=
                fmt::format("complete -c deepwallet -n {} -a {}\n", when, as_text(command.words));
        for (const CompletedOption& option : command.options) text += fish_option(when, option);
    }
    return text;
}

}  // namespace deepwallet::cli
