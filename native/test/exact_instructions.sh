#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Checks in the disassembly what no test can see by running: that an accessor is one memory instruction of its width
# with plain addressing, that a block copy has one for the device in its loop, and that each barrier is where it
# belongs. Usage: exact_instructions.sh OBJDUMP ARCH LIBRARY
set -eu
"$1" -d --no-show-raw-insn "$3" | awk -v arch="$2" '
function fail(name, what,    i) {
    printf "exact_instructions: %s %s:\n", name, what
    for (i = 1; i <= count[name]; i++) print "    " line[name, i]
    failed++
}
# Lines of the function that match.
function matches(name, pattern,    i, n) {
    for (i = 1; i <= count[name]; i++) n += line[name, i] ~ pattern
    return n + 0
}
# Number of the first line that matches, 0 if none.
function place(name, pattern,    i) {
    for (i = 1; i <= count[name]; i++) if (line[name, i] ~ pattern) return i
    return 0
}
function expect(name, pattern, n) {
    checks++
    if (matches(name, pattern) != n) fail(name, "has not " n " of " pattern)
}
# Exactly one load and one store instruction as given; a name without the device side has none of it.
function memory(name, loads, stores) {
    checks++
    if (!(name in count)) { fail(name, "is missing"); return }
    expect(name, any_load, loads)
    expect(name, any_store, stores)
    expect(name, other_memory, 0)
}
function ordered(name, reading,    access_at, fence_at) {
    checks++
    if (arch != "aarch64") return
    access_at = place(name, reading ? any_load : any_store)
    fence_at = place(name, reading ? "^dmb oshld" : "^dmb oshst")
    if (!fence_at || (fence_at > access_at) != reading) fail(name, "has no barrier on its side")
}
function width(bits,    name) {
    name = "hwview_read" bits "_relaxed";  memory(name, 1, 0); expect(name, load[bits], 1); expect(name, "^dmb", 0)
    name = "hwview_read" bits;             memory(name, 1, 0); expect(name, load[bits], 1); ordered(name, 1)
    name = "hwview_write" bits "_relaxed"; memory(name, 0, 1); expect(name, store[bits], 1); expect(name, "^dmb", 0)
    name = "hwview_write" bits;            memory(name, 0, 1); expect(name, store[bits], 1); ordered(name, 0)
    name = "hwview_copy_from_device" bits; memory(name, 1, 1); expect(name, load[bits], 1); ordered(name, 1)
    name = "hwview_read_fifo" bits;        memory(name, 1, 1); expect(name, load[bits], 1); ordered(name, 1)
    name = "hwview_copy_to_device" bits;   memory(name, 1, 1); expect(name, store[bits], 1); ordered(name, 0)
    name = "hwview_write_fifo" bits;       memory(name, 1, 1); expect(name, store[bits], 1); ordered(name, 0)
}
BEGIN {
    if (arch == "x86_64") {
        r[8] = "%([abcd]l|[sd]il|r[0-9]+b)"; r[16] = "%([abcd]x|[sd]i|r[0-9]+w)"
        r[32] = "%(e[abcd]x|e[sd]i|r[0-9]+d)"; r[64] = "%(r[abcd]x|r[sd]i|r[0-9]+)"
        plain = "\\(%r[a-z0-9]+\\)"
        for (bits = 8; bits <= 64; bits *= 2) {
            load[bits] = "^mov +" plain "," r[bits] "$"
            store[bits] = "^mov +" r[bits] "," plain "$"
        }
        any_load = "^mov[a-z]* +[^ ]*\\(.*\\),%"; any_store = "^mov[a-z]* +%[a-z0-9]+,[^%]*\\("
        other_memory = "^(push|pop|call|rep|lock|xchg +[^%]|(add|sub|inc|dec|or|and|cmp|test)[a-z]* .*\\()"
        split("mfence lfence sfence", fence, " "); fences = 3; any_fence = "fence"
    } else if (arch == "aarch64") {
        plain = "\\[x[0-9]+\\]$"
        load[8] = "^ldrb w[0-9]+, " plain; load[16] = "^ldrh w[0-9]+, " plain
        load[32] = "^ldr w[0-9]+, " plain; load[64] = "^ldr x[0-9]+, " plain
        store[8] = "^strb w([0-9]+|zr), " plain; store[16] = "^strh w([0-9]+|zr), " plain
        store[32] = "^str w([0-9]+|zr), " plain; store[64] = "^str x([0-9]+|zr), " plain
        any_load = "^ld"; any_store = "^st"; other_memory = "^(bl |blr|cas|swp|prfm)"
        split("dsb sy,dsb ld,dsb st,dmb oshld,dmb oshst", fence, ","); fences = 5; any_fence = "^(dmb|dsb|isb)"
    } else {
        print "exact_instructions: unknown architecture " arch; exit 1
    }
}
/^[0-9a-f]+ <.*>:$/ { name = $2; gsub(/[<>:]/, "", name); next }
/^ +[0-9a-f]+:/ {
    text = $0
    sub(/^ +[0-9a-f]+:[ \t]*/, "", text)
    sub(/[ \t]*(\/\/|#).*$/, "", text)
    gsub(/[ \t]+/, " ", text)
    if (text !~ /nop|^xchg %ax,%ax/) line[name, ++count[name]] = text
}
END {
    if (!(1 in fence)) exit 1
    for (bits = 8; bits <= 64; bits *= 2) width(bits)
    split("hwview_mb hwview_rmb hwview_wmb hwview_dma_rmb hwview_dma_wmb", barrier, " ")
    for (i = 1; i <= 5; i++) {
        expect(barrier[i], any_fence, i <= fences)
        if (i <= fences) expect(barrier[i], "^" fence[i] "$", 1)
    }
    expect("hwview_cache_clean", arch == "aarch64" ? "^dc cvac" : "^clwb", 1)
    expect("hwview_cache_clean", arch == "aarch64" ? "^dsb sy" : "^sfence", 1)
    expect("hwview_cache_flush", arch == "aarch64" ? "^dc civac" : "^clflushopt", 1)
    expect("hwview_cache_flush", arch == "aarch64" ? "^dsb sy" : "^mfence", 1)
    printf "exact instructions (%s): %d checked, %d failed\n", arch, checks, failed
    exit failed > 0
}'
