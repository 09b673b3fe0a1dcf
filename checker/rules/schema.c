/* The form of a rule file, as libcyaml checks it.
 *
 * Needs the words of rules.h; gives raw_parse(). Each section has the list of the keys that it allows; all
 * rows are read into the one struct raw_row.
 */
#include "rules/schema.h"

#include "rules/rules.h"
#include "yaml/form.h"

/* ---- words ---- */

static const cyaml_strval_t kind_words[] = {
#define X(id, text) {text, RULE_SLEEP_##id},
    RULE_SLEEP_KINDS(X)
#undef X
};
static const cyaml_strval_t context_words[] = {
#define X(id, text, words) {text, RULE_CTX_##id},
    RULE_CONTEXTS(X)
#undef X
};
static const cyaml_strval_t fact_words[] = {
#define X(id, text) {text, RULE_FACT_##id},
    RULE_FACT_KINDS(X)
#undef X
};
static const cyaml_strval_t address_words[] = {
#define X(id, text, linear, contiguous, words) {text, RULE_ADDRESS_##id},
    RULE_ADDRESSES(X)
#undef X
};
static const cyaml_strval_t effect_words[] = {
#define X(id, text, bit) {text, bit},
    RULE_EFFECTS(X)
#undef X
};

/* ---- keys ---- */

static const cyaml_schema_value_t text_value = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CYAML_UNLIMITED)};

#define OPTIONAL                (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define WORD                    (CYAML_FLAG_STRICT | CYAML_FLAG_CASE_SENSITIVE)
#define TEXT(key, type, member) CYAML_FIELD_STRING_PTR(key, OPTIONAL, struct type, member, 1, CYAML_UNLIMITED)
#define TEXTS(key, type, member)                                                                             \
    CYAML_FIELD_SEQUENCE(key, OPTIONAL, struct type, member, &text_value, 1, CYAML_UNLIMITED)
#define ROWS(key, type, member, entry)                                                                       \
    CYAML_FIELD_SEQUENCE(key, OPTIONAL, struct type, member, entry, 1, CYAML_UNLIMITED)
#define NUMBER(key, member) CYAML_FIELD_INT_PTR(key, OPTIONAL, struct raw_row, member)
#define YES(key, member)    CYAML_FIELD_BOOL(key, CYAML_FLAG_OPTIONAL, struct raw_row, member)
#define ONE_OF(key, member, words)                                                                           \
    CYAML_FIELD_ENUM(key, WORD, struct raw_row, member, words, CYAML_ARRAY_LEN(words))
#define EFFECTS(key, member)                                                                                 \
    CYAML_FIELD_FLAGS(key, WORD | CYAML_FLAG_OPTIONAL, struct raw_row, member, effect_words,                 \
                      CYAML_ARRAY_LEN(effect_words))
#define WHEN CYAML_FIELD_MAPPING_PTR("when", OPTIONAL, struct raw_row, when, when_keys)
/* In every row. */
#define ROW TEXT("why", raw_row, why), TEXT("kernel", raw_row, kernel)
#define FN  TEXTS("fn", raw_row, fn), NUMBER("nargs", nargs)
/* What says that a call sleeps, beside `sleeps` itself. */
#define SLEEP                                                                                                \
    WHEN, EFFECTS("atomic", atomic), YES("deferred_in_interrupt", deferred_in_interrupt),                    \
        YES("needs_vmalloc", needs_vmalloc), YES("likely", likely)

