"""Connections to databases: by address or given by the user, read in one snapshot.

    duckdb:///sales.db         a file; duckdb:// alone is an empty database in memory, whose
                               statements can still read files
    sqlite:///sales.db
    postgresql://user@host/db

A file is opened for reading only. In a connection that the user gives, a transaction is begun and
rolled back, so that nothing is left on the server; in one that has begun, it is left as it is.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from downslope.data.files import database_of, first_line
from downslope.data.levels import Categorical
from downslope.data.spool import shown
from downslope.data.sql.drivers import (
    blocks_of,
    described,
    engine_of,
    has_gone,
    in_transaction,
    rows_of,
    run,
)
from downslope.data.sql.sql_dialects import DIALECTS, SQLITE_COMPENSATES, SqlDialect
from downslope.errors import DataError, DownslopeError, EngineError, MissingExtraError
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix

PATIENCE = 20  # seconds for a server to answer
METHODS = ("cursor", "commit", "rollback", "close")  # of every connection (PEP 249)
ADDRESSES = re.compile(r"(duckdb|sqlite|postgresql|postgres)://", re.IGNORECASE)
HEAD_BYTES = 16
LOST = ("closed", "terminat", "connection", "could not receive", "server unexpectedly")


@dataclass(frozen=True, slots=True)
class Selection:
    """What to sum in a database, and how."""

    target: str | None
    features: Sequence[str] | None = None
    table: str | None = None
    sql: str | None = None
    grade: str | None = None  # None: float64, and without rounding if that proves too little
    weights: str | None = None
    categorical: Categorical = ()
    drop_missing: bool = False
    keep_levels: Sequence[str] = ()
    style: OptionStyle = OptionStyle.PYTHON
    by: tuple[str, ...] = ()  # columns of groups


def is_database(data: Any) -> bool:
    """Return whether the data are the address of a database, or a connection to one."""
    if isinstance(data, (list, tuple)) and len(data) == 1:
        data = data[0]
    if isinstance(data, str):
        return ADDRESSES.match(data) is not None
    return is_connection(data)


def is_connection(data: Any) -> bool:
    """Return whether the data are a connection to a database, of whichever driver."""
    return all(callable(getattr(data, name, None)) for name in METHODS)


@dataclass(frozen=True, slots=True)
class Database:
    """An open database whose statements read one snapshot, or are at least of one connection."""

    dialect: SqlDialect
    connection: Any
    secret: str = ""  # which no message may show

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a statement that returns rows.

        Raises
        ------
        DataError
            The engine refuses it.
        EngineError
            The connection is lost.

        """
        try:
            return rows_of(self.connection, self.dialect.name, statement)
        except Exception as error:  # of any driver
            raise self.refused(error) from error

    def blocks(self, statement: str) -> Generator[Matrix]:
        """Run a statement of an engine in this process; yield its rows of numbers in blocks (m, q).

        Raises
        ------
        DataError, EngineError
            See `rows`.

        """
        with closing(blocks_of(self.connection, self.dialect.name, statement)) as found:
            while True:
                try:
                    block = next(found, None)
                except Exception as error:
                    raise self.refused(error) from error
                if block is None:
                    return
                if len(block):
                    yield block

    def columns(self, source: str) -> dict[str, str]:
        """Return the columns of a table or subquery, each with its type."""
        if self.dialect.name == "duckdb":
            found = self.rows(f"DESCRIBE SELECT * FROM {source}")
            return {str(name): str(kind) for name, kind, *_ in found}
        try:
            statement = f"SELECT * FROM {source} LIMIT 0"
            found = described(self.connection, self.dialect.name, statement)
        except Exception as error:
            raise self.refused(error) from error
        names = [name for name, _ in found]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise DataError(f"The query has two columns named '{twice}': rename one with AS.")
        return dict(found)

    def refused(self, error: Exception) -> DownslopeError:
        """Return the error for what an engine says, in its own words and on one line."""
        if isinstance(error, DownslopeError):
            return error
        # Drivers of MySQL give a number before the words.
        words = next((each for each in error.args[1:2] if isinstance(each, str)), None)
        said = first_line(words or error)
        if self.secret:
            said = said.replace(self.secret, "…")
        kind = type(error).__name__
        if kind in ("OperationalError", "InterfaceError", "AdminShutdown", "ConnectionException"):
            lost = kind == "AdminShutdown" or has_gone(self.connection, error)
            if lost or (kind == "InterfaceError" and any(each in said for each in LOST)):
                return EngineError(
                    f"The connection to {self.dialect.shown} was lost ({said}): connect again."
                )
        return DataError(f"{self.dialect.shown} refused the statement ({said}): correct it.")


