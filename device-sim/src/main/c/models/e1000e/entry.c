/* SPDX-License-Identifier: Apache-2.0 */
#include "entry.h"

#include "interrupts.h"

#include "engine.h"

void entry_end(struct card *card)
{
    engine_run(card->device);
    interrupts_update(card);
}
