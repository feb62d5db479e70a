#!/bin/sh
# Installs what the build and the tests need, and nothing that is there already: a second run needs no network.
set -eu
cd "$(dirname "$0")/.."

wanted=""
want() {   # want PACKAGE PROGRAM|/PATH…: the package, unless one of these is there
  package=$1
  shift
  for there in "$@"; do
    case $there in
      /*) if [ -e "$there" ]; then return; fi ;;
      *) if command -v "$there" >/dev/null 2>&1; then return; fi ;;
    esac
  done
  wanted="$wanted $package"
}
want cmake cmake
want ninja-build ninja
want g++ g++
want clang-format clang-format
want emscripten em++
want nlohmann-json3-dev /usr/include/nlohmann/json.hpp /usr/local/include/nlohmann/json.hpp
want catch2 /usr/include/catch2/catch.hpp /usr/include/catch2/catch_all.hpp
want nodejs node
want npm npm
want chromium chromium
want firefox-esr firefox-esr firefox
want brotli brotli
want fonts-liberation /usr/share/fonts/truetype/liberation /usr/share/fonts/truetype/liberation2
want fonts-dejavu-core /usr/share/fonts/truetype/dejavu

if [ -n "$wanted" ]; then
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "missing:$wanted -- README.md lists what to install on systems without apt" >&2
    exit 1
  fi
  as_root=""
  [ "$(id -u)" = 0 ] || as_root=sudo
  echo "installing:$wanted"
  $as_root apt-get update -q
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $wanted
fi

# node_modules is what package-lock.json says when its copy beside it is the same file.
stamp=node_modules/.package-lock.stamp
if ! cmp -s package-lock.json "$stamp"; then
  echo "installing: npm packages"
  # npm 11's `ci` refuses a lock file without the optional packages of other systems; `install` takes it as it is.
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=silent ||
    npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json "$stamp"
fi
