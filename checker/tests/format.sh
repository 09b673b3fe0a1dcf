#!/usr/bin/env bash
# All C is as clang-format 14 writes it. Other versions write other things, so without this one it is skipped.
set -euo pipefail
cd "$SOURCE_ROOT"
command -v clang-format-14 >/dev/null || { echo "skipped: there is no clang-format-14"; exit 77; }
unformatted=$(find checker include/gfpcheck -name '*.[ch]' -print0 |
    xargs -0 clang-format-14 --dry-run --Werror 2>&1 | sed -nE 's/^([^: ]+):[0-9]+:[0-9]+: error:.*/\1/p' | sort -u) || true
[[ -z $unformatted ]] || { printf 'run clang-format-14 -i on:\n%s\n' "$unformatted"; exit 1; }
