"""The check page in a real browser, as who holds a certificate uses it."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.certificates.checking.verify_page.browser import Browser, Tab

_CHECK_ALL = """
(async (texts) => {
  const at = (id) => document.getElementById(id);
  const shown = [];
  const soon = () => new Promise((done) => {
    const channel = new MessageChannel(); // a timer would wait four milliseconds
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  });
  for (const text of texts) {
    at("text").value = text;
    at("typed").requestSubmit();
    while (at("found").getAttribute("aria-busy") === "true") await soon();
    shown.push(%s);
  }
  return shown;
})
"""
_SHOWN = """
{
  message: document.getElementById("message").textContent,
  cards: [...document.querySelectorAll(".card")].map((card) => ({
    verdict: card.dataset.verdict,
    title: card.querySelector("h3").textContent,
    sentence: card.querySelector(".verdict p").textContent,
    labels: [...card.querySelectorAll("dt")].map((one) => one.textContent),
    facts: [...card.querySelectorAll("dd")].map((one) => one.textContent),
    remarks: [...card.querySelectorAll(".remarks p, .stamp")].map((one) => one.textContent),
  })),
}
"""
_WHEN_DONE = """
new Promise((done) => {
  const look = () => document.getElementById("found").getAttribute("aria-busy") === "true" ? setTimeout(look, 10) : done();
  setTimeout(look, 30);
})
"""


@dataclass(frozen=True)
class Card:
    """What the page says of one certificate."""

    verdict: str
    title: str
    sentence: str
    labels: list[str]
    facts: list[str]
    remarks: list[str]


@dataclass(frozen=True)
class Shown:
    message: str
    cards: list[Card]

    @property
    def only(self) -> Card:
        assert len(self.cards) == 1, self
        return self.cards[0]


class CheckPage:
    """One open page; ``language`` is what the browser asks pages for, ``before`` a script that runs first."""

    def __init__(self, browser: Browser, file: Path, language: str = "en-GB", before: str = "") -> None:
        self.tab: Tab = browser.tab()
        self.tab.send("Page.enable")
        self.tab.send("Page.addScriptToEvaluateOnNewDocument", source=before)
        self.tab.send("Emulation.setUserAgentOverride", userAgent="Test", acceptLanguage=language)
        self.tab.open(file.as_uri())

    def check(self, text: str) -> Shown:
        return self.check_all([text])[0]

    def check_all(self, texts: Sequence[str]) -> list[Shown]:
        found = self.tab.run(f"({_CHECK_ALL % _SHOWN})({json.dumps(texts)})")
        return [_shown(one) for one in found]

    def choose(self, picture: Path, selector: str = "#choose") -> Shown:
        self.tab.choose_file(selector, picture)
        return self.shown()

    def give(self, event: str, picture: Path) -> Shown:
        """Drop or paste a picture."""
        content = json.dumps(base64.b64encode(picture.read_bytes()).decode())
        made = {
            "drop": 'new DragEvent("drop", {dataTransfer: given, bubbles: true, cancelable: true})',
            "paste": 'new ClipboardEvent("paste", {clipboardData: given, bubbles: true, cancelable: true})',
        }[event]
        self.tab.run(
            f"{{const bytes = Uint8Array.from(atob({content}), (letter) => letter.charCodeAt(0));"
            'const given = new DataTransfer(); given.items.add(new File([bytes], "photo.png", {type: "image/png"}));'
            f"document.body.dispatchEvent({made})}}"
        )
        return self.shown()

    def shown(self) -> Shown:
        self.tab.run(_WHEN_DONE)
        return _shown(self.tab.run(f"({_SHOWN})"))

    def text_of(self, selector: str) -> str:
        return str(self.tab.run(f"document.querySelector({json.dumps(selector)}).innerText"))

    def is_shown(self, selector: str) -> bool:
        return bool(
            self.tab.run(f"document.querySelector({json.dumps(selector)}).getClientRects().length > 0")
        )


def _shown(found: dict[str, Any]) -> Shown:
    return Shown(found["message"], [Card(**card) for card in found["cards"]])
