/* SPDX-License-Identifier: Apache-2.0 */
/** The NVM, by its registers. */
#ifndef E1000E_NVM_H
#define E1000E_NVM_H

#include "state.h"

void nvm_create(struct card *card);
void nvm_load(struct card *card); /* the first address, as after each reset */
/** Writes of EERD, EEWR and EECD. */
void nvm_read(struct card *card, uint32_t value);
void nvm_write(struct card *card, uint32_t value);
void nvm_bang(struct card *card, uint32_t value);

#endif
