"""How templates are shown."""

from tvet_desktop.certificates.facts import kind_word
from tvet_desktop.certificates.templates.queries import TemplateRow
from tvet_desktop.shared.translation import _
from ui.certificates.setup.words import template_words
from ui.courses.words import language_word
from ui.widgets.column import Column


def template_columns() -> list[Column[TemplateRow]]:
    """Return the columns: what it is called, for which certificates, in which languages, and where it is from."""
    return [
        Column("label", lambda: _("Template"), template_words, width=28),
        Column("kind", lambda: _("Certificate"), lambda row: kind_word(row.kind), width=16),
        Column("languages", lambda: _("Languages"), _languages, width=34),
        Column(
            "version",
            lambda: _("Version"),
            lambda row: str(row.version),
            sort_key=lambda row: row.version,
            is_number=True,
            width=8,
        ),
        Column(
            "from", lambda: _("From"), _from, width=24, tone=lambda row: "" if row.template_id else "muted"
        ),
        Column(
            "name", lambda: _("Name in the file"), lambda row: row.name, width=20, tone=lambda _row: "muted"
        ),
    ]


def _languages(row: TemplateRow) -> str:
    words = []
    for code in row.languages:
        word = language_word(code)
        words.append(_("{language} (to be read)").format(language=word) if code in row.unreviewed else word)
    return ", ".join(words)


def _from(row: TemplateRow) -> str:
    return _("the national office") if row.template_id else _("ships with the app")
