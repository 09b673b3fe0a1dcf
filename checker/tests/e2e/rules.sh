#!/usr/bin/env bash
# gfpcheck rules: list, show and lint, on the rules that come with it and on wrong ones.
source "$(dirname "$0")/support.bash"

run 0 rules list
in_out '^kmalloc +families +alloc +memory\.yaml:[0-9]+$'
in_out '^spin_lock_irq +locks +acquire +locks\.yaml:'
in_out '^msleep +sleepers +sleep +sleepers\.yaml:'
in_out '^in_interrupt +facts +interrupt +facts\.yaml:'
in_out '^urb\.complete +callbacks +softirq +callbacks-bus\.yaml:'
in_out '^spinlock_check +functions +returns_arg +locks\.yaml:'
in_out '^atomic-free +advice +case +advice\.yaml:'
run 0 rules list 'kfr*' free_irq
in_out '^kfree '
in_out '^free_irq '
[[ $(grep -vcE '^(kfr|free_irq)' out) == 0 ]] || fail 'names that match no pattern'
run 0 rules list --section callbacks --kind hardirq
in_out '^request_irq '
[[ $(grep -vc ' callbacks hardirq ' out) == 0 ]] || fail 'other sections or kinds'
run 2 rules list tea
in_err 'no rule is of this section, kind and name'

run 0 rules show kmalloc kvfree idr_preload kunmap_atomic fsleep snd_pcm_ops.trigger request_threaded_irq
in_out "^  families, alloc of 'slab' \($SOURCE_ROOT/rules/linux/memory\.yaml:[0-9]+\)$"
in_out '^    it sleeps if the gfp flags in argument 1 let it; the size is argument 0$'
in_out '^    why: kmalloc\(\) memory is a slab object, .*\(mm/slub\.c\)$'
in_out '^    released by: kfree, '
in_out '^    .*legal where in_interrupt\(\) is true; only for vmalloc memory$'
in_out "^  locks, acquire of 'preemption off'"
in_out '^    it changes preempt$'
in_out '^    kernel: >= 5\.11$'
in_out '^    only if argument 0 is > 10$'
in_out '^    PCM operation; it may sleep if snd_pcm\.nonatomic is set$'
in_out '^    threaded interrupt handler; it is about argument 2$'
run 0 rules show atomic_notifier_chain_register inode_operations.permission skcipher_alg.encrypt blk_mq_ops.queue_rq
in_out '; what is meant is in notifier_block\.notifier_call$'
in_out '; there argument 2 has 128$'
in_out '; there crypto_async_request\.flags lacks 512$'
in_out '; it may sleep if blk_mq_tag_set\.flags has a bit of 16$'
run 2 rules show kmalloc kmaloc
in_out '^kmalloc$'
in_err "no rule names 'kmaloc'$"

# one more file
printf 'sleepers:\n  - fn: [my_wait]\n    why: it waits (drivers/my.c)\n' >my.yaml
run 0 rules show --rules my.yaml my_wait
in_out '^  sleepers, sleep \(my\.yaml:2\)$'

printf 'rules: [my.yaml]\n' >.gfpcheck.yaml
run 0 rules show my_wait
run 2 rules show --isolated my_wait
rm .gfpcheck.yaml

# in order, and not
run 0 rules lint
[[ ! -s out ]] || fail 'something is wrong with the rules'
run 0 rules lint my.yaml
cat >doubtful.yaml <<'END'
sleepers:
  - fn: [one]
    why: because
  - fn: [two]
    kernel: ">= 6.0, < 5.10"
    why: it waits (drivers/my.c)
  - fn: [three]
    kernel: ">= 6.0, < 6.1"
    why: it waits (drivers/my.c)
families:
  - name: mine
    why: my memory (drivers/my.c)
    alloc: [{fn: [my_alloc], size: 0}]
locks:
  - name: my lock
    why: my lock (drivers/my.c)
    release: [{fn: [my_unlock], lock: 0, enables: [preempt]}]
END
run 1 rules lint my.yaml doubtful.yaml
in_out "^doubtful\.yaml:2: rule 'one': 'why' names no file of the kernel that shows it$"
in_out "^doubtful\.yaml:4: rule 'two': no kernel version is '>= 6\.0, < 5\.10'$"
in_out "^doubtful\.yaml:13: rule 'my_alloc': nothing releases 'mine'$"
in_out "^doubtful\.yaml:13: rule 'my_alloc': 'address' is missing: what the address of 'mine' memory is$"
in_out "^doubtful\.yaml:17: rule 'my_unlock': nothing allocates or acquires 'my lock'$"
(($(wc -l <out) == 5)) || fail 'more than that is doubtful'

# a clash that shows with one version only
printf 'families:\n  - name: a\n    why: a (a/)\n    alloc:\n      - {fn: [get], kernel: "< 5.18"}\n' >clash.yaml
printf '      - {fn: [get], kernel: ">= 5.17"}\n    release: [{fn: [put], arg: 0}]\n' >>clash.yaml
run 2 rules lint clash.yaml
in_err "clash\.yaml:6: rule 'get': get is an allocation already by clash\.yaml:5, for kernel 5\.17$"
printf 'sleepers:\n  - fnn: [x]\n' >typo.yaml
run 2 rules lint typo.yaml
in_err 'typo\.yaml:2: '
run 2 rules list --rules gone.yaml
in_err 'gone\.yaml'
run 2 rules lint --rules-dir "$work/none"
in_err "$work/none"

for wrong in '' tea show; do
    run 2 rules $wrong
    in_err 'rules takes list, show NAME, families or lint; see gfpcheck rules --help$'
done
run 2 rules lint --kind alloc
in_err '--section and --kind are for rules list only$'
run 0 rules --help
in_out '^  gfpcheck rules '

# code that breaks the rules on purpose
printf 'settings:\n  on_purpose: [lab/]\n' >lab.yaml
mkdir lab
make_driver lab/driver.c
run 1 --isolated --no-db --root . lab/driver.c -- -std=gnu11
run 0 --isolated --no-db --root . --rules lab.yaml lab/driver.c -- -std=gnu11
