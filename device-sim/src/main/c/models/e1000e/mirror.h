/* SPDX-License-Identifier: Apache-2.0 */
/** Registers in plain memory, DEVSIM_ACCESS_MEMORY: look() and show() of struct engine_model. */
#ifndef E1000E_MIRROR_H
#define E1000E_MIRROR_H

#include <stdint.h>

/** Obeys what the driver has written. */
void mirror_look(void *state);
/** Stores what has changed. */
void mirror_show(void *state);

#endif
