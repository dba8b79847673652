// SPDX-License-Identifier: Apache-2.0
/** Views of files, of any size, without reading them in. */
package dev.hwview.file;
