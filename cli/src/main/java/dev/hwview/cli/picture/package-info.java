// SPDX-License-Identifier: Apache-2.0
/** What registers look like: drawn as a data sheet does, or a line each with their fields. */
package dev.hwview.cli.picture;
