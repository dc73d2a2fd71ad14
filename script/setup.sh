# Set-up shared by script/run and script/test; sourced, not run.
# Makes .venv and node_modules what the lock files say; does nothing where they are so already.

set -eu
cd "$(dirname "$0")/.."
child=
log=.local/setup.log
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

stop() {
    trap '' INT TERM HUP
    [ -z "$child" ] || kill "$child" 2>/dev/null || true
    [ -z "$child" ] || wait "$child" 2>/dev/null || true
    exit "$1"
}
trap 'stop 130' INT
trap 'stop 143' TERM HUP

die() {
    printf '%s\n' "$@" >&2
    exit 1
}

# As much of it as is sure to fit, and no letter cut in half.
last_line() { tail -n 1 "$log" | LC_ALL=C tr -cd '[:print:]' | cut -c 1-60; }

# step WHAT COMMAND...: says what begins, shows the last line of the output meanwhile on a
# terminal, says how long it took, and shows the whole output when it failed.
step() {
    printf '==> %s\n' "$1"
    shift
    began=$(date +%s)
    "$@" >"$log" 2>&1 &
    child=$!
    while [ -t 1 ] && kill -0 "$child" 2>/dev/null; do
        printf '\r\033[K    %s s  %s' "$(($(date +%s) - began))" "$(last_line)"
        sleep 1
    done
    [ ! -t 1 ] || printf '\r\033[K'
    status=0
    wait "$child" || status=$?
    child=
    [ "$status" -eq 0 ] || { cat "$log" >&2; die "failed: $*"; }
    printf '    %s s\n' "$(($(date +%s) - began))"
}

# The newest wheels of PostgreSQL are for Python 3.14.
usable_python='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))'

find_python() {
    for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        ! "$python" -c "$usable_python" 2>/dev/null || return 0
    done
    die "thbcases needs Python 3.11 to 3.14; found: $(python3 --version 2>/dev/null || echo none)." \
        "Install one, or name it: PYTHON=/path/to/python3.11 $0"
}

# make_venv FOLDER
make_venv() {
    ! "$1/bin/python" -m pip --version >/dev/null 2>&1 || return 0
    find_python
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        die "$python cannot make virtual environments: its module ensurepip or venv is missing." \
            "On Debian and Ubuntu: apt install python3-venv"
    step "Making $1 with $("$python" --version)" "$python" -m venv --clear "$1"
}

# install_python FOLDER REQUIREMENTS WHAT
install_python() {
    ! cmp -s "$2" "$1/$2" || return 0
    step "Installing $3" "$1/bin/python" -m pip install --progress-bar off \
        --require-hashes -r "$2"
    cp "$2" "$1/$2"
}

install_node_packages() {
    ! cmp -s package-lock.json node_modules/.installed-package-lock.json || return 0
    if ! npm --version >/dev/null 2>&1; then
        make_venv .local/node
        install_python .local/node requirements-node.txt "npm (this machine has none)"
        PATH=$PWD/.local/node/bin:$PATH
    fi
    # Node has certificates of its own and does not know those of this machine.
    certificates=/etc/ssl/certs/ca-certificates.crt
    if [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -r "$certificates" ]; then
        export NODE_EXTRA_CA_CERTS="$certificates"
    fi
    step "Fetching the front-end packages" npm ci --ignore-scripts --no-audit --no-fund
    cp package-lock.json node_modules/.installed-package-lock.json
}

mkdir -p .local
make_venv .venv
install_python .venv requirements.txt "the Python packages"
install_node_packages
