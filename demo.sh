#!/usr/bin/env bash
# Installs what is missing, builds the command line program and answers the reference question.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

scenario=scenarios/published/mt-nlg-530b-280.toml

scripts/setup.sh build

echo "demo: configuring build/release"
# DEEPWALLET_TESTS stays as it is, so that demo.sh and test.sh share one build.
log=$(cmake --preset release 2>&1) || {
    echo "$log" >&2
    exit 1
}

echo "demo: building"
cmake --build build/release --target deepwallet

echo "demo: deepwallet run $scenario"
echo
build/release/cli/deepwallet run "$scenario"
