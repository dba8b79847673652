/* SPDX-License-Identifier: Apache-2.0 */
/** A model's options: `key=value` pairs separated by ','. Their reader is devsim_option(). */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "devsim.h"

/** 0 if every key is in `keys`, which ends with NULL; otherwise refuses: a misspelt option must not be silent. */
int options_only(devsim_device *device, const char *options, const char *const *keys);

/** The Ethernet address that option `key` has, or `otherwise`. @return 0; -EINVAL if it is none, or a group's */
int option_address(const char *options, const char *key, const uint8_t otherwise[6], uint8_t address[6]);

#endif
