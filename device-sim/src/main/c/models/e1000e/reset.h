/* SPDX-License-Identifier: Apache-2.0 */
/** Resets. */
#ifndef E1000E_RESET_H
#define E1000E_RESET_H

#include "state.h"

/** As CTRL.RST does. */
void card_reset(struct card *card);

#endif
