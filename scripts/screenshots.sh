#!/usr/bin/env bash
# Pictures of every page of the window: screenshots.sh deepwallet-gui FOLDER
# PAGE-WIDTHxHEIGHT-LOOK-LANGUAGE.png, for each page, size, look and language.
set -euo pipefail
program=$1
folder=$2
scenarios="$(dirname "${BASH_SOURCE[0]}")/../scenarios"
mkdir -p "$folder"

# What there is to see needs no more than the reference question; three of it to compare.
files_of() {
    case $1 in
        start) ;;
        compare) echo "$scenarios"/published/mt-nlg-530b-{280,350,420}.toml ;;
        sweep) echo "$scenarios/sweeps/servers.toml" ;;
        *) echo "$scenarios/published/mt-nlg-530b-280.toml" ;;
    esac
}

pages=$("$program" --pages)
for language in en ja; do
    for look in light dark; do
        for size in 1280x800 1920x1080; do
            for page in $pages; do
                picture="$folder/$page-$size-$look-$language.png"
                read -ra files <<<"$(files_of "$page")"
                "$program" --language "$language" --size "$size" $([ "$look" = dark ] && echo --dark) \
                    --screenshot "$picture" "${files[@]}"
                echo "$picture"
            done
        done
    done
done
