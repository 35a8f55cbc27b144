/* train.c - sukien train: makes model files, and prints them as text. */
#include "cmd.h"

#include <stdlib.h>
#include <string.h>

#include "train.h"

static int told(int rc, const sk_err *err)
{
    if (rc)
        fprintf(stderr, "sukien: %s\n", err->msg);
    return rc ? EXIT_USAGE : EXIT_ALL_READ;
}

static int words(int argc, char **argv)
{
    words_train how = {.lexicon = SK_DATA_DIR "/lexicon.tsv",
                       .surnames = SK_DATA_DIR "/name_words.tsv",
                       .abbreviations = SK_DATA_DIR "/abbreviations.tsv",
                       .kinds = SK_DATA_DIR "/word_kinds.tsv"};
    const cmd_opt opts[] = {
        {"lexicon", 0, "FILE", "the list of words", &how.lexicon, NULL},
        {"kinds", 0, "FILE", "what text says of words", &how.kinds, NULL},
        {"blind", 0, NULL, "classes by a word's surroundings alone", NULL,
         &how.blind},
        {"check", 0, "FILE", "a treebank to measure on", &how.check, NULL},
        {"out", 'o', "FILE", "where the model goes", &how.out, NULL},
        {"verbose", 'v', NULL, "tell how learning goes", NULL, &how.tell},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "train words [options] TREEBANK...",
                         "Trains words and their classes on treebanks in "
                         "CoNLL-U.");
    sk_err err;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    how.trees = (const char *const *)argv + at;
    how.n_trees = argc - at;
    if (!how.n_trees) {
        fprintf(stderr, "sukien: train words: no treebank\n");
        return EXIT_USAGE;
    }
    return told(train_words(&how, &err), &err);
}

static int names(int argc, char **argv)
{
    names_train how = {0};
    const char *fold = NULL;
    const cmd_opt opts[] = {
        {"fold", 'f', "I/N", "keep every Nth article from the Ith, measure",
         &fold, NULL},
        {"out", 'o', "FILE", "where the model goes", &how.out, NULL},
        {"verbose", 'v', NULL, "tell how learning goes", NULL, &how.tell},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "train names [options] GOLD...",
                         "Trains the tagger of names on articles with "
                         "labelled names (JSON Lines).");
    sk_err err;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (fold && (sscanf(fold, "%d/%d", &how.fold, &how.folds) != 2 ||
                 how.folds < 2 || how.fold < 0 || how.fold >= how.folds)) {
        fprintf(stderr, "sukien: train names: --fold I/N\n");
        return EXIT_USAGE;
    }
    how.gold = (const char *const *)argv + at;
    how.n_gold = argc - at;
    return told(train_names(&how, &err), &err);
}

static int count(sk_doc *doc, void *arg)
{
    return clusters_add(arg, doc) != SK_OK;
}

static int word_clusters(int argc, char **argv)
{
    const char *data = NULL, *n = "256", *min = "5";
    bool tell = false;
    const cmd_opt opts[] = {
        {"clusters", 'n', "N", "how many (256)", &n, NULL},
        {"min", 0, "N", "words seen less often are left out (5)", &min, NULL},
        {"data", 0, "DIR", "knowledge and models", &data, NULL},
        {"verbose", 'v', NULL, "tell how it goes", NULL, &tell},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "train clusters [options] [FILE...]",
                         "Counts the words of articles and writes a table of "
                         "words and clusters.");
    cmd_input in = {.each = count};
    sk_engine *eng;
    long n_clusters, least;
    clusters *c;
    sk_err err;
    int rc;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (!cmd_number("clusters", n, 1, UINT16_MAX, &n_clusters) ||
        !cmd_number("min", min, 0, INT32_MAX, &least))
        return EXIT_USAGE;
    eng = cmd_engine(data, NULL);
    if (!eng)
        return EXIT_USAGE;
    c = clusters_new((uint32_t)n_clusters, (uint32_t)least);
    in.eng = eng;
    in.arg = c;
    cmd_read_all(&in, argc - at, argv + at);
    clusters_run(c, 30, tell);
    rc = told(clusters_write(c, stdout, &err), &err);
    clusters_free(c);
    sk_engine_close(eng);
    return rc;
}

static int dump(int argc, char **argv)
{
    bool rows = false;
    const cmd_opt opts[] = {
        {"rows", 0, NULL, "every row of weights too", NULL, &rows},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "train dump [options] MODEL",
                         "Prints a model file as text.");
    sk_err err;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (argc - at != 1) {
        fprintf(stderr, "usage: sukien train dump MODEL\n");
        return EXIT_USAGE;
    }
    return told(train_dump(argv[at], rows, stdout, &err), &err);
}

static const cmd kinds[] = {
    {"words", "words and their classes", words},
    {"names", "names of people, bodies and places", names},
    {"clusters", "clusters of words, from articles", word_clusters},
    {"dump", "a model file as text", dump},
};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

int cmd_train(int argc, char **argv)
{
    for (int i = 0; argc > 1 && i < N_KINDS; i++)
        if (strcmp(argv[1], kinds[i].name) == 0)
            return kinds[i].run(argc - 1, argv + 1);
    printf("usage: sukien train MODEL [options] [FILE...]\n\n");
    for (int i = 0; i < N_KINDS; i++)
        printf("  %-10s %s\n", kinds[i].name, kinds[i].what);
    return argc > 1 && strcmp(argv[1], "--help") == 0 ? EXIT_ALL_READ
                                                      : EXIT_USAGE;
}
