"""Options and logs that cannot be used end with status 2 and one line that says why.

Every case names the words that its line has to contain; none of them may be a traceback, none
may leave anything on standard output.
"""

import bz2
import gzip
import os
import signal
import subprocess
import sys

import pytest

from refusals import LINE, output, refusal, strict_json, write

PACKED = gzip.compress(b"x,y\n" + b"".join(b"%d,%d\n" % (i, i * i) for i in range(9000)))


# --- options ------------------------------------------------------------------------------------

OPTIONS = {
    ("train", "--lr", "0"): "--lr '0': 0 is not a learning rate; give positive numbers",
    ("train", "--lr", "-1"): "--lr '-1': -1 is not a learning rate",
    ("train", "--lr", "nan"): "'nan' is not a finite number",
    ("train", "--lr", "inf"): "'inf' is not a finite number",
    ("train", "--lr", "fast"): "--lr 'fast': 'fast' is not a finite number; give numbers such as",
    ("train", "--lr", ""): "--lr ''",
    ("train", "--lr", "0.1,oops,1"): "--lr '0.1,oops,1': 'oops' is not a finite number",
    ("train", "--lr", "0.1,"): "--lr '0.1,': '' is not",
    (
        "train",
        "--lr",
        "0,1",
    ): "0 is not a learning rate; give positive numbers such as 0.01 (with a d",
    ("train", "--lr", "0.1,-2"): "-2 is not a learning rate",
    ("diagnose", "--lr", "0.1,0.2"): "give one rate; 'downslope train' takes several",
    ("train", "--epochs", "-1"): "--epochs '-1' cannot be used: give a whole number, 0 or more",
    ("train", "--epochs", "many"): "--epochs 'many' cannot be used",
    ("sweep", "--epochs", "1.5"): "--epochs '1.5' cannot be used",
    ("diagnose", "--epochs", "1e99"): "and at most 1e+15",
    ("train", "--start", "1"): "--start 1 does not fit: give 2 finite numbers (x, intercept)",
    ("sweep", "--start", "1,2,3"): "--start 1,2,3 does not fit: give 2",
    ("diagnose", "--start", "1,up"): "--start '1,up': 'up' is not a finite number",
    ("train", "--start=nan,1"): "'nan' is not a finite number",
    ("train", "--loss", "half_mse"): "--loss half_mse is not known: did you mean 'half-mse'?",
    ("sweep", "--loss", "x"): "choose from: mse, half-mse, sse, half-sse",
    ("train", "--rule", "momentun"): "did you mean 'momentum'?",
    ("diagnose", "--rule", "adams"): "--rule adams is not known: did you mean 'adam'?",
    ("diagnose", "--rule", "adam", "--beta", "0.5"): "applies to --rule momentum and --rule",
    ("diagnose", "--rule", "newton"): "--rule newton is not known: choose from: gd, momentum",
    ("train", "--batch-size", "0"): "--batch-size '0' cannot be used: give a whole number, 1 or",
    ("train", "--batch-size", "x"): "--batch-size 'x' cannot be used",
    ("train", "--snapshots", "0,300"): "snapshot at epoch 300 is outside the run: give epochs fr",
    ("train", "--snapshots=-1"): "--snapshots '-1' cannot be used",
    ("train", "--snapshots", "1,x"): "--snapshots 'x' cannot be used",
    ("sweep", "--lrs", "1:0.1:5"): "--lrs '1:0.1:5' does not go up from a positive rate",
    ("sweep", "--lrs", "1:1:5"): "does not go up",
    ("sweep", "--lrs", "0:1:5"): "does not go up",
    ("sweep", "--lrs", "1:inf:5"): "does not go up",
    ("sweep", "--lrs", "0.1:1:0"): "asks for 0 rates: give 2 to 100000",
    ("sweep", "--lrs", "0.1:1:2.5"): "is not LO:HI:COUNT, such as 1e-4:1:40",
    ("sweep", "--lrs", "garbage"): "is not LO:HI:COUNT",
    ("sweep", "--lrs", ""): "is not LO:HI:COUNT",
    ("fit", "--method", "choleski"): "did you mean 'cholesky'?",
    ("train", "--beta", "0.5"): "--beta 0.5 applies to --rule momentum and --rule nesterov, not",
    ("sweep", "--rule", "momentum", "--beta", "x"): "--beta 'x' cannot be used: give one number",
    (
        "diagnose",
        "--rule",
        "nesterov",
        "--beta",
        "1",
    ): "--beta 1 cannot be used: give a number from",
    ("fit", "--robust", "HC9"): "--robust HC9 is not known: did you mean 'HC3'?",
    ("fit", "--level", "1.5"): "--level 1.5 cannot be used: give a share such as 0.95",
    ("train", "--rule=sdg"): "--rule=sdg is not known",
    ("diagnose", "--loss", "q"): "--loss q is not known: choose from: mse",
    ("fit", "--nope"): "No such option '--nope'",
    ("diagnose", "--history", "log.txt"): "Give either DATA (with --target unless",
}


