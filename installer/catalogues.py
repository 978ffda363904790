"""Keeps the translation catalogues in step with the words in the source; for developers and translators.

Run it with the Python of ./.venv. English is the source and has no catalogue. New messages come in empty, those
that left the source go, and nothing is guessed: an entry is either translated or shown in English.
"""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

try:
    from babel.messages.catalog import Catalog, Message
    from babel.messages.extract import extract_from_dir
    from babel.messages.pofile import read_po, write_po
except ModuleNotFoundError:
    sys.exit("Babel is not in this Python: use that of ./.venv, which `python3 installer/dev.py test` makes.")

from installer.catalogue_faults import MessageId, forms_of, translation_faults  # noqa: E402 - needs ROOT above

SOURCES = ("tvet_desktop", "ui")
KEYWORDS = {"_": None, "ngettext": (1, 2)}
NOTE = "Translators:"
UNREVIEWED = "unreviewed"
USAGE = """\
python installer/catalogues.py COMMAND
  update         bring fr and rw in step with the source; new messages are left empty, to be translated
  check          fail when a message is missing, untranslated or loses a placeholder
  review rw      print, as CSV, the entries that no native speaker has read yet"""

HEADER = """\
# {name} words of TVET Desktop. English is the source; `installer/catalogues.py update` adds and removes messages.
{note}msgid ""
msgstr ""
"Project-Id-Version: tvet-desktop\\n"
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural={plural};\\n"

"""


@dataclass(frozen=True)
class Language:
    """A language that the app speaks besides English, and how its catalogue begins."""

    code: str
    name: str
    plural: str
    is_reviewed_by_entry: bool = False

    def file(self, root: Path) -> Path:
        """Return where the catalogue lies below the project's folder."""
        return root / "resources" / "locale" / self.code / "LC_MESSAGES" / "tvet.po"

    def header(self) -> str:
        """Return the first entry; it holds no dates, so that a file changes only with its words."""
        note = (
            f"# “{UNREVIEWED}” above an entry: no native speaker has read it yet. Take the line away once one has.\n"
            if self.is_reviewed_by_entry
            else ""
        )
        return HEADER.format(name=self.name, code=self.code, plural=self.plural, note=note)


LANGUAGES = {
    "fr": Language("fr", "French", "(n > 1)"),
    "rw": Language("rw", "Kinyarwanda", "(n != 1)", is_reviewed_by_entry=True),
}


@dataclass
class Found:
    """One message of the source: what to translate, what the programmer says about it, in which files it is."""

    id: MessageId
    notes: list[str]
    places: list[str]


def messages_in_source(root: Path) -> list[Found]:
    """Return every message below `root`, once, in the order of its text."""
    found: dict[str, Found] = {}
    for folder in SOURCES:
        rows = extract_from_dir(
            root / folder, [("**.py", "python")], {}, KEYWORDS, [NOTE], strip_comment_tags=True
        )
        for place, _line, text, notes, _context in rows:
            forms = forms_of(text)
            message = found.setdefault(forms[0], Found(text, [], []))
            if len(forms) > len(forms_of(message.id)):
                message.id = text
            message.notes += [note for note in notes if note not in message.notes]
            path = f"{folder}/{Path(place).as_posix()}"
            if path not in message.places:
                message.places.append(path)
    return [found[text] for text in sorted(found)]


def read_catalogue(root: Path, language: Language) -> Catalog:
    """Return what the catalogue holds now; an empty one when there is no file yet."""
    file = language.file(root)
    text = file.read_bytes() if file.exists() else language.header().encode()
    return read_po(io.BytesIO(text), locale=language.code, abort_invalid=True)


def in_step(old: Catalog, language: Language, source: list[Found]) -> Catalog:
    """Return a catalogue of exactly the messages in `source`, with the translations that `old` has for them."""
    new = Catalog(locale=language.code)
    for message in source:
        kept = old.get(forms_of(message.id)[0])
        fits = kept is not None and forms_of(kept.id) == forms_of(message.id)
        entry = new.add(
            message.id,
            kept.string if kept and fits else None,
            auto_comments=message.notes,
            user_comments=_reading_notes(kept if fits else None, language),
            flags=kept.flags if kept and fits else (),
        )
        entry.flags.discard("python-format")  # “5 % of” only looks like one
    return new


def _reading_notes(kept: Message | None, language: Language) -> list[str]:
    """Return the translators' comments of an entry; one with no words yet will need reading."""
    if kept and any(forms_of(kept.string)):
        return list(kept.user_comments)
    return [UNREVIEWED] if language.is_reviewed_by_entry else []


def written(catalogue: Catalog, language: Language) -> str:
    """Return the catalogue's file: sorted by text, one line a sentence, no places, so that changes stay small."""
    file = io.BytesIO()
    write_po(
        file, catalogue, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True
    )
    return language.header() + file.getvalue().decode().strip("\n") + "\n"


def update(root: Path = ROOT) -> dict[str, int]:
    """Write both catalogues in step with the source; return by language how many entries have no words yet."""
    source = messages_in_source(root)
    empty = {}
    for language in LANGUAGES.values():
        catalogue = in_step(read_catalogue(root, language), language, source)
        file = language.file(root)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written(catalogue, language), encoding="utf-8", newline="\n")
        empty[language.code] = sum(not all(forms_of(entry.string)) for entry in catalogue if entry.id)
    return empty


def check(root: Path = ROOT) -> list[str]:
    """Return one line for each fault in the catalogues, nothing when they are whole and right."""
    source = messages_in_source(root)
    faults = []
    for language in LANGUAGES.values():
        old = read_catalogue(root, language)
        wanted = in_step(old, language, source)
        file = language.file(root)
        if not file.exists() or file.read_text(encoding="utf-8") != written(wanted, language):
            faults.append(
                f"{language.code}: not in step with the source, run `installer/catalogues.py update`"
            )
        for entry in wanted:
            if entry.id:
                what = forms_of(entry.id)[0]
                faults += [
                    f"{language.code}: {fault}: “{what}”"
                    for fault in translation_faults(entry.id, entry.string, language.code, fuzzy=entry.fuzzy)
                ]
    return faults


def review(code: str, root: Path = ROOT) -> str:
    """Return as CSV (key, en, `code`) what no native speaker has read; the key tells where the words stand."""
    language = LANGUAGES[code]
    source = messages_in_source(root)
    table = io.StringIO(newline="")
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(["key", "en", code])
    catalogue = in_step(read_catalogue(root, language), language, source)
    for message in source:
        entry = catalogue.get(forms_of(message.id)[0])
        if entry is not None and UNREVIEWED in entry.user_comments:
            for english, words in zip(forms_of(entry.id), forms_of(entry.string), strict=True):
                rows.writerow([" ".join(message.places), english, words])
    return table.getvalue()


def main(arguments: list[str]) -> int:
    """Do the command in `arguments`; return the exit code (1: faults were found, 2: no such command)."""
    if arguments == ["update"]:
        for code, empty in update().items():
            print(f"{code}: {empty} entries without words")
        return 0
    if arguments == ["check"]:
        faults = check()
        print("\n".join(faults) or "The catalogues are whole.")
        return 1 if faults else 0
    if arguments[:1] == ["review"] and arguments[1:] and arguments[1] in LANGUAGES:
        # the mark at the beginning tells Excel that this is UTF-8
        sys.stdout.buffer.write(("\ufeff" + review(arguments[1])).encode())
        return 0
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
