/* SPDX-License-Identifier: Apache-2.0 */
/** What an entry into the model ends with. */
#ifndef E1000E_ENTRY_H
#define E1000E_ENTRY_H

#include "state.h"

/**
 * A register was written, or something changed by itself: lets the engine turn, unless someone else turns it, and
 * signals what was raised.
 */
void entry_end(struct card *card);

#endif
