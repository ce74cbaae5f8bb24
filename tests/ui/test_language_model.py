"""The settings of the language model: chosen, tried, and told in plain words."""

import pytest

from desktop.ui.model_port import FoundModel, ModelView, OfferedTool, ToolRow, Trial
from desktop.ui.panels.settings.connected_tools import ConnectedToolsSection
from desktop.ui.panels.settings.language_model import LanguageModelSection, state_text
from desktop.ui.preview.scripted_port import ScriptedPort
from desktop.ui.speech_port import DownloadView, Fetch, ModelRow


@pytest.fixture
def door(qapp):
    return ScriptedPort()


@pytest.fixture
def port(door):
    return door.scripted_model


@pytest.fixture
def section(qtbot, door):
    section = LanguageModelSection(door)
    qtbot.addWidget(section)
    section.show()
    return section


def test_a_model_is_chosen_by_its_name_and_the_key_leaves_its_field(section, port):
    assert not section.save.isEnabled()
    section.model.edit.setText("openai/gpt-5-mini")
    section.key.edit.setText("sk-secret")
    section.save.click()
    assert port.calls[-1] == ("choose", ("openai/gpt-5-mini", "", "sk-secret"))
    assert section.key.edit.text() == ""
    assert not section.save.isEnabled()


def test_what_is_being_typed_stays_while_a_trial_is_told(section, port):
    port.show(ModelView("ollama_chat/qwen3:4b", "http://127.0.0.1:11434"))
    section.url.edit.setText("http://127.0.0.1:9999")
    port.show(ModelView("ollama_chat/qwen3:4b", "http://127.0.0.1:11434", trial=Trial(3, 20, 2, 6.0)))
    assert section.url.edit.text() == "http://127.0.0.1:9999"
    assert "sentence 4 of 20" in section.state.text()
    assert section.trial.text() == "Stop"
    section.trial.click()
    assert port.calls[-1] == ("stop_trying", ())


def test_models_found_on_this_machine_are_one_click_away(section, port):
    port.show(ModelView(found=(FoundModel("Ollama: qwen3:4b", "ollama_chat/qwen3:4b", "http://127.0.0.1:11434"),)))
    chip = section.found.findChildren(type(section.save))[0]
    chip.click()
    assert port.calls[-1] == ("choose", ("ollama_chat/qwen3:4b", "http://127.0.0.1:11434", ""))


def test_a_model_that_runs_here_is_fetched_after_its_size_is_told(section, port):
    assert not section.files.isVisible()
    port.show(ModelView(files=(ModelRow("Small", 1_100_000_000, "", is_english_only=False),)))
    section.files.gets["Small"].click()
    assert port.calls[-1] == ("ask_size", ("Small",))
    port.download_changed.emit(DownloadView("Small", Fetch.OFFERED, "models.example", 0, 1_100_000_000))
    section.download.go.click()
    assert port.calls[-1] == ("download", ("Small",))
    port.show(ModelView(files=(ModelRow("Small", 1_100_000_000, "3.1 s a sentence", is_english_only=False),)))
    section.files.radios["Small"].click()
    assert port.calls[-1] == ("use_file", ("Small",))


def test_a_model_of_the_environment_cannot_be_changed_here(section, port):
    port.show(ModelView("openai/x", is_fixed=True, may_read=True))
    assert not section.model.isEnabled()
    assert not section.remove.isVisible()
    assert "GLEANER_LLM_MODEL" in section.state.text()


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (ModelView("m", trial=Trial(20, 20, 17, 40.0, is_over=True), may_read=True), "17 of 20 sentences right, 2.0 s"),
        (ModelView("m", trial=Trial(20, 20, 3, 40.0, is_over=True)), "not enough to read messages"),
        (ModelView("m", trial=Trial(1, 20, 0, 0.1, problem="No key.")), "No key."),
        (ModelView("m"), "questions only"),
    ],
)
def test_a_trial_is_told_in_plain_words(view, words):
    assert words in state_text(view)


def test_a_connected_tool_is_added_switched_off_and_the_person_switches_it_on(qtbot, door, port):
    section = ConnectedToolsSection(door)
    qtbot.addWidget(section)
    section.command.edit.setText("mcp-server-git --repository ~/work")
    section.add.click()
    assert port.calls[-1] == ("put_tool", (ToolRow("git", "mcp-server-git --repository ~/work"),))
    assert not section.switches["git"].isChecked()
    section.switches["git"].click()
    assert port.calls[-1] == ("put_tool", (ToolRow("git", "mcp-server-git --repository ~/work", is_on=True),))
    offered = (OfferedTool("log", "Shows commits", True), OfferedTool("commit", "Commits", False))
    row = ToolRow("git", "mcp-server-git --repository ~/work", is_on=True, offered=offered)
    port.show(ModelView(tools=(row,)))
    ticks = section.ticks["git"]
    assert ticks.ticked == ("log",)  # where the ticks begin; nothing of it is used before the person says so
    assert "Nothing of it is used" in ticks.state.text()
    ticks.boxes["commit"].click()
    ticks.use.click()
    assert port.calls[-1][1][0].ticked == ("log", "commit")
    assert not section.ticks["git"].use.isEnabled()
    section.command.edit.setText("https://tools.example/mcp")
    section.add.click()
    assert set(section.switches) == {"git", "tools"}