@pytest.mark.parametrize(("given", "words"), OPTIONS.items(), ids=map(" ".join, OPTIONS))
def test_an_option_that_cannot_be_used_says_why(capsys, here, given, words):
    write(here, "d.csv", LINE)
    command, *options = given
    assert words in refusal(capsys, command, "d.csv", "-t", "y", *options)


@pytest.mark.parametrize("log", ["step 10 loss 0.5\nstep 20 loss 0.4\n", "epoch,loss\n0,5\n1,4\n"])
def test_a_log_given_as_data_is_told_its_option(capsys, here, log):
    write(here, "train.log", log)
    assert refusal(capsys, "diagnose", "train.log").endswith("diagnose --history train.log")
    assert "--history" not in refusal(capsys, "diagnose", "train.log", "-t", "nothing")


ALONE = {
    "diagnose": "Give either DATA (with --target unless",
    "fit": "Missing argument 'DATA'; see 'downslope fit --help'",
    "trian": "Did you mean 'train'?",
    "demo --n 1": "--n 1 points cannot be used: give from 2",
    "demo --n 999999999999": "--n 999999999999 points cannot be used: give from 2 to 10000000",
    "demo --n some": "--n 'some' cannot be used",
    "demo --noise -1": "--noise -1 cannot be used",
    "demo --noise loud": "--noise 'loud' cannot be used: give one number",
    "demo --seed -1": "--seed '-1' cannot be used",
    "demo --every 0": "--every '0' cannot be used: give a whole number, 1 or more",
    "demo --start 1": "--start 1 does not fit: give 2 finite numbers (x, intercept)",
    "demo more": "Got unexpected extra argument (more)",
}


@pytest.mark.parametrize(("line", "words"), ALONE.items(), ids=ALONE)
def test_a_command_line_that_cannot_be_used_says_why(capsys, line, words):
    assert words in refusal(capsys, *line.split())


def test_no_command_at_all_shows_the_help(capsys):
    assert "Usage" in output(capsys)


# --- logs of losses -------------------------------------------------------------------------------

LOGS = {
    "one value": ("3\n", "has 1 finite loss: at least 3 are needed"),
    "two values": ("3\n2\n", "has 2 finite losses: at least 3"),
    "empty": ("", "log.txt is empty: give one loss on each line"),
    "only comments": ("# a\n# b\n", "is empty"),
    "header only": ("epoch,loss\n", "line 1 is not a loss: it has names (epoch, loss), and no"),
    "epochs fall": ("epoch,loss\n0,3\n2,2\n1,1\n", "line 4: 1 comes after 2 in the column read as"),
    "epochs repeat": ("epoch,loss\n0,3\n0,2\n1,1\n", "line 3: 0 comes after 0"),
    "epoch NaN": ("epoch,loss\n0,3\nnan,2\n1,1\n", "line 3: nan comes after 0"),
    "text in the middle": ("3\n2\nhello\n1\n", "line 3: the loss 'hello' is not a number: fix"),
    "text in a column": ("epoch,loss\n0,3\n1,oops\n2,1\n", "line 3: the loss 'oops' is not a"),
    "no loss": ("epoch,loss\n0,3\n1\n2,1\n", "line 3 has no loss"),
    "prose": ("Epoch one went well\nEpoch two went better\n", "has the columns Epoch, one, went"),
    "no loss column": ("a,b,c\n1,2,3\n2,3,4\n", "has the columns a, b, c: name one of them 'loss'"),
    "three numbers": ("0 3 1\n1 2 1\n2 1 1\n", "line 1 has 3 numbers: give one loss on each line"),
    "JSON": ('{"names": ["a", "b"]}\n', "line 1 is not a loss"),
    "binary": (bytes(range(256)), "is not a text file"),
    "UTF-16": ("3\n2\n1\n".encode("utf-16"), "is text in UTF-16: save it in UTF-8"),
    "cut gzip": (gzip.compress(b"3\n2\n1\n")[:20], "is damaged or cut short"),
    "bzip2": (bz2.compress(b"3\n2\n1\n"), "is compressed (bzip2): unpack it first"),
}


