/* whole_tree.h - a page's tree by MyHTML, a whole HTML5 parser, walked. */
#ifndef SK_TEST_WHOLE_TREE_H
#define SK_TEST_WHOLE_TREE_H

#include <myhtml/api.h>
#include <stdlib.h>

#include "base/str.h"

/* Calls each for every node in document order. */
static inline void whole_tree(sk_str page,
                              void (*each)(myhtml_tree_t *,
                                           myhtml_tree_node_t *, void *),
                              void *arg)
{
    myhtml_t *m = myhtml_create();
    myhtml_tree_t *tree = myhtml_tree_create();
    myhtml_tree_node_t *n, *top;

    if (myhtml_init(m, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0) ||
        myhtml_tree_init(tree, m) ||
        myhtml_parse(tree, MyENCODING_UTF_8, page.s, page.len))
        abort();
    top = n = myhtml_tree_get_node_html(tree);
    while (n) {
        each(tree, n, arg);
        if (myhtml_node_child(n)) {
            n = myhtml_node_child(n);
            continue;
        }
        while (n != top && !myhtml_node_next(n))
            n = myhtml_node_parent(n);
        n = n == top ? NULL : myhtml_node_next(n);
    }
    myhtml_tree_destroy(tree);
    myhtml_destroy(m);
}

#endif
