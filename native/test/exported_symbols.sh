#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Checks that the library exports what the header declares, all of it and nothing else.
# Usage: exported_symbols.sh OBJDUMP LIBRARY HEADER
set -eu
exported=$("$1" -T "$2" | awk '$0 !~ /\*UND\*/ && / DF | DO / { print $NF }' | sort)
declared=$(sed -n 's/^[a-z].*[ *]\(hwview_[a-z0-9_]*\)(.*);$/\1/p' "$3" | sort)
if [ -z "$declared" ] || [ "$exported" != "$declared" ]; then
    printf 'exported_symbols: exported:\n%s\ndeclared:\n%s\n' "$exported" "$declared"
    exit 1
fi
echo "exported symbols: $(echo "$exported" | wc -l), as declared"
