// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.ResourceException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Notes what it is asked, looks whether the memory lives at that time, and refuses when told to. */
record FakeIommu(List<String> calls, Map<Long, MemorySegment> mapped, boolean[] refuse) implements Iommu {
    FakeIommu() {
        this(new ArrayList<>(), new TreeMap<>(), new boolean[1]);
    }

    void refuse(boolean refuses) {
        refuse[0] = refuses;
    }

    @Override
    public long pageSize() {
        return 4096;
    }

    @Override
    public void map(long iova, MemorySegment memory, DmaDirection direction) {
        answer("map 0x" + Long.toHexString(iova) + " " + memory.byteSize() + " " + direction);
        mapped.put(iova, memory);
    }

    @Override
    public void unmap(long iova) {
        boolean alive = mapped.get(iova).scope().isAlive();
        answer("unmap 0x" + Long.toHexString(iova) + (alive ? "" : " after its memory"));
        mapped.remove(iova);
    }

    private void answer(String call) {
        calls.add(call);
        if (refuse[0]) {
            throw new ResourceException("sim:test", "refuses");
        }
    }
}
