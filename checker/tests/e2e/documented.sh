#!/usr/bin/env bash
# Every command has a --help, and the man page has each command, option, check and format, and no others.
source "$(dirname "$0")/support.bash"
page=$SOURCE_ROOT/docs/gfpcheck.1

mapfile -t commands < <("$GFPCHECK" --help | sed -nE '/^Commands:/,/^$/s/^  ([a-z][a-z-]*) .*/\1/p')
for name in "${commands[@]}"; do
    run 0 "$name" --help
    in_out "^(Usage:|  )? *gfpcheck $name|^Usage:$"
    grep -qE "^\.It Cm $name( |\$)" "$page" || fail "the man page does not have the command $name"
    [[ $name == check ]] || grep -qE "^\.Cm $name( |\$)" "$page" || fail "the man page's synopsis does not have $name"
done

{
    "$GFPCHECK" --help
    for name in "${commands[@]}"; do "$GFPCHECK" "$name" --help; done
} | sed -nE 's/^  (-., )?-(-[a-z-]+).*/\2/p' | sort -u >program
# `.Fl -a`, `.Op Fl -a | -b`
grep -E '\bFl ' "$page" | grep -oE ' -[a-z][a-z-]+' | tr -d ' ' | sort -u >manual
diff program manual >out || { : >err && fail 'options of the program (<) and of the man page (>)'; }

while read -r id _; do
    grep -qx "\.It Cm $id" "$page" || fail "the man page does not have the check $id"
done < <("$GFPCHECK" explain)
for format in $("$GFPCHECK" --help | sed -n 's/^Formats: //p' | tr -d ,); do
    grep -qE "^\.It Cm $format( |\$)" "$page" || fail "the man page does not have the format $format"
done

command -v mandoc >/dev/null || exit 0
mandoc -Tlint -Wwarning "$page" >out 2>err || fail 'the man page has faults'
