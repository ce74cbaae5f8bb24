"""What can go wrong with a language model, each with one sentence that says what to do."""

from __future__ import annotations

from enum import StrEnum


class Trouble(StrEnum):
    """The kinds of failure that a person can do something about."""

    NO_KEY = "no_key"
    WRONG_KEY = "wrong_key"
    NO_CREDIT = "no_credit"
    TOO_MANY = "too_many"
    UNKNOWN_MODEL = "unknown_model"
    TOO_LONG = "too_long"
    OFFLINE = "offline"
    SLOW = "slow"
    ENDLESS = "endless"
    REFUSED = "refused"
    NO_MODEL_FILE = "no_model_file"
    UNLOADABLE = "unloadable"
    NOT_INSTALLED = "not_installed"
    BROKEN = "broken"


_SENTENCES = {
    Trouble.NO_KEY: "The language model wants a key. Enter it under Settings, Language model.",
    Trouble.WRONG_KEY: "The language model's service does not accept the key. Check it under Settings, Language model.",
    Trouble.NO_CREDIT: "The language model's service says that there is no credit left. Top it up with the service.",
    Trouble.TOO_MANY: "The language model's service is asked too often just now. Try again in a minute.",
    Trouble.UNKNOWN_MODEL: "There is no such language model at that address. Check its name under Settings.",
    Trouble.TOO_LONG: "That is too long for the language model. Say it in two parts.",
    Trouble.OFFLINE: "The language model cannot be reached. Check the connection, or whether its server runs.",
    Trouble.SLOW: "The language model took too long and was stopped.",
    Trouble.ENDLESS: "The language model did not come to an end and was stopped.",
    Trouble.REFUSED: "The language model's service refused the request.",
    Trouble.NO_MODEL_FILE: "The language model's file is gone, or it is no GGUF file. Choose another one.",
    Trouble.UNLOADABLE: "The language model's file cannot be loaded. It may need more memory than there is.",
    Trouble.NOT_INSTALLED: "Models in files need llama.cpp: pip install 'gleaner-desktop[local-model]'",
    Trouble.BROKEN: "The language model's answer could not be understood.",
}


class ModelError(Exception):
    """The model gave no usable answer; the text is for the person, `trouble` for the code.

    `detail` is what the service said, untrusted, for the log alone.
    """

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(_SENTENCES[trouble])
        self.trouble = trouble
        self.detail = detail
