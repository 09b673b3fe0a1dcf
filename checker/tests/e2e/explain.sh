#!/usr/bin/env bash
# gfpcheck explain: every check has its text; its bad example is found, and its good one is not.
source "$(dirname "$0")/support.bash"

# section TITLE: that section of the text in the file `out`.
section() { awk -v title="## $1" '/^## /{on = $0 == title; next} on' out; }
# example TITLE FILE: the C code of the section.
example() { section "$1" | sed -n '/^```c$/,/^```$/{/^```/!p}' >"$2"; }

run 0 explain
mapfile -t checks <out
((${#checks[@]} >= 4)) || fail 'no checks are listed'
for check in "${checks[@]}"; do
    read -r id words <<<"$check"
    run 0 explain "$id"
    [[ $(sed -n 1p out) == "# $id" ]] || fail 'the title is not the id'
    first=$(sed -n 3p out)
    [[ ${first,} == "${words% (off by default)}." ]] || fail "the first line is not '$words'"
    titles=$(grep '^## ' out | paste -sd,)
    [[ $titles == '## Bad,## Good,## Why,## At run time,## Mends,## Source' ]] || fail "the sections are $titles"
    for title in Why 'At run time' Mends Source; do
        [[ $(section "$title") =~ [a-z] ]] || fail "nothing in '$title'"
    done
    example Bad bad.c
    example Good good.c
    select=()
    [[ $words != *' (off by default)' ]] || select=(--select "$id")
    run 1 --model "${select[@]}" bad.c
    in_out "\[$id\]$"
    [[ $(grep -c 'warning:' out) == $(grep -c "\[$id\]$" out) ]] || fail 'another check finds something as well'
    run 0 --model "${select[@]}" good.c
done
for text in "$SOURCE_ROOT"/docs/checks/*.md; do
    grep -q "^$(basename "$text" .md) " <(printf '%s\n' "${checks[@]}") || fail "$text: there is no such check"
done

run 0 explain atomic-free atomic-sleep
in_out '^# atomic-free$'
in_out '^# atomic-sleep$'
run 2 explain tea
in_err "^gfpcheck: error: no check 'tea'; there are: atomic-alloc, .*mismatched-free"
run 2 explain --tea
in_err 'see gfpcheck explain --help$'
run 0 explain --help
in_out '^  gfpcheck explain '
