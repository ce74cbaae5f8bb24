from zoneinfo import ZoneInfo

import pytest
import tzlocal

from desktop.harvest.zones import RAILS_TO_IANA, system_zone, zone


def test_every_name_of_rails_is_a_zone():
    assert len(RAILS_TO_IANA) == 151
    assert [name for name, iana in RAILS_TO_IANA.items() if zone(name) != ZoneInfo(iana)] == []


@pytest.mark.parametrize(
    ("name", "iana"),
    [("Eastern Time (US & Canada)", "America/New_York"), (" Berlin ", "Europe/Berlin"), ("UTC", "Etc/UTC"),
     ("Europe/Kyiv", "Europe/Kyiv"), ("Nuku'alofa", "Pacific/Tongatapu")],
)  # fmt: skip
def test_names_of_rails_and_of_iana_are_understood(name, iana):
    assert zone(name) == ZoneInfo(iana)


@pytest.mark.parametrize("name", ["", "Atlantis", "America", "../../etc/passwd", "/etc/localtime", "a" * 5000, "a\0b"])
def test_anything_else_is_the_computers_zone(name, monkeypatch):
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: "Asia/Tokyo")
    assert zone(name) == ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize("answer", [None, "", "No/Where"])
def test_a_computer_without_a_zone_is_utc(monkeypatch, answer):
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: answer)
    assert system_zone() == ZoneInfo("UTC")
