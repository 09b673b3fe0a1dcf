#!/usr/bin/env bash
# docs/allocators.md ends with what `gfpcheck rules families` says of the rules that come with it. With
# GFPCHECK_BLESS=1 that part is written instead of compared.
source "$(dirname "$0")/support.bash"
page=$SOURCE_ROOT/docs/allocators.md
mark='<!-- gfpcheck rules families -->'

run 0 rules families --isolated
grep -qxF -- "$mark" "$page" || fail "no line '$mark' in $page"
sed "/^$mark\$/q" "$page" >whole
{ echo && cat out; } >>whole
if [[ -n ${GFPCHECK_BLESS-} ]]; then
    cp whole "$page"
else
    diff "$page" whole >out || fail "$page is not what the rules say (>): GFPCHECK_BLESS=1 writes it anew"
fi

cat >mine.yaml <<'END'
families:
  - name: mine
    why: my memory (drivers/my.c)
    address: by-size
    since: "6.3"
    alloc: [{fn: [my_alloc, my_alloc_noprof], kernel: ">= 6.5", gfp: 0}, {fn: [my_new], sleeps: true}]
    release: [{fn: [my_free], arg: 0}, {fn: [vfree], arg: 0}]
  - name: yours
    why: your memory (drivers/my.c)
    alloc: [{fn: [your_alloc]}]
END
run 0 rules families --rules mine.yaml
in_out '^\| mine \| `my_alloc\(\)` \| if its flags let it; yes \| `my_free\(\)` \| no; may \| up to a page \| .* \| 6\.3 \|$'
in_out '^\| yours \| `your_alloc\(\)` \| no \| - \| - \| - \| - \| - \|$'
in_out '^- allocated by `my_alloc\(\)` \(>= 6\.5\), `my_new\(\)`$'
in_out '^- released by nothing$'
run 2 rules families mine
in_err 'rules takes list, show NAME, families or lint'
