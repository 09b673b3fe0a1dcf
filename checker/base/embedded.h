/* Files that are a part of the program: texts that it prints or writes.
 *
 * Gives the type of the tables that cmake/Embed.cmake makes.
 */
#ifndef GFPCHECK_BASE_EMBEDDED_H
#define GFPCHECK_BASE_EMBEDDED_H

/* A file; a row whose name is NULL ends a table of them. */
struct embedded {
    const char *name; /* without its folder and its last suffix */
    const char *text;
};

/* The text of the file of that name; NULL if there is none. */
const char *embedded_text(const struct embedded *table, const char *name);

#endif
