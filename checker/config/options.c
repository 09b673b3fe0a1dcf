/* The table of options; see options.h. */
#include "config/options.h"

const struct option_info option_infos[OPTIONS] = {
#define X(kind, id, name, letter, in_config, words, value)                                                   \
    {"--" name, name, letter, OPTION_##kind, in_config, words, value, offsetof(struct options, id)},
#include "config/options.def"
#undef X
};

bool option_is_list(enum option_kind kind)
{
    return kind == OPTION_TEXTS || kind == OPTION_PATHS || kind == OPTION_GLOBS || kind == OPTION_WORDS;
}

void *option_at(struct options *o, enum option_id id)
{
    return (char *)o + option_infos[id].offset;
}

bool option_is_set(const struct options *o, enum option_id id)
{
    const void *at = (const char *)o + option_infos[id].offset;
    if (option_infos[id].kind == OPTION_FLAG) return *(const gboolean *)at;
    return *(char *const *)at != NULL;
}

const char *option_origin(const struct options *o, enum option_id id)
{
    return o->origins[id] ? o->origins[id] : option_infos[id].dashed;
}

void option_clear(struct options *o, enum option_id id)
{
    void *at = option_at(o, id);
    enum option_kind kind = option_infos[id].kind;
    if (kind == OPTION_FLAG)
        *(gboolean *)at = FALSE;
    else if (option_is_list(kind))
        g_clear_pointer((char ***)at, g_strfreev);
    else
        g_clear_pointer((char **)at, g_free);
    g_clear_pointer(&o->origins[id], g_free);
}

void options_clear(struct options *o)
{
    for (int id = 0; id < OPTIONS; id++) option_clear(o, (enum option_id)id);
}
