// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.examples;

import dev.hwview.view.Member;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Struct;
import java.util.List;

/** Records in a byte array: one field of all, all fields of one. */
public final class Inventory {
    private Inventory() {}

    /**
     * Runs it.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Struct item = Struct.littleEndian().field("name", "4s").field("count", "H").field("price", "f").build();
        MemoryView items = MemoryView.of(new byte[2 * item.itemSize()]).as(item);
        items.set(0, List.of("bolt", 40, 0.25));
        items.set(1, List.of("nut ", 12, 2));
        System.out.println(items.get(0));
        System.out.println(items.field("count").toList());
        Member count = item.member("count");
        Member price = item.member("price");
        double worth = 0;
        for (long i = 0; i < items.length(); i++) {
            worth += count.getInt(items, i) * price.getDouble(items, i);
        }
        System.out.println("worth " + worth);
    }
}

// prints
// [bolt, 40, 0.25]
// [40, 12]
// worth 34.0
