/* SPDX-License-Identifier: Apache-2.0 */
/* The version of the interface, in a function: a binding must see what was loaded, not what it was built with. */
#include "hwview.h"

uint32_t hwview_abi(void)
{
    return HWVIEW_ABI;
}
