# shellcheck shell=bash
# Unpacks a Debian package and the libraries that it lacks into a private folder; nothing is installed, the system's
# package lists stay as they are. Sourced by itests/get-*, which set TOOLS, PREFIX and PACKAGE.

say() { echo "get-$PACKAGE: $*" >&2; }

fail() { say "$*"; exit 1; }

# One at a time, on this machine.
lock() {
    mkdir -p "$TOOLS/.debris"
    exec 9>"$TOOLS/.lock"
    flock 9
}

make_work() {
    WORK=$(mktemp -d "$TOOLS/.debris/XXXXXX")
    trap 'rm -rf "$WORK"' EXIT
    mkdir "$WORK/debs"
}

# apt with the system's own package lists, or with private ones in $WORK (works without root, changes nothing).
apt_options=(-o APT::Sandbox::User= -o Debug::NoLocking=1)

use_private_lists() {
    mkdir -p "$WORK/lists/partial" "$WORK/cache/archives/partial"
    apt_options+=(-o "Dir::State::Lists=$WORK/lists" -o "Dir::Cache=$WORK/cache")
    say "fetching package lists (apt-get update into a private folder)"
    apt-get "${apt_options[@]}" -q update >&2 || fail "apt-get update failed; is a Debian mirror reachable?"
}

candidate() { apt-cache "${apt_options[@]}" policy "$PACKAGE" 2>/dev/null | sed -n 's/^ *Candidate: //p'; }

download() { (cd "$WORK/debs" && apt-get "${apt_options[@]}" -q download "$@" >&2); }

# Names of the packages that the .deb files in $WORK/debs depend on, first alternative each, without versions.
dependencies() {
    local deb
    for deb in "$WORK"/debs/*.deb; do dpkg-deb -f "$deb" Depends; done |
        tr ',' '\n' | sed 's/|.*//; s/(.*//; s/:.*//; s/ //g' | grep -E '^(lib|zlib)' | sort -u
}

installed() { [[ $(dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null) == *installed* ]]; }

# Shared libraries that this system lacks, and what those need in turn.
download_libraries() {
    local name again=yes
    while [[ $again == yes ]]; do
        again=no
        for name in $(dependencies); do
            installed "$name" && continue
            compgen -G "$WORK/debs/${name}_*.deb" >/dev/null && continue
            download "$name" || fail "apt-get download $name failed"
            again=yes
        done
    done
}

# A launcher for the program at that path in the package: finds the unpacked libraries, then becomes the program (same process id).
write_launcher() {
    local libraries
    libraries=$(find "$WORK/$PACKAGE/unpacked" -name '*.so.*' -printf "$PREFIX/unpacked/%P\n" | xargs -r -n 1 dirname | sort -u | paste -sd :)
    mkdir -p "$WORK/$PACKAGE/bin"
    {
        echo '#!/bin/sh'
        [[ -z $libraries ]] || echo "LD_LIBRARY_PATH='$libraries'\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH} export LD_LIBRARY_PATH"
        echo "exec '$PREFIX/unpacked/$1' \"\$@\""
    } >"$WORK/$PACKAGE/bin/$(basename "$1")"
    chmod 755 "$WORK/$PACKAGE/bin/$(basename "$1")"
}

unpack_packages() {
    local deb
    mkdir -p "$WORK/$PACKAGE/unpacked"
    for deb in "$WORK"/debs/*.deb; do dpkg -x "$deb" "$WORK/$PACKAGE/unpacked"; done
}

# One rename puts the whole folder in place; under the lock a broken older one may be moved away first.
move_into_place() {
    rm -rf "$PREFIX"
    mv -T "$WORK/$PACKAGE" "$PREFIX"
}
