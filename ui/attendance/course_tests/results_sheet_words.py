"""What is said about a list of results: before the import and after it."""

from tvet_desktop.attendance.course_tests.import_results import ResultsImported
from tvet_desktop.attendance.course_tests.preview_results import ResultsPlan
from tvet_desktop.attendance.course_tests.rules import WhichTest
from tvet_desktop.shared.translation import _, ngettext
from ui.attendance.course_tests.results_sheet_columns import left_out_words


def plan_words(plan: ResultsPlan) -> str:
    """Say in one line what the list would change."""
    counts = (
        (plan.same, ngettext("{count} is there already", "{count} are there already", plan.same)),
        (plan.differing, ngettext("{count} differs", "{count} differ", plan.differing)),
        (
            plan.names_left_out,
            ngettext("{count} name left out", "{count} names left out", plan.names_left_out),
        ),
        (len(plan.bad_cells), ngettext("{count} bad cell", "{count} bad cells", len(plan.bad_cells))),
    )
    parts = (
        [_("Results: +{new} ~0 −0").format(new=plan.new)] if plan.new or plan.same or plan.differing else []
    )
    parts += [words.format(count=count) for count, words in counts if count]
    parts += [_missing_words(which) for which in plan.missing]
    return " · ".join(parts) or _("This list has no result for anybody of the course")


def verb_of(plan: ResultsPlan) -> str:
    """Return what the button does."""
    if not plan.new:
        return _("Nothing to import")
    return ngettext("Import {count} result", "Import {count} results", plan.new).format(count=plan.new)


def result_words(done: ResultsImported) -> str:
    """Say what came of the import."""
    plan, count = done.plan, len(done.recorded)
    said = [ngettext("{count} result imported.", "{count} results imported.", count).format(count=count)]
    if plan.same:
        words = ngettext("{count} was there already.", "{count} were there already.", plan.same)
        said.append(words.format(count=plan.same))
    if plan.differing:
        words = ngettext(
            "{count} differs from the list and was kept.",
            "{count} differ from the list and were kept.",
            plan.differing,
        )
        said.append(words.format(count=plan.differing))
    if plan.names_left_out:
        words = ngettext("{count} name was left out.", "{count} names were left out.", plan.names_left_out)
        said.append(words.format(count=plan.names_left_out))
    return " ".join(said)


def name_notes(plan: ResultsPlan) -> dict[tuple[int, int], str]:
    """Return what to say beside the names of the file that are left out, by row and column."""
    columns = plan.sheet.table.columns
    column = next(columns[name] for name in ("full_name", "family_name", "given_name") if name in columns)
    return {
        (line.row, column): f"{left_out_words(line.left_out).capitalize()}."
        for line in plan.lines
        if line.left_out is not None
    }


def _missing_words(which: WhichTest) -> str:
    return {
        WhichTest.PRE: _("the course has no pre-test: that column is left out"),
        WhichTest.POST: _("the course has no post-test: that column is left out"),
    }[which]
