// SPDX-License-Identifier: Apache-2.0
/** {@code hwview send}: a file through an edu device and back, with a witness of each bus access and heap byte. */
package dev.hwview.cli.send;
