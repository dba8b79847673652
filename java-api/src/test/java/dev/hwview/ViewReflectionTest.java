// SPDX-License-Identifier: Apache-2.0
package dev.hwview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hwview.view.MemoryView;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewReflectionTest {
    /** Languages that call by reflection, from packages of their own, get at all of it. */
    @Test
    void everyMethodCanBeCalledByReflection() throws ReflectiveOperationException {
        MemoryView view = MemoryView.of(new int[] {5});
        assertEquals(5, MemoryView.class.getMethod("getInt", long.class).invoke(view, 0L));
        assertEquals(List.of(5L), MemoryView.class.getMethod("toList").invoke(view));
        assertEquals(4L, MemoryView.class.getMethod("nbytes").invoke(view));
    }
}
