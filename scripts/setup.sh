#!/usr/bin/env bash
# Installs the packages that a group of work needs, on Debian 12, Ubuntu 24.04 and later:
#   scripts/setup.sh build [test] [mpi] [gui]
# Costs nothing where all are installed. DEEPWALLET_SKIP_SETUP=1 skips it, for systems that have the
# libraries from elsewhere.
set -euo pipefail

build_packages=(g++ cmake ninja-build libtomlplusplus-dev libboost-dev libcli11-dev
    libeigen3-dev libfmt-dev libmuparser-dev libsqlite3-dev nlohmann-json3-dev libexpected-dev)
test_packages=(catch2 libbenchmark-dev)
mpi_packages=(libopenmpi-dev openmpi-bin)
gui_packages=(qt6-base-dev qt6-charts-dev qt6-svg-dev libqt6opengl6-dev qt6-l10n-tools qt6-tools-dev
    qt6-tools-dev-tools qt6-translations-l10n fonts-dejavu-core fonts-vlgothic)

fail() {
    echo "setup: error: $1" >&2
    shift
    printf '  %s\n' "$@" >&2
    exit 1
}

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"
}

wanted=()
for group in "${@:-build}"; do
    case "$group" in
        build) wanted+=("${build_packages[@]}") ;;
        test) wanted+=("${test_packages[@]}") ;;
        mpi) wanted+=("${mpi_packages[@]}") ;;
        gui) wanted+=("${gui_packages[@]}") ;;
        *) fail "no package group '$group'" "groups: build, test, mpi, gui" ;;
    esac
done

if [ "${DEEPWALLET_SKIP_SETUP:-}" = 1 ]; then
    echo "setup: skipped (DEEPWALLET_SKIP_SETUP=1)"
    exit 0
fi

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    fail "this system has no apt-get; install these packages, or what they are called here:" \
        "${wanted[*]}" "then run again with DEEPWALLET_SKIP_SETUP=1"
fi

missing=()
for package in "${wanted[@]}"; do
    is_installed "$package" || missing+=("$package")
done

if [ "${#missing[@]}" -eq 0 ]; then
    echo "setup: all ${#wanted[@]} packages are installed"
    exit 0
fi

if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    fail "packages are missing, and installing them needs root or sudo; as root, run:" \
        "apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
fi

echo "setup: installing ${missing[*]}"
# A third-party source that cannot be reached need not matter; what is missing fails below.
apt_get update || echo "setup: warning: apt-get update failed, trying with the known package lists" >&2
apt_get install -y --no-install-recommends "${missing[@]}" ||
    fail "these packages could not be installed:" "${missing[*]}"
