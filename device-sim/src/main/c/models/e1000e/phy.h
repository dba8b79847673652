/* SPDX-License-Identifier: Apache-2.0 */
/** The PHY, and the link that it negotiates. */
#ifndef E1000E_PHY_H
#define E1000E_PHY_H

#include "state.h"

void phy_reset(struct card *card);
/** A write of MDIC. */
void phy_command(struct card *card, uint32_t value);

void link_reset(struct card *card); /* with the MAC: it comes again when CTRL.SLU is set */
/** The cable, CTRL.SLU or the PHY changed: the link comes after a while, or goes at once. */
void link_update(struct card *card);
bool link_is_up(const struct card *card);

#endif
