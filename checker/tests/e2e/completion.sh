#!/usr/bin/env bash
# Completion in bash, zsh and fish: every command and option of the program, and the words that values stand for.
source "$(dirname "$0")/support.bash"
scripts=$SOURCE_ROOT/completions

# What the scripts ask the program for, once: they ask often, and a program with sanitizers takes its time.
mkdir bin said
said() { "$GFPCHECK" "$@" >"said/$*"; }
said --help
said explain
mapfile -t commands < <(sed -nE '/^Commands:/,/^$/s/^  ([a-z][a-z-]*) .*/\1/p' 'said/--help')
((${#commands[@]} >= 8)) || fail 'no commands in --help'
for name in "${commands[@]}"; do said "$name" --help; done
printf '#!/bin/sh\ncat "%s/said/$*"\n' "$work" >bin/gfpcheck
chmod +x bin/gfpcheck
PATH=$work/bin:$PATH

# Each prints what completes the words given, of which the last one is the beginning of a word, one a line.
in_bash() {
    bash -c 'source "$1"; COMP_WORDS=("${@:2}") COMP_CWORD=$(($# - 2)); _gfpcheck; printf "%s\n" "${COMPREPLY[@]}"' \
        - "$scripts/gfpcheck.bash" "$@"
}
in_fish() { fish --no-config -c "source '$scripts/gfpcheck.fish'; complete -C '$*'" | cut -f1; }
# what _gfpcheck hands over to zsh's own functions
in_zsh() {
    zsh -f -c '_arguments() { print -rl -- "$@" }; _describe() { print -rl -- "${(P@)2}" }
        source=$1; shift; words=("$@"); CURRENT=$#words; source $source' - "$scripts/_gfpcheck" "$@"
}

# offered SHELL REGEX WORDS...
offered() {
    "in_$1" "${@:3}" >out 2>err
    in_out "$2"
    [[ ! -s err ]] || fail "$1: something on stderr"
}

# all_offered SHELL [COMMAND]: its options
all_offered() {
    "in_$1" gfpcheck "${@:2}" -- >out
    for option in $(gfpcheck "${@:2}" --help | sed -nE 's/^  (-., )?(--[a-z-]+).*/\2/p'); do
        in_out "^\*?$option(=?\$|=?\[)"
    done
}

for shell in bash zsh fish; do
    command -v $shell >/dev/null || { echo "no $shell here"; continue; }
    offered $shell '^check\b' gfpcheck ''
    for name in "${commands[@]}"; do
        in_out "^$name(:|\$)"
    done
    all_offered $shell
    for name in "${commands[@]}"; do all_offered $shell "$name"; done
    offered $shell '(^|[ (])atomic-free\b' gfpcheck explain atomic-f
    offered $shell '(^|[ (])lint\b' gfpcheck rules li
    offered $shell '(^|[ (])merge\b' gfpcheck db me
    offered $shell '(^|[ (])sarif\b' gfpcheck --format sa
    offered $shell '(^|[ (])always\b' gfpcheck --color al
done

offered bash '^sarif$' gfpcheck --format = sa
offered bash '^atomic-alloc,mismatched-free$' gfpcheck --select atomic-alloc,mis
offered bash '^definite$' gfpcheck check --min-confidence = d
if command -v fish >/dev/null; then
    offered fish '^--format=sarif$' gfpcheck --format=sa
    offered fish '^--select=atomic-alloc,mismatched-free$' gfpcheck --select=atomic-alloc,mis
fi
