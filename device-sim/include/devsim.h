/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file devsim.h
 * libdevsim: simulated devices that a driver cannot tell from hardware.
 *
 * A device here has register windows (its BARs), DMA through an IOMMU, interrupts and a clock. On Linux x86-64 its
 * windows are real addresses whose every access traps: the model gets the offset, width, direction and value that
 * the CPU put on the bus. Elsewhere, or on request, the same model is reached by devsim_read() and devsim_write().
 *
 * The header has two halves: the HOST half opens devices and looks at them (tests, the Java binding); the MODEL half
 * is what the author of a device model includes. A model is C, never Java: a trapped Java thread stands inside an
 * access and can run no Java code.
 *
 * Conventions. Widths and sizes are in bytes, times in nanoseconds, offsets relative to the window. Functions that
 * can fail return 0 (or a value >= 0 where so documented) and a negative errno otherwise; they never print.
 * Threads: host functions may be called from any thread. Each device has one lock; it is held around every model
 * callback, so a model is never entered by two threads at once, and no model needs a lock of its own.
 */
#ifndef DEVSIM_H
#define DEVSIM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/** Version of this interface; a model carries the one it was compiled with. */
#define DEVSIM_ABI 1

/** A device has at most this many register windows, as a PCI function has BARs. */
#define DEVSIM_WINDOWS 6
/** A device has at most this many message-signalled vectors. */
#define DEVSIM_VECTORS 32
/** Transactions that a trace holds; older ones are overwritten, and the trace says so. A power of two. */
#define DEVSIM_TRACE_CAPACITY 65536
/** Faults that a fault log holds. A power of two. */
#define DEVSIM_FAULT_CAPACITY 1024

typedef struct devsim_device devsim_device;
typedef struct devsim_model devsim_model;

/* ============================================================================================================= */
/* HOST                                                                                                          */
/* ============================================================================================================= */

/** The DEVSIM_ABI that the loaded library was built with. */
uint32_t devsim_abi(void);

/* ---- devices ------------------------------------------------------------------------------------------------ */

/** How register windows are reached. */
enum {
    DEVSIM_ACCESS_TRAP = 0, /**< windows are addresses; each access to them traps */
    DEVSIM_ACCESS_CALL = 1, /**< windows have no address; devsim_read() and devsim_write() are the access */
    /**
     * Windows are plain memory, for benchmarks. The model looks at it when devsim_step() is called or while
     * devsim_poll_start() holds, and at no other time: a register that differs from what the model stored there last is
     * a write of it. Hence reads have no side effect, nothing is traced, and a write of the value that is there already
     * is none. The clock has to be DEVSIM_CLOCK_REAL or advanced by the host.
     */
    DEVSIM_ACCESS_MEMORY = 2,
};

/** 1 where DEVSIM_ACCESS_TRAP works (Linux on x86-64 with Zydis built in), 0 elsewhere. */
int devsim_trap_supported(void);

/**
 * Opens a device.
 * @param model    a built-in model's name ("edu"), or, if it has a '/' in it, the path of a shared object that
 *                 exports devsim_model_entry()
 * @param options  `key=value` pairs separated by ',' for the model; NULL or "" for none
 * @param access   DEVSIM_ACCESS_TRAP, DEVSIM_ACCESS_CALL or DEVSIM_ACCESS_MEMORY
 * @return 0; -ENOENT no such model or file; -ENOEXEC not a model; -EPROTO the model's DEVSIM_ABI differs; -EINVAL
 *         the model refused its options, or `access` is none; -EOPNOTSUPP no trap here; -ENOSPC too many windows;
 *         -ENOMEM. devsim_open_error() has a sentence.
 */
int devsim_open(const char *model, const char *options, uint32_t access, devsim_device **device);

/** One sentence on the last failed devsim_open*() of this thread; "" if there is none. Valid until its next open. */
const char *devsim_open_error(void);

/**
 * Closes a device: no timer fires, no DMA happens and no interrupt comes after it returns. Nobody may be accessing
 * the windows; a thread that still is gets up to two seconds to leave. NULL is allowed.
 */
void devsim_close(devsim_device *device);

/** Built-in models by index, NULL after the last one. */
const devsim_model *devsim_builtin(uint32_t index);

