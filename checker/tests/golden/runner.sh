#!/bin/bash
# The runner's own test: a stand-in for gfpcheck prints a report that is given here, and the runner must tell what
# agrees with the expectations and what does not.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/gfpcheck" <<'EOF'
#!/bin/bash
cat "$(dirname "$0")/report.json"
grep -q '"check"' "$(dirname "$0")/report.json" && exit 1
exit 0
EOF
chmod +x "$work/gfpcheck"
failures=0

# finding LINE CHECK CONFIDENCE: a finding of a helper that is called from outer().
finding() {
    printf '{"check": "%s", "confidence": "%s", "file": "x.c", "line": %d, "column": 1, "function": "inner",
      "message": "kmalloc() may sleep", "fingerprint": "", "chain": [
      {"role": "context", "file": "x.c", "line": 1, "column": 1, "function": "take", "message": "spin_lock()"},
      {"role": "call", "file": "x.c", "line": 2, "column": 1, "function": "outer", "message": "calls inner()"},
      {"role": "alloc", "file": "x.c", "line": %d, "column": 1, "function": "inner", "message": "GFP_KERNEL = 0xcc0"}]}' \
        "$2" "$3" "$1" "$1"
}

# try WHAT CODE TEXT [FINDING]: the source's text, the findings, and the exit code that the runner must give.
try() {
    printf '%b' "$3" > "$work/x.c"
    printf '{"findings": [%s]}\n' "${4:-}" > "$work/report.json"
    "$GOLDEN" "$work/gfpcheck" "$work" "$work/x.c" > "$work/out" 2>&1
    local code=$?
    if [ $code -ne "$2" ]; then
        echo "$1: exit code $code instead of $2"
        cat "$work/out"
        failures=$((failures + 1))
    fi
}

alloc=$(finding 1 atomic-alloc definite)
likely=$(finding 1 atomic-alloc likely)
second=$(finding 2 atomic-sleep definite)

try "met" 0 'x; // expect: atomic-alloc {{GFP_KERNEL}} {{may sleep}} chain=outer>inner confidence=definite\n' "$alloc"
try "met, by its id only" 0 'x; // expect: atomic-alloc\n' "$alloc"
try "line below" 0 '// expect@+1: atomic-sleep // expect: atomic-alloc\n\n' "$alloc, $second"
try "line above" 0 'x; // expect: atomic-alloc\n\n// expect@-1: atomic-sleep\n' "$alloc, $second"
try "none" 0 'x; // expect-none\n'
try "prose" 0 'x; // expect-none\n/* // expect: atomic-alloc */\nx; // some words\nchar *s = "// expect: atomic-alloc";\n'
try "missing" 1 'x; // expect: atomic-alloc\n'
try "unexpected" 1 'x; // expect-none\n' "$alloc"
try "unexpected beside an expected one" 1 'x; // expect: atomic-alloc\n' "$alloc, $second"
try "twice, expected once" 1 'x; // expect: atomic-alloc\n' "$alloc, $alloc"
try "other line" 1 '\nx; // expect: atomic-alloc\n' "$alloc"
try "other check" 1 'x; // expect: atomic-free\n' "$alloc"
try "other text" 1 'x; // expect: atomic-alloc {{vmalloc}}\n' "$alloc"
try "other chain" 1 'x; // expect: atomic-alloc chain=inner\n' "$alloc"
try "other confidence" 1 'x; // expect: atomic-alloc confidence=definite\n' "$likely"
try "known miss" 0 'x; // todo-expect: atomic-alloc\n'
try "known miss, found" 1 'x; // todo-expect: atomic-alloc\n' "$alloc"
try "known false alarm" 0 'x; // todo-expect-none-here: atomic-alloc\n' "$alloc"
try "known false alarm, gone" 1 'x; // todo-expect-none-here: atomic-alloc\n'
try "no directive" 1 'x;\n'
try "unknown directive" 1 'x; // expect-none\nx; // expects: atomic-alloc\n'
try "unknown todo" 1 'x; // expect-none\nx; // todo: atomic-alloc\n'
try "unknown check" 1 'x; // todo-expect: atomic-aloc\n'
try "unknown attribute" 1 'x; // expect: atomic-alloc chian=outer\n' "$alloc"
try "open text" 1 'x; // expect: atomic-alloc {{GFP\n' "$alloc"
try "bad offset" 1 'x; // expect@1: atomic-alloc\n' "$alloc"
try "contradiction" 1 'x; // expect-none // expect: atomic-alloc\n' "$alloc"
[ $failures -eq 0 ]
