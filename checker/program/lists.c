/* Lists of violations, registrations and call sites in bytes, as they hang on a function. See inside.h. */
#include "program/inside.h"

#include "analysis/pack.h"
#include "ir/pack.h"

#include <string.h>

void pack_span(struct packer *p, struct span s)
{
    pack_bytes(p, s.data ? s.data : "", s.size);
}

struct span unpack_span(struct unpacker *u)
{
    struct span s;
    s.data = unpack_bytes(u, &s.size);
    return s.size ? s : (struct span){0};
}

uint64_t unpack_hash(struct unpacker *u)
{
    size_t n;
    const void *bytes = unpack_bytes(u, &n);
    uint64_t hash = 0;
    if (bytes && n == sizeof hash) memcpy(&hash, bytes, n);
    return hash;
}

struct packer *pack_violations(GPtrArray *violations)
{
    if (violations->len == 0) return NULL;
    struct packer *p = packer_new();
    pack_uint(p, violations->len);
    for (guint i = 0; i < violations->len; i++) violation_pack(p, violations->pdata[i]);
    return p;
}

struct packer *pack_registrations(GPtrArray *registrations)
{
    if (registrations->len == 0) return NULL;
    struct packer *p = packer_new();
    pack_uint(p, registrations->len);
    for (guint i = 0; i < registrations->len; i++) registration_pack(p, registrations->pdata[i]);
    return p;
}

struct packer *pack_calls(GPtrArray *calls)
{
    if (calls->len == 0) return NULL;
    struct packer *p = packer_new();
    pack_uint(p, calls->len);
    for (guint i = 0; i < calls->len; i++) {
        const struct call_site *c = calls->pdata[i];
        uint64_t callee = sym_hash(c->callee);
        pack_bytes(p, &callee, sizeof callee);
        ir_pack_loc(p, &c->loc);
        pack_uint(p, c->bits);
        if (!c->bits) continue;
        pack_sym(p, c->origin);
        pack_uint(p, c->origin_line);
    }
    return p;
}

void unpack_violations(struct program *p, struct span packed, struct arena *arena, GPtrArray *out)
{
    struct unpacker *u = unpacker_new(packed.data, packed.size);
    uint32_t n = unpack_count(u);
    for (uint32_t i = 0; i < n && unpack_ok(u); i++) {
        struct violation *v = violation_unpack(u, p->rules, arena);
        if (v) g_ptr_array_add(out, v);
    }
    unpacker_free(u);
}

void unpack_registrations(struct program *p, struct span packed, struct arena *arena, GPtrArray *out)
{
    struct unpacker *u = unpacker_new(packed.data, packed.size);
    uint32_t n = unpack_count(u);
    for (uint32_t i = 0; i < n && unpack_ok(u); i++) {
        struct registration *r = registration_unpack(u, p->rules, arena);
        if (r) g_ptr_array_add(out, r);
    }
    unpacker_free(u);
}

void unpack_calls(struct span packed, struct arena *arena, GPtrArray *out)
{
    struct unpacker *u = unpacker_new(packed.data, packed.size);
    uint32_t n = unpack_count(u);
    for (uint32_t i = 0; i < n && unpack_ok(u); i++) {
        struct known_site *c = ARENA_NEW(arena, struct known_site);
        c->callee = unpack_hash(u);
        ir_unpack_loc(u, &c->loc);
        c->bits = (uint8_t)unpack_uint(u);
        c->origin = c->bits ? unpack_sym(u) : SYM_NONE;
        c->origin_line = c->bits ? (uint32_t)unpack_uint(u) : 0;
        g_ptr_array_add(out, c);
    }
    unpacker_free(u);
}
