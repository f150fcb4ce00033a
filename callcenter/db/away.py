"""Which failures mean that Postgres is away, so that the same words may be tried again later."""

import asyncpg

GONE = (
    OSError,  # refused, reset, no such socket; TimeoutError is one of them
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # shutting down, starting up, cancelled
    asyncpg.InsufficientResourcesError,  # disk full, too many connections
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.ReadOnlySQLTransactionError,  # we still talk to a server that is now a standby
    asyncpg.IdleInTransactionSessionTimeoutError,
    # `callcenter migrate` was not run, or not for this program: no fact is to blame
    asyncpg.UndefinedTableError,
    asyncpg.UndefinedColumnError,
    asyncpg.InsufficientPrivilegeError,
)


class DatabaseAway(Exception):
    """Postgres cannot be reached, or did not answer in time.

    Whether the last statement took effect is not known: repeat it with the same key.
    """


def is_away(failure: BaseException, connection_closed: bool) -> bool:
    """True if the failure is Postgres's absence and not a mistake of ours."""
    if isinstance(failure, asyncpg.InterfaceError):
        return connection_closed
    return isinstance(failure, GONE)
