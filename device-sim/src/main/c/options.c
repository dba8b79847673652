/* SPDX-License-Identifier: Apache-2.0 */
#include "options.h"

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/** Digits of the longest number, and its NUL: "18446744073709551615". */
#define NUMBER_MAX 24

struct pair {
    const char *key, *value; /* value is NULL if there is no '=' */
    size_t key_length, value_length;
};

/* Takes the next pair off *rest; false at the end. */
static bool next(const char **rest, struct pair *pair)
{
    if (*rest == NULL || **rest == '\0')
        return false;
    size_t length = strcspn(*rest, ",");
    const char *equals = memchr(*rest, '=', length);
    pair->key = *rest;
    pair->key_length = equals == NULL ? length : (size_t)(equals - *rest);
    pair->value = equals == NULL ? NULL : equals + 1;
    pair->value_length = equals == NULL ? 0 : length - pair->key_length - 1;
    *rest += length + ((*rest)[length] == ',');
    return true;
}

static bool is(const struct pair *pair, const char *key)
{
    return strlen(key) == pair->key_length && memcmp(key, pair->key, pair->key_length) == 0;
}

static int number(const struct pair *pair, uint64_t *value)
{
    char text[NUMBER_MAX];
    if (pair->value_length == 0 || pair->value_length >= sizeof text)
        return -EINVAL;
    memcpy(text, pair->value, pair->value_length);
    text[pair->value_length] = '\0';
    if (!isdigit((unsigned char)text[0])) /* strtoull would take a sign and blanks */
        return -EINVAL;
    bool hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    char *end;
    errno = 0;
    unsigned long long parsed = strtoull(text, &end, hex ? 16 : 10); /* never octal: "010" is ten */
    if (errno != 0 || *end != '\0')
        return -EINVAL;
    *value = parsed;
    return 0;
}

int devsim_option(const char *options, const char *key, uint64_t otherwise, uint64_t *value)
{
    *value = otherwise;
    struct pair pair;
    while (next(&options, &pair))
        if (is(&pair, key))
            return number(&pair, value);
    return 0;
}

int option_address(const char *options, const char *key, const uint8_t otherwise[6], uint8_t address[6])
{
    enum { TEXT = 17 }; /* 52:54:00:12:34:56 */
    memcpy(address, otherwise, 6);
    struct pair pair;
    while (next(&options, &pair)) {
        if (!is(&pair, key))
            continue;
        if (pair.value_length != TEXT)
            return -EINVAL;
        for (int i = 0; i < 6; i++) {
            const char *digits = pair.value + 3 * i;
            if (!isxdigit((unsigned char)digits[0]) || !isxdigit((unsigned char)digits[1])
                || (i < 5 && digits[2] != ':'))
                return -EINVAL;
            address[i] = (uint8_t)strtoul((const char[]){digits[0], digits[1], '\0'}, NULL, 16);
        }
        return address[0] & 1 ? -EINVAL : 0;
    }
    return 0;
}

int options_only(devsim_device *device, const char *options, const char *const *keys)
{
    struct pair pair;
    while (next(&options, &pair)) {
        bool known = false;
        for (const char *const *key = keys; *key != NULL; key++)
            known |= is(&pair, *key);
        if (!known)
            return devsim_refuse(device, "there is no option \"%.*s\"", (int)pair.key_length, pair.key);
    }
    return 0;
}
