#!/bin/sh
# Holds the includes of src/ to the order in src/LAYERS.
# usage: layers.sh PROJECT
cd "$1/src" || exit 2
order=$(grep -v '^#' LAYERS)
bad=0
seen="base know"
for dir in */; do
    echo "$order" | grep -qx "${dir%/}" || { echo "$dir is not in LAYERS"; bad=1; }
done
for layer in $order; do
    case " $seen " in *" $layer "*) ;; *) seen="$seen $layer" ;; esac
    allowed=$seen
    [ "$layer" = base ] && allowed=base
    [ "$layer" = know ] && allowed="base know"
    for f in "$layer"/*.c "$layer"/*.h; do
        [ -f "$f" ] || continue
        for inc in $(sed -n 's|^#include "\([a-z]*\)/.*|\1|p' "$f" | sort -u); do
            case " $allowed " in
            *" $inc "*) ;;
            *) echo "$f includes $inc/, which is not left of $layer/"; bad=1 ;;
            esac
        done
    done
done
exit $bad
