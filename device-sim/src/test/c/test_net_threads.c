/* SPDX-License-Identifier: Apache-2.0 */
/* Two wired cards, driven by a thread each. */
#include "pair.h"

#include <pthread.h>

enum { FRAMES = 3000 };

struct player {
    struct nic *nic;
    const char *to;
    uint32_t received;
    bool wrong;
};

/* Sends FRAMES and takes as many: each thread drives one card, both rings of it. */
static void *play(void *argument)
{
    struct player *player = argument;
    struct nic *nic = player->nic;
    uint8_t frame[64], expected[64];
    const uint8_t *data;
    for (uint32_t sent = 0; sent < FRAMES || player->received < FRAMES;) {
        uint32_t after = (nic->tx_tail[0] + 1) % RING;
        if (sent < FRAMES && after != read32(nic->device, TDH)) {
            nic_frame(frame, sizeof frame, player->to, sent++);
            nic_send(nic, 0, frame, sizeof frame, NIC_SEND);
        }
        if (nic_received(nic, 0, &data) != NULL) {
            nic_frame(expected, sizeof expected, "00:00:00:00:00:00", player->received++);
            player->wrong |= memcmp(data + 6, expected + 6, sizeof expected - 6) != 0;
            nic_refill(nic, 0);
        }
    }
    return NULL;
}

static void both_at_once(void)
{
    struct pair pair = wired(&(devsim_net_wire_options){.pause = 1});
    struct player players[] = {{&pair.a, B_MAC, 0, false}, {&pair.b, A_MAC, 0, false}};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        CHECK_EQ(0, pthread_create(&threads[i], NULL, play, &players[i]));
    for (int i = 0; i < 2; i++) {
        pthread_join(threads[i], NULL);
        CHECK(!players[i].wrong);
        CHECK_EQ(FRAMES, players[i].received);
    }
    close_pair(&pair);
}

int main(void)
{
    RUN_BOTH(both_at_once);
    return test_summary();
}
