/* SPDX-License-Identifier: Apache-2.0 */
/* Barriers between two threads. That each is the right instruction is shown by exact_instructions.sh. */
#include "hwview.h"
#include "test.h"

#include <pthread.h>

enum { ROUNDS = 20000 };

static struct {
    uint32_t first, second;
    pthread_barrier_t start, end;
    uint32_t seen[2];
} shared;

/* Store to one, load from the other: without a full barrier both threads may see 0, on x86 too. */
static void *store_then_load(void *argument)
{
    int self = argument != NULL;
    uint32_t *mine = self ? &shared.second : &shared.first, *other = self ? &shared.first : &shared.second;
    for (int i = 0; i < ROUNDS; i++) {
        pthread_barrier_wait(&shared.start);
        hwview_write32_relaxed(mine, 1);
        hwview_mb();
        shared.seen[self] = hwview_read32_relaxed(other);
        pthread_barrier_wait(&shared.end);
        if (!self) {
            CHECK(shared.seen[0] == 1 || shared.seen[1] == 1);
            shared.first = shared.second = 0;
        }
        pthread_barrier_wait(&shared.start);
        if (__atomic_load_n(&test_failures, __ATOMIC_RELAXED) > 0) /* one report is enough */
            break;
    }
    return NULL;
}

static void mb_orders_a_store_before_a_load(void)
{
    pthread_t other;
    pthread_barrier_init(&shared.start, NULL, 2);
    pthread_barrier_init(&shared.end, NULL, 2);
    pthread_create(&other, NULL, store_then_load, &shared);
    store_then_load(NULL);
    pthread_join(other, NULL);
}

struct message {
    uint32_t data, ready;
    void (*wmb)(void);
};

static void *send_messages(void *argument)
{
    struct message *message = argument;
    for (uint32_t i = 1; i <= 100 * ROUNDS; i++) {
        hwview_write32_relaxed(&message->data, i);
        message->wmb();
        hwview_write32_relaxed(&message->ready, i);
    }
    return NULL;
}

/* The data may be newer than the word that announces it, never older. */
static void pass_messages(void (*wmb)(void), void (*rmb)(void))
{
    struct message message = {.wmb = wmb};
    pthread_t sender;
    pthread_create(&sender, NULL, send_messages, &message);
    uint32_t ready;
    do {
        ready = hwview_read32_relaxed(&message.ready);
        rmb();
        uint32_t data = hwview_read32_relaxed(&message.data);
        if (!CHECK(data >= ready))
            break;
    } while (ready < 100 * ROUNDS);
    pthread_join(sender, NULL);
}

static void wmb_and_rmb_pass_a_message(void)
{
    pass_messages(hwview_wmb, hwview_rmb);
}

static void dma_wmb_and_dma_rmb_pass_a_message(void)
{
    pass_messages(hwview_dma_wmb, hwview_dma_rmb);
}

const struct test barrier_tests[] = {
    TEST(mb_orders_a_store_before_a_load),
    TEST(wmb_and_rmb_pass_a_message),
    TEST(dma_wmb_and_dma_rmb_pass_a_message),
    END,
};
