#pragma once

/// GPT models by their shape, with the vocabulary of Narayanan et al. 2021.

#include "engine/workload/model.hpp"

namespace deepwallet::test {

inline Model gpt(std::int64_t layers, std::int64_t hidden, std::int64_t heads) {
    Model m;
    m.layers = layers;
    m.hidden = hidden;
    m.heads = heads;
    m.vocab = 51200;
    return m;
}

inline Model gpt_22b() { return gpt(48, 6144, 64); }
inline Model gpt3_175b() { return gpt(96, 12288, 96); }
inline Model mt_nlg_530b() { return gpt(105, 20480, 128); }
inline Model gpt_1t() { return gpt(128, 25600, 160); }

}  // namespace deepwallet::test
