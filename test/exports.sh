#!/bin/sh
# The shared library shows what the header marks SK_API, no more and no less.
# usage: exports.sh LIBRARY HEADER
shown=$(nm -D --defined-only "$1" | awk '$2 == "T" {print $3}' | sort)
said=$(tr '\n' ' ' <"$2" | grep -o 'SK_API [^;]*;' | grep -o 'sk_[a-z0-9_]* *(' | tr -d ' (' | sort)
[ "$shown" = "$said" ] && exit 0
echo "shown by $1 but not in $2, or the other way round:"
printf '%s\n%s\n' "$shown" "$said" | sort | uniq -u
exit 1
