# make book   build the book            make read   build it, serve it and open it
# make test   run every check           make lab    open the chapters in JupyterLab
# make pdf    print the book to one PDF, _build/book.pdf (needs Chromium)
# make clean  remove what the build made (`make clean-all`: the environment too)

# The first Python 3.11 on the path; another one: make book PYTHON=/path/to/python3.11
PYTHON ?= $(shell for name in python3.11 python3 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' >/dev/null 2>&1 \
	&& echo $$name && break; done)
BIN := .venv/bin

.PHONY: book test read lab pdf clean clean-all setup
.DEFAULT_GOAL := book

setup:
	@"$(PYTHON)" -c "" 2>/dev/null || { echo "This book needs Python 3.11, and there is none on the path or at" \
	"the place given: install it, or say where it is with 'make book PYTHON=/path/to/python3.11'." >&2; exit 1; }
	@$(PYTHON) tools/prepare.py

book: setup
	@$(BIN)/linebyline build

test: setup
	@echo "Checking style, types and the arrows between packages"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/linebyline build
	@echo "Running the tests"
	@$(BIN)/pytest --numprocesses 2 --dist loadfile

read: book
	@$(BIN)/linebyline serve --open

lab: setup
	@$(BIN)/linebyline lab

pdf: book
	@$(BIN)/linebyline pdf

clean:
	rm -rf _build .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

clean-all: clean
	rm -rf .venv node_modules lib/linebyline.egg-info
