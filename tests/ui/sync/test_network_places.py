"""Setting up a place on the network from the window, against a real server."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.sync.carriers.network.servers import SECRET, USER, Server, running
from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate
from tests.ui.pictures import save_picture
from tvet_desktop.app import App
from tvet_desktop.sync.carriers import opendal_carrier
from tvet_desktop.sync.carriers.address import S3, SFTP, WEBDAV
from tvet_desktop.sync.carriers.network_place import Country, prepare_place
from tvet_desktop.sync.carriers.set_up import list_carriers, set_up_place
from ui.context import Context
from ui.sync.automatic_sync import AutomaticSync
from ui.sync.network_place_dialog import NetworkPlaceDialog
from ui.sync.places_page import PlacesPage


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(WEBDAV, tmp_path_factory.mktemp("webdav") / "served") as server:
        yield server


@pytest.fixture
def page(
    huye: App,
    context_of: Callable[[App], Context],
    qtbot: QtBot,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> PlacesPage:
    monkeypatch.setattr(opendal_carrier, "SECONDS_BETWEEN_TRIES", 0.05)
    shutil.rmtree(server.kept, ignore_errors=True)
    page = PlacesPage(context_of(huye))
    qtbot.addWidget(page)
    at_full_size(page)
    activate(page, qtbot)
    return page


def fill(page: PlacesPage, server: Server, *, secret: str, country: Country) -> NetworkPlaceDialog:
    page.add_network.trigger()
    dialog = page.network.dialog
    assert dialog is not None
    dialog.kind.set_value(WEBDAV)
    dialog.address.set_value(server.address)
    dialog.user.set_value(USER)
    dialog.secret.set_value(secret)
    dialog.country.set_value(country)
    return dialog


def test_a_place_is_tried_set_up_tried_again_forgotten_and_put_back(page: PlacesPage, server: Server) -> None:
    dialog = fill(page, server, secret="wrong", country=Country.RWANDA)
    save_picture(dialog, "network/dialog_en", width=dialog.width(), height=dialog.height())
    dialog.form.submit()
    assert "does not accept the user name or the password" in dialog.messages.text
    save_picture(dialog, "network/dialog_refused_en", width=dialog.width(), height=dialog.height())
    dialog.secret.set_value(SECRET)
    dialog.form.submit()

    assert page.messages.text == "“127.0.0.1” works and is set up."
    (place,) = page.table.model.rows
    page.table.select({(place.kind, place.address)})
    save_picture(page, "network/places_en")
    page.test.trigger()
    assert "there and back in" in page.messages.text
    page.by_itself.trigger()
    page.table.select({(place.kind, place.address)})
    page.change.trigger()
    again = page.network.dialog
    assert again is not None
    assert (again.address.value(), again.secret.value()) == (place.address, "")
    again.secret.set_value(SECRET)
    again.form.submit()
    assert page.table.model.rows[0].automatic
    page.table.select({(place.kind, place.address)})
    page.forget.trigger()
    page.messages.undo_last()

    assert [row.address for row in page.table.model.rows] == [place.address]
    assert SECRET not in repr(page.table.model.rows)
    assert nameless(page) == []
    assert unreachable(page) == []


def test_storage_abroad_asks_first(page: PlacesPage, server: Server) -> None:
    fill(page, server, secret=SECRET, country=Country.UNKNOWN).form.submit()
    question = page.network.question
    assert question is not None
    save_picture(question, "network/abroad_en", width=question.width(), height=question.height())
    question.back.click()
    assert page.table.model.rows == []
    dialog = page.network.dialog
    assert dialog is not None
    dialog.form.submit()
    assert page.network.question is not None
    page.network.question.do.click()

    assert page.table.model.rows[0].label == "127.0.0.1"


def test_an_address_that_is_none_stands_beside_its_field(page: PlacesPage, server: Server) -> None:
    dialog = fill(page, server, secret=SECRET, country=Country.RWANDA)
    dialog.kind.set_value(S3)
    dialog.address.set_value("https://storage.example.org")
    dialog.form.submit()

    assert "it looks like https://storage.example.org/bucket/folder" in dialog.address.error


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(page: PlacesPage, server: Server) -> None:
    dialog = fill(page, server, secret=SECRET, country=Country.UNKNOWN)
    for _round in range(3):
        QApplication.processEvents()
    assert clipped(page) == []
    assert clipped(dialog) == []
    assert nameless(dialog) == []
    save_picture(dialog, "network/dialog_pseudo", width=dialog.width(), height=dialog.height())
    dialog.kind.set_value(SFTP)
    dialog.form.show_optional()
    for _round in range(3):
        QApplication.processEvents()
    assert clipped(dialog) == []
    assert dialog.height() <= 700
    assert dialog.private_key.isVisible()
    assert not dialog.region.isVisible()
    save_picture(dialog, "network/dialog_more_pseudo", width=dialog.width(), height=dialog.height())
    save_picture(page, "network/places_pseudo")


def test_a_line_that_costs_money_is_not_used_unasked(
    huye: App, context_of: Callable[[App], Context], qapp: QApplication, server: Server
) -> None:
    shutil.rmtree(server.kept, ignore_errors=True)
    place = prepare_place(WEBDAV, server.address, user=USER, secret=SECRET, country=Country.RWANDA)
    with huye.database.transaction() as db:
        set_up_place(db, place=place.switched(automatic=True))
        assert list_carriers(db)[0].automatic
    costs = [True]
    automatic = AutomaticSync(context_of(huye), qapp, costs_money=lambda: costs[0])

    automatic.sync()
    assert not server.kept.exists()
    costs[0] = False
    automatic.sync()

    assert list(server.kept.glob("*/status/*"))
    automatic.deleteLater()
