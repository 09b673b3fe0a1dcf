/* Inside of checks/: what one check decides, and the pieces of findings that they share. */
#ifndef GFPCHECK_CHECKS_CHECK_H
#define GFPCHECK_CHECKS_CHECK_H

#include "checks/checks.h"

/* One check: which violations are its own, what it says of them, and the role of the last step. */
struct check {
    bool (*wants)(const struct violation *v);
    sym (*message)(const struct violation *v);
    sym (*leaf)(const struct violation *v);
    uint8_t leaf_role;
};

#define X(id, text, on, words) extern const struct check check_##id;
#include "checks/checks.def"
#undef X

/* Notes that folding may add to a finding's steps for one call, beside the one for its region. */
enum { FINDING_NOTES = 4 };

/* The driver's own line: the innermost call, out of headers apart, in the folder of the function that the
 * chain begins in. What a helper of the kernel's core does further on is no mistake of that helper's. Memory
 * on the stack is the mistake of the function that has it there, if the helper uses it so for certain. */
const struct event *violation_own(const struct violation *v);
/* What is called there, in the words of a message: "kvfree()", or "drm_exec_fini() leads to kvfree(), which".
 */
sym violation_subject(const struct violation *v);
/* The rule of the sleeping call at the end of the chain. */
const struct rule_sleep *violation_sleep(const struct violation *v);
/* "under spin_lock(&dev->lock)", "in interrupt handler foo()" */
sym violation_context(const struct violation *v);
/* Name of the sleeping or releasing function (or macro, as written) at the end of the chain. */
const char *violation_callee(const struct violation *v);
/* The mend that fits, in words; SYM_NONE if the rules have none. */
sym advice_for(const struct rules *rules, enum check_id id, const struct violation *v);
/* The chain's message for where the atomic region begins. */
sym origin_message(const struct violation *v);

#endif
