#!/usr/bin/env bash
# .pre-commit-hooks.yaml with the real pre-commit, in a repository of a driver module: without kernel headers, and with
# Debian's where they are installed.
source "$(dirname "$0")/support.bash"
source "$(dirname "$0")/module.bash"
command -v pre-commit >/dev/null || { echo 'skipped: there is no pre-commit'; exit 77; }
export PRE_COMMIT_HOME=$work/pre-commit

# the hook's own repository
git init -q hooks
cp "$SOURCE_ROOT/.pre-commit-hooks.yaml" hooks
git -C hooks add .
git -C hooks commit -qm hooks

# configure ARGS: the module's repository uses the hook with these arguments.
configure() {
    printf 'repos:\n  - repo: %s\n    rev: %s\n    hooks:\n      - id: gfpcheck\n        args: [%s]\n' \
        "$work/hooks" "$(git -C "$work/hooks" rev-parse HEAD)" "$1" >.pre-commit-config.yaml
    git add .pre-commit-config.yaml
}

# with ARGS: a commit with the bug is stopped, and one without passes.
with() {
    configure "$1"
    echo "/* $1 */" >>blinker.c
    git add blinker.c
    stops "a bug with $1" git commit -m bug
    in_out '^blinker\.c:19:[0-9]+: warning: kzalloc\(\) .* \[atomic-alloc\]$'
    in_out '^- exit code: 1$'
    sed -i 's/\(pattern = kzalloc(size, \)GFP_KERNEL/\1GFP_ATOMIC/' blinker.c
    git add blinker.c
    passes "no bug with $1" git commit -m mended
    git checkout -q "$first" -- blinker.c
}

make_module repo
cd repo
git commit -qm first
first=$(git rev-parse HEAD)
pre-commit install >/dev/null
with --model
if headers=$(kernel_headers); then with "--kbuild, $headers"; fi

# what is new only, and what is there already
configure '--model, --new-from, HEAD'
git commit -qm 'the bug again' --no-verify
echo '/* the end */' >>blinker.c
passes 'a commit of other lines' git commit -am second
add_bug .
stops 'a commit with a new bug' git commit -m third
in_out 'warning: krealloc\(\)'
not_in_out 'blinker\.c:19:'

# all files at once, with that which fails
echo 'int f( {' >broken.c
git add broken.c
configure --model
stops 'all files' pre-commit run --all-files
in_out 'blinker\.c:19:'
in_out '^error: broken\.c: '
in_out '^- exit code: 2$'
