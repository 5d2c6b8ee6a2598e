"""Brings a database to the schema of this version, by Alembic's numbered migrations."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import NewerSchemaError, StoreError

MIGRATIONS = Path(__file__).parent / "migrations"


def open_engine(database_url: str) -> Engine:
    """An engine in 2.0 style. A pooled PostgreSQL connection is tested before use, so a restarted server is not noticed."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        if url.database and url.database != ":memory:":
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        return create_engine(url, future=True)
    return create_engine(url, future=True, pool_pre_ping=True, connect_args={"connect_timeout": 3})


def shown(engine: Engine) -> str:
    """The database's address without its password, for messages."""
    return str(engine.url.render_as_string(hide_password=True))


def migrate(engine: Engine) -> None:
    """Runs the migrations the database lacks; does nothing when it has them all.

    Raises: NewerSchemaError when the database is from a newer version; StoreError when it cannot be opened or changed.
    """
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    known = {script.revision for script in ScriptDirectory.from_config(configuration).walk_revisions()}
    try:
        with engine.begin() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
            if current is not None and current not in known:
                raise NewerSchemaError(
                    f"The database {shown(engine)} has schema {current}, which this version of Karla does not know: it was made by a newer one.\n"
                    f"Update Karla, or let DATABASE_URL name another database. Nothing was changed."
                )
            configuration.attributes["connection"] = connection
            command.upgrade(configuration, "head")
    except SQLAlchemyError as error:
        raise StoreError(
            f"The knowledge store {shown(engine)} cannot be opened or brought up to date: {_reason(error)}\n"
            f"Check that DATABASE_URL is right, that the server answers, that the disk has room and that the file may be written."
        ) from error


def _reason(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]
