// SPDX-License-Identifier: Apache-2.0
/** Frames on the move: until when, how they are sent, how many they were, how fast and at what cost. */
package dev.hwview.cli.nic.traffic;
