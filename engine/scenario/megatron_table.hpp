#pragma once

/// Which argument of Megatron-LM is which field: for reading and for writing.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/config/value.hpp"

namespace deepwallet {

enum class ArgumentForm {
    value,  ///< the field's value follows
    flag,   ///< it stands for one value of the field
    word,   ///< a word that stands for one value of the field follows: a row for each word
    own,    ///< read and written by a rule of its own
};

enum class ArgumentUse { both, import_only };

struct MegatronArgument {
    std::string name;  ///< without its dashes
    std::string path;
    ArgumentForm form = ArgumentForm::value;
    std::string word;
    Value value;         ///< that flag or word stands for
    std::string unsaid;  ///< a value that Megatron-LM has anyway, and that is not written
    ArgumentUse use = ArgumentUse::both;
};

/// Later rows win over earlier ones of the same field.
const std::vector<MegatronArgument>& megatron_table();

/// The first row of an argument; null where it fills no field.
const MegatronArgument* megatron_row(const std::string& name);

/// The words that it takes, where it takes words.
std::vector<std::string> megatron_choices(const std::string& name);

/// How NeMo calls an argument; `inverted` where its false is the argument.
struct NemoName {
    std::string_view nemo;
    std::string_view argument;
    bool inverted = false;
};

std::span<const NemoName> nemo_names();

/// Arguments that change neither time nor memory nor cost: paths, logging, seeds, the optimizer's
/// rates, data.
std::span<const std::string_view> ignored_arguments();

}  // namespace deepwallet
