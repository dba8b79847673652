/* SPDX-License-Identifier: Apache-2.0 */
#include "model.h"

#include "device.h"
#include "open_error.h"

#include <dlfcn.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

static const devsim_model *const builtin[] = {&edu_model, &regs_model, &e1000e_model};

const devsim_model *devsim_builtin(uint32_t index)
{
    return index < sizeof builtin / sizeof builtin[0] ? builtin[index] : NULL;
}

static int find(const char *name, const devsim_model **model)
{
    for (uint32_t i = 0; devsim_builtin(i) != NULL; i++) {
        if (strcmp(devsim_builtin(i)->name, name) == 0) {
            *model = devsim_builtin(i);
            return 0;
        }
    }
    open_error("there is no built-in model \"%s\"; a model of your own is named by a path with a '/' in it", name);
    return -ENOENT;
}

/*
 * A model calls devsim_*() without being linked to this library. A JVM loads libraries locally, where the model's
 * symbols would not find them; so this library is put into the global scope first.
 */
static void promote(void)
{
    Dl_info self;
    if (dladdr((void *)&edu_model, &self) == 0 || self.dli_fname == NULL)
        return;
    void *handle = dlopen(self.dli_fname, RTLD_NOLOAD | RTLD_GLOBAL | RTLD_NOW);
    if (handle != NULL) /* NULL when linked into the program itself, which is global anyway */
        dlclose(handle);
}

static int check(const char *path, const devsim_model *model)
{
    if (model == NULL) {
        open_error("%s: %s() answered NULL", path, DEVSIM_MODEL_ENTRY);
        return -ENOEXEC;
    }
    if (model->abi != DEVSIM_ABI) {
        open_error("%s was compiled with DEVSIM_ABI %" PRIu32 ", this library has %d: compile it again", path,
                   model->abi, DEVSIM_ABI);
        return -EPROTO;
    }
    if (model->name == NULL || model->create == NULL || model->destroy == NULL || model->reset == NULL
        || model->read == NULL || model->write == NULL || model->vectors > DEVSIM_VECTORS) {
        open_error("%s: a model needs a name, create, destroy, reset, read, write and at most %d vectors", path,
                   DEVSIM_VECTORS);
        return -ENOEXEC;
    }
    return 0;
}

int model_load(const char *name, const devsim_model **model, void **library)
{
    *library = NULL;
    if (strchr(name, '/') == NULL)
        return find(name, model);
    if (access(name, F_OK) != 0) {
        open_error("%s: no such file", name);
        return -ENOENT;
    }
    promote();
    void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        open_error("not a model: %s", dlerror());
        return -ENOEXEC;
    }
    devsim_model_entry_function *entry;
    *(void **)&entry = dlsym(handle, DEVSIM_MODEL_ENTRY); /* POSIX's way to turn an object into a function */
    if (entry == NULL) {
        open_error("%s is not a model: it has no function %s()", name, DEVSIM_MODEL_ENTRY);
        dlclose(handle);
        return -ENOEXEC;
    }
    *model = entry();
    int error = check(name, *model);
    if (error != 0)
        dlclose(handle);
    else
        *library = handle;
    return error;
}

void model_unload(void *library)
{
    if (library != NULL)
        dlclose(library);
}
