#!/usr/bin/env bash
# The progress line: on a terminal only, no wider than that, a few times a second, and erased at the end.
source "$(dirname "$0")/support.bash"
command -v script >/dev/null || exit 77
export TERM=xterm

# units that take a moment each, and a long name
mkdir -p many
for ((i = 0; i < 30; i++)); do
    for ((f = 0; f < 200; f++)); do echo "int f$f(int a) { return a ? f$f(a - 1) : $i; }"; done \
        >"many/a_driver_with_a_name_that_is_too_long_for_the_line_$i.c"
done

# on_terminal COLUMNS ARGS...: runs gfpcheck with a terminal of its own; all that it wrote goes to the file `out`.
on_terminal() {
    local columns=$1
    shift
    : >err
    script -qec "stty cols $columns; $(printf '%q ' "$GFPCHECK" "$@")" /dev/null </dev/null >out || fail 'exit code'
}

start=$(date +%s%N)
on_terminal 50 --model many
took_ms=$((($(date +%s%N) - start) / 1000000))
in_out $'\runits: [0-9]+ done, [0-9]+ left, .*many/a_.*\033\\[K'
in_out $'\rlinking.*, 0 findings\033\\[K'
not_in_out $'\r(units|preludes):[^\r]*finding' # none can be known yet
in_out $'\r\033\\[K0 findings in 30 files' # erased before the summary

# each line between two returns fits
tr '\r' '\n' <out | sed -n $'s/\033\\[K.*//p' >lines
wide=$(awk 'length($0) > 49' lines)
[[ -z $wide ]] || fail "wider than the terminal: $wide"
awk 'length($0) == 49 && /  many\// {found = 1} END {exit !found}' lines || fail 'no line was cut'
drawn=$(grep -c 'done' lines)
((drawn <= took_ms / 100 + 5)) || fail "drawn $drawn times in $took_ms ms"

# a message has a line of its own
on_terminal 50 --model -v many
! tr '\r' '\n' <out | sed 's,\x1b\[K,,g' | grep -aE '.gfpcheck: ' || fail 'a message stands behind the progress'

# not wanted, or not possible
on_terminal 50 --model -q many
not_in_out ' done, '
TERM=dumb on_terminal 50 --model many
not_in_out ' done, '
run 0 --model many
[[ ! -s err ]] || fail 'something on stderr'