@pytest.mark.parametrize(("content", "words"), LOGS.values(), ids=LOGS)
def test_a_log_that_cannot_be_used_says_why(capsys, here, content, words):
    write(here, "log.txt", content)
    assert words in refusal(capsys, "diagnose", "--history", "log.txt")


@pytest.mark.parametrize(
    ("name", "words"),
    [("nope.txt", "No such file: nope.txt"), (".", "names no file"), ("..", "names no file")],
)
def test_a_log_that_is_not_there_says_so(capsys, here, name, words):
    assert words in refusal(capsys, "diagnose", "--history", name)


@pytest.mark.parametrize(
    "options",
    [
        "--target y",
        "--epochs 5",
        "--standardize",
        "--drop-missing",
    ],
)
def test_beside_a_log_nothing_can_be_said_of_data(capsys, here, options):
    write(here, "log.txt", "3\n2\n1\n")
    words = f"{options.split()[0]} is for a run on data: give DATA instead of --history"
    assert words in refusal(capsys, "diagnose", "--history", "log.txt", *options.split())


def test_a_folder_without_logs_says_so(capsys, here):
    (here / "logs").mkdir()
    assert "logs contains no logs" in refusal(capsys, "diagnose", "--history", "logs")


@pytest.mark.parametrize(
    "content",
    ["3\n2\n1\n0.5\n", "3 2 1 0.5\n", "[3, 2, 1, 0.5]\n", "\ufeffloss\r\n3\r\n2\r\n1\r\n0.5\r\n",
     "step,loss,val_loss\n0,3,4\n1,2,4\n2,,4\n3,1,4\n4,0.5,4\n"],
)  # fmt: skip
def test_the_same_losses_in_other_forms(capsys, here, content):
    write(here, "log.txt", content)
    found = strict_json(output(capsys, "diagnose", "--history", "log.txt", "--json"))
    assert (found["start_loss"], found["final_loss"]) == (3, 0.5)


@pytest.mark.parametrize(
    "losses",
    [(-1, -2, -3, -4), (1e300, 1e305, 1e308), (1e-320, 1e308) * 5, (0, 0, 0), (-5, -3, -1, 0),
     (1e-300, 1, 1e300), (1, 2, 4, 8, "inf"), (5, 5, 5, 5), (-1e308, 1e308, -1e308, 1e308)],
)  # fmt: skip
def test_any_numbers_make_a_log(capsys, here, losses):
    write(here, "log.txt", "\n".join(map(str, losses)))
    assert output(capsys, "diagnose", "--history", "log.txt")
    strict_json(output(capsys, "diagnose", "--history", "log.txt", "--lr", "0.1", "--json"))


def test_epochs_may_be_far_apart(capsys, here):
    write(here, "log.txt", "epoch,loss\n0,3\n1e300,2\n1e308,1\n")
    assert output(capsys, "diagnose", "--history", "log.txt")


# --- as a process of its own ------------------------------------------------------------------


def command_line(*arguments):
    return [sys.executable, "-W", "error", "-m", "downslope", *arguments]


def test_a_process_refuses_with_one_line_and_status_2(here):
    write(here, "d.csv.gz", PACKED[:9000])
    for given in (("fit", "nope.csv", "-t", "y"), ("fit", "d.csv.gz", "-t", "y"), ("demo", "--x")):
        ended = subprocess.run(command_line(*given), capture_output=True, text=True, check=False)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr.startswith("downslope: ")
        assert ended.stderr.count("\n") == 1


def test_a_closed_pipe_is_no_news(here):
    given = command_line("demo", "--every", "1", "--epochs", "20000")
    with subprocess.Popen(given, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline().startswith(b"epoch   0")
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_control_c_ends_a_long_run_with_one_line(here):
    given = command_line("demo", "--every", "1", "--epochs", "1e9", "--lr", "0.001")
    with subprocess.Popen(
        given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.strip() == "Stopped."


def test_no_color_is_obeyed(here):
    settings = os.environ | {"NO_COLOR": "1", "FORCE_COLOR": "1", "COLUMNS": "40"}
    given = command_line("train", "hubble", "--lr", "0.1")
    told = subprocess.run(given, capture_output=True, text=True, check=True, env=settings).stdout
    assert "\x1b[3" not in told
    assert "…" not in told  # no number is cut, however narrow the terminal
