#!/bin/sh
# Every test, a stage after the other; the last line counts the stages. TEST_STAGES="native wasm" runs only those.
set -u
cd "$(dirname "$0")/.."
passed=0 failed=0 failures=""

stage() {   # stage NAME COMMAND…
  name=$1
  shift
  case " ${TEST_STAGES:-$name} " in *" $name "*) ;; *) return ;; esac
  printf '\n── %s\n' "$name"
  started=$(date +%s)
  if "$@"; then
    passed=$((passed + 1))
    echo "── $name: passed in $(($(date +%s) - started)) s"
  else
    failed=$((failed + 1)) failures="$failures $name"
    echo "── $name: FAILED after $(($(date +%s) - started)) s"
  fi
}

format_check() { clang-format --dry-run -Werror $(git ls-files 'core/*.[ch]pp' 'wasm/*.[ch]pp' 'tests/*.[ch]pp'); }

stage build make --no-print-directory all
[ "$failed" -eq 0 ] || { printf '\n%d passed, %d failed\n' "$passed" "$failed"; exit 1; }
stage core ctest --preset native -j2
stage command-line node --test tests/cli/
stage wasm-against-native node --test tests/wasm/
stage format-cpp format_check
stage types-and-lint npm run --silent check
stage extension-unit npm run --silent test:unit
stage web-ext-lint npm run --silent lint:webext
stage end-to-end npm run --silent test:e2e
stage benchmark node tests/benchmark/run.mjs --check

[ -z "$failures" ] || printf '\nfailed:%s\n' "$failures"
printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
