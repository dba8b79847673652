// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import dev.hwview.view.Key;
import dev.hwview.view.Slice;
import dev.hwview.view.Why;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** What a view should do: a shape, and for each tuple of indices the place of the item's bytes in an array. */
final class ModelView {
    private static final int MAX_DIMENSIONS = 64;

    final ModelMemory memory;
    final ModelFormat format;
    final long[] shape;
    /** In C's order of the indices. */
    final int[] places;
    final boolean readOnly;
    /** Contiguous in one dimension by its stride alone, which the model does not know where there is no item. */
    final boolean unsure;
    boolean released;
    private Integer hash;

    ModelView(ModelMemory memory, ModelFormat format, long[] shape, int[] places, boolean readOnly) {
        this.memory = memory;
        this.format = format;
        this.shape = shape;
        this.places = places;
        this.readOnly = readOnly;
        this.unsure = shape.length == 1 && places.length == 0;
        memory.unreleased++;
    }

    private ModelView derive(long[] newShape, ToIntFunction<int[]> place) {
        int[] newPlaces = Indices.tuples(newShape).stream().mapToInt(place).toArray();
        return new ModelView(memory, format, newShape, newPlaces, readOnly);
    }

    /** All places, the first index running fastest. */
    private int[] placesFirstFastest() {
        int[] axes = Indices.turned(IntStream.range(0, shape.length).toArray());
        long[] backwards = IntStream.of(axes).mapToLong(axis -> shape[axis]).toArray();
        return Indices.tuples(backwards).stream().mapToInt(tuple -> place(Indices.turned(tuple))).toArray();
    }

    int place(int[] tuple) {
        int number = 0;
        for (int i = 0; i < tuple.length; i++) {
            number = number * (int) shape[i] + tuple[i];
        }
        return places[number];
    }

    private boolean sideBySide(int[] order) {
        return IntStream.range(1, order.length).allMatch(i -> order[i] == order[i - 1] + format.size());
    }

    boolean cContiguous() {
        return sideBySide(places);
    }

    boolean fContiguous() {
        return sideBySide(placesFirstFastest());
    }

    long nbytes() {
        live();
        return (long) places.length * format.size();
    }

    int ndim() {
        live();
        return shape.length;
    }

    long length() {
        Refusal.unless(ndim() > 0, Why.ZERO_DIM);
        return shape[0];
    }

    void live() {
        Refusal.unless(!released, Why.RELEASED);
    }

    void writable() {
        live();
        Refusal.unless(!readOnly, Why.READONLY);
    }

    void release() {
        memory.unreleased -= released ? 0 : 1;
        released = true;
    }

    ModelView view() {
        live();
        return derive(shape, this::place);
    }

    ModelView toReadOnly() {
        live();
        return new ModelView(memory, format, shape, places, true);
    }

    // ---- Casts

    ModelView cast(String text) {
        requireContiguous();
        Refusal.unless(shape.length == 1 || places.length > 0, Why.CAST_ZEROS);
        return list(pythons(text));
    }

    ModelView cast(String text, long... newShape) {
        requireContiguous();
        Refusal.unless(places.length > 0, Why.CAST_ZEROS);
        Refusal.unless(newShape.length <= MAX_DIMENSIONS, Why.NDIM_MAX);
        Refusal.unless(shape.length == 1 || newShape.length == 1, Why.CAST_ND_ND);
        ModelFormat to = pythons(text);
        requireLength(to);
        return shaped(to, 1, newShape);
    }

    private ModelFormat pythons(String text) {
        ModelFormat to = ModelFormat.python(text);
        Refusal.unless(format.isByte() || to.isByte(), Why.CAST_NONBYTE);
        return to;
    }

    ModelView as(String text) {
        live();
        ModelFormat to = ModelFormat.of(text);
        requireContiguous();
        return list(to);
    }

    ModelView as(String text, long... newShape) {
        ModelFormat to = ModelFormat.of(text);
        requireContiguous();
        Refusal.unless(newShape.length <= MAX_DIMENSIONS, Why.NDIM_MAX);
        return shaped(to, 0, newShape);
    }

    private void requireContiguous() {
        live();
        Refusal.unless(cContiguous(), Why.CAST_NONCONTIGUOUS);
    }

    private void requireLength(ModelFormat to) {
        Refusal.unless(nbytes() % to.size() == 0, Why.CAST_LENGTH);
    }

    private ModelView list(ModelFormat to) {
        requireLength(to);
        return shaped(to, 0, nbytes() / to.size());
    }

