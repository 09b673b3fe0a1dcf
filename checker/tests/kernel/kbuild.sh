#!/usr/bin/env bash
# A folder of real drivers, with the flags of a real build: every unit is read, and twice gives the same.
set -euo pipefail
: "${GFPCHECK_KERNEL_TREE:?is the configured build folder of a kernel}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder=drivers/usb/misc

for run in first second; do
    code=0
    "$GFPCHECK" --kbuild "$GFPCHECK_KERNEL_TREE" --format json "$folder" >"$work/$run" || code=$?
    ((code < 2)) || { echo "exit $code"; exit 1; }
done
grep -q "\"$folder/[a-z0-9_]*\\.c\"" "$work/first" || { echo "no file of $folder was read"; exit 1; }
grep -Eq '"failed": *\[\]' "$work/first" || { echo "units failed:"; grep -A20 '"failed"' "$work/first"; exit 1; }
diff "$work/first" "$work/second"
