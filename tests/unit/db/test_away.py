"""Which failures are Postgres's absence."""

import asyncpg
import pytest

from callcenter.db.away import is_away


@pytest.mark.parametrize(
    "failure",
    [
        ConnectionRefusedError(),
        TimeoutError(),
        asyncpg.CannotConnectNowError("starting up"),
        asyncpg.AdminShutdownError("terminating"),
        asyncpg.DiskFullError("no space left"),
        asyncpg.ReadOnlySQLTransactionError("standby"),
        asyncpg.UndefinedTableError("not migrated"),
        asyncpg.InsufficientPrivilegeError("not granted"),
    ],
)
def test_postgres_is_away_when_it_cannot_serve(failure: Exception) -> None:
    assert is_away(failure, connection_closed=False)


@pytest.mark.parametrize(
    "failure",
    [
        asyncpg.UniqueViolationError("twice"),
        asyncpg.PostgresSyntaxError("our bug"),
        ValueError("our bug"),
        asyncpg.InterfaceError("wrong number of arguments"),
    ],
)
def test_a_mistake_of_ours_is_not_an_absence(failure: Exception) -> None:
    assert not is_away(failure, connection_closed=False)


def test_using_a_closed_connection_is_an_absence() -> None:
    assert is_away(asyncpg.InterfaceError("connection is closed"), connection_closed=True)