    private ModelView shaped(ModelFormat to, int leastExtent, long... newShape) {
        BigInteger bytes = BigInteger.valueOf(to.size());
        for (long extent : newShape) {
            Refusal.unless(extent >= leastExtent, Why.SHAPE_NONPOSITIVE);
            bytes = bytes.multiply(BigInteger.valueOf(extent));
            Refusal.unless(bytes.bitLength() < Long.SIZE, Why.SHAPE_OVERFLOW);
        }
        Refusal.unless(bytes.longValue() == nbytes(), Why.SHAPE_PRODUCT);
        int count = (int) (nbytes() / to.size());
        int[] newPlaces = IntStream.range(0, count).map(i -> places[0] + i * to.size()).toArray();
        return new ModelView(memory, to, newShape, newPlaces, readOnly);
    }

    // ---- Parts

    ModelView slice(Slice slice) {
        live();
        Refusal.unless(shape.length > 0, Why.ZERO_DIM);
        return slice(new Key[] {slice});
    }

    ModelView slice(Key... keys) {
        live();
        return derive(keys);
    }

    private ModelView derive(Key... keys) {
        List<Key> all = Indices.forEach(shape.length, keys);
        List<int[]> taken = new ArrayList<>();
        for (int i = 0; i < shape.length; i++) {
            taken.add(all.get(i) instanceof Key.At key ? new int[] {Indices.index(key.index(), shape[i])}
                    : Indices.taken((Slice) all.get(i), shape[i]));
        }
        int[] kept = IntStream.range(0, shape.length).filter(i -> all.get(i) instanceof Slice).toArray();
        return derive(IntStream.of(kept).mapToLong(i -> taken.get(i).length).toArray(), tuple -> {
            int[] old = taken.stream().mapToInt(indices -> indices.length == 0 ? 0 : indices[0]).toArray();
            for (int i = 0; i < kept.length; i++) {
                old[kept[i]] = taken.get(kept[i])[tuple[i]];
            }
            return place(old);
        });
    }

    ModelView transpose(int... axes) {
        live();
        int[] from = axes.length > 0 ? axes : Indices.turned(IntStream.range(0, shape.length).toArray());
        Refusal.unless(from.length == shape.length && IntStream.range(0, shape.length)
                .allMatch(axis -> IntStream.of(from).anyMatch(a -> a == axis)), Why.AXES);
        return derive(IntStream.of(from).mapToLong(axis -> shape[axis]).toArray(), tuple -> {
            int[] old = new int[tuple.length];
            for (int i = 0; i < tuple.length; i++) {
                old[from[i]] = tuple[i];
            }
            return place(old);
        });
    }

    // ---- Items

    int locate(long... indices) {
        Refusal.unless(shape.length > 0 || indices.length == 0, Why.ZERO_DIM);
        Refusal.unless(indices.length >= shape.length, Why.SUBVIEW);
        Refusal.unless(indices.length <= shape.length, Why.TOO_MANY_INDICES);
        return place(IntStream.range(0, shape.length).map(i -> Indices.index(indices[i], shape[i])).toArray());
    }

    Object get(long... indices) {
        live();
        return read(locate(indices));
    }

    void set(long[] indices, Object value) {
        writable();
        int place = locate(indices);
        memory.write(place, format.write(memory.read(place, format.size()), value));
    }

    Object read(int place) {
        return format.read(memory.read(place, format.size()));
    }

    List<Object> items() {
        return IntStream.of(places).mapToObj(this::read).toList();
    }

    // ---- Assignments

    void set(Slice slice, ModelView source) {
        writable();
        Refusal.unless(shape.length > 0, Why.ZERO_DIM);
        Refusal.unless(shape.length == 1, Why.ND_ASSIGN);
        assign(source, slice);
    }

    void assign(ModelView source, Key... keys) {
        writable();
        source.live();
        ModelView target = derive(keys);
        target.release();
        Refusal.unless(format.sameAs(source.format) && target.sameShape(source), Why.STRUCTURE);
        List<byte[]> copies = IntStream.of(source.places).mapToObj(p -> memory.read(p, format.size())).toList();
        for (int i = 0; i < copies.size(); i++) {
            memory.write(target.places[i], copies.get(i));
        }
    }

    /** Behind a dimension without items nothing has to match. */
    boolean sameShape(ModelView other) {
        boolean same = shape.length == other.shape.length;
        for (int i = 0; same && i < shape.length && (i == 0 || shape[i - 1] > 0); i++) {
            same = shape[i] == other.shape[i];
        }
        return same;
    }

    // ---- All at once

    byte[] bytes(boolean firstFastest) {
        byte[] bytes = new byte[0];
        for (int place : firstFastest ? placesFirstFastest() : places) {
            bytes = Arrays.copyOf(bytes, bytes.length + format.size());
            System.arraycopy(memory.read(place, format.size()), 0, bytes, bytes.length - format.size(), format.size());
        }
        return bytes;
    }

    int contentHash() {
        if (hash == null) {
            live();
            Refusal.unless(readOnly, Why.HASH_WRITABLE);
            Refusal.unless(format.isByte(), Why.HASH_FORMAT);
            Refusal.unless(memory.readOnly, Why.HASH_EXPORTER);
            hash = Arrays.hashCode(bytes(false));
        }
        return hash;
    }
}
