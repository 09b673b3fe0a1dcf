/* One parsed translation unit: its files, and what its declarations are called in the IR.
 *
 * Needs cursor.h; gives, with memory in caches, the place of a cursor, the text and shape of a type, the
 * "record.field" of a field, and the link name of a function or variable. Lives from parse to lowered unit.
 */
#ifndef GFPCHECK_FRONTEND_TU_H
#define GFPCHECK_FRONTEND_TU_H

#include "base/arena.h"
#include "base/sym.h"
#include "frontend/cursor.h"
#include "ir/ir.h"

#include <clang-c/Index.h>
#include <glib.h>

struct tu {
    CXTranslationUnit unit;
    const char *directory;   /* that relative file names start from                        */
    const char *source_root; /* or NULL                                                    */
    GHashTable *texts;       /* path -> GBytes * of the file: longer than the unit         */
    struct arena *arena;     /* of the caches: as long as the unit                         */
    GHashTable *files;       /* CXFile -> struct tu_file *                                 */
    GHashTable *types;       /* the compiler's type -> struct tu_type *                    */
    GHashTable *fields;      /* CXCursor * of a FieldDecl -> struct tu_field *             */
    GHashTable *records;     /* CXCursor * of a record -> sym of its name                  */
    GHashTable *targets;     /* CXCursor * of a declaration -> struct target *             */
    GHashTable *by_link;     /* link name of a function with a body in a header -> its target */
    GHashTable *by_name;     /* name -> CXCursor * of its definition; made on first use    */
    struct tu_file *main;
    bool missing; /* a function was asked for by name that is not there */
};

struct tu_file {
    sym path; /* relative to the source root where it is below it */
    bool own; /* the main file, or a .c file that it includes     */
    bool is_main;
    const char *text; /* NULL until tu_file_text()                        */
    size_t size;
    CXFile file;
};

struct tu_type {
    sym text; /* without qualifiers                               */
    bool is_array, is_record, is_pointer, is_void, is_bool;
    bool is_integer, is_unsigned;
    uint8_t bits; /* of an integer                                    */
};

struct tu_field {
    sym name; /* "record.field"                                   */
    const struct tu_type *type;
    bool anonymous; /* an unnamed member: its fields are its parent's   */
};

enum target_kind { TARGET_FUNC, TARGET_GLOBAL };

/* What a reference to a function or to a variable outside the function means. */
struct target {
    enum target_kind kind;
    sym link;
    sym name;
    bool noreturn;
    CXCursor definition;  /* of a function with a body in a header; else null */
    struct tu_file *file; /* of the definition                                */
    struct ir_loc loc;
};

/* `path` is the main file's, as it was given to the parser. `texts`, of GBytes *, is borrowed and filled. */
void tu_init(struct tu *tu, CXTranslationUnit unit, const char *path, const char *directory,
             const char *source_root, GHashTable *texts, struct arena *arena);
void tu_clear(struct tu *tu);

/* NULL for what stands in no file. */
struct tu_file *tu_file(struct tu *tu, CXFile file);
/* The file's text; NULL if there is none. */
const char *tu_file_text(struct tu *tu, struct tu_file *file, size_t *size);

/* Where it was expanded, and the outermost macro that it came out of. */
struct ir_loc tu_loc(struct tu *tu, CXSourceLocation location);
/* Its last character. */
struct ir_loc tu_end_loc(struct tu *tu, CXCursor c);
struct tu_file *tu_file_of(struct tu *tu, CXCursor c);
/* The macro among `macros` of which `c` is the whole expansion, or SYM_NONE. */
sym tu_whole_macro(struct tu *tu, CXCursor c, const sym *macros, uint32_t nmacros);

const struct tu_type *tu_type(struct tu *tu, CXType type);
const struct tu_type *tu_type_of(struct tu *tu, CXCursor c);
const struct tu_field *tu_field(struct tu *tu, CXCursor field);

/* `owner` is the function that a static variable stands in, or SYM_NONE. */
const struct target *tu_target(struct tu *tu, CXCursor decl, sym owner);
/* The function of that name that the unit defines; NULL if there is none. */
const struct target *tu_target_by_name(struct tu *tu, const char *name);

/* What a declaration is called. A number that the compiler counted up is left out, since it says how many
 * headers were read before; of what is not local, the place takes its stead. */
sym tu_name(struct tu *tu, CXCursor decl, bool local);

sym sym_of_cx(CXString text);

#endif
