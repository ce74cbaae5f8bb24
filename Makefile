# Two commands matter: `make demo` and `make test`. Both set up all that they need.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   ?= .venv
RUN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: demo test test-llm lint bench build smoke train setup clean

demo: setup
	@$(RUN)/gleaner --demo

test: setup
	@sh tools/system-packages.sh test
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/python -m pytest -n 2 --dist loadfile --ignore=tests/speech/test_recorder.py --ignore=tests/speech/test_voice.py
	@sh tools/listening-tests.sh $(RUN)/python

# A language model tried on dictations and free questions: GLEANER_LLM_MODEL=openai/gpt-5-mini GLEANER_LLM_API_KEY=… make test-llm,
# or GLEANER_LLM_MODEL=/path/to/model.gguf make test-llm; LIMIT=6 takes only six of each.
# RECORD=answers.jsonl keeps the raw answers; python -m benchmarks.model --replay answers.jsonl then shows what each safeguard brings.
test-llm: setup
	@case "$$GLEANER_LLM_MODEL" in *.gguf) $(RUN)/pip install --quiet -c constraints.txt -e '.[local-model]';; esac
	$(RUN)/python -m benchmarks.model --answers
	$(RUN)/python -m benchmarks.model --show --limit $(or $(LIMIT),0) $(if $(RECORD),--record $(RECORD))

lint: setup
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

bench: setup
	$(RUN)/python -m benchmarks

build: setup
	$(RUN)/pip install --quiet -c constraints.txt -e '.[build]'
	$(RUN)/pyinstaller --noconfirm build.spec

# The packed app tried out: by command, then by keyboard on a virtual screen.
smoke: build
	@sh tools/system-packages.sh test
	$(RUN)/python tools/smoke.py dist/gleaner/gleaner

train: setup
	$(RUN)/pip install --quiet -c constraints.txt -e '.[train]'
	OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive $(RUN)/python -m training

setup: $(STAMP)
	@sh tools/system-packages.sh demo

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Gleaner needs Python 3.11 or newer, and found none; set PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Gleaner needs Python 3.11 or newer; set PYTHON=/path/to/python3.11")'
	@PYTHON="$(PYTHON)" sh tools/system-packages.sh python
	$(PYTHON) -m venv $(VENV)
	$(RUN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $(STAMP)

clean:
	rm -rf $(VENV) build dist
