#!/usr/bin/env bash
# The rules of the house, read off the source text: layers include downwards only, libclang stays in frontend/ and
# libyaml in yaml/, files are short, and no fact about the kernel is typed in C.
set -euo pipefail
cd "$SOURCE_ROOT"

# Each layer, and those that it may include besides itself.
declare -A below=(
    [base]=""
    [ir]="base"
    [frontend]="base ir"
    [yaml]="base"
    [rules]="base yaml"
    [analysis]="base ir rules"
    [program]="base ir rules analysis"
    [checks]="base ir rules analysis program"
    [filter]="base ir rules analysis program checks"
    [report]="base ir rules analysis program checks"
    [session]="base ir frontend rules analysis program checks filter report"
    [config]="base yaml"
    [cli]="base ir frontend rules analysis program checks filter report session config"
)
longest=600 # lines of a file

broken=0
complain() {
    printf '%s\n' "$1" >&2
    broken=1
}

mapfile -t files < <(find checker -name tests -prune -o -type f \( -name '*.[ch]' -o -name '*.def' \) -print | sort)
for file in "${files[@]}"; do
    layer=${file#checker/}
    layer=${layer%%/*}
    [[ -v below[$layer] ]] || { complain "$file: '$layer' is no layer"; continue; }

    while IFS=: read -r line target; do
        other=${target%%/*}
        case $target in
        clang-c/*) [[ $layer == frontend ]] || complain "$file:$line: only frontend/ includes libclang" ;;
        cyaml/* | yaml.h) [[ $layer == yaml ]] || complain "$file:$line: only yaml/ includes libcyaml and libyaml" ;;
        */*)
            [[ -v below[$other] ]] || continue
            [[ " $layer ${below[$layer]} " == *" $other "* ]] ||
                complain "$file:$line: $layer/ includes $target, which is not below it"
            ;;
        esac
    done < <(sed -nE '/^[ \t]*#[ \t]*include[ \t]*[<"]/{=;s/.*[<"]([^>"]*)[>"].*/\1/p}' "$file" | paste -d: - -)

    lines=$(wc -l <"$file")
    ((lines <= longest)) || complain "$file: $lines lines, more than $longest"
done

# Names of functions and macros in the rules: `fn: name`, `fn: [names]` over any number of lines, or a list below.
names() {
    find rules -name '*.yaml' -exec cat {} + | sed 's/#.*//' |
        awk '{
            text = ""
            if (match($0, /(^|[^a-z_])(fn|macro):/)) {
                text = substr($0, RSTART + RLENGTH)
                list = text ~ /^ *$/
                flow = text ~ /^ *\[/
                if (!flow) sub(/[,}].*/, "", text)
            } else if (flow || (list && /^ *- *[A-Za-z0-9_]+ *$/)) {
                text = $0
            } else {
                list = 0
            }
            if (flow && text ~ /\]/) {
                flow = 0
                sub(/\].*/, "", text)
            }
            gsub(/[^A-Za-z0-9_]+/, "\n", text)
            print text
        }' | grep -E '^[A-Za-z_]' | sort -u
}
# String literals of the C code that could be a name, each with its place.
literals() {
    local code=()

    for file in "${files[@]}"; do [[ $file != *.c ]] || code+=("$file"); done
    ((${#code[@]})) || return 0
    grep -noHE '"[A-Za-z_][A-Za-z0-9_]*"' "${code[@]}" | awk -F: '{gsub(/"/, "", $3); print $3, $1 ":" $2}' | sort -k1,1
}
while read -r name place; do
    complain "$place: \"$name\" is a name of the kernel's, and those belong into rules/"
done < <(join <(names) <(literals))

exit "$broken"
