// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.send;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.cli.send.EduContract.Breach;
import dev.hwview.cli.send.EduContract.Transfer;
import dev.hwview.sim.Transaction;
import dev.hwview.sim.Transaction.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EduContractTest {
    private static final int SOURCE = 0x80;
    private static final int DESTINATION = 0x88;
    private static final int COUNT = 0x90;
    private static final int COMMAND = 0x98;
    private static final int STATUS = 0x24;
    private static final int ACKNOWLEDGE = 0x64;
    private static final long IOVA = 0x5000;
    private static final long BUFFER = 0x40000;
    private static final int LENGTH = 4096;

    private static final Transfer POLLED = new Transfer(true, IOVA, LENGTH, false);
    private static final Transfer WAITED = new Transfer(false, IOVA, LENGTH, true);

    private static Transaction access(Kind kind, int offset, int bytes, long value) {
        return new Transaction(0, Duration.ZERO, kind, 0, offset, bytes, value, 1, 0);
    }

    private static Transaction dma(Kind kind, long iova, long length) {
        return new Transaction(0, Duration.ZERO, kind, 0, iova, 0, length, 1, 0);
    }

    /** 0-3 writes, 4-5 reads while it runs, 6 the device's transfer, 7 the read that ends it. */
    private static List<Transaction> polled() {
        return new ArrayList<>(List.of(access(Kind.WRITE, SOURCE, 8, IOVA), access(Kind.WRITE, DESTINATION, 8, BUFFER),
                access(Kind.WRITE, COUNT, 8, LENGTH), access(Kind.WRITE, COMMAND, 8, 1),
                access(Kind.READ, COMMAND, 8, 1), access(Kind.READ, COMMAND, 8, 1),
                dma(Kind.DMA_READ, IOVA, LENGTH), access(Kind.READ, COMMAND, 8, 0)));
    }

    /** 0-3 writes, 4 the device's transfer, 5 its interrupt, 6 the read of the cause, 7 its acknowledgement. */
    private static List<Transaction> waited() {
        return new ArrayList<>(List.of(access(Kind.WRITE, SOURCE, 8, BUFFER), access(Kind.WRITE, DESTINATION, 8, IOVA),
                access(Kind.WRITE, COUNT, 8, LENGTH), access(Kind.WRITE, COMMAND, 8, 7),
                dma(Kind.DMA_WRITE, IOVA, LENGTH), dma(Kind.INTERRUPT, 0, 0),
                access(Kind.READ, STATUS, 4, 0x100), access(Kind.WRITE, ACKNOWLEDGE, 4, 0x100)));
    }

    private static void breaks(Transfer transfer, String words, Consumer<List<Transaction>> change) {
        List<Transaction> seen = transfer == POLLED ? polled() : waited();
        change.accept(seen);
        Breach breach = assertThrows(Breach.class, () -> EduContract.verify(List.of(transfer), seen));
        assertTrue(breach.getMessage().contains(words), breach.getMessage());
    }

    @Test
    void theContractIsKept() {
        List<Transaction> both = polled();
        both.addAll(waited());
        assertDoesNotThrow(() -> EduContract.verify(List.of(POLLED, WAITED), both));
        assertDoesNotThrow(() -> EduContract.verify(List.of(), List.of()));
        List<Transaction> fast = polled();
        fast.subList(4, 6).clear();
        assertDoesNotThrow(() -> EduContract.verify(List.of(POLLED), fast));
    }

    @Test
    void anAccessThatIsMissingDoubledOrMisplacedBreaksIt() {
        for (Transfer transfer : List.of(POLLED, WAITED)) {
            for (int i = 0; i < 8; i++) {
                int at = i;
                if (transfer == WAITED || i != 4 && i != 5) { // polling may read once more or less
                    breaks(transfer, "expected", seen -> seen.remove(at));
                    breaks(transfer, "expected", seen -> seen.add(at, seen.get(at)));
                }
                if (i > 0 && !(transfer == POLLED && i == 5)) {
                    breaks(transfer, "expected", seen -> seen.add(at, seen.remove(at - 1)));
                }
            }
        }
    }

    @Test
    void wrongValuesBreakIt() {
        breaks(POLLED, "DMA_SOURCE = 0x5000", seen -> seen.set(0, access(Kind.WRITE, SOURCE, 8, IOVA + 8)));
        breaks(POLLED, "DMA_DESTINATION = 0x40000", seen -> seen.set(1, access(Kind.WRITE, DESTINATION, 8, 0)));
        breaks(POLLED, "DMA_COUNT = 0x1000", seen -> seen.set(2, access(Kind.WRITE, COUNT, 8, 4095)));
        breaks(POLLED, "DMA_COMMAND = 0x1", seen -> seen.set(3, access(Kind.WRITE, COMMAND, 8, 5)));
        breaks(WAITED, "INTERRUPT_STATUS = 0x100", seen -> seen.set(6, access(Kind.READ, STATUS, 4, 0x101)));
        breaks(WAITED, "INTERRUPT_ACKNOWLEDGE = 0x100", seen -> seen.set(7, access(Kind.WRITE, ACKNOWLEDGE, 4, 1)));
    }

    @Test
    void wrongWidthsBreakIt() {
        breaks(POLLED, "write64 DMA_SOURCE", seen -> seen.set(0, access(Kind.WRITE, SOURCE, 4, IOVA)));
        breaks(WAITED, "read32 INTERRUPT_STATUS", seen -> seen.set(6, access(Kind.READ, STATUS, 8, 0x100)));
    }

    @Test
    void aLockedOrVectorAccessBreaksIt() {
        for (int flag : new int[] {1, 2}) {
            breaks(POLLED, "DMA_COUNT", seen -> seen.set(2,
                    new Transaction(0, Duration.ZERO, Kind.WRITE, 0, COUNT, 8, LENGTH, 1, flag)));
        }
    }

    @Test
    void pollingThatGoesOnBehindTheEndBreaksIt() {
        breaks(POLLED, "nothing more", seen -> seen.add(access(Kind.READ, COMMAND, 8, 0)));
    }

    @Test
    void aTransferOfOtherBytesBreaksIt() {
        breaks(POLLED, "read 4096 bytes at 0x5000", seen -> seen.set(6, dma(Kind.DMA_READ, IOVA, 4095)));
        breaks(POLLED, "read 4096 bytes at 0x5000", seen -> seen.set(6, dma(Kind.DMA_WRITE, IOVA, LENGTH)));
        breaks(WAITED, "write 4096 bytes at 0x5000", seen -> seen.set(4, dma(Kind.DMA_WRITE, IOVA + 1, LENGTH)));
    }

    @Test
    void anInterruptMoreOrLessBreaksIt() {
        breaks(POLLED, "nothing more", seen -> seen.add(dma(Kind.INTERRUPT, 0, 0)));
        breaks(WAITED, "an interrupt", seen -> seen.remove(5));
    }
}
