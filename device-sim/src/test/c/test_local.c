/* SPDX-License-Identifier: Apache-2.0 */
/* The library as a JVM loads it: by path, and with its symbols kept local. A model must find them all the same. */
#include "probe.h"

#include <dlfcn.h>

static void a_model_finds_the_library(void)
{
    void *library = dlopen(built("libdevsim.so"), RTLD_NOW | RTLD_LOCAL);
    CHECK(library != NULL);
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        return;
    }
    CHECK(dlsym(RTLD_DEFAULT, "devsim_open") == NULL); /* it is local indeed */
    __typeof__(devsim_open) *open = (__typeof__(devsim_open) *)dlsym(library, "devsim_open");
    __typeof__(devsim_read) *read = (__typeof__(devsim_read) *)dlsym(library, "devsim_read");
    __typeof__(devsim_close) *close = (__typeof__(devsim_close) *)dlsym(library, "devsim_close");
    devsim_device *device = NULL;
    CHECK_EQ(0, open(built("thermometer.so"), "", DEVSIM_ACCESS_CALL, &device));
    if (device != NULL)
        CHECK_EQ(0x7e3a0001, read(device, 0, 0, 4));
    close(device);
    dlclose(library);
}

int main(void)
{
    RUN(a_model_finds_the_library);
    return test_summary();
}
