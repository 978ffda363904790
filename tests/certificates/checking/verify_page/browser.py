"""A real Chromium without a window, driven through the two pipes of its DevTools protocol."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select
from typing import Any

from installer.system_packages import BROWSERS

_PATIENCE = 120  # seconds for one answer
_START = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for number, end in zip((3, 4), ends):  # where the browser looks for them
    os.dup2(end, number)
os.execvp(sys.argv[3], sys.argv[3:])
"""


class Tab:
    """One page of the browser."""

    def __init__(self, browser: "Browser", session: str) -> None:
        self._browser, self._session = browser, session

    def send(self, method: str, **values: Any) -> dict[str, Any]:
        return self._browser.send(method, self._session, **values)

    def open(self, address: str) -> None:
        self.send("Page.enable")
        self.send("Runtime.enable")
        self.send("Network.enable")
        self.send("Log.enable")
        self.send("Page.navigate", url=address)
        self._browser.wait_for("Page.loadEventFired", self._session)

    def run(self, script: str) -> Any:
        """Return what a script answers, after its promise if it is one."""
        answer = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def choose_file(self, selector: str, file: Path) -> None:
        """Choose a file in an input, as the file dialog does."""
        root = self.send("DOM.getDocument")["root"]["nodeId"]
        node = self.send("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.send("DOM.setFileInputFiles", nodeId=node, files=[str(file)])

    def type_keys(self, text: str) -> None:
        """Type as a keyboard or a scanner does, into what has the focus; a line end is the Enter key."""
        for letter in text:
            if letter == "\n":
                key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
            else:
                key = {"key": letter, "text": letter}
            self.send("Input.dispatchKeyEvent", type="keyDown", **key)
            self.send("Input.dispatchKeyEvent", type="keyUp", **{**key, "text": ""})

    def events(self, method: str) -> list[dict[str, Any]]:
        """Return what the browser has told of this kind so far."""
        return [event["params"] for event in self._browser.told if event["method"] == method]


class Browser:
    """Speaks the protocol: messages in JSON, each ended by a zero byte."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._number, self._rest = 0, b""
        self.told: list[dict[str, Any]] = []

    def send(self, method: str, session: str = "", **values: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": values}
        if session:
            message["sessionId"] = session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]  # type: ignore[no-any-return]  # what the protocol promises

    def wait_for(self, method: str, session: str) -> None:
        while not any(one["method"] == method and one.get("sessionId") == session for one in self.told):
            self._read()

    def tab(self) -> Tab:
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Tab(self, session)

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            assert select([self._reading], [], [], _PATIENCE)[0], "The browser does not answer."
            part = os.read(self._reading, 1 << 20)
            assert part, "The browser has ended."
            self._rest += part
        line, self._rest = self._rest.split(b"\0", 1)
        message: dict[str, Any] = json.loads(line)
        if "method" in message:
            self.told.append(message)
        return message


@contextmanager
def chromium(folder: Path, *words: str) -> Iterator[Browser]:
    """Start Chromium with an empty profile in ``folder``, and end it."""
    to_browser, writing = os.pipe()
    reading, from_browser = os.pipe()
    program_file = next(filter(None, map(shutil.which, BROWSERS)))
    command = [program_file, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", *words]
    command += [f"--user-data-dir={folder / 'profile'}", "--no-first-run", "--disable-dev-shm-usage"]
    command += [
        "--disable-background-timer-throttling",
        "--disable-renderer-backgrounding",
    ]  # many tabs are open
    command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    program = subprocess.Popen(
        [sys.executable, "-c", _START, str(to_browser), str(from_browser), *command],
        pass_fds=(to_browser, from_browser),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "LANG": "C.UTF-8"},
    )
    os.close(to_browser)
    os.close(from_browser)
    browser = Browser(reading, writing)
    try:
        yield browser
        browser.send("Browser.close")
    finally:
        program.terminate()
        program.wait(10)
        os.close(reading)
        os.close(writing)
