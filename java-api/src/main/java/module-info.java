// SPDX-License-Identifier: Apache-2.0
/**
 * Looks straight at memory that the program does not own, without copying it, and drives hardware with it.
 *
 * <p>{@link dev.hwview.device} opens devices, {@link dev.hwview.register} reads and writes their registers,
 * {@link dev.hwview.dma} shares memory with them, {@link dev.hwview.fault} says what can go wrong.
 * {@link dev.hwview.view} looks at ordinary memory, {@link dev.hwview.stream} lets it slide over channels.
 */
module dev.hwview {
    requires jdk.management; // ZeroCopy asks for the bytes that a thread allocated

    exports dev.hwview.device;
    exports dev.hwview.dma;
    exports dev.hwview.fault;
    exports dev.hwview.file;
    exports dev.hwview.linux;
    exports dev.hwview.npy;
    exports dev.hwview.packet;
    exports dev.hwview.pcap;
    exports dev.hwview.register;
    exports dev.hwview.stream;
    exports dev.hwview.view;
    exports dev.hwview.internal to dev.hwview.sim, dev.hwview.qemu;
    exports dev.hwview.linux.internal to dev.hwview.qemu;
    exports dev.hwview.linux.internal.ffm to dev.hwview.qemu;

    uses dev.hwview.device.DeviceProvider;
    provides dev.hwview.device.DeviceProvider with dev.hwview.linux.VfioProvider,
            dev.hwview.linux.UioProvider, dev.hwview.linux.PciProvider, dev.hwview.linux.MemProvider;
}
