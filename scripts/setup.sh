# shellcheck shell=bash
# Installs what ./run and ./test need and the machine lacks. Sourced by both; defines functions and
# does nothing by itself. Nothing here asks a question: what cannot be done is said, with the way.

# The oldest PostgreSQL that Bluelamp runs on.
readonly OLDEST_POSTGRES=15

say() { printf '%s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# Whether we are root, or sudo makes us root without asking.
can_be_root() {
  [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# The Debian packages that are missing. The want_… functions add to them, so that there is one list
# to install, or to show to somebody who may not.
missing=()

# Installs what is missing, without questions and without restarting or configuring services.
install_missing() {
  [ "${#missing[@]}" -gt 0 ] || return 0
  command -v apt-get >/dev/null ||
    die "this machine has no apt-get. Install what corresponds to these Debian packages, then start again: ${missing[*]}"
  can_be_root ||
    die "some packages are missing, and sudo is missing too or would ask for a password. Run this once, then start again:
  sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}"
  say "Installing: ${missing[*]}"
  local quiet=(env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a UCF_FORCE_CONFFOLD=1)
  local apt=(apt-get -qq -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold)
  as_root "${quiet[@]}" "${apt[@]}" update >&2 || say "The package lists could not be refreshed; trying with the old ones."
  as_root "${quiet[@]}" "${apt[@]}" install --yes --no-install-recommends "${missing[@]}" >&2 ||
    die "the packages could not be installed: ${missing[*]}"
  missing=()
}

# Finds Rust, also where rustup puts it before the next login.
need_rust() {
  local home=${CARGO_HOME:-${HOME:-/root}/.cargo}
  if ! command -v cargo >/dev/null && [ -x "$home/bin/cargo" ]; then
    PATH="$home/bin:$PATH"
  fi
  command -v cargo >/dev/null || die "Rust is missing. Install it from https://rustup.rs, then start again."
  local wanted have
  wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  have=$(rustc --version | cut -d ' ' -f 2)
  [ "$(printf '%s\n' "$wanted" "$have" | sort -V | head -n 1)" = "$wanted" ] ||
    die "Rust $have is too old; Bluelamp needs $wanted or later. Try: rustup update stable"
}

# Formatting and clippy come with rustup's default profile, but not with every installation.
need_rust_components() {
  local component
  for component in fmt clippy; do
    cargo "$component" --version >/dev/null 2>&1 && continue
    command -v rustup >/dev/null || die "cargo $component is missing. Install it beside your Rust, then start again."
    rustup component add "${component/#fmt/rustfmt}" >&2
  done
}

# A C compiler: the cryptography of TLS is partly in assembly. The linker comes with Rust.
want_compiler() {
  command -v cc >/dev/null || missing+=(gcc libc6-dev)
}

# The folder of a PostgreSQL that is new enough, if there is one.
postgres_folder() {
  local folder version
  local folders
  IFS=: read -r -a folders <<<"$PATH"
  for folder in "${folders[@]}" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin; do
    if [ ! -x "$folder/postgres" ] || [ ! -x "$folder/initdb" ]; then continue; fi
    version=$("$folder/postgres" --version | sed -n 's/.*(PostgreSQL) \([0-9]*\).*/\1/p')
    if [ "${version:-0}" -ge "$OLDEST_POSTGRES" ]; then
      printf '%s\n' "$folder"
      return
    fi
  done
}

# PostgreSQL's programs without a cluster: Bluelamp runs its own, and nobody wants a second one
# that starts with the machine.
want_postgres() {
  [ -n "$(postgres_folder)" ] && return
  local settings=/etc/postgresql-common/createcluster.conf
  if command -v apt-get >/dev/null && can_be_root && ! grep -qs '^[[:space:]]*create_main_cluster' "$settings"; then
    as_root mkdir -p "$(dirname "$settings")"
    printf '%s\n' 'create_main_cluster = false' | as_root tee -a "$settings" >/dev/null
  fi
  missing+=(postgresql)
}

# A distribution may have packaged an older one.
need_postgres() {
  [ -n "$(postgres_folder)" ] ||
    die "the distribution's PostgreSQL is older than $OLDEST_POSTGRES. Install a newer one, or name one in DATABASE_URL."
}

# The front end's packages, when the lock file is newer than what is installed.
need_front_end() {
  [ -f frontend/package-lock.json ] || return 0
  local mark=frontend/node_modules/.installed-from
  cmp -s frontend/package-lock.json "$mark" && return
  command -v npm >/dev/null || die "npm is missing. Install Node.js 20 or later with npm, then start again."
  say "Installing the front end's packages"
  (cd frontend && npm ci --no-audit --no-fund --loglevel=error >&2) || die "npm ci failed in frontend/"
  cp frontend/package-lock.json "$mark"
}

want_chromium() {
  local name
  [ -n "${CHROMIUM:-}" ] && return
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && return
  done
  # With a font, or every width on the page is a guess; with the sandbox, for those who are not root.
  missing+=(chromium chromium-sandbox fonts-liberation)
}

need_nextest() {
  cargo nextest --version >/dev/null 2>&1 && return
  say "Installing cargo-nextest (some minutes, once)"
  cargo install --locked --quiet cargo-nextest || die "cargo-nextest could not be installed"
}
