#!/usr/bin/env bash
# `cmake --install` brings all that the program needs, and it finds that from where it was put.
set -euo pipefail
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT

cmake --install "$(dirname "$GFPCHECK")" --prefix "$prefix" >/dev/null
for file in bin/gfpcheck include/gfpcheck/gfpcheck.h share/gfpcheck/rules/linux/locks.yaml \
    share/gfpcheck/include/linux-model/linux/slab.h share/man/man1/gfpcheck.1 \
    share/bash-completion/completions/gfpcheck share/zsh/site-functions/_gfpcheck \
    share/fish/vendor_completions.d/gfpcheck.fish; do
    [[ -f $prefix/$file ]] || { echo "$file is not installed"; exit 1; }
done
compgen -G "$prefix/lib*/libgfpcheck.a" >/dev/null || compgen -G "$prefix/lib/*/libgfpcheck.a" >/dev/null ||
    { echo "libgfpcheck.a is not installed"; exit 1; }

cat >"$prefix/driver.c" <<'END'
#include <linux/slab.h>
#include <linux/spinlock.h>
void *get(spinlock_t *lock)
{
    void *p;

    spin_lock(lock);
    p = kmalloc(8, GFP_KERNEL);
    spin_unlock(lock);
    return p;
}
END
code=0
out=$("$prefix/bin/gfpcheck" "$prefix/driver.c") || code=$?
[[ $code == 1 && $out == *'[atomic-alloc]'* ]] || { printf 'exit %s: %s\n' "$code" "$out"; exit 1; }
