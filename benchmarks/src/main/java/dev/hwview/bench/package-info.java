// SPDX-License-Identifier: Apache-2.0
/**
 * What an access costs beside the same access in C. {@link dev.hwview.bench.Main} runs the benchmarks and prints the
 * ratios; docs/benchmarks.md says how to read them.
 */
package dev.hwview.bench;
