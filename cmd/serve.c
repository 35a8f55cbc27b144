/* serve.c - sukien serve: the page and the API over a store. */
#include "cmd.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "serve/server.h"

enum { MOST_THREADS = 64 };

/* The first line of a file; NULL if there is none. */
static char *token_of(const char *path)
{
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t cap = 0;
    ssize_t n = f ? getline(&line, &cap, f) : -1;

    if (f)
        fclose(f);
    while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
        line[--n] = 0;
    if (n < 16) { /* shorter ones can be guessed */
        free(line);
        return NULL;
    }
    return line;
}

int cmd_serve(int argc, char **argv)
{
    const char *store = NULL, *host = NULL, *port = "8750", *threads = "0",
               *token_file = NULL;
    char *token = NULL;
    const cmd_opt opts[] = {
        {"store", 's', "PATH", "the store to show", &store, NULL},
        {"host", 0, "ADDRESS", "address to listen on (127.0.0.1)", &host, NULL},
        {"port", 'p', "PORT", "port to listen on (8750; 0: any)", &port, NULL},
        {"threads", 0, "N",
         "threads that answer (4 for each processor, "
         "at most 32; 0: so many)",
         &threads, NULL},
        {"token-file", 0, "PATH",
         "whoever shows the token in it (16 "
         "characters or more) may POST documents",
         &token_file, NULL},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "serve [options]",
                         "Serves the storylines of a store as pages and as "
                         "JSON under /api/v1/.");
    sk_server_options opt = {.store = NULL};
    sk_server *server;
    sigset_t stop;
    sk_err err;
    int sig;
    long n, n_threads;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (at < argc) {
        fprintf(stderr, "sukien: serve: what is '%s' for?\n", argv[at]);
        return EXIT_USAGE;
    }
    if (!cmd_number("port", port, 0, 65535, &n) ||
        !cmd_number("threads", threads, 0, MOST_THREADS, &n_threads))
        return EXIT_USAGE;
    token = token_file ? token_of(token_file) : NULL;
    if (token_file && !token) {
        fprintf(stderr, "sukien: %s: no token of 16 characters or more\n",
                token_file);
        return EXIT_USAGE;
    }
    opt.token = token;
    opt.store = store;
    opt.host = host;
    opt.port = (uint16_t)n;
    opt.threads = (unsigned)n_threads;
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &stop, NULL); /* before the threads start */
    server = sk_server_start(&opt, &err);
    if (!server) {
        fprintf(stderr, "sukien: %s\n", err.msg);
        free(token);
        return EXIT_USAGE;
    }
    printf("http://%s:%u/\n", host ? host : "127.0.0.1",
           sk_server_port(server));
    fflush(stdout);
    sigwait(&stop, &sig);
    sk_server_stop(server);
    free(token);
    return EXIT_ALL_READ;
}
