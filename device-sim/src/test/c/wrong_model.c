/* SPDX-License-Identifier: Apache-2.0 */
/* Shared objects that are no models, each in its own way: one is built for each of the macros. */
#include "devsim.h"

const devsim_model *devsim_model_entry(void);

#if defined(wrong_abi)
static const devsim_model model = {.abi = DEVSIM_ABI + 1, .name = "wrong"};
const devsim_model *devsim_model_entry(void) { return &model; }
#elif defined(not_whole)
static const devsim_model model = {.abi = DEVSIM_ABI, .name = "without callbacks"};
const devsim_model *devsim_model_entry(void) { return &model; }
#elif defined(null_model)
const devsim_model *devsim_model_entry(void) { return NULL; }
#elif defined(no_entry)
int nothing;
#endif
