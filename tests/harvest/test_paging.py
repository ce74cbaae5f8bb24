"""Lists are complete, whatever the paging scheme, or an error; and a link never takes the token elsewhere."""

import pytest

from desktop.harvest.errors import Incomplete, InsecureAddress, Unclear
from tests.harvest.scripted import Reply


def paged(server, listing, rows, size, *, cursor=False, prefix="/v2"):
    """A handler for /time_entries that gives `size` rows at a time."""

    def handle(request):
        at = int(request.query.get("cursor" if cursor else "page", 0))
        more = at + 1 if (at + 1) * size < len(rows) else None
        link = more and f"{server.origin}{prefix}/time_entries?{'cursor' if cursor else 'page'}={more}&ref=next"
        return Reply(listing("time_entries", rows[at * size : (at + 1) * size], next_link=link, total=len(rows)))

    return handle


@pytest.mark.parametrize("cursor", [True, False])
@pytest.mark.parametrize("count", [0, 1, 6, 7])
async def test_all_pages_are_followed(server, harvest, listing, entry, cursor, count):
    rows = [entry(number) for number in range(1, count + 1)]
    server.on("GET /time_entries", paged(server, listing, rows, 3, cursor=cursor))
    found = await harvest.time_entries()
    assert [item.id for item in found] == [row["id"] for row in rows]
    assert len(server.seen) == max(1, -(-count // 3))
    assert server.seen[0].query["per_page"] == "2000"


async def test_links_may_name_the_older_path(server, harvest, listing, entry):
    rows = [entry(number) for number in range(1, 8)]
    server.on("GET /time_entries", paged(server, listing, rows, 5, prefix="/api/v2"))
    server.on("GET /api/v2/time_entries", paged(server, listing, rows, 5))
    assert len(await harvest.time_entries()) == 7


async def test_my_project_assignments_continue_under_my_real_id(server, harvest, listing):
    def assignment(number):
        return {"id": number, "project": {"id": number, "name": "P"}, "client": {"id": 1, "name": "C"}}

    link = f"{server.origin}/v2/users/4210077/project_assignments?page=2&per_page=2000"
    first = listing("project_assignments", [assignment(1)], next_link=link, total=2)
    server.on("GET /users/me/project_assignments", Reply(first))
    server.on("GET /users/4210077/project_assignments", Reply(listing("project_assignments", [assignment(2)], total=2)))
    assert [item.id for item in await harvest.project_assignments()] == [1, 2]


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/v2/time_entries?page=2",
        "http://127.0.0.1:1/v2/time_entries?page=2",
        "//evil.example/v2/time_entries",
        "http://{host}@evil.example/v2/time_entries",
        "http://evil.example@{host}/v2/time_entries",
        "http://{host}/elsewhere?page=2",
        "http://[",
        "https://{host}/v2/time_entries?page=2",
    ],
)
async def test_a_link_that_leads_away_is_refused(server, harvest, listing, entry, link):
    link = link.replace("{host}", server.origin.removeprefix("http://"))
    server.on("GET /time_entries", Reply(listing("time_entries", [entry()], next_link=link, total=2)))
    with pytest.raises(InsecureAddress):
        await harvest.time_entries()
    assert len(server.seen) == 1


async def test_a_list_that_leads_back_to_itself_ends(server, harvest, listing, entry):
    link = server.url + "/time_entries?page=2"
    server.on("GET /time_entries", Reply(listing("time_entries", [entry()], next_link=link)))
    with pytest.raises(Incomplete):
        await harvest.time_entries()


async def test_fewer_rows_than_promised_is_read_anew_and_then_an_error(server, harvest, listing, entry):
    server.on("GET /time_entries", Reply(listing("time_entries", [entry()], total=2)))
    with pytest.raises(Incomplete, match="kept changing"):
        await harvest.time_entries()
    assert len(server.seen) == 3


async def test_an_entry_deleted_between_two_pages_loses_nothing(server, harvest, listing, entry):
    rows = [entry(number) for number in range(1, 7)]

    def handle(request):
        answer = paged(server, listing, rows, 3)(request)
        if len(server.seen) == 1:
            del rows[0]  # moves row 4 to the page that was just read
        return answer

    server.on("GET /time_entries", handle)
    assert [item.id for item in await harvest.time_entries()] == [2, 3, 4, 5, 6]


async def test_what_two_pages_both_hold_counts_once(server, harvest, listing, entry):
    link = server.url + "/time_entries?page=2"
    server.on("GET /time_entries", Reply(listing("time_entries", [entry(1), entry(2)], next_link=link, total=3)),
              Reply(listing("time_entries", [entry(2), entry(3)], total=3)))  # fmt: skip
    assert [item.id for item in await harvest.time_entries()] == [1, 2, 3]


async def test_what_two_pages_both_hold_fills_no_gap(server, harvest, listing, entry):
    link = server.url + "/time_entries?page=2"
    first = Reply(listing("time_entries", [entry(1), entry(2)], next_link=link, total=4))
    second = Reply(listing("time_entries", [entry(2), entry(3)], total=4))
    third = Reply(listing("time_entries", [entry(3), entry(4)], total=4))
    server.on("GET /time_entries", first, second, first, third)
    assert [item.id for item in await harvest.time_entries()] == [1, 2, 3, 4]


async def test_rows_of_reports_have_no_id_and_are_all_kept(server, harvest, listing):
    row = {"project_id": 1, "project_name": "Design", "budget": 2}
    link = server.url + "/reports/project_budget?page=2"
    server.on("GET /reports/project_budget", Reply(listing("results", [row, row], next_link=link, total=3)),
              Reply(listing("results", [row], total=3)))  # fmt: skip
    assert len(await harvest.project_budget_report()) == 3


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"time_entries": None},
        {"time_entries": {}},
        {"time_entries": [7]},
        {"time_entries": [], "links": {"next": 3}},
        {"time_entries": [], "links": 4},
    ],
)
async def test_an_answer_that_is_no_list_is_unclear(server, harvest, body):
    server.on("GET /time_entries", Reply(body))
    with pytest.raises(Unclear):
        await harvest.time_entries()


async def test_an_envelope_without_totals_or_links_is_the_whole_list(server, harvest, entry):
    server.on("GET /time_entries", Reply({"time_entries": [entry()], "links": None}))
    assert len(await harvest.time_entries()) == 1
