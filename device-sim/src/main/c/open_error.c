/* SPDX-License-Identifier: Apache-2.0 */
#include "open_error.h"

#include "device.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

static _Thread_local char text[256];

void open_error(const char *format, ...)
{
    text[0] = '\0';
    if (format == NULL)
        return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
}

const char *devsim_open_error(void)
{
    return text;
}

int devsim_refuse(devsim_device *device, const char *format, ...)
{
    int length = snprintf(text, sizeof text, "%s: ", device->model->name);
    if (length < 0 || (size_t)length >= sizeof text)
        return -EINVAL;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text + length, sizeof text - (size_t)length, format, arguments);
    va_end(arguments);
    return -EINVAL;
}