/** The model that a device runs. Valid while the device is open. */
const devsim_model *devsim_model_of(const devsim_device *device);

/**
 * Resets the device as a function-level reset does: model state, pending interrupts and timers. IOMMU maps, the
 * interrupt mode and its masks stay, so an INTx line that has masked itself still wants devsim_irq_unmask().
 */
void devsim_reset(devsim_device *device);

/* ---- windows ------------------------------------------------------------------------------------------------ */

/** State of the device on its bus. */
enum {
    DEVSIM_STATE_NORMAL = 0,
    DEVSIM_STATE_REMOVED = 1,   /**< reads answer all-ones, writes are dropped, no DMA, no interrupt */
    DEVSIM_STATE_BUS_ERROR = 2, /**< an access raises SIGBUS (trap) or answers all-ones (call); no DMA, no interrupt */
};

/** Size of a window, 0 if the device has none of that index. */
uint64_t devsim_window_size(const devsim_device *device, uint32_t window);
/** Address of a trapped window; NULL with DEVSIM_ACCESS_CALL or if there is no such window. Page-aligned. */
void *devsim_window_address(const devsim_device *device, uint32_t window);

/** One access without a trap: same lock, model, trace and state. width is 1, 2, 4 or 8; offset + width within it. */
uint64_t devsim_read(devsim_device *device, uint32_t window, uint64_t offset, uint32_t width);
void devsim_write(devsim_device *device, uint32_t window, uint64_t offset, uint32_t width, uint64_t value);

/**
 * The back door (UVM's word): looks at or changes what a register holds as the hardware would, without a bus
 * transaction or a side effect. @return 0; -EOPNOTSUPP if the model has no back door; -ERANGE.
 */
int devsim_peek(devsim_device *device, uint32_t window, uint64_t offset, uint32_t width, uint64_t *value);
int devsim_poke(devsim_device *device, uint32_t window, uint64_t offset, uint32_t width, uint64_t value);

/**
 * Changes the state on the bus, for all windows at once. A device that was REMOVED comes back reset, as it was without
 * power; after a BUS_ERROR it goes on as it was.
 */
int devsim_set_state(devsim_device *device, uint32_t state);
uint32_t devsim_state(const devsim_device *device);

/* ---- trace -------------------------------------------------------------------------------------------------- */

enum {
    DEVSIM_READ = 0,      /**< the CPU read a register */
    DEVSIM_WRITE = 1,     /**< the CPU wrote a register */
    DEVSIM_DMA_READ = 2,  /**< the device read memory: offset is the IOVA, value the length */
    DEVSIM_DMA_WRITE = 3, /**< the device wrote memory: offset is the IOVA, value the length */
    DEVSIM_INTERRUPT = 4, /**< an interrupt was signalled: value is the vector */
};

/** Flags of a transaction. */
enum {
    DEVSIM_FLAG_LOCKED = 1,    /**< a locked read-modify-write: wrong on any device */
    DEVSIM_FLAG_VECTOR = 2,    /**< wider than 8 bytes, or masked: `value` has the first 8 bytes */
    DEVSIM_FLAG_STRADDLE = 4,  /**< not aligned to its width, crosses a page or the window's end */
    DEVSIM_FLAG_REMOVED = 8,   /**< the device did not answer: reads got all-ones, the write was dropped */
    DEVSIM_FLAG_CALL = 16,     /**< came by devsim_read() or devsim_write() */
};

/** One transaction, in the order in which the device saw them. */
typedef struct devsim_transaction {
    uint64_t sequence; /**< 0 for the device's first, then ascending without a gap */
    uint64_t time;     /**< the device's clock */
    uint64_t offset;
    uint64_t value;
    uint32_t thread;   /**< the kernel's thread id of who did it */
    uint16_t width;
    uint8_t kind;      /**< DEVSIM_READ ... */
    uint8_t window;
    uint32_t flags;
    uint32_t reserved;
} devsim_transaction;

/**
 * The trace, which readers look at in place. Transaction n is at ring[n & (DEVSIM_TRACE_CAPACITY - 1)]. Those from
 * max(first, next - capacity) up to next are there; if next - first > capacity, older ones were overwritten.
 * Read `next` with acquire order first. If the device may be running, read it again afterwards and drop what has been
 * overwritten meanwhile, and one more: the oldest entry of a full ring is where the next transaction is being written.
 */
