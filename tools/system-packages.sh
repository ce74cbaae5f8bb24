#!/bin/sh
# Installs the few system packages that pip cannot bring, or says which are missing.
#
#   sh tools/system-packages.sh python   what `python3 -m venv` needs ($PYTHON, default python3)
#   sh tools/system-packages.sh demo     what Qt needs for windows and sound
#   sh tools/system-packages.sh test     that, and a virtual desktop and a browser for the end-to-end tests
#
# Root on Debian or Ubuntu: installed with apt-get. Anybody else on Linux: named in one message, and the exit code is 0,
# since Gleaner then still works in the terminal; with CI=true it is 1. Other systems need nothing.
set -eu

PATH=$PATH:/usr/sbin:/sbin

# What is looked for (a shared library, a program, a folder of fonts, a Python module) and the Debian package it is in.
# Libraries and not packages are looked for, because packages are called something else on other systems.
python_needs="
module:ensurepip       @venv
"
demo_needs="
library:libEGL.so.1              libegl1
library:libGL.so.1               libgl1
library:libX11-xcb.so.1          libx11-xcb1
library:libdbus-1.so.3           libdbus-1-3
library:libfontconfig.so.1       libfontconfig1
library:libglib-2.0.so.0         libglib2.0-0
library:libpulse.so.0            libpulse0
library:libxcb-cursor.so.0       libxcb-cursor0
library:libxcb-icccm.so.4        libxcb-icccm4
library:libxcb-image.so.0        libxcb-image0
library:libxcb-keysyms.so.1      libxcb-keysyms1
library:libxcb-randr.so.0        libxcb-randr0
library:libxcb-render-util.so.0  libxcb-render-util0
library:libxcb-shape.so.0        libxcb-shape0
library:libxcb-sync.so.1         libxcb-sync1
library:libxcb-xfixes.so.0       libxcb-xfixes0
library:libxcb-xkb.so.1          libxcb-xkb1
library:libxkbcommon-x11.so.0    libxkbcommon-x11-0
fonts:/usr/share/fonts           fonts-dejavu-core
"
test_needs="
program:Xvfb                   xvfb
program:openbox                openbox
program:trayer                 trayer
program:xdotool                xdotool
program:dbus-daemon            dbus
program:/usr/libexec/at-spi-bus-launcher at-spi2-core
program:pulseaudio             pulseaudio
program:pactl                  pulseaudio-utils
program:gnome-keyring-daemon   gnome-keyring
program:chromium|chromium-browser|google-chrome chromium
"

is_there() {
    name=${1#*:}
    case $1 in
        # Without ldconfig (musl) nobody can tell; Qt will.
        library:*) ! command -v ldconfig >/dev/null || ldconfig -p | grep -qF "	$name " ;;
        # One of several: other systems call it something else.
        program:*) for one in $(echo "$name" | tr '|' ' '); do command -v "$one" >/dev/null && return 0; done; return 1 ;;
        fonts:*) [ -n "$(find "$name" /usr/local/share/fonts "${HOME:-/root}/.fonts" \
                        "${HOME:-/root}/.local/share/fonts" -name '*.[ot]t[fc]' 2>/dev/null | head -n 1)" ] ;;
        module:*) "$python" -c "import $name" 2>/dev/null ;;
    esac
}

# The Debian packages of those needs that are not met, one a line.
missing_packages() {
    printf '%s\n' "$needs" | while read -r need package; do
        [ -n "$need" ] || continue
        is_there "$need" || echo "$package"
    done
}

install() {
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # names of packages, one word each
    apt-get install --yes --quiet --no-install-recommends -o DPkg::Lock::Timeout=300 $1 >"$log" 2>&1
}

python=${PYTHON:-python3}
case ${1-} in
    python) needs=$python_needs ;;
    demo) needs=$demo_needs ;;
    test) needs="$demo_needs$test_needs" ;;
    *)
        echo "usage: sh tools/system-packages.sh python|demo|test" >&2
        exit 2
        ;;
esac
[ "$(uname -s)" = Linux ] || exit 0

missing=$(missing_packages | tr '\n' ' ')
case $missing in
    *@venv*) missing=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])') ;;
esac
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing system packages: $missing"
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    # A list of packages that is there is tried first: fetching a new one takes longer than most installations.
    install "$missing" || { apt-get update --quiet >/dev/null 2>&1 && install "$missing"; } || cat "$log" >&2
    missing=$(missing_packages | tr '\n' ' ')
    [ -n "$missing" ] || exit 0
fi

echo "Missing on this system: $missing" >&2
if command -v apt-get >/dev/null; then
    echo "Install it with: sudo apt-get install --no-install-recommends $missing" >&2
else
    echo "These are the names of Debian's packages; your system has them under similar ones." >&2
fi
case $1 in
    python) echo "Without it, no virtual environment can be made." >&2 && exit 1 ;;
    demo) echo "Without it, Gleaner may not open windows or hear you. It goes on, and works in the terminal." >&2 ;;
    test) echo "Without it, the end-to-end tests fail." >&2 ;;
esac
[ "${CI-}" != true ]
