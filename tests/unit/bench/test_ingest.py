"""What is compared is the same for both, and is what a real Asterisk said."""

import asyncio

from bench import ingest


def test_the_recordings_are_cut_into_reads_and_nothing_is_lost() -> None:
    for recording in ("all", "filtered"):
        greeting, reads = ingest.reads_of(recording, 4096)
        _, whole = ingest.reads_of(recording, 1 << 30)

        assert greeting.startswith(b"Asterisk Call Manager/")
        assert b"".join(reads) == whole[0]
        assert whole[0].endswith(b"\r\n\r\n")


def test_our_filter_leaves_fewer_messages_than_everything() -> None:
    counted = {
        recording: ingest.reads_of(recording, 1 << 30)[1][0].count(b"\r\n\r\n")
        for recording in ("all", "filtered")
    }

    assert counted["all"] > 2 * counted["filtered"] > 0


def test_both_are_measured_on_the_same_messages() -> None:
    measured = asyncio.run(ingest.compared("filtered", ingest.READ, 2))

    assert measured["ratio"] > 0
    assert measured["stock_per_s"] > 0 < measured["ours_per_s"]
