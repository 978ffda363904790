"""One HTML file that checks certificates in any browser, offline: with the keys and the withdrawn statements in it.

Its parts lie in ``resources/verify_page``. It asks for nothing from outside, and its policy forbids it to: what runs
in it is named by hash.
"""

import base64
import hashlib
import json
import re
import tomllib
from datetime import datetime

from tvet_desktop.certificates.checking.page_lists import page_lists
from tvet_desktop.certificates.checking.trust_list import TrustList
from tvet_desktop.certificates.templates.words import packaged_words
from tvet_desktop.shared.keyboard_layouts import LAYOUTS
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.shared.translation import LANGUAGES, _

PARTS = RESOURCES / "verify_page"
DECODER = "qr_decoder.js"
SCRIPTS = (
    "base45.js",
    "cbor.js",
    "statement.js",
    "signature.js",
    "lists.js",
    "judge.js",
    "pasted.js",
    "words.js",
    "picture.js",
    "result.js",
    "page.js",
)
_DATE_WORDS = (
    "months",
    "first_of_month",
    "date",
    "one_day",
    "within_month",
    "across_months",
    "hours",
    "one_hour",
    "hours_and_minutes",
)


def reads_pictures() -> bool:
    """Tell whether pages written here bring a reader of square codes; else only a browser that has one reads them."""
    return (PARTS / DECODER).exists()


def without_reader() -> str:
    """Say what a page lacks that was written where the reader of square codes could not be fetched."""
    return _(
        "It reads no pictures in most browsers, only texts and USB scanners: set up this app once with a network, then"
        " write the page again."
    )


def write_verify_page(trust: TrustList, now: datetime) -> bytes:
    """Return the page with the keys and lists of ``trust``, as a file in UTF-8 that is equal for equal input."""
    style, script = _part("page.css"), _script()
    decoder = _part(DECODER) if reads_pictures() else ""
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(_hash(text) for text in (decoder, script) if text)}",
            f"style-src {_hash(style)}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )
    pieces = {
        "policy": policy,
        "style": style,
        "lists": _json({**page_lists(trust, now), "keyboards": list(LAYOUTS.values())}),
        "words": _json(_words()),
        "decoder": f"<script>{decoder}</script>" if decoder else "",
        "script": script,
    }
    return re.sub(r"\{(\w+)\}", lambda found: pieces[found[1]], _part("page.html")).encode()


def _script() -> str:
    """Return our own script: the parts in one function, so that nothing of it is seen from outside."""
    whole = "\n".join(_part(name) for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{whole}}})();\n'


def _part(name: str) -> str:
    text = (PARTS / name).read_text(encoding="utf-8")
    assert name.endswith(".html") or not any(end in text.lower() for end in ("</script", "</style", "<!--"))
    return text


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _json(content: object) -> str:
    """Return JSON that no HTML reader takes for an end of its element, whatever stands in a name."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _words() -> dict[str, dict[str, object]]:
    page, paper = tomllib.loads(_part("words.toml")), tomllib.loads(packaged_words())
    dates = {code: {name: paper[code][name] for name in _DATE_WORDS} for code in LANGUAGES}
    return {code: {**page[code], **dates[code]} for code in LANGUAGES}
