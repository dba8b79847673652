/* SPDX-License-Identifier: Apache-2.0 */
/** The models that travel in this library. */
#ifndef BUILTIN_H
#define BUILTIN_H

#include "devsim.h"

extern const devsim_model edu_model;
extern const devsim_model regs_model;
extern const devsim_model e1000e_model;

#endif
