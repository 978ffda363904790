"""What a disk holds after the power was cut, worked out from the system calls of a process.

What was written before a file's last ``fsync`` is there. Of what was written after it, each write is there or
not by chance, and one may be torn in the middle.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

TRACED = "openat,pwrite64,write,fsync,fdatasync,ftruncate,close,unlink,unlinkat"
_CALL = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\d+)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass
class Call:
    """One system call that changed a file or said something."""

    name: str
    file: str
    data: bytes = b""
    offset: int = 0


@dataclass
class _File:
    durable: bytearray
    pending: list[Call] = field(default_factory=list)


def read_trace(lines: list[str], folder: Path) -> list[Call]:
    """Return the calls on files of ``folder`` and on standard output, in order."""
    calls: list[Call] = []
    names: dict[str, str] = {"1": "stdout"}
    for line in lines:
        found = _CALL.match(line)
        if not found or int(found[3]) < 0:
            continue
        name, arguments, answer = found.groups()
        first = arguments.split(",", 1)[0].strip()
        if name == "openat":
            path = _bytes(arguments).decode()
            if path.startswith(str(folder)):
                names[answer] = Path(path).name
        elif name == "close":
            names.pop(first, None)
        elif name in {"unlink", "unlinkat"}:
            calls.append(Call("unlink", Path(_bytes(arguments).decode()).name))
        elif first in names:
            number = int(arguments.rsplit(",", 1)[1]) if name in {"pwrite64", "ftruncate"} else 0
            data = _bytes(arguments)[: int(answer)] if name in {"pwrite64", "write"} else b""
            calls.append(Call(name, names[first], data, number))
    return calls


def disk_after_cut(before: Path, after: Path, calls: list[Call], random: Random) -> None:
    """Write the files of ``before`` into ``after`` as the disk would hold them when ``calls`` were made."""
    files = {file.name: _File(bytearray(file.read_bytes())) for file in before.iterdir() if file.is_file()}
    for call in calls:
        if call.file == "stdout":
            continue
        file = files.setdefault(call.file, _File(bytearray()))
        if call.name in {"fsync", "fdatasync"}:
            for pending in file.pending:
                _apply(file.durable, pending, len(pending.data))
            file.pending.clear()
        elif call.name == "unlink":
            files.pop(call.file)
        else:
            file.pending.append(call)
    after.mkdir()
    for name, file in files.items():
        for pending in file.pending:
            if random.random() < 1 / 2:
                whole = random.random() < 9 / 10
                _apply(
                    file.durable,
                    pending,
                    len(pending.data) if whole else random.randint(0, len(pending.data)),
                )
        if not name.endswith("-shm"):  # shared memory does not outlive the power
            (after / name).write_bytes(file.durable)


def _apply(content: bytearray, call: Call, length: int) -> None:
    if call.name == "ftruncate":
        del content[call.offset :]
        content.extend(bytes(call.offset - len(content)))
        return
    end = call.offset + length
    content.extend(bytes(max(0, end - len(content))))
    content[call.offset : end] = call.data[:length]


def _bytes(arguments: str) -> bytes:
    text = _STRING.search(arguments)
    assert text is not None, arguments[:200]
    return text[1].encode().decode("unicode_escape").encode("latin-1")
