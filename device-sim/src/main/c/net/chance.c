/* SPDX-License-Identifier: Apache-2.0 */
#include "chance.h"

/* Steele, Lea and Flood's SplitMix64: any seed is a good one. */
static uint64_t draw(uint64_t *random)
{
    uint64_t z = *random += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* As many draws for each frame, whatever they give: to change one of the options leaves the others' events alone. */
struct chance chance_draw(uint64_t *random, const devsim_net_wire_options *options, uint32_t length)
{
    struct chance chance;
    chance.lost = draw(random) % 1000 < options->loss;
    bool corrupt = draw(random) % 1000 < options->corrupt;
    chance.twice = draw(random) % 1000 < options->duplicate;
    chance.later = draw(random) % 1000 < options->reorder;
    int32_t place = (int32_t)(draw(random) % length);
    chance.wrong = corrupt ? place : -1;
    return chance;
}
