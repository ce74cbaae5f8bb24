"""A short soak: the long one is `python -m benchmarks.soak`."""

from benchmarks.soak import FAULTS, soak


async def test_three_hundred_writes_at_a_fifth_of_faults(server, tmp_path):
    figures = await soak(server.account, server.address, tmp_path, 300, 0.2)
    assert (figures.lost, figures.doubled, figures.strays) == (0, 0, 0)
    assert figures.committed + figures.undone == 300
    # It was a real soak: every kind of fault struck, and some writes had to be sent again.
    assert set(figures.struck) == set(FAULTS)
    assert figures.sent_again > 10
    assert figures.twins_removed > 0
