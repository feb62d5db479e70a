# The door: `make help` says what there is.
.DEFAULT_GOAL := all
.PHONY: help all native wasm extension deps demo test bench format clean

NPM_STAMP := node_modules/.package-lock.stamp
missing = $(shell for p in $(1); do command -v $$p >/dev/null 2>&1 || printf '%s ' $$p; done)

help:
	@echo 'make deps       install what is missing (Debian, Ubuntu; as root or with sudo)'
	@echo 'make            build everything: command line tool, WebAssembly, extension'
	@echo 'make demo       build, and open the sample article in Chromium (BROWSER=firefox for Firefox)'
	@echo 'make test       build, and run every test'
	@echo 'make bench      scores, sizes and speeds (needs ../shared)'
	@echo 'make format     put the formatters over the sources'
	@echo 'make clean      remove what was built'

all: native wasm extension

# One line that says what is missing, before anything is built.
.PHONY: tools
tools:
	@missing='$(call missing,cmake ninja g++ em++ node npm)'; \
	[ -e /usr/include/nlohmann/json.hpp ] || [ -e /usr/local/include/nlohmann/json.hpp ] || missing="$$missing nlohmann-json"; \
	[ -e $(NPM_STAMP) ] && cmp -s package-lock.json $(NPM_STAMP) || missing="$$missing npm-packages"; \
	[ -z "$$missing" ] || { echo "missing: $$missing -- run 'make deps', or see README.md"; exit 1; }

deps:
	@sh scripts/install-dependencies.sh

native: tools
	@[ -e build/native/build.ninja ] || cmake --preset native
	@cmake --build --preset native

wasm: tools
	@[ -e build/wasm/build.ninja ] || NODE_PATH=/usr/share/nodejs emcmake cmake -S . -B build/wasm -G Ninja -DCMAKE_BUILD_TYPE=Release
	@NODE_PATH=/usr/share/nodejs cmake --build build/wasm

extension: wasm
	@node extension/build.mjs

demo: deps
	@$(MAKE) --no-print-directory all
	@npm run --silent demo

test: deps
	@sh scripts/test.sh

bench: all
	@node tests/benchmark/run.mjs

format:
	@clang-format -i $$(git ls-files 'core/*.[ch]pp' 'wasm/*.[ch]pp' 'tests/*.[ch]pp')
	@npx --no-install biome check --write --log-level=warn .

clean:
	@rm -rf build
