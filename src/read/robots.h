/* robots.h - what a host lets robots fetch (RFC 9309), and which addresses no
 * robot of ours may call. */
#ifndef SK_READ_ROBOTS_H
#define SK_READ_ROBOTS_H

#include "base/str.h"

struct sockaddr;

/* Whether the robots.txt lets agent fetch path ("/a?b"); the longest rule wins,
 * Allow before Disallow. *delay_s: its Crawl-delay, 0 if none. */
bool sk_robots_allow(sk_str robots, sk_str agent, sk_str path, int *delay_s);

/* Whether an address belongs to the public internet: not this machine, not a
 * private, link-local, shared, multicast or reserved range, IPv4 in IPv6
 * included. */
bool sk_address_is_public(const struct sockaddr *addr);

#endif
