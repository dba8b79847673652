// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.vectors;

import dev.hwview.view.MemoryView;
import java.util.Arrays;
import java.util.List;

/** A view's attributes by Python's names. */
final class Attributes {
    private Attributes() {}

    static Object of(MemoryView view, String name) {
        return switch (name) {
            case "nbytes" -> view.nbytes();
            case "itemsize" -> view.itemsize();
            case "format" -> view.format().toString();
            case "ndim" -> view.ndim();
            case "shape" -> list(view.shape());
            case "strides" -> list(view.strides());
            case "suboffsets" -> list(view.suboffsets());
            case "readonly" -> view.readonly();
            case "c_contiguous" -> view.cContiguous();
            case "f_contiguous" -> view.fContiguous();
            case "contiguous" -> view.contiguous();
            default -> throw new AssertionError(name);
        };
    }

    /** Why a view is not as recorded, or {@code null}. */
    static String difference(List<?> recorded, MemoryView view) throws InexpressibleException {
        String contiguity = (view.cContiguous() ? "C" : "") + (view.fContiguous() ? "F" : "");
        List<Object> actual = Arrays.asList(view.format().toString(), view.itemsize(), view.ndim(), list(view.shape()),
                list(view.strides()), view.nbytes(), view.readonly(), contiguity);
        for (int i = 0; i < actual.size(); i++) {
            Object wanted = recorded.get(i) instanceof String s ? "s:" + s : recorded.get(i);
            if (wanted != null && !Value.matches(wanted, actual.get(i))) {
                return actual + " instead of " + recorded;
            }
        }
        return view.contiguous() == !contiguity.isEmpty() ? null : "contiguous is " + view.contiguous();
    }

    private static List<Object> list(long[] numbers) {
        return Arrays.stream(numbers).<Object>mapToObj(n -> n).toList();
    }
}