static const cyaml_schema_field_t when_keys[] = {
    CYAML_FIELD_INT("arg", CYAML_FLAG_DEFAULT, struct raw_when, arg),
    CYAML_FIELD_STRING_PTR("is", CYAML_FLAG_POINTER, struct raw_when, is, 1, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t given_keys[] = {
    CYAML_FIELD_INT_PTR("arg", OPTIONAL, struct raw_given, arg),
    TEXT("field", raw_given, field),
    CYAML_FIELD_STRING_PTR("is", CYAML_FLAG_POINTER, struct raw_given, is, 1, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
#define GIVEN CYAML_FIELD_MAPPING_PTR("given", OPTIONAL, struct raw_row, given, given_keys)
static const cyaml_schema_field_t alloc_keys[] = {
    ROW,
    FN,
    NUMBER("gfp", gfp),
    SLEEP,
    YES("sleeps", sleeps),
    NUMBER("out", out),
    NUMBER("size", size),
    NUMBER("order", order),
    NUMBER("owner", owner),
    YES("error_pointer", error_pointer),
    YES("zeroed", zeroed),
    YES("one_page", one_page),
    GIVEN,
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t family_release_keys[] = {
    ROW,
    FN,
    SLEEP,
    YES("sleeps", sleeps),
    NUMBER("arg", arg),
    NUMBER("size", size),
    NUMBER("order", order),
    NUMBER("owner", owner),
    YES("one_page", one_page),
    TEXT("member", raw_row, member),
    GIVEN,
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t acquire_keys[] = {
    ROW,
    FN,
    NUMBER("lock", lock),
    YES("result", result),
    EFFECTS("disables", effect),
    YES("sets", sets),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t try_keys[] = {
    ROW,
    FN,
    NUMBER("lock", lock),
    YES("result", result),
    EFFECTS("disables", effect),
    YES("sets", sets),
    NUMBER("success", success),
    YES("sleeps", sleeps),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t lock_release_keys[] = {
    ROW, FN, NUMBER("lock", lock), EFFECTS("enables", effect), YES("sets", sets), CYAML_FIELD_END,
};
static const cyaml_schema_field_t sleeper_keys[] = {
    ROW,
    FN,
    NUMBER("gfp", gfp),
    SLEEP,
    YES("waits", waits),
    CYAML_FIELD_ENUM_PTR("kind", WORD | OPTIONAL, struct raw_row, kind, kind_words,
                         CYAML_ARRAY_LEN(kind_words)),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t fact_keys[] = {
    ROW,
    FN,
    TEXTS("macro", raw_row, macro),
    ONE_OF("means", means, fact_words),
    NUMBER("arg", arg),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t callback_keys[] = {
    ROW,
    FN,
    TEXTS("field", raw_row, field),
    NUMBER("arg", arg),
    WHEN,
    YES("likely", likely),
    TEXT("member", raw_row, member),
    GIVEN,
    NUMBER("null_arg", null_arg),
    TEXT("unless_field", raw_row, unless_field),
    NUMBER("unless_bits", unless_bits),
    TEXT("what", raw_row, what),
    ONE_OF("context", context, context_words),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t linear_keys[] = {
    ROW,
    FN,
    TEXTS("field", raw_row, field),
    NUMBER("arg", arg),
    NUMBER("size", size),
    YES("stack", stack),
    YES("image", image),
    YES("likely", likely),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t flags_keys[] = {
    ROW,
    FN,
    TEXTS("family", raw_row, family),
    NUMBER("arg", arg),
    NUMBER("gfp", gfp),
    TEXTS("has", raw_row, has),
    TEXTS("lacks", raw_row, lacks),
    TEXT("is", raw_row, is),
    TEXT("owned_by", raw_row, owned_by),
    YES("likely", likely),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t puts_keys[] = {
    CYAML_FIELD_INT("arg", CYAML_FLAG_DEFAULT, struct raw_puts, arg),
    CYAML_FIELD_STRING_PTR("field", CYAML_FLAG_POINTER, struct raw_puts, field, 1, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t passes_keys[] = {
    CYAML_FIELD_INT("arg", CYAML_FLAG_DEFAULT, struct raw_passes, arg),
    CYAML_FIELD_INT("to", CYAML_FLAG_DEFAULT, struct raw_passes, to),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t function_keys[] = {
    ROW,
    FN,
    TEXTS("macro", raw_row, macro),
    YES("never_sleeps", never_sleeps),
    YES("noreturn", noreturn),
    YES("waits", waits),
    YES("ignore_body", ignore_body),
    NUMBER("returns_arg", returns_arg),
    NUMBER("zeroes", zeroes),
    NUMBER("order_of", order_of),
    CYAML_FIELD_MAPPING_PTR("puts", OPTIONAL, struct raw_row, puts, puts_keys),
    CYAML_FIELD_MAPPING_PTR("passes", OPTIONAL, struct raw_row, passes, passes_keys),
    YES("likely", likely),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t advice_keys[] = {
    ROW,
    TEXTS("fn", raw_row, fn),
    TEXTS("check", raw_row, check),
    TEXTS("family", raw_row, family),
    TEXTS("what", raw_row, whats),
    YES("flags", flags),
    TEXT("text", raw_row, text),
    CYAML_FIELD_END,
};

#define ROW_OF(keys)                                                                                         \
    {                                                                                                        \
        CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_row, keys)                                        \
    }
static const cyaml_schema_value_t alloc_row = ROW_OF(alloc_keys);
static const cyaml_schema_value_t family_release_row = ROW_OF(family_release_keys);
static const cyaml_schema_value_t acquire_row = ROW_OF(acquire_keys);
static const cyaml_schema_value_t try_row = ROW_OF(try_keys);
static const cyaml_schema_value_t lock_release_row = ROW_OF(lock_release_keys);
static const cyaml_schema_value_t sleeper_row = ROW_OF(sleeper_keys);
static const cyaml_schema_value_t fact_row = ROW_OF(fact_keys);
static const cyaml_schema_value_t callback_row = ROW_OF(callback_keys);
static const cyaml_schema_value_t function_row = ROW_OF(function_keys);
static const cyaml_schema_value_t linear_row = ROW_OF(linear_keys);
static const cyaml_schema_value_t flags_row = ROW_OF(flags_keys);
static const cyaml_schema_value_t advice_row = ROW_OF(advice_keys);

static const cyaml_schema_field_t family_keys[] = {
    TEXT("name", raw_group, name),
    TEXT("why", raw_group, why),
    TEXT("since", raw_group, since),
    CYAML_FIELD_ENUM_PTR("address", WORD | OPTIONAL, struct raw_group, address, address_words,
                         CYAML_ARRAY_LEN(address_words)),
    ROWS("alloc", raw_group, alloc, &alloc_row),
    ROWS("release", raw_group, release, &family_release_row),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t lock_keys[] = {
    TEXT("name", raw_group, name),
    TEXT("why", raw_group, why),
    TEXTS("types", raw_group, types),
    CYAML_FIELD_BOOL("sleeps", CYAML_FLAG_OPTIONAL, struct raw_group, sleeps),
    ROWS("acquire", raw_group, acquire, &acquire_row),
    ROWS("try", raw_group, attempt, &try_row),
    ROWS("release", raw_group, release, &lock_release_row),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t family_group = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_group, family_keys)};
static const cyaml_schema_value_t lock_group = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_group, lock_keys)};

static const cyaml_schema_field_t settings_keys[] = {
    TEXT("gfp_bit", raw_settings, gfp_bit),
    TEXT("zero_bit", raw_settings, zero_bit),
    TEXT("page_size", raw_settings, page_size),
    TEXTS("probes", raw_settings, probes),
    TEXTS("messages", raw_settings, messages),
    TEXTS("transparent", raw_settings, transparent),
    TEXTS("on_purpose", raw_settings, on_purpose),
    TEXTS("inner", raw_settings, inner),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t file_keys[] = {
    CYAML_FIELD_MAPPING_PTR("settings", OPTIONAL, struct raw_file, settings, settings_keys),
    ROWS("families", raw_file, families, &family_group),
    ROWS("locks", raw_file, locks, &lock_group),
    ROWS("sleepers", raw_file, sleepers, &sleeper_row),
    ROWS("facts", raw_file, facts, &fact_row),
    ROWS("callbacks", raw_file, callbacks, &callback_row),
    ROWS("functions", raw_file, functions, &function_row),
    ROWS("linear", raw_file, linear, &linear_row),
    ROWS("flags", raw_file, flags, &flags_row),
    ROWS("advice", raw_file, advice, &advice_row),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t file_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_file, file_keys)};

/* ---- parsing ---- */

static const struct form_words words[] = {
    {"kind", kind_words, CYAML_ARRAY_LEN(kind_words)},
    {"context", context_words, CYAML_ARRAY_LEN(context_words)},
    {"means", fact_words, CYAML_ARRAY_LEN(fact_words)},
    {"address", address_words, CYAML_ARRAY_LEN(address_words)},
    {"atomic", effect_words, CYAML_ARRAY_LEN(effect_words)},
    {"disables", effect_words, CYAML_ARRAY_LEN(effect_words)},
    {"enables", effect_words, CYAML_ARRAY_LEN(effect_words)},
};
static const struct form form = {&file_schema, words, CYAML_ARRAY_LEN(words)};

struct raw_file *raw_parse(const char *path, const char *text, gsize length, const struct locations *where,
                           GError **error)
{
    uint32_t line = 0;
    char *reason = NULL;
    struct raw_file *file = form_load(&form, text, length, where, &line, &reason);

    if (!file)
        rule_error(error, path, line, locations_row_name(where, line), "%s",
                   reason ? reason : "no rules in this file");
    g_free(reason);
    return file;
}

void raw_free(struct raw_file *file)
{
    form_free(&form, file);
}
