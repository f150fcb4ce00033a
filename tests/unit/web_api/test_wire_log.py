"""Bytes that are no HTTP: one line, one count."""

import logging

import pytest
from aiohttp.http_exceptions import BadHttpMessage
from prometheus_client import CollectorRegistry

from callcenter.web_api.wire_log import WireLog


def record(failure: Exception | None) -> logging.LogRecord:
    told = (type(failure), failure, None) if failure is not None else None
    return logging.LogRecord("aiohttp.server", logging.ERROR, "f", 1, "Error", (), told)


def test_a_strangers_bytes_are_one_counted_line(capsys: pytest.CaptureFixture[str]) -> None:
    registry = CollectorRegistry()
    wire = WireLog(registry)

    assert not wire.filter(record(BadHttpMessage("bad\r\n\x1b[31mforged line")))

    printed = capsys.readouterr().out
    assert printed.count("\n") == 1
    assert "\x1b[31mforged" not in printed
    assert registry.get_sample_value("callcenter_http_not_understood_total") == 1


def test_anything_else_passes() -> None:
    wire = WireLog(CollectorRegistry())

    assert wire.filter(record(ValueError("ours")))
    assert wire.filter(record(None))
