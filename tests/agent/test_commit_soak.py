"""A short soak: the long one is `python -m benchmarks.soak`."""

from benchmarks.soak import FAULTS, SLOW, soak


async def test_writes_of_all_sorts_under_faults_slow_answers_jumping_clocks_and_a_full_disk(server, tmp_path):
    figures = await soak(server.account, server.address, tmp_path, {"entry": 60, "expense": 12, "invoice": 6}, 0.3)
    for tally in figures.tallies.values():
        assert (tally.lost, tally.doubled, tally.strays, tally.mistold) == (0, 0, 0, 0)
        assert tally.once + tally.undone + tally.told == tally.writes
    # It was a real soak.
    assert len(figures.struck) > (len(FAULTS) + len(SLOW)) / 2
    assert min(figures.sent_again, figures.jumps, figures.disk_full) > 0
