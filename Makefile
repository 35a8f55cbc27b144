# A thin front for meson: set up, build, test, look.
#   make          set up what is missing and build build/sukien
#   make test     all tests: gcc with sanitizers, clang, fuzz replay, page
#   make demo     read the example news and serve the page (SERVE=0: only print)
#   make eval     accuracy on ../shared's dev sets   make bench  speed
.PHONY: all setup test demo eval bench fuzz lint install clean

all: setup
	@[ -f build/build.ninja ] || meson setup build
	@ninja -C build

setup:
	@tools/setup

test: setup
	@tools/test

demo: all
	@tools/demo

eval: all
	@python3 eval/run.py

bench: all
	@bench/run

fuzz: setup
	@fuzz/run

lint: setup
	@tools/lint

install: all
	@meson install -C build

clean:
	rm -rf build build-asan build-clang build-fuzz
