/* SPDX-License-Identifier: Apache-2.0 */
/** The sentence about this thread's last failed open. */
#ifndef OPEN_ERROR_H
#define OPEN_ERROR_H

/** Sets it; NULL for none. */
void open_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
