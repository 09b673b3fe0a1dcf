#!/bin/sh
# Checks the C files of a commit: what the commit brings is reported, and stops it.
# Written by `gfpcheck init --git-hook`. To commit nevertheless: git commit --no-verify
set -eu

staged() { git diff --cached --name-only --diff-filter=d -z -- '*.c'; }

mixed=$(staged | xargs -0 -r git diff --name-only --)
if [ -n "$mixed" ]; then
    printf 'gfpcheck: note: checked as they are in the work tree, not as they are staged:\n%s\n' "$mixed" >&2
fi
if git rev-parse --quiet --verify HEAD >/dev/null; then
    set -- --new-from=HEAD
fi
staged | xargs -0 -r gfpcheck --quiet "$@"
