"""Shortcuts as text: whatever order and case, one way to write them; keys that are needed for typing are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.platform.hotkey.keys import MODIFIERS, NAMED, Keys, KeysError, parse

SIGNS = [chr(code) for code in range(0x21, 0x7F) if not chr(code).islower()]


@given(
    st.lists(st.sampled_from(MODIFIERS), min_size=1, unique=True),
    st.sampled_from([*SIGNS, *NAMED]),
    st.booleans(),
)
def test_order_and_case_do_not_matter(modifiers: list[str], key: str, is_lower: bool):
    text = "+".join([*modifiers, key])
    if set(modifiers) == {"Shift"} and not (key in NAMED and key[0] == "F"):
        with pytest.raises(KeysError):
            parse(text)
        return
    keys = parse(text.lower() if is_lower else text)
    assert (set(keys.modifiers), keys.key) == (set(modifiers), key)
    assert parse(str(keys)) == keys


@pytest.mark.parametrize("text", ["", "+", "G", "Shift+G", "Ctrl+", "Ctrl+Ж", "Hyper+G", "Ctrl+Alt", "Alt+GG"])
def test_what_is_no_shortcut_is_refused_with_what_to_do(text: str):
    with pytest.raises(KeysError, match="Press"):
        parse(text)


def test_a_function_key_may_stand_alone():
    assert parse("f9") == Keys((), "F9")
    assert parse("F9").keysym == 0xFFC6
    assert parse("Ctrl+Alt+G").keysym == ord("g")
