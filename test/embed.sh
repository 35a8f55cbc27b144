#!/bin/sh
# The library as others use it: installed under a prefix of its own, found by
# pkg-config, linked into C and C++; its knowledge is that of the prefix.
# usage: embed.sh BUILD SOURCE CC [CXX]
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
DESTDIR=$dir meson install -C "$1" --no-rebuild --quiet >/dev/null
pc=$(find "$dir" -name sukien.pc)
prefix=$dir$(sed -n 's/^prefix=//p' "$pc")
export PKG_CONFIG_PATH="${pc%/*}"
flags=$(pkg-config --define-variable=prefix="$prefix" --cflags --libs sukien)
LD_LIBRARY_PATH=$(pkg-config --define-variable=prefix="$prefix" --variable=libdir sukien)
export LD_LIBRARY_PATH
unset SUKIEN_DATA
cp "$2/test/embed.c" "$dir/embed.c"
cp "$2/test/embed.c" "$dir/embed.cc"
cd "$dir"
said="CONSULT 041 $("$prefix/bin/sukien" --version | cut -d' ' -f2)"
"$3" -std=c17 -Wall -Wextra -Wpedantic -Werror embed.c -o in_c $flags
[ "$(./in_c)" = "$said" ]
if [ -n "${4:-}" ]; then
    "$4" -std=c++17 -Wall -Wextra -Wpedantic -Werror embed.cc -o in_cc $flags
    [ "$(./in_cc)" = "$said" ]
fi
rm "$prefix/share/sukien/page_words.tsv"
! ./in_c >why || exit 1
grep -q "share/sukien/page_words.tsv" why
