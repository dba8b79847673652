/* SPDX-License-Identifier: Apache-2.0 */
/** Where models come from: this library, or a shared object of the user's. */
#ifndef MODEL_H
#define MODEL_H

#include "devsim.h"

#include "models/builtin.h"

/** Finds a model as devsim_open() describes. `library` gets what model_unload() wants. */
int model_load(const char *name, const devsim_model **model, void **library);
void model_unload(void *library);

#endif
