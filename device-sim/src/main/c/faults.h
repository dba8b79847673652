/* SPDX-License-Identifier: Apache-2.0 */
/** The fault log: what the driver got wrong, and that therefore did not happen. */
#ifndef FAULTS_H
#define FAULTS_H

#include "device.h"

int faults_create(struct fault_log *log);
void faults_destroy(struct fault_log *log);

#endif
