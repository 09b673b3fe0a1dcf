/* A YAML text to plain structs, as a schema of libcyaml's says.
 *
 * Needs libcyaml and locate.h. An unknown key, a wrong type and a word that is none are refused, with the
 * line and in the terms of the file.
 */
#ifndef GFPCHECK_YAML_FORM_H
#define GFPCHECK_YAML_FORM_H

#include "yaml/locate.h"

#include <cyaml/cyaml.h>

/* The words that a key allows; an error lists them. */
struct form_words {
    const char *key;
    const cyaml_strval_t *words;
    size_t n;
};

struct form {
    const cyaml_schema_value_t *schema; /* of a pointer */
    const struct form_words *words;
    size_t nwords;
};

/* What the text holds (form_free); `where` is of the same text. NULL if it is not of that form, with *line
 * and *reason (g_free), or if it holds nothing: then they stay as they are. */
void *form_load(const struct form *form, const char *text, gsize length, const struct locations *where,
                uint32_t *line, char **reason);
void form_free(const struct form *form, void *data);

#endif
