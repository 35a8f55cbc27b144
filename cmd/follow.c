/* follow.c - sukien follow: polls feeds politely, for ever. */
#include "cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "follow_run.h"
#include "read/feed.h"

enum { ARENA = 256 << 20 };

static follower *running; /* whom a signal stops */

static void stop(int sig)
{
    (void)sig;
    running->stopped = 1;
}

/* ---- feeds of the operands ---- */

static bool read_list(follower *f, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    static char buf[4 << 20];
    ssize_t n = fd < 0 ? -1 : read(fd, buf, sizeof buf);
    sk_str rest = {buf, n < 0 ? 0 : (size_t)n};
    jmp_buf full;
    sk_feed list;
    sk_err err;

    if (fd >= 0)
        close(fd);
    if (n < 0) {
        fprintf(stderr, "sukien: %s: %s\n", path, strerror(errno));
        return false;
    }
    if (sk_is_feed(rest)) {
        if (setjmp(full))
            return false;
        f->arena.full = &full;
        if (sk_feed_read(&f->arena, f->eng, rest, (sk_str){NULL, 0}, &list,
                         &err)) {
            fprintf(stderr, "sukien: %s: %s\n", path, err.msg);
            return false;
        }
        f->arena.full = NULL;
        for (size_t i = 0; i < list.items.n; i++)
            follow_feed_add(f->state, list.items.v[i].url);
        return true;
    }
    while (rest.s) {
        sk_str line = sk_str_trim(sk_str_cut(rest, '\n', &rest));
        if (sk_str_starts(line, SK_STR("http")))
            follow_feed_add(f->state, line);
    }
    return true;
}

static void print_feed(const follow_feed *s, void *arg)
{
    char when[32] = "never";
    time_t at = (time_t)s->last_ok;
    struct tm tm;

    (void)arg;
    if (at && gmtime_r(&at, &tm))
        strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &tm);
    printf("{\"feed\":\"%s\",\"last_success\":\"%s\",\"errors\":%lld,"
           "\"items\":%lld}\n",
           s->url, when, (long long)s->errors, (long long)s->items);
}

static void close_all(follower *f)
{
    fetch_hosts_done(&f->hosts);
    for (size_t i = 0; i < f->n_feeds; i++)
        free(f->feeds[i]);
    free(f->feeds);
    curl_multi_cleanup(f->multi);
    sk_doc_free(f->doc);
    sk_store_close(f->store);
    follow_state_close(f->state);
    sk_engine_close((sk_engine *)f->eng);
    sk_arena_done(&f->arena);
    free(f);
}

static bool open_all(follower *f, const char *store, const char *state,
                     const char *data)
{
    char *path = NULL;
    sk_err err;

    f->eng = cmd_engine(data, NULL);
    if (!f->eng)
        return false;
    f->store = sk_store_open(store, 0, &err);
    if (f->store && !state)
        path = sk_store_file(f->store, ".follow", &err);
    if (f->store && (state || path))
        f->state = follow_state_open(state ? state : path, &err);
    free(path);
    if (!f->state) {
        fprintf(stderr, "sukien: %s\n", err.msg);
        return false;
    }
    f->multi = curl_multi_init();
    f->doc = sk_doc_new(f->eng, 0);
    return f->multi && f->doc;
}

int cmd_follow(int argc, char **argv)
{
    const char *data = NULL, *store = getenv("SUKIEN_STORE"), *state = NULL,
               *interval = "600", *delay = "2", *timeout = "60",
               *agent = "sukien/" SK_VERSION;
    bool any = false, once = false, quiet = false, status = false;
    const cmd_opt opts[] = {
        {"store", 's', "PATH", "the store (default: that of the user)", &store,
         NULL},
        {"state", 0, "PATH", "what was fetched (STORE.follow)", &state, NULL},
        {"interval", 'i', "SECONDS", "between two looks at a feed (600)",
         &interval, NULL},
        {"delay", 0, "SECONDS", "between two calls to a host (2)", &delay,
         NULL},
        {"timeout", 0, "SECONDS", "of one transfer (60)", &timeout, NULL},
        {"agent", 0, "NAME", "how to introduce itself", &agent, NULL},
        {"allow-private", 0, NULL, "also addresses of private networks", NULL,
         &any},
        {"once", '1', NULL, "one round, then stop", NULL, &once},
        {"status", 0, NULL, "print how each feed does, then stop", NULL,
         &status},
        {"quiet", 'q', NULL, "only errors", NULL, &quiet},
        {"data", 0, "DIR", "knowledge and models", &data, NULL},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "follow [options] FEEDS...",
                         "Polls the feeds of OPML files, of lists of addresses "
                         "or given themselves, and\nadds what is new to the "
                         "store.");
    follower *f = NULL;
    int rc = EXIT_USAGE;
    long every, most; /* seconds */
    double pause;
    char *end;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (!cmd_number("interval", interval, 1, LONG_MAX, &every) ||
        !cmd_number("timeout", timeout, 1, LONG_MAX, &most))
        return EXIT_USAGE;
    pause = strtod(delay, &end);
    if (end == delay || *end || !(pause >= 0)) {
        fprintf(stderr, "sukien: --delay=%s: not a number of seconds\n", delay);
        return EXIT_USAGE;
    }
    f = calloc(1, sizeof *f);
    if (!f)
        return EXIT_USAGE;
    sk_arena_init(&f->arena, ARENA);
    f->interval = every;
    f->policy = (fetch_policy){
        .agent = agent, .delay = pause, .timeout = most, .any_address = any};
    f->once = once;
    f->quiet = quiet;
    running = f;
    signal(SIGINT, stop);
    signal(SIGTERM, stop);
    srandom((unsigned)fetch_now() ^ (unsigned)getpid());
    curl_global_init(CURL_GLOBAL_DEFAULT);
    if (!open_all(f, store, state, data))
        goto out;
    for (; at < argc; at++)
        if (strstr(argv[at], "://"))
            follow_feed_add(f->state, sk_str_of(argv[at]));
        else if (!read_list(f, argv[at]))
            goto out;
    rc = EXIT_ALL_READ;
    if (status) {
        follow_feeds(f->state, print_feed, f);
        goto out;
    }
    follow_feeds(f->state, follow_add_feed, f);
    if (!f->n_feeds) {
        fprintf(stderr, "sukien: no feeds (see sukien follow --help)\n");
        rc = EXIT_USAGE;
        goto out;
    }
    follow_run(f);
    if (!quiet)
        fprintf(stderr, "info follow added=%zu errors=%zu\n", f->n_added,
                f->n_errors);
    rc = f->n_errors ? EXIT_SOME_FAILED : EXIT_ALL_READ;
out:
    close_all(f);
    curl_global_cleanup();
    return rc;
}
