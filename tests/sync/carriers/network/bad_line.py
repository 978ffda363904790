"""A line between a PC and a server that is slow, loses packets, breaks off or stands still when a test says so."""

import asyncio
import random
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_SEGMENT = 1_400
_ENOUGH = 10**12


@dataclass
class BadLine:
    """A proxy on a port of its own. Its attributes may be changed while it works.

    Args:
        to: the port of the server.
        bytes_a_second: each way; 0 is as fast as it goes.
        round_trip: seconds there and back; a new connection costs one more.
        loss: part of the packets that is lost; each costs its bytes and a round trip once more.
        reset_after: bytes from the PC after which each connection is reset.
        stall_after: bytes from the PC after which nothing moves any more on a connection.
        cut_answers_after: bytes from the server after which each connection is reset.
        on_sent: told how many bytes the PC has sent on a connection.
    """

    to: int
    bytes_a_second: int = 0
    round_trip: float = 0
    loss: float = 0
    reset_after: int = _ENOUGH
    stall_after: int = _ENOUGH
    cut_answers_after: int = _ENOUGH
    on_sent: Callable[[int], object] = lambda _count: None
    sent: int = 0
    received: int = 0
    connections: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    port: int = 0

    async def connect(self, pc: asyncio.StreamReader, to_pc: asyncio.StreamWriter) -> None:
        """Carry one connection to its end."""
        self.connections += 1
        ends = [to_pc]
        try:
            await asyncio.sleep(self.round_trip)
            server, to_server = await asyncio.open_connection("127.0.0.1", self.to)
            ends.append(to_server)
            await asyncio.gather(
                self._pump(pc, to_server, ends, True), self._pump(server, to_pc, ends, False)
            )
        except (OSError, asyncio.CancelledError):  # the line is taken away
            pass
        finally:
            for end in ends:
                _reset(end)

    async def _pump(
        self,
        source: asyncio.StreamReader,
        target: asyncio.StreamWriter,
        ends: list[asyncio.StreamWriter],
        is_upward: bool,  # noqa: FBT001  two ways only
    ) -> None:
        """Move bytes in segments, each at the moment at which the line would bring it."""
        passed, free_at = 0, 0.0
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        delivering = asyncio.ensure_future(_deliver(target, queue))
        try:
            while piece := await source.read(_SEGMENT):
                if is_upward and passed + len(piece) > self.stall_after:
                    await asyncio.sleep(3_600)
                limit = self.reset_after if is_upward else self.cut_answers_after
                if passed + len(piece) > limit:
                    await asyncio.sleep(0.02)  # what came before is delivered
                    target.write(piece[: max(0, limit - passed)])
                    await asyncio.sleep(0.02)
                    for end in ends:
                        _reset(end)
                    return
                passed += len(piece)
                self._count(len(piece), passed, is_upward)
                free_at = max(free_at, time.monotonic()) + self._seconds(len(piece))
                queue.put_nowait((free_at + self.round_trip / 2, piece))
                if self.bytes_a_second:  # a short queue, so that the sender feels the line
                    await asyncio.sleep(free_at - time.monotonic() - 0.2)
            queue.put_nowait((free_at + self.round_trip / 2, b""))
            await delivering
        finally:
            delivering.cancel()

    def _seconds(self, size: int) -> float:
        seconds = size / self.bytes_a_second if self.bytes_a_second else 0.0
        while self.chance.random() < self.loss:
            seconds += (size / self.bytes_a_second if self.bytes_a_second else 0.0) + self.round_trip
        return seconds

    def _count(self, size: int, passed: int, is_upward: bool) -> None:  # noqa: FBT001  two ways only
        if is_upward:
            self.sent += size
            self.on_sent(passed)
        else:
            self.received += size


@contextmanager
def bad_line(to: int) -> Iterator[BadLine]:
    """Lay a line to a port of this PC."""
    line = BadLine(to)
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def serve() -> None:
        server = await asyncio.start_server(line.connect, "127.0.0.1", 0)
        line.port = server.sockets[0].getsockname()[1]
        ready.set()
        await stop.wait()
        server.close()
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait()
    try:
        yield line
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.run_until_complete(asyncio.sleep(0.01))  # the sockets that were reset are closed now
        loop.close()


async def _deliver(target: asyncio.StreamWriter, queue: "asyncio.Queue[tuple[float, bytes]]") -> None:
    while True:
        at, piece = await queue.get()
        await asyncio.sleep(at - time.monotonic())
        with suppress(OSError):
            if not piece:
                target.write_eof()
                return
            target.write(piece)


def _reset(end: asyncio.StreamWriter) -> None:
    if end.transport.is_closing():
        return
    with suppress(OSError):
        end.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    end.transport.abort()
