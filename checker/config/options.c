/* The table of options; see options.h. */
#include "config/options.h"

#include <string.h>

const struct option_info option_infos[] = {
#define X(kind, id, name, letter, in_config, words, value)                                                   \
    {name, letter, OPTION_##kind, in_config, words, value, offsetof(struct options, id)},
#include "config/options.def"
#undef X
    {NULL, 0, 0, false, NULL, NULL, 0},
};

void *option_at(struct options *o, const struct option_info *info)
{
    return (char *)o + info->offset;
}

void options_clear(struct options *o)
{
    for (const struct option_info *info = option_infos; info->name; info++) {
        void *at = option_at(o, info);
        switch ((enum option_kind)info->kind) {
        case OPTION_FLAG: break;
        case OPTION_TEXT:
        case OPTION_PATH: g_free(*(char **)at); break;
        case OPTION_TEXTS:
        case OPTION_PATHS:
        case OPTION_WORDS: g_strfreev(*(char ***)at); break;
        }
    }
    memset(o, 0, sizeof *o);
}
