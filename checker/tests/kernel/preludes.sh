#!/usr/bin/env bash
# Random units of drivers/, on preludes that the run builds, on preludes that are there, and without: one report.
# preludes.sh [UNITS [SEED]]
set -euo pipefail
: "${GFPCHECK_KERNEL_TREE:?is the configured build folder of a kernel}"
units=${1:-20} seed=${2:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache

# Bytes that depend on the seed alone, for shuf.
random() { openssl enc -aes-256-ctr -pass "pass:$seed" -nosalt -pbkdf2 </dev/zero 2>/dev/null; }
"$GFPCHECK" --kbuild "$GFPCHECK_KERNEL_TREE" --dump=commands drivers >"$work/all"
mapfile -t files < <(shuf --random-source=<(random) -n "$units" "$work/all" | sed "s/.* '\(.*\)'$/\1/")

# A unit whose generated headers are missing fails in each of them: what it comes to is in the report.
report() {
    "$GFPCHECK" --kbuild "$GFPCHECK_KERNEL_TREE" --no-db -v --format json "${@:2}" "${files[@]}" >"$work/$1" 2>"$work/log" || true
    [[ -s $work/$1 ]] || { cat "$work/log"; exit 1; }
}
report cold
grep -E 'parsed with a prelude' "$work/log" || { echo "no unit was parsed with a prelude"; exit 1; }
report there
report plain --no-prelude
cmp "$work/cold" "$work/plain"
cmp "$work/there" "$work/plain"
