"""The database of conversations: short transactions on threads of their own, each with a limit, and errors that are raised.

Rasa runs its database calls on the event loop, where one that hangs stops every other conversation; and it takes any error
for "no conversation yet". Here a call that fails or takes too long is a ConversationError.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import Any, TypeVar

from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot import metrics
from bot.conversations.tables import METADATA
from bot.errors import ConversationError

BUSY_MS = 2000  # how long SQLite waits for another process's write
STATEMENT_MS = 3000  # how long PostgreSQL may work on one statement
CONNECT_SECONDS = 3
CALL_SECONDS = 4.0  # the whole call, so that a turn still has time to say that it failed
POSTGRES_THREADS = 8

Result = TypeVar("Result")


class Database:
    """One database. Every call is one transaction: all of it is kept, or nothing."""

    def __init__(self, url: str) -> None:
        self.engine = _open(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        # SQLite has one writer at a time; one thread is quicker than several that wait for each other.
        threads = 1 if self.is_sqlite else POSTGRES_THREADS
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="conversations")
        self._has_tables = False

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        """What work returns, run in a transaction on another thread.

        Raises: ConversationError when the database cannot be reached, refuses or takes longer than CALL_SECONDS.
        """
        loop = asyncio.get_running_loop()
        call = loop.run_in_executor(self._threads, partial(self.run_now, work))
        try:
            with metrics.STAGE_SECONDS.labels("store").time():
                return await asyncio.wait_for(call, CALL_SECONDS)
        except asyncio.TimeoutError as error:
            metrics.STORE_FAILURES.labels("slow").inc()
            raise ConversationError(f"The database of conversations did not answer within {CALL_SECONDS:.0f} s.") from error

    def run_now(self, work: Callable[[Connection], Result]) -> Result:
        """As run, on this thread. Raises: ConversationError."""
        try:
            if not self._has_tables:
                METADATA.create_all(self.engine)
                SQLTrackerStore.Base.metadata.create_all(self.engine)
                self._has_tables = True
            with self.engine.begin() as connection:
                return work(connection)
        except SQLAlchemyError as error:
            self._has_tables = False  # of a database that was replaced, nobody knows
            metrics.STORE_FAILURES.labels(type(error).__name__).inc()
            # The message of the driver can quote the row, and with it what a person wrote.
            raise ConversationError(f"The database of conversations failed: {type(error).__name__}.") from None

    async def forget_free_pages(self) -> None:
        """Makes sure that deleted rows are gone from the files too, not only from the tables (SQLite)."""
        if self.is_sqlite:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._threads, self._truncate_log)

    def _truncate_log(self) -> None:
        with self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


@lru_cache(maxsize=4)
def database_at(url: str) -> Database:
    """The database at an SQLAlchemy address; one for each address in a process."""
    return Database(url)


def _open(url: str) -> Engine:
    if url.startswith("sqlite"):
        # Kept open: closing the last connection writes the whole log back into the file, at every call.
        engine = create_engine(
            url, future=True, poolclass=QueuePool, pool_size=1, connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000}
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "checkout", _check_file)
        return engine
    connect = {
        "connect_timeout": CONNECT_SECONDS,
        "options": f"-c statement_timeout={STATEMENT_MS} -c lock_timeout={STATEMENT_MS}",
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 2,
    }
    pool = {"pool_pre_ping": True, "pool_size": POSTGRES_THREADS, "pool_timeout": CONNECT_SECONDS}
    return create_engine(url, future=True, connect_args=connect, **pool)


def _prepare_sqlite(connection: Any, record: Any) -> None:
    cursor = connection.cursor()
    # WAL: readers do not wait for the writer. NORMAL outlives the death of any process; a power cut may cost the last turns.
    # secure_delete: what a person had deleted is overwritten, not only marked as free.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={BUSY_MS}", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute("PRAGMA database_list")
    path = cursor.fetchone()[2]
    cursor.close()
    if path:
        record.info["file"] = (path, os.stat(path).st_ino)


def _check_file(connection: Any, record: Any, proxy: object) -> None:
    """Lets go of a connection to a file that is no longer where it was: what it writes would be lost with it."""
    if "file" not in record.info:
        return
    path, inode = record.info["file"]
    try:
        is_same = os.stat(path).st_ino == inode
    except OSError:
        is_same = False
    if not is_same:
        raise DisconnectionError(f"{path} was removed or replaced")