typedef struct devsim_trace {
    uint64_t next;    /**< transactions since the device was opened */
    uint64_t first;   /**< the first one since devsim_trace_clear() */
    uint64_t enabled; /**< 0 while devsim_trace_enable(device, 0) holds */
    uint64_t reserved[5];
    devsim_transaction ring[DEVSIM_TRACE_CAPACITY];
} devsim_trace;

/** The trace. Valid until the device is closed. */
const devsim_trace *devsim_trace_of(const devsim_device *device);
/** Forgets what was traced. */
void devsim_trace_clear(devsim_device *device);
/** Turns tracing on (the default) or off. */
void devsim_trace_enable(devsim_device *device, int enabled);

/* ---- faults ------------------------------------------------------------------------------------------------- */

enum {
    DEVSIM_FAULT_IOMMU_UNMAPPED = 0,   /**< DMA to an IOVA that is not mapped, or not for its whole length */
    DEVSIM_FAULT_IOMMU_PERMISSION = 1, /**< DMA against the mapping's direction */
    DEVSIM_FAULT_DMA_MASK = 2,         /**< the driver gave an address wider than the device can drive */
    DEVSIM_FAULT_ACCESS_LOCKED = 3,    /**< a locked access to a register */
    DEVSIM_FAULT_ACCESS_VECTOR = 4,    /**< a vector access to a register */
    DEVSIM_FAULT_ACCESS_STRADDLE = 5,  /**< an access across a page or not aligned */
    DEVSIM_FAULT_ACCESS_WIDTH = 6,     /**< a width that this register does not answer */
    DEVSIM_FAULT_ACCESS_POLICY = 7,    /**< a read of a write-only or a write of a read-only register */
    DEVSIM_FAULT_MODEL = 8,            /**< another rule of the device was broken, see `detail` */
};

/** Something that the driver got wrong, and that did not happen. */
typedef struct devsim_fault {
    uint64_t sequence;
    uint64_t time;
    uint64_t address; /**< the IOVA, or the offset in the window */
    uint64_t length;
    uint32_t kind;    /**< DEVSIM_FAULT_... */
    uint32_t window;
    char detail[88];  /**< one line, NUL-terminated */
} devsim_fault;

/** The fault log; read like the trace. */
typedef struct devsim_faults {
    uint64_t next;
    uint64_t first;
    uint64_t reserved[6];
    devsim_fault ring[DEVSIM_FAULT_CAPACITY];
} devsim_faults;

const devsim_faults *devsim_faults_of(const devsim_device *device);
void devsim_faults_clear(devsim_device *device);

/* ---- IOMMU -------------------------------------------------------------------------------------------------- */

enum {
    DEVSIM_DMA_TO_DEVICE = 1,   /**< the device may read */
    DEVSIM_DMA_FROM_DEVICE = 2, /**< the device may write */
};

/**
 * Lets the device reach [memory, memory + size) at [iova, iova + size). Nothing is mapped to begin with.
 * @param permission DEVSIM_DMA_TO_DEVICE, DEVSIM_DMA_FROM_DEVICE or both
 * @return 0; -EINVAL size 0, a wrap-around or no permission; -EEXIST overlaps a mapping; -ENOMEM
 */
int devsim_iommu_map(devsim_device *device, uint64_t iova, void *memory, uint64_t size, uint32_t permission);
/** Ends the mapping that begins at iova. A transfer under way ends first. @return 0; -ENOENT */
int devsim_iommu_unmap(devsim_device *device, uint64_t iova);
/** Mappings in force. */
uint64_t devsim_iommu_count(const devsim_device *device);

/* ---- interrupts --------------------------------------------------------------------------------------------- */

enum {
    DEVSIM_IRQ_NONE = 0, /**< signals go nowhere */
    DEVSIM_IRQ_INTX = 1, /**< one level-triggered line, vector 0; masks itself when it signals, as VFIO does */
    DEVSIM_IRQ_MSI = 2,  /**< messages, one vector each, edge-triggered */
};

/**
 * Chooses how the device interrupts. Clears pending signals and the eventfds; vectors begin unmasked.
 * @return 0; -EINVAL
 */
