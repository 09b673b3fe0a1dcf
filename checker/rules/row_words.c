/* What a row says, in words. See row_words.h. */
#include "rules/row_words.h"

#include "rules/build.h"

#include <stddef.h>

/* ---- kinds ---- */

const char *row_kind_of_sleeper(const struct raw_row *row)
{
    static const char *const kinds[] = {
#define X(id, text) text,
        RULE_SLEEP_KINDS(X)
#undef X
    };

    return kinds[row_sleep_kind(row)];
}

const char *row_kind_of_fact(const struct raw_row *row)
{
    static const char *const kinds[] = {
#define X(id, text) text,
        RULE_FACT_KINDS(X)
#undef X
    };

    return kinds[row->means];
}

const char *row_kind_of_callback(const struct raw_row *row)
{
    return rule_context_text((enum rule_context)row->context);
}

const char *row_kind_of_function(const struct raw_row *row)
{
    return row->never_sleeps  ? "never_sleeps"
           : row->noreturn    ? "noreturn"
           : row->returns_arg ? "returns_arg"
           : row->order_of    ? "order_of"
           : row->waits       ? "waits"
           : row->puts        ? "puts"
           : row->passes      ? "passes"
           : row->likely      ? "likely"
                              : "ignore_body";
}

const char *row_kind_of_use(const struct raw_row *row)
{
    return row->field_count ? "field" : "argument";
}

const char *row_kind_of_flags(const struct raw_row *row)
{
    return row->likely ? "likely" : "definite";
}

const char *row_kind_of_advice(const struct raw_row *row)
{
    return row->fn_count ? "function" : "case";
}

/* ---- words ---- */

const char *row_sleeps(const struct raw_row *row, bool sleeper)
{
    bool depends =
        row->when || row->atomic || row->deferred_in_interrupt || row->needs_vmalloc || row->likely;

    return row->gfp ? "if its flags let it" : !row->sleeps && !sleeper ? "no" : depends ? "may" : "yes";
}

static void say(GString *out, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void say(GString *out, const char *format, ...)
{
    va_list args;

    if (out->len) g_string_append(out, "; ");
    va_start(args, format);
    g_string_append_vprintf(out, format, args);
    va_end(args);
}

/* Each bit's word, joined by "and". */
static void say_effects(GString *out, const char *before, unsigned bits)
{
    GString *words = g_string_new(NULL);

    if (bits) {
#define X(id, text, bit)                                                                                     \
    if (bits & (bit)) g_string_append_printf(words, "%s" text, words->len ? " and " : "");
        RULE_EFFECTS(X)
#undef X
        say(out, "%s %s", before, words->str);
    }
    g_string_free(words, TRUE);
}

static void say_list(GString *out, const char *before, char *const *list, unsigned n)
{
    GString *words = g_string_new(NULL);

    for (unsigned i = 0; i < n; i++) g_string_append_printf(words, "%s%s", i ? ", " : "", list[i]);
    if (n) say(out, "%s: %s", before, words->str);
    g_string_free(words, TRUE);
}

static void say_numbers(GString *out, const struct raw_row *row)
{
    const struct {
        const int *number;
        const char *format;
    } numbers[] = {
        {row->arg, "it is about argument %d"},
        {row->gfp, "it sleeps if the gfp flags in argument %d let it"},
        {row->size, "the size is argument %d"},
        {row->order, "the order is argument %d"},
        {row->owner, "it belongs to argument %d"},
        {row->out, "the address goes to where argument %d points"},
        {row->lock, "the lock is argument %d"},
        {row->success, "the result is %d when acquired"},
        {row->returns_arg, "it returns argument %d"},
        {row->zeroes, "it zeroes what argument %d points to"},
        {row->order_of, "it returns the order of the size in argument %d"},
        {row->nargs, "for calls with %d arguments"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        const char *number = numbers[i].number ? strstr(numbers[i].format, "%d") : NULL;

        if (number)
            say(out, "%.*s%d%s", (int)(number - numbers[i].format), numbers[i].format, *numbers[i].number,
                number + strlen("%d"));
    }
}

static void say_truths(GString *out, const struct raw_row *row)
{
    const struct {
        bool holds;
        const char *words;
    } truths[] = {
        {row->sleeps, "it sleeps"},
        {row->error_pointer, "failure is an ERR_PTR()"},
        {row->zeroed, "it is zeroed"},
        {row->one_page, "its order is 0"},
        {row->stack, "nor stack memory"},
        {row->image, "nor variables of a module"},
        {row->deferred_in_interrupt, "legal where in_interrupt() is true"},
        {row->needs_vmalloc, "only for vmalloc memory"},
        {row->likely, "findings are likely"},
        {row->result, "the lock is what the result points to"},
        {row->sets, "interrupts do not nest"},
        {row->never_sleeps, "it never sleeps"},
        {row->noreturn, "it does not return"},
        {row->waits, "others run meanwhile"},
        {row->ignore_body, "its body is not looked into"},
        {row->flags, "if it takes gfp flags"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(truths); i++)
        if (truths[i].holds) say(out, "%s", truths[i].words);
}

static void say_given(GString *out, const struct raw_given *given)
{
    if (given && given->arg && given->field)
        say(out, "if in argument %d %s %s", *given->arg, given->field, given->is);
    else if (given && given->arg)
        say(out, "there argument %d %s", *given->arg, given->is);
    else if (given)
        say(out, "there %s %s", given->field, given->is);
}

char *row_words(const struct raw_row *row)
{
    GString *out = g_string_new(NULL);

    if (row->what) say(out, "%s", row->what);
    if (row->text) say(out, "%s", row->text);
    say_numbers(out, row);
    say_truths(out, row);
    if (row->when) say(out, "only if argument %d is %s", row->when->arg, row->when->is);
    say_effects(out, "only with these off:", row->atomic);
    say_effects(out, "it changes", row->effect);
    if (row->member) say(out, "what is meant is in %s", row->member);
    say_given(out, row->given);
    if (row->owned_by) say(out, "if that belongs to a %s", row->owned_by);
    if (row->puts) say(out, "it puts argument %d into %s", row->puts->arg, row->puts->field);
    if (row->passes)
        say(out, "it hands argument %d to the function in argument %d", row->passes->arg, row->passes->to);
    if (row->null_arg) say(out, "there argument %d is NULL", *row->null_arg);
    if (row->unless_field && !row->unless_bits) say(out, "it may sleep if %s is set", row->unless_field);
    if (row->unless_bits)
        say(out, "it may sleep if %s has a bit of %d", row->unless_field, *row->unless_bits);
    say_list(out, "for the checks", row->check, row->check_count);
    say_list(out, "for memory of", row->family, row->family_count);
    say_list(out, "in", row->whats, row->whats_count);
    return g_string_free(out, FALSE);
}
