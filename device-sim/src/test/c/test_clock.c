/* SPDX-License-Identifier: Apache-2.0 */
/* Both clocks and their timers. probe.h has the model: its writes arm timers, and it notes when they fire. */
#include "bus.h"
#include "probe.h"

#include <errno.h>
#include <time.h>

static void sleep_us(long us)
{
    nanosleep(&(struct timespec){.tv_nsec = us * 1000}, NULL);
}

static void stepped_time_stands_still(void)
{
    devsim_device *device = bus_open("edu", "");
    CHECK_EQ(-EPERM, devsim_clock_advance(device, 1));
    CHECK_EQ(-EINVAL, devsim_clock_mode(device, 2, 0));
    CHECK_EQ(0, devsim_clock_mode(device, DEVSIM_CLOCK_STEPPED, 0));
    sleep_us(1000);
    CHECK_EQ(0, devsim_clock_now(device));
    read32(device, 0);
    CHECK_EQ(0, devsim_clock_now(device));
    CHECK_EQ(0, devsim_clock_advance(device, 123));
    CHECK_EQ(123, devsim_clock_now(device));
    CHECK_EQ(0, devsim_clock_mode(device, DEVSIM_CLOCK_STEPPED, 100));
    CHECK_EQ(0, devsim_clock_now(device)); /* begins anew */
    read32(device, 0);
    write32(device, 4, 0);
    CHECK_EQ(200, devsim_clock_now(device));
    devsim_clock_advance(device, UINT64_MAX); /* no wrap-around */
    CHECK_EQ(UINT64_MAX, devsim_clock_now(device));
    devsim_close(device);
}

static void real_time_goes_on(void)
{
    devsim_device *device = bus_open("edu", "");
    uint64_t before = devsim_clock_now(device);
    sleep_us(2000);
    uint64_t after = devsim_clock_now(device);
    CHECK(after >= before + 2000000);
    devsim_clock_mode(device, DEVSIM_CLOCK_REAL, 0);
    CHECK(devsim_clock_now(device) < 10000000000); /* from 0 again */
    devsim_close(device);
}

static void timers_fire_in_due_order(void)
{
    devsim_device *device = probe_open();
    devsim_clock_mode(device, DEVSIM_CLOCK_STEPPED, 0);
    probe_arm(device, 0, 300);
    probe_arm(device, 1, 100);
    probe_arm(device, 2, 200);
    probe_arm(device, 3, 100); /* as due as 1, but armed later */
    probe_arm(device, 4, 1000);
    probe_arm(device, 5, 150);
    probe_cancel(device, 5);
    probe_arm(device, 0, 50); /* again: only the new time counts */
    CHECK_EQ(0, devsim_clock_advance(device, 999));
    static const struct probe_fire expected[] = {{0, 50}, {1, 100}, {3, 100}, {2, 200}};
    CHECK_EQ(4, probe_count(device));
    for (uint32_t i = 0; i < 4; i++) {
        CHECK_EQ(expected[i].timer, probe_fired(device, i).timer);
        CHECK_EQ(expected[i].time, probe_fired(device, i).time); /* exactly the due time */
    }
    CHECK_EQ(999, devsim_clock_now(device));
    devsim_clock_advance(device, 1);
    CHECK_EQ(5, probe_count(device));
    devsim_close(device);
}

static void a_timer_arms_itself_again(void)
{
    devsim_device *device = probe_open();
    devsim_clock_mode(device, DEVSIM_CLOCK_STEPPED, 0);
    probe_repeat(device, 6, 10);
    devsim_clock_advance(device, 100);
    CHECK_EQ(10, probe_count(device));
    CHECK_EQ(100, probe_fired(device, 9).time);
    probe_cancel(device, 6);
    devsim_clock_advance(device, 100);
    CHECK_EQ(10, probe_count(device));
    /* A repetition without any delay still lets time go on: one fire a nanosecond. */
    probe_repeat(device, 7, 0);
    devsim_clock_advance(device, 20);
    CHECK_EQ(31, probe_count(device));
    /* And one that never ends is cut, and said. */
    CHECK_EQ(0, faults(device));
    devsim_clock_advance(device, 10000000000);
    CHECK_EQ(DEVSIM_FAULT_MODEL, last_fault(device));
    devsim_close(device);
}

static void wrong_timers(void)
{
    devsim_device *device = probe_open();
    CHECK_EQ(0, probe_arm(device, 15, 1000000000));
    CHECK_EQ(-EINVAL, probe_arm(device, 16, 0));
    probe_cancel(device, 16);
    CHECK_EQ(0, probe_count(device));
    devsim_close(device); /* one still pends */
}

static void real_timers_fire_by_themselves(void)
{
    devsim_device *device = probe_open();
    probe_arm(device, 0, 3600000000000);
    probe_arm(device, 1, 1000000); /* an earlier one wakes the thread anew */
    for (int i = 0; i < 20000 && probe_count(device) < 1; i++)
        sleep_us(1000);
    CHECK_EQ(1, probe_count(device));
    probe_arm(device, 0, 1000000); /* and so does an earlier time for one that waits */
    for (int i = 0; i < 20000 && probe_count(device) < 2; i++)
        sleep_us(1000);
    CHECK_EQ(2, probe_count(device));
    CHECK_EQ(1, probe_fired(device, 0).timer);
    CHECK_EQ(0, probe_fired(device, 1).timer);
    CHECK(probe_fired(device, 0).time >= 1000000);
    devsim_close(device);
}

static void timers_keep_their_remaining_time(void)
{
    devsim_device *device = probe_open();
    devsim_clock_mode(device, DEVSIM_CLOCK_STEPPED, 0);
    probe_arm(device, 0, 1000);
    devsim_clock_advance(device, 400);
    devsim_clock_mode(device, DEVSIM_CLOCK_STEPPED, 0);
    devsim_clock_advance(device, 599);
    CHECK_EQ(0, probe_count(device));
    devsim_clock_mode(device, DEVSIM_CLOCK_REAL, 0); /* one nanosecond is left */
    for (int i = 0; i < 20000 && probe_count(device) < 1; i++)
        sleep_us(1000);
    CHECK_EQ(1, probe_count(device));
    probe_arm(device, 1, 3600000000000);
    devsim_clock_mode(device, DEVSIM_CLOCK_STEPPED, 0); /* and from real to stepped */
    devsim_clock_advance(device, 3500000000000);
    CHECK_EQ(1, probe_count(device));
    devsim_clock_advance(device, 100000000000);
    CHECK_EQ(2, probe_count(device));
    devsim_close(device);
}

int main(void)
{
    RUN_BOTH(stepped_time_stands_still);
    RUN(real_time_goes_on);
    RUN_BOTH(timers_fire_in_due_order);
    RUN(a_timer_arms_itself_again);
    RUN(wrong_timers);
    RUN(real_timers_fire_by_themselves);
    RUN(timers_keep_their_remaining_time);
    return test_summary();
}
