"""Entries that add the tutor to an AI app: for its settings file, or as a command or link.

Each app lists its servers in a JSON file of its own. Nothing is written to it: the entry is
printed, for the user to add.

The locations and formats were taken in November 2026 from the makers' documentation, and were not
tried in the apps themselves.
"""

from __future__ import annotations

import base64
import json
import os
import shlex
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from downslope.errors import unknown

NAME: Final = "downslope"
SKILL: Final = "skill"  # not an app, but a file that many of them read
SKILL_FOLDERS: Final = (".agents/skills/downslope", ".claude/skills/downslope")

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Host:
    """AI app that can start the tutor."""

    title: str
    file: Callable[[], Path]
    key: str  # of the servers in its file
    scope: str  # where the entry applies
    command: Callable[[Entry], str] | None = None  # a command or link with the same effect
    names_transport: bool = False  # whether an entry names its transport, stdio

    def entry(self) -> Entry:
        """Return the entry that starts the tutor from any folder."""
        kind = {"type": "stdio"} if self.names_transport else {}
        return kind | starting()


def starting() -> Entry:
    """Return the program by its full path, as a desktop app may have no PATH, and its arguments."""
    found = shutil.which(NAME)
    if found:
        return {"command": str(Path(found).absolute()), "args": ["tutor"]}
    return {"command": sys.executable, "args": ["-m", NAME, "tutor"]}


def host(name: str) -> Host:
    """Look up a host by name.

    Raises
    ------
    OptionError
        There is no such host.

    """
    if name not in HOSTS:
        raise unknown("--install", name, [*HOSTS, SKILL])
    return HOSTS[name]


def snippet(chosen: Host) -> str:
    """Return the JSON that the host's file must contain."""
    return json.dumps({chosen.key: {NAME: chosen.entry()}}, indent=2, ensure_ascii=False)


def _claude_code(entry: Entry) -> str:
    return f"claude mcp add --scope user {NAME} -- " + shlex.join(
        [entry["command"], *entry["args"]]
    )


def _vscode(entry: Entry) -> str:
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
    "claude-code": Host(
        "Claude Code",
        lambda: Path.cwd() / ".mcp.json",
        "mcpServers",
        "in this folder",
        _claude_code,
    ),
    "claude-desktop": Host("Claude Desktop", _claude_desktop_file, "mcpServers", "everywhere"),
    "cursor": Host(
        "Cursor",
        lambda: Path.home() / ".cursor" / "mcp.json",
        "mcpServers",
        "everywhere",
        _cursor,
    ),
    "vscode": Host(
        "VS Code",
        lambda: Path.cwd() / ".vscode" / "mcp.json",
        "servers",
        "in this folder",
        _vscode,
        names_transport=True,
    ),
}
