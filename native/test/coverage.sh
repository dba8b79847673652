#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Prints the covered lines of each source file of the library, and their total. Usage: coverage.sh GCOV DIRECTORY
set -eu
for counters in "$2"/src/*.gcno; do
    "$1" -n -r "$counters"
done | awk '
/^File / { gsub("\047", "", $2); file = $2; next }
/^Lines executed:/ && file ~ /^(native\/)?src\// {
    split($2, percent, /[:%]/)
    total[file] += $NF
    hit[file] += int($NF * percent[2] / 100 + 0.5)
    file = ""
}
END {
    for (file in total) {
        printf "%s: lines %.1f%% (%d of %d)\n", file, 100 * hit[file] / total[file], hit[file], total[file] | "sort"
        a += hit[file]; b += total[file]
    }
    close("sort")
    if (b == 0) { print "coverage: no counters found"; exit 1 }
    printf "native: lines %.1f%% (%d of %d)\n", 100 * a / b, a, b
}'
