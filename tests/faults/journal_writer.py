"""A server's journal in a process of its own, to be killed: `python -m … FOLDER [DSN]`.

Appends calls as fast as they become durable; prints `kept`, boot, place and call for each that is.
With a DSN it drains them too.
"""

import asyncio
import sys
from pathlib import Path

from callcenter.db.pool import Database
from callcenter.journal.drain import Drain
from callcenter.journal.log import FactLog, LogLimits
from tests.unit.journal.facts import gave_up_waiting


async def main(folder: Path, dsn: str) -> None:
    log = FactLog(folder, limits=LogLimits(fsync_after=0.002, segment=20_000))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(log.run())
        if dsn:
            database = Database(dsn)
            await database.__aenter__()
            tasks.create_task(Drain(log, database, every=0.01).run())
        # A killed process begins again from its own time, so that no two runs share a call.
        first = int(log.boot[:13]) % 100_000_000
        for number in range(first, first + 100_000):
            for fact in gave_up_waiting(number):
                place = log.append(fact)
            await log.committed()
            sys.stdout.write(f"kept {log.boot} {place} {number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""))