@contextmanager
def opened(data: Any) -> Iterator[Database]:
    """Open a database in one snapshot; close what was opened here, and roll back what was begun.

    Raises
    ------
    DataError
        There is no such file, or the address cannot be used.
    EngineError
        The server does not answer.
    MissingExtraError
        The engine's package is not installed.

    """
    if isinstance(data, (list, tuple)):
        data = data[0]
    own = isinstance(data, str)
    data = getattr(data, "driver_connection", data)  # of a pool of SQLAlchemy
    if own:
        name, connection, secret = _connected(data)
    else:
        name, connection, secret = engine_of(data), data, ""
    dialect = DIALECTS[name]
    if name == "sqlite" and sqlite3.sqlite_version_info >= SQLITE_COMPENSATES:
        dialect = replace(dialect, compensated_sum="SUM")
    database = Database(dialect, connection, secret)
    try:
        with _plain_text(database), _snapshot(database):
            yield database
    finally:
        if own:
            with suppress(Exception):  # a lost connection cannot be closed either
                connection.close()


@contextmanager
def _plain_text(database: Database) -> Iterator[None]:
    """Have SQLite return text as str, whatever the user's connection makes of it."""
    if database.dialect.name != "sqlite" or not hasattr(database.connection, "text_factory"):
        yield
        return
    kept, database.connection.text_factory = database.connection.text_factory, str
    try:
        yield
    finally:
        database.connection.text_factory = kept


@contextmanager
def _snapshot(database: Database) -> Iterator[None]:
    """Begin a transaction, unless one has begun, and roll it back."""
    connection, dialect = database.connection, database.dialect
    end: tuple[str, ...]
    try:
        if not in_transaction(connection, dialect.name):
            # A driver that is not in autocommit has begun a transaction by then.
            by_driver = dialect.begun and not getattr(connection, "autocommit", True)
            begin, end = dialect.begun if by_driver else dialect.begin, ("ROLLBACK",)
        elif dialect.begun:  # where an error would end the user's transaction
            begin = "SAVEPOINT downslope"
            end = ("ROLLBACK TO SAVEPOINT downslope", "RELEASE SAVEPOINT downslope")
        else:
            begin, end = "", ()
        if begin:
            run(connection, dialect.name, begin)
    except Exception as error:
        raise database.refused(error) from error
    try:
        yield
    finally:
        with suppress(Exception):  # a lost connection has rolled back by itself
            for statement in end:
                run(connection, dialect.name, statement)


def _connected(address: str) -> tuple[str, Any, str]:
    """Return the engine, a new connection, and the password in the address."""
    scheme = address.partition("://")[0].lower()
    if scheme in ("postgres", "postgresql"):
        return "postgresql", *_server(address)
    path = unquote(address.partition("://")[2])
    if path and not path.startswith("/"):
        raise DataError(
            f"'{shown(address)}' is not an address of a file: write three slashes before its name, "
            f"{scheme}:///{path}."
        )
    file = path[1:]
    if file in ("", ":memory:"):
        file = ":memory:"
    elif Path(file).is_dir():
        raise DataError(f"{file} is a folder: give the address of the database file in it.")
    elif not Path(file).is_file():
        raise DataError(f"No such file: {file}. Check the address '{scheme}:///{file}'.")
    return scheme, _sqlite(file) if scheme == "sqlite" else _duckdb(file), ""


def _sqlite(file: str) -> sqlite3.Connection:
    if file == ":memory:":
        return sqlite3.connect(file, isolation_level=None)
    _check_kind(file, "sqlite")  # SQLite itself looks no earlier than at the first statement
    try:
        address = f"{Path(file).absolute().as_uri()}?mode=ro"
        return sqlite3.connect(address, uri=True, isolation_level=None)
    except sqlite3.Error as error:
        raise DataError(f"{file} cannot be opened ({first_line(error)}): check it.") from error


