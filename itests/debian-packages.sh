# Debian packages unpacked into a private folder; to be sourced. Nothing is installed, no service is started or enabled;
# the system's package lists stay as they are. Who sources it sets NAME (for messages), PREFIX (the folder of the programs)
# and defines usable FOLDER (the programs in there work).

readonly TOOLS=${TROPEA_TOOLS:-${HOME:?HOME is not set; set TROPEA_TOOLS to a folder}/.cache/tropea-tools}
readonly PREFIX=$TOOLS/$NAME
WORK=

say() { echo "get-$NAME: $*" >&2; }

fail() { say "$*"; exit 1; }

# apt with the system's own package lists, or with private ones in $WORK (works without root, changes nothing).
apt_options=(-o APT::Sandbox::User= -o Debug::NoLocking=1)

use_private_lists() {
    mkdir -p "$WORK/lists/partial" "$WORK/cache/archives/partial"
    apt_options+=(-o "Dir::State::Lists=$WORK/lists" -o "Dir::Cache=$WORK/cache")
    say "fetching package lists (apt-get update into a private folder)"
    apt-get "${apt_options[@]}" -q update >&2 || fail "apt-get update failed; is a Debian mirror reachable?"
}

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

# A launcher for the program named $1: finds the unpacked libraries, then becomes the program (same process id). Where a
# package keeps a program differs between Debian's releases.
write_launcher() {
    local libraries found
    found=$(cd "$WORK/new/unpacked" && find . -path "*bin/$1" -type f -printf '%P\n' | head -n 1)
    [[ -n $found ]] || fail "the packages have no program $1"
    libraries=$(find "$WORK/new/unpacked" -name '*.so.*' -printf "$PREFIX/unpacked/%P\n" | xargs -r -n 1 dirname | sort -u | paste -sd :)
    mkdir -p "$WORK/new/bin"
    {
        echo '#!/bin/sh'
        [[ -z $libraries ]] || echo "LD_LIBRARY_PATH='$libraries'\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH} export LD_LIBRARY_PATH"
        echo "exec '$PREFIX/unpacked/$found' \"\$@\""
    } >"$WORK/new/bin/$1"
    chmod 755 "$WORK/new/bin/$1"
}

# Unpacks what was downloaded and makes a launcher for each program named.
unpack() {
    local deb program
    mkdir -p "$WORK/new/unpacked"
    for deb in "$WORK"/debs/*.deb; do dpkg -x "$deb" "$WORK/new/unpacked"; done
    for program; do write_launcher "$program"; done
}

# One rename puts the whole folder in place; under the lock a broken older one may be moved away first.
put_in_place() {
    rm -rf "$PREFIX"
    mv -T "$WORK/new" "$PREFIX"
    usable "$PREFIX/bin" || {
        for program in "$PREFIX"/bin/*; do ldd "$(sed -n "s/^exec '\(.*\)' .*/\1/p" "$program")" >&2 || true; done
        rm -rf "$PREFIX"
        fail "the unpacked $NAME does not run here (see above)"
    }
}

# fetch_private GET PROGRAM ...: under a lock, GET downloads into $WORK/debs; then the programs are put in place.
fetch_private() {
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null ||
        fail "there is no apt-get here: install $NAME yourself and put it on PATH"
    mkdir -p "$TOOLS/.debris"
    exec 9>"$TOOLS/.lock"
    flock 9
    usable "$PREFIX/bin" && return
    WORK=$(mktemp -d "$TOOLS/.debris/XXXXXX")
    trap 'rm -rf "$WORK"' EXIT
    mkdir "$WORK/debs"
    say "unpacking Debian's $NAME into $PREFIX"
    "$1"
    download_libraries
    unpack "${@:2}"
    put_in_place
}