int devsim_irq_mode(devsim_device *device, uint32_t mode);
/** The eventfd (EFD_NONBLOCK) that counts a vector's signals; owned by the device. @return the fd; -EINVAL */
int devsim_irq_eventfd(devsim_device *device, uint32_t vector);
/** Holds a vector's signals back; one is remembered as pending. @return 0; -EINVAL, with DEVSIM_IRQ_NONE too */
int devsim_irq_mask(devsim_device *device, uint32_t vector);
/** Lets a vector signal again: at once if it is pending (MSI) or the line is still asserted (INTx). */
int devsim_irq_unmask(devsim_device *device, uint32_t vector);
/** Loses the next `signals` signals on their way to the eventfds; 0 ends it. @return 0 */
int devsim_irq_drop(devsim_device *device, uint64_t signals);
/** Vectors that are pending, one bit each. */
uint32_t devsim_irq_pending(const devsim_device *device);
/** Signals that were delivered to eventfds since the device was opened. */
uint64_t devsim_irq_count(const devsim_device *device);

/* ---- clock -------------------------------------------------------------------------------------------------- */

enum {
    DEVSIM_CLOCK_REAL = 0,    /**< CLOCK_MONOTONIC; timers fire on the device's own thread */
    DEVSIM_CLOCK_STEPPED = 1, /**< stands still until devsim_clock_advance() or a register access moves it */
};

/**
 * Chooses the clock; it begins at 0. Pending timers keep their remaining time.
 * @param per_access  with DEVSIM_CLOCK_STEPPED: how far each register access moves the clock, may be 0
 */
int devsim_clock_mode(devsim_device *device, uint32_t mode, uint64_t per_access);
/** The device's time. Takes no lock: models may call it too. */
uint64_t devsim_clock_now(const devsim_device *device);
/**
 * Moves a stepped clock; the timers that become due fire in order, in this thread, a million of them at most.
 * @return 0; -EPERM a real clock
 */
int devsim_clock_advance(devsim_device *device, uint64_t nanoseconds);

/* ---- the engine --------------------------------------------------------------------------------------------- */

/**
 * A device that moves packets does so by itself: when its driver writes a tail register, when a frame arrives, when a
 * timer fires. These two take that over. Not every model has such an engine.
 */

/**
 * One turn of the engine, in this thread.
 * @param packets  how many are moved at most in each direction
 * @return packets moved; -ENOTSUP the model has no engine
 */
int64_t devsim_step(devsim_device *device, uint32_t packets);

/**
 * Starts a thread that turns the engine without a pause, until devsim_poll_stop() or devsim_close(). Meanwhile nobody
 * else does: a driver's write of a tail register is only noted. So the device runs beside its driver, as hardware does.
 * @param cpu  the processor that the thread stays on, -1 for any
 * @return 0; -ENOTSUP the model has no engine; -EBUSY it runs already; -EINVAL no such processor; -EAGAIN no thread
 */
int devsim_poll_start(devsim_device *device, int cpu);
/** Ends that thread, and returns when it has ended. @return 0; -ESRCH there is none */
int devsim_poll_stop(devsim_device *device);

/* ---- registers declared as data ----------------------------------------------------------------------------- */

/**
 * Access policies of SystemRDL and UVM (IEEE 1800.2, uvm_reg_field::configure): what a read and a write do to a bit.
 * W1C: a written 1 clears. WRC: written as-is, cleared by a read. W1SRC: a written 1 sets, a read clears. WOC: write
 * clears, a read is an error. W1: only the first write after reset counts. Likewise the others.
 */
enum {
    DEVSIM_RO, DEVSIM_RW, DEVSIM_WO, DEVSIM_RC, DEVSIM_RS, DEVSIM_W1C, DEVSIM_W1S, DEVSIM_W1T, DEVSIM_W0C,
    DEVSIM_W0S, DEVSIM_W0T, DEVSIM_WRC, DEVSIM_WRS, DEVSIM_WC, DEVSIM_WS, DEVSIM_WSRC, DEVSIM_WCRS, DEVSIM_W1SRC,
    DEVSIM_W1CRS, DEVSIM_W0SRC, DEVSIM_W0CRS, DEVSIM_WOC, DEVSIM_WOS, DEVSIM_W1, DEVSIM_WO1,
    DEVSIM_POLICIES
};

