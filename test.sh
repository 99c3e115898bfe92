#!/usr/bin/env bash
# Installs what is missing, builds everything and runs the tests. Arguments go to ctest:
#   ./test.sh -R collectives
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

scripts/setup.sh build test mpi gui
# A system that brings its own libraries need not have MPI or Qt.
mpi=ON
gui=ON
if [ "${DEEPWALLET_SKIP_SETUP:-}" = 1 ]; then
    command -v mpirun >/dev/null || mpi=OFF
    command -v qtpaths6 >/dev/null || gui=OFF
fi

echo "test: configuring build/release"
log=$(cmake --preset release -DDEEPWALLET_TESTS=ON -DDEEPWALLET_MPI="$mpi" -DDEEPWALLET_GUI="$gui" 2>&1) || {
    echo "$log" >&2
    exit 1
}

echo "test: building"
cmake --build build/release --target all all_verify_interface_header_sets

echo "test: running"
ctest --test-dir build/release --output-on-failure --no-tests=error --parallel "$(nproc)" "$@"
