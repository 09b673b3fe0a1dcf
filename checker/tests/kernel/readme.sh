#!/usr/bin/env bash
# README.md opens with what gfpcheck finds in Linux 6.1, word for word but for the lines of the source.
set -euo pipefail
: "${GFPCHECK_KERNEL_TREE:?is the configured build folder of a kernel}"
grep -q '^# Linux/x86 6\.1\.' "$GFPCHECK_KERNEL_TREE/.config" || { echo 'skipped: not a kernel 6.1 for x86'; exit 77; }
finding=$(awk '/^```$/{n++; next} n == 1' "$SOURCE_ROOT/README.md")
file=${finding%%:*}
found=$("$GFPCHECK" --kbuild "$GFPCHECK_KERNEL_TREE" --no-db -q "$file" | grep "^$file:") || true
diff <(printf '%s\n' "$finding") <(printf '%s\n' "$found")
