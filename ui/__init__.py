'''The window: shows, asks, forwards; it never decides.

How to write a page (one file, `ui/people/people_page.py`; its test in `tests/ui/people/`):

    class PeoplePage(Page):
        """Everybody of the college."""

        def build(self) -> None:  # widgets only, the core is not asked yet
            self.set_title(_("People"))
            add = self.set_primary(_("Add person"), self._add, "add")
            remove = self.add_quiet(_("Remove"), self._remove, "remove")
            self.table: RowTable[PersonRow] = RowTable(
                "people",
                [
                    Column("name", lambda: _("Name"), lambda row: row.name, width=30),
                    Column("hours", lambda: _("Hours"), lambda row: str(row.hours),
                           sort_key=lambda row: row.hours, is_number=True, width=6),
                ],
                title=_("People"), key=lambda row: row.id, remembered=self.context.remembered,
            )
            self.table.set_actions([add, remove])
            self.table.set_empty(_("Nobody is recorded yet: add the first person."), add)
            self.table.opened.connect(lambda row: self.context.open_page("person", row.id))
            self.body.addWidget(self.table, 1)
            self.listen(self.context.changes.people)

        def refresh(self) -> None:  # when shown and something changed; `db` is only handed on
            self.read(lambda db: list_people(db), self._show)

        def _show(self, rows: list[PersonRow]) -> None:
            self.table.set_rows(rows)
            self.set_state(ngettext("{count} person", "{count} people", len(rows)).format(count=len(rows)))

        def _remove(self) -> None:
            ids, by, now = [row.id for row in self.table.selected_rows()], self.context.user.id, ...
            self.act(lambda db: remove_people(db, person_ids=ids, by=by, now=now), self._removed)

        def _removed(self, result: PeopleRemoved) -> None:  # after the commit
            self.messages.show_success(_("Removed."), undo=lambda: self._bring_back(result))
            self.context.changes.people.emit()

Then one line in `ui/pages.py`. `act` names the user in the history and shows a UserError at the top of the page;
pass ``failed=`` to show it beside a field instead (`Field.set_error`). Long work that reports and can be cancelled:
`self.context.background.run_with_progress(work, name=…, done=…, owner=self)`. A page imports no other page and no
SQLAlchemy; nothing is translated at import time; a new language makes every page anew. A page about one thing
overrides `go_to(target)`; one that can use a scanned badge or sheet overrides
`on_code(code)`. Half-filled forms are kept in `context.drafts` by `Form(name=…, drafts=…)`; a long form
goes into `Scrolling(form)`, so that every page fits 1366 x 768.

In its test: fixture `context` (real database, work runs at once), `clipped`, `nameless`, `unreachable` == [] in
English and with the fixture `pseudo_language`, and `save_picture` to look at it.
'''
