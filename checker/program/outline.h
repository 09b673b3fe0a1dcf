/* The outline of a unit, or of one header function: what linking needs, without IR and without names.
 *
 * Needs ir/ and base/pack.h. Names stand as sym_hash(). An outline is one block of bytes that is used as it
 * lies in the program database: opening one costs a check of its sizes.
 */
#ifndef GFPCHECK_PROGRAM_OUTLINE_H
#define GFPCHECK_PROGRAM_OUTLINE_H

#include "base/pack.h"
#include "ir/ir.h"

/* A function that is referred to: the two upper bits say where, the rest is an index there. */
typedef uint32_t outline_ref;

enum outline_place {
    OUTLINE_OWN,    /* a function of this unit: outline.funcs              */
    OUTLINE_HEADER, /* a header function: outline.headers                 */
    OUTLINE_EXTERN, /* by name: outline.externs                            */
};

static inline enum outline_place outline_place(outline_ref r)
{
    return (enum outline_place)(r >> 30);
}
static inline uint32_t outline_index(outline_ref r)
{
    return r & ((1u << 30) - 1);
}

struct outline_func {
    uint64_t link, name;  /* sym_hash() of the link name, of the base name                                  */
    uint32_t refs, nrefs; /* functions that it calls or takes the address of: outline.refs */
    uint32_t fields, nfields; /* fields that it may call through: outline.fields             */
    uint32_t is_extern;       /* has external linkage                                         */
    uint32_t line;
};

/* A function that is put into a field. */
struct outline_store {
    uint64_t field;
    outline_ref func;
    uint32_t unused;
};

struct outline {
    const char *file; /* of the unit or the header function, relative to the source root if it is below it */
    uint64_t probes;  /* outline_probes() of the unit                                                    */
    uint32_t nfuncs, nrefs, nfields, nstores, nheaders, nexterns;
    const struct outline_func *funcs; /* in the order of the unit's IR                                 */
    const struct outline_store *stores;
    const uint64_t *fields;       /* sym_hash() of "record.field"                                   */
    const uint64_t *headers;      /* content hashes; in the database ids of store_header()          */
    const uint64_t *header_links; /* their link names                                               */
    const uint64_t *externs;      /* link names                                                     */
    const outline_ref *refs;
};

/* Of a unit's own functions and initialisers, or of the header function `only`. `header_hash` gives a header
 * function's content hash by its link name, 0 for what is no header function of the unit. */
GBytes *outline_make(const struct ir_unit *unit, const struct ir_func *only,
                     uint64_t (*header_hash)(void *context, sym link), void *context);

/* The macros' values of a unit, in one number. */
uint64_t outline_probes(const struct ir_unit *unit);

/* False if the bytes are no outline. `out` points into them. */
bool outline_open(struct outline *out, const void *bytes, size_t n);

/* The same bytes with the header functions' hashes replaced. */
GBytes *outline_renumber(GBytes *outline, uint64_t (*replace)(void *context, uint64_t header), void *context);

#endif
