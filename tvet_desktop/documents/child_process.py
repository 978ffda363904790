"""Work on files of others, done in a process of its own.

A single wrong byte in an old .xls file can make a parser ask for 500 GB and abort its process (tried).
Let that be a process that nobody misses. Content passes through pipes, never through a file.
"""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread

from tvet_desktop.shared.steps import Steps, no_steps

SECONDS = 120
_ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    " from tvet_desktop.documents.child_process import child_main; child_main(sys.argv[2])"
)
_TASKS = {
    "parse": "tvet_desktop.documents.parse_in_child",
    "note": "tvet_desktop.documents.note_in_child",
    "pages": "tvet_desktop.documents.page_pictures",
    "codes": "tvet_desktop.documents.code_pages",
}
"""Task -> the module whose ``child(request) -> answer`` does it; only the child loads the parsers."""
_MEMORY = 2 << 30
_SECONDS_BETWEEN_STEPS = 0.05
_STEP = re.compile(rb"(\d{1,9}) (\d{1,9})")
_LONGEST_LINE = 1000


class _HowFar:
    """What a child told last, and when."""

    def __init__(self) -> None:
        self.done = self.in_all = 0
        self.at = time.monotonic()

    def hear(self, line: bytes) -> None:
        """Take a line that a child wrote; the complaints of its libraries are none."""
        told = _STEP.fullmatch(line.strip())
        if told:
            done, in_all = int(told[1]), int(told[2])
            if done > self.done:
                self.at = time.monotonic()
            self.done, self.in_all = done, in_all


class ChildFailed(ValueError):
    """The child gave up, crashed, or took too long."""


def run_in_child(task: str, request: bytes, steps: Steps = no_steps) -> bytes:
    """Return what the child answers; ``steps`` may raise meanwhile, which ends the child.

    A child that writes lines such as "3 40" to its standard error has done 3 pieces of 40, and is given its time for
    each of them anew.

    Raises:
        ChildFailed: there is no answer.
    """
    far = _HowFar()
    answer: list[bytes] = []
    with subprocess.Popen(  # noqa: S603  our own interpreter and program
        [sys.executable, "-I", "-c", _PROGRAM, str(_ROOT), task],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        talk = Thread(target=_talk, args=(child, request, answer), daemon=True)
        listen = Thread(target=_listen, args=(child, far), daemon=True)
        talk.start()
        listen.start()
        try:
            while talk.is_alive():
                talk.join(_SECONDS_BETWEEN_STEPS)
                steps(far.done, far.in_all)
                if time.monotonic() > far.at + SECONDS:
                    child.kill()
        except BaseException:
            child.kill()
            talk.join()
            listen.join()
            raise
        listen.join()
    if child.returncode or not answer:
        raise ChildFailed(task)
    return answer[0]


def _talk(child: "subprocess.Popen[bytes]", request: bytes, answer: list[bytes]) -> None:
    """Give the request and take the answer; the child reads all before it answers."""
    assert child.stdin is not None
    assert child.stdout is not None
    with suppress(OSError):  # it died before it had read all
        child.stdin.write(request)
    with suppress(OSError):
        child.stdin.close()
    with suppress(OSError, ValueError):
        answer.append(child.stdout.read())


def _listen(child: "subprocess.Popen[bytes]", far: _HowFar) -> None:
    """Hear how far the child is until it ends."""
    assert child.stderr is not None
    with suppress(OSError, ValueError):
        while line := child.stderr.readline(_LONGEST_LINE):
            far.hear(line)


def child_main(task: str) -> None:
    """Read the request from standard input, write the answer to standard output."""
    _limit_memory()
    request = sys.stdin.buffer.read()
    work: Callable[[bytes], bytes] = import_module(_TASKS[task]).child
    sys.stdout.buffer.write(work(request))


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
