"""Commands in this process: the line of a refusal, and the output of one that does its job."""

import json

from downslope.cli import run

GOOD = "x,z,y\n1,2,3\n2,1,4.1\n3,6,6\n4,5,8.2\n9,2,1\n"
LINE = "x,y\n1,2\n2,4.1\n3,6\n4,8.2\n"


def write(folder, name, content):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def refusal(capsys, *arguments):
    """The one line with which the command refuses."""
    status = run(list(arguments))
    out, err = capsys.readouterr()
    assert (status, out) == (2, ""), (status, out, err)
    assert err.startswith("downslope: ")
    assert err.count("\n") == 1
    assert err.endswith("\n")
    return err.removeprefix("downslope: ").rstrip()


def output(capsys, *arguments):
    """What a command prints that does its job."""
    status = run(list(arguments))
    out, err = capsys.readouterr()
    assert (status, err) == (0, ""), err
    return out


def told(capsys):
    """What was printed, as one line."""
    return " ".join(capsys.readouterr().out.split())


def strict_json(text):
    def refuse(constant):
        raise ValueError(constant)

    return json.loads(text, parse_constant=refuse)
