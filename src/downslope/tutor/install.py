"""Telling an AI's program that the tutor is there: its command, its file, or both.

Each host keeps its servers in a JSON file of its own. What is there is the user's: it is read
whole, one entry is added or brought up to date, a backup of the old file is kept, and the new one
takes its place at once. A file that is not plain JSON is left alone.

The places and formats were collected in November 2026 from what the makers publish, and not tried
against the programs themselves.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from downslope.data.atomic import write_whole
from downslope.errors import DataError, unknown

NAME: Final = "downslope"
LARGEST_FILE: Final = 16 * 2**20  # bytes

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Host:
    """A program that talks to tutors."""

    name: str
    title: str
    file: Callable[[], Path]
    key: str  # under which its file lists servers
    scope: str  # where the entry then holds
    command: Callable[[Entry], str] | None = None  # that does the same as the file
    names_transport: bool = False  # whether an entry says that it is of stdio

    def entry(self) -> Entry:
        """How to start the tutor, wherever the host was started from."""
        kind = {"type": "stdio"} if self.names_transport else {}
        return kind | starting()


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a host's file."""

    file: Path
    change: str  # added, updated, or unchanged
    backup: Path | None


def starting() -> Entry:
    """The program, by its whole path, and its arguments: a host on a desktop has no PATH."""
    found = shutil.which(NAME)
    if found:
        return {"command": str(Path(found).absolute()), "args": ["tutor"]}
    return {"command": sys.executable, "args": ["-m", NAME, "tutor"]}


def host(name: str) -> Host:
    """The host of that name.

    Raises:
        OptionError: no such host is known.

    """
    if name not in HOSTS:
        raise unknown("--install", name, HOSTS)
    return HOSTS[name]


def snippet(chosen: Host) -> str:
    """What the host's file has to say."""
    return json.dumps({chosen.key: {NAME: chosen.entry()}}, indent=2, ensure_ascii=False)


def install(chosen: Host, file: Path | None = None) -> Written:
    """Merge the tutor into the host's file, keeping all else and a backup.

    Raises:
        DataError: the file is not plain JSON, or cannot be read or written; nothing has changed.

    """
    path = Path(os.path.realpath(file or chosen.file()))
    try:
        before = _read(path)
        settings = {} if before is None else _parsed(path, before)
        servers = settings.setdefault(chosen.key, {})
        if not isinstance(servers, dict):
            raise DataError(_left_alone(path, f"its '{chosen.key}' is no object"))
        known, entry = servers.get(NAME), chosen.entry()
        if known == entry:
            return Written(path, "unchanged", None)
        servers[NAME] = (known if isinstance(known, dict) else {}) | entry
        content = json.dumps(settings, indent=_indent(before), ensure_ascii=False) + "\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = None if before is None else path.stat().st_mode & 0o777
        backup = None if before is None else _backup(path, before, mode)
        write_whole(path, content.encode(), mode)
    except OSError as error:
        raise DataError(
            f"{path} cannot be written ({error.strerror or error}): nothing was changed."
        ) from error
    return Written(path, "added" if known is None else "updated", backup)


def _read(path: Path) -> bytes | None:
    """The file's content; None if there is no file or it is empty."""
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        return None
    if len(content) > LARGEST_FILE:
        raise DataError(_left_alone(path, f"it has more than {LARGEST_FILE // 2**20} MB"))
    return content if content.strip() else None


def _parsed(path: Path, content: bytes) -> Entry:
    try:
        settings = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refused
        )
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0][:100]
        raise DataError(_left_alone(path, f"it is not plain JSON: {reason}")) from error
    if not isinstance(settings, dict):
        raise DataError(_left_alone(path, "it is no JSON object"))
    return settings


def _once(pairs: list[tuple[str, Any]]) -> Entry:
    """An object, none of whose names stands twice: writing it again would lose one."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"'{twice}' stands in it twice")
    return found


def _refused(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _left_alone(path: Path, why: str) -> str:
    return f"{path} was left alone ({why}): add the entry by hand, as --install prints it."


def _indent(content: bytes | None) -> int | str:
    """As the file has it: a tab, or so many spaces."""
    for line in (content or b"").decode("utf-8", "replace").splitlines():
        blank = line[: len(line) - len(line.lstrip())]
        if blank and line.strip():
            return "\t" if blank[0] == "\t" else len(blank)
    return 2


def _backup(path: Path, content: bytes, mode: int | None) -> Path:
    """Keep what was there beside it, under a name that is free."""
    count = 0
    while True:
        suffix = f".bak{count or ''}"
        backup = path.with_name(path.name + suffix)
        if not backup.exists():
            write_whole(backup, content, mode)
            return backup
        count += 1


# --- the hosts --------------------------------------------------------------------------------


def _in_shell(entry: Entry) -> str:
    import shlex

    return shlex.join([entry["command"], *entry["args"]])


def _claude_code(entry: Entry) -> str:
    return f"claude mcp add --scope user {NAME} -- {_in_shell(entry)}"


def _vscode(entry: Entry) -> str:
    import shlex

    server = {"name": NAME, "command": entry["command"], "args": entry["args"]}
    return f"code --add-mcp {shlex.quote(json.dumps(server))}"


def _cursor(entry: Entry) -> str:
    config = base64.b64encode(json.dumps(entry).encode()).decode()
    return (
        "cursor://anysphere.cursor-deeplink/mcp/install"
        f"?name={NAME}&config={quote(config, safe='')}"
    )


def _claude_desktop_file() -> Path:
    if sys.platform == "darwin":
        folder = Path.home() / "Library" / "Application Support"
    elif os.name == "nt":
        folder = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    else:
        folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return folder / "Claude" / "claude_desktop_config.json"


HOSTS: Final = {
    each.name: each
    for each in (
        Host(
            "claude-code",
            "Claude Code",
            lambda: Path.cwd() / ".mcp.json",
            "mcpServers",
            "in this folder",
            _claude_code,
        ),
        Host("claude-desktop", "Claude Desktop", _claude_desktop_file, "mcpServers", "everywhere"),
        Host(
            "cursor",
            "Cursor",
            lambda: Path.home() / ".cursor" / "mcp.json",
            "mcpServers",
            "everywhere",
            _cursor,
        ),
        Host(
            "vscode",
            "VS Code",
            lambda: Path.cwd() / ".vscode" / "mcp.json",
            "servers",
            "in this folder",
            _vscode,
            names_transport=True,
        ),
    )
}