def _duckdb(file: str) -> Any:
    try:
        import duckdb
    except ImportError as error:
        raise missing("duckdb") from error
    try:
        return duckdb.connect(file, read_only=file != ":memory:")
    except duckdb.Error as error:
        _check_kind(file, "duckdb")
        raise DataError(f"{file} cannot be opened ({first_line(error)}): check it.") from error


def _check_kind(file: str, scheme: str) -> None:
    """Raise `DataError` if a file does not begin as this engine's databases do."""
    try:
        with Path(file).open("rb") as content:
            head = content.read(HEAD_BYTES)
    except OSError as error:
        raise DataError(f"{file} cannot be opened ({error.strerror}): check it.") from error
    found = database_of(head)
    # To SQLite an empty file is a database without tables.
    if found == scheme or (not head and scheme == "sqlite"):
        return
    if found is not None:
        raise DataError(
            f"{file} is a database of {DIALECTS[found].shown}, not of {DIALECTS[scheme].shown}: "
            f"write {found}:///{file}."
        )
    raise DataError(
        f"{file} is not a database of {DIALECTS[scheme].shown}: check it, or leave out "
        f"'{scheme}:///' if it is a file of data."
    )


def _server(address: str) -> tuple[Any, str]:
    try:
        import psycopg
    except ImportError as error:
        raise missing("postgresql") from error
    try:
        secret = unquote(urlsplit(address).password or "")
    except ValueError as error:
        raise DataError("The address of the database is not valid: check it.") from error
    try:
        known = psycopg.conninfo.conninfo_to_dict(address)
        waits = known.get("connect_timeout") or PATIENCE
        return psycopg.connect(address, autocommit=True, connect_timeout=int(waits)), secret
    except psycopg.Error as error:
        said = " ".join(str(error).split())[:200]
        said = said.replace(secret, "…") if secret else said
        raise EngineError(
            f"{shown(address)} cannot be reached ({said}): check the address and the server."
        ) from error


def missing(engine: str) -> MissingExtraError:
    """Return the error for an engine whose package is not installed."""
    return MissingExtraError(
        f"{engine}:// needs a package that is not installed: pip install 'downslope[sql]'."
    )


def source_of(
    table: str | None, sql: str | None, names: Sequence[str], dialect: SqlDialect
) -> tuple[str, str]:
    """Return the source to select from, and its name for messages; `names` are the two options.

    Raises
    ------
    DataError
        Neither or both are given, or the query is not one statement.

    """
    if (table is None) == (sql is None):
        which = "both are given" if table is not None else "neither is given"
        raise DataError(
            f"A database needs {names[0]} or {names[1]}, and {which}: name a table, or write a "
            "SELECT."
        )
    if table is not None:
        parts = [part[1:-1].replace('""', '"') if part.startswith('"') else part
                 for part in re.findall(r'"(?:[^"]|"")*"|[^."]+', table)]  # fmt: skip
        if not "".join(parts).strip():
            raise DataError(f"{names[0]} '{table}' is not a table: give its name.")
        return ".".join(map(dialect.quoted, parts)), table
    query = checked_query(sql or "", names[1])
    # A comment at the end must not hide the parenthesis.
    return f"({query}\n) AS the_query", "the query"


TOKENS = re.compile(
    r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|\$(\w*)\$.*?\$\1\$|[();]|[^'\"();$/-]+|.",
    re.DOTALL,
)


def checked_query(sql: str, option: str) -> str:
    """Return a query without the semicolon at its end; refuse what is more than one statement."""
    kept, depth, ended = "", 0, False
    for found in TOKENS.finditer(sql.strip()):
        token = found.group()
        depth += {"(": 1, ")": -1}.get(token, 0)
        if (ended and not (token.isspace() or token.startswith(("--", "/*")))) or depth < 0:
            raise DataError(f"{option} must be one SELECT, but more follows it: give one.")
        ended = ended or token == ";"
        kept += "" if ended else token
    if not kept or depth:
        what = "a parenthesis is not closed" if kept else "it is empty"
        raise DataError(f"{option} is not a SELECT, for {what}: correct it.")
    return kept
