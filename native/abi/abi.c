/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prints what the compiler makes of hwview.h, for a test that compares it with the bindings generated from the same
 * header: a generator that errs about a layout would otherwise be noticed only as wrong data.
 */
#include "hwview.h"

#include <stddef.h>
#include <stdio.h>

#define STRUCT(type) printf("struct %s size %zu align %zu\n", #type, sizeof(struct type), _Alignof(struct type))
#define FIELD(type, name)                                                                                      \
    printf("field %s.%s offset %zu size %zu\n", #type, #name, offsetof(struct type, name),                     \
           sizeof(((struct type *) 0)->name))
#define CONST(name) printf("const %s %lld\n", #name, (long long) (name))

int main(void)
{
    STRUCT(hwview_event);
    FIELD(hwview_event, token);
    FIELD(hwview_event, count);
    CONST(HWVIEW_ABI);
    CONST(HWVIEW_GUARDS);
    CONST(HWVIEW_GUARD_INTACT);
    CONST(HWVIEW_GUARD_TRIPPED);
    return 0;
}