/** One register: where it is, what it holds after reset, and the policy of each of its bits. */
typedef struct devsim_register {
    uint64_t offset;
    uint64_t reset;
    uint32_t width;     /**< 1, 2, 4 or 8 */
    uint32_t reserved;
    uint8_t policy[64]; /**< policy[n] is bit n's */
} devsim_register;

/**
 * Opens a device that behaves as its registers are declared: model "regs".
 * @param size  of window 0
 * @return as devsim_open(); -EINVAL also for registers that overlap, are misaligned or lie outside
 */
int devsim_open_registers(const devsim_register *registers, size_t count, uint64_t size, uint32_t access,
                          devsim_device **device);

/* ============================================================================================================= */
/* MODEL                                                                                                         */
/* ============================================================================================================= */

/** A device model. All callbacks run under the device's lock and must not block or touch a trapped window. */
struct devsim_model {
    uint32_t abi;         /**< DEVSIM_ABI */
    uint32_t vectors;     /**< MSI vectors, 0 to DEVSIM_VECTORS */
    const char *name;     /**< as in "sim:NAME" */
    const char *summary;  /**< one line for people */
    uint16_t vendor;      /**< PCI vendor id */
    uint16_t device;      /**< PCI device id */
    uint32_t revision;
    uint64_t dma_mask;    /**< addresses that the device can drive, e.g. 0x0fffffff; 0 if it has no DMA */
    uint64_t window_size[DEVSIM_WINDOWS]; /**< bytes, 0 for none; rounded up to pages */

    /** Makes the state of one device; reset() follows. @return 0 or a negative errno, then devsim_refuse() said why */
    int (*create)(devsim_device *device, const char *options, void **state);
    void (*destroy)(void *state);
    /** Puts the state as after power-on. Timers are cancelled before. */
    void (*reset)(void *state);
    /** One read of width 1, 2, 4 or 8. Only the low `width` bytes of the answer count. */
    uint64_t (*read)(void *state, uint32_t window, uint64_t offset, uint32_t width);
    void (*write)(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t value);
    /** The back door, NULL for none: see devsim_peek(). */
    int (*peek)(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t *value);
    int (*poke)(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t value);
};

/** What a model's shared object exports. */
typedef const devsim_model *devsim_model_entry_function(void);
#define DEVSIM_MODEL_ENTRY "devsim_model_entry"

/** In create(): why it failed, printf-style. Returns -EINVAL, to be returned in turn. */
int devsim_refuse(devsim_device *device, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** In create(): sets a window's size where it depends on the options. */
void devsim_set_window_size(devsim_device *device, uint32_t window, uint64_t size);
/** In create(): the number that option `key` has (decimal or 0x hex), or `otherwise`. -EINVAL if it is no number. */
int devsim_option(const char *options, const char *key, uint64_t otherwise, uint64_t *value);

/**
 * The device reads or writes memory, all of it or none. Addresses are held against the model's dma_mask.
 * @return 0; -EFAULT not mapped so, recorded as a fault; -ENODEV the device is not on its bus, not a fault
 */
int devsim_dma_read(devsim_device *device, uint64_t iova, void *to, uint64_t size);
int devsim_dma_write(devsim_device *device, uint64_t iova, const void *from, uint64_t size);

/** Drives the INTx line. Does nothing unless the mode is DEVSIM_IRQ_INTX. */
void devsim_irq_level(devsim_device *device, int asserted);
/** Sends a message. Does nothing unless the mode is DEVSIM_IRQ_MSI. */
void devsim_irq_message(devsim_device *device, uint32_t vector);

/** Calls `fire(state)` once, `delay` from now; arms the timer again if it was armed. Timers are numbered 0 to 15. */
#define DEVSIM_TIMERS 16
int devsim_timer_arm(devsim_device *device, uint32_t timer, uint64_t delay, void (*fire)(void *state));
void devsim_timer_cancel(devsim_device *device, uint32_t timer);

/** Records a fault with one line of detail, printf-style. */
void devsim_report(devsim_device *device, uint32_t kind, uint32_t window, uint64_t address, uint64_t length,
                   const char *format, ...) __attribute__((format(printf, 6, 7)));

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif
#endif
