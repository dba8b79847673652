/* SPDX-License-Identifier: Apache-2.0 */
/* Runs the tests whose name contains the argument, or all. */
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PASSED = 0, FAILED = 1, SKIPPED = 77, SECONDS = 180 };

int test_failures;

_Noreturn void skip(const char *reason)
{
    printf("    skipped: %s\n", reason);
    exit(test_failures == 0 ? SKIPPED : FAILED);
}

static int run(const struct test *test)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        alarm(SECONDS); /* a test that hangs is a test that fails */
        test->run();
        exit(test_failures == 0 ? PASSED : FAILED);
    }
    int status;
    if (child < 0 || waitpid(child, &status, 0) != child) {
        perror(test->name);
        return FAILED;
    }
    if (WIFSIGNALED(status))
        printf("%s: ended by signal %d\n", test->name, WTERMSIG(status));
    return WIFEXITED(status) ? WEXITSTATUS(status) : FAILED;
}

int main(int count, char **arguments)
{
    static const struct test *const topics[] = {
        access_tests, barrier_tests, cache_tests,        guard_tests,       guard_create_tests,
        sigbus_tests, poller_tests,  poller_error_tests, poller_race_tests,
        ring_tests,   file_tests,
    };
    int passed = 0, failed = 0, skipped = 0;
    setvbuf(stdout, NULL, _IOLBF, 0); /* a test that dies must not take its message with it */
    for (size_t topic = 0; topic < sizeof topics / sizeof *topics; topic++)
        for (const struct test *test = topics[topic]; test->name != NULL; test++) {
            if (count > 1 && strstr(test->name, arguments[1]) == NULL)
                continue;
            int result = run(test);
            printf("%s %s\n", result == PASSED ? "  ok  " : result == SKIPPED ? "  skip" : "  FAIL", test->name);
            passed += result == PASSED;
            skipped += result == SKIPPED;
            failed += result != PASSED && result != SKIPPED;
        }
    printf("%d passed, %d failed", passed, failed);
    printf(skipped > 0 ? ", %d skipped\n" : "\n", skipped);
    return failed > 0 || passed == 0;
}
