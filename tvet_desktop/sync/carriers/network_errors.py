"""Why a place on the network does not serve, in one sentence each, and which of three things helps."""

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.carriers.errors import CarrierUnreachable, Remedy


class NetworkPlaceFails(CarrierUnreachable):
    """A place on the network does not serve; ``server`` is the name of its PC, never more of its address."""

    remedy = Remedy.TRY_AGAIN

    def __init__(self, server: str) -> None:
        super().__init__(server)
        self.server = server

    def sentence(self) -> str:
        """Say that nothing is lost."""
        return _(
            "The connection with {server} broke off: sync again; what has arrived stays, nothing is lost."
        ).format(server=self.server)


class ServerNotFound(NetworkPlaceFails):
    """Its name leads nowhere: there is no network, or the address is misspelt."""

    def sentence(self) -> str:
        """Name the likelier reason first."""
        return _(
            "{server} was not found: check that this PC has a network, then that the address is spelt right."
        ).format(server=self.server)


class ServerNotAnswering(NetworkPlaceFails):
    """Nobody takes the connection, or it stands still."""

    def sentence(self) -> str:
        """Say what to check."""
        return _(
            "{server} does not answer: check the network, then sync again; what has arrived stays."
        ).format(server=self.server)


class ServerBusy(NetworkPlaceFails):
    """It says itself that it cannot now."""

    remedy = Remedy.WAIT

    def sentence(self) -> str:
        """Say how long."""
        return _("{server} has too much to do or is being looked after: sync again in an hour.").format(
            server=self.server
        )


class ServerRefusesLogin(NetworkPlaceFails):
    """The user name or the secret is not right."""

    remedy = Remedy.PERSON

    def sentence(self) -> str:
        """Say what to type anew."""
        return _(
            "{server} does not accept the user name or the password: ask for the right ones and type them anew for this place."
        ).format(server=self.server)


class ServerForbids(NetworkPlaceFails):
    """The account is right, and may not do this."""

    remedy = Remedy.PERSON

    def sentence(self) -> str:
        """Say whom to ask, and for what."""
        return _(
            "{server} does not let this account read, write and list there: ask whoever looks after it to allow all three."
        ).format(server=self.server)


class ServerFull(NetworkPlaceFails):
    """There is no room."""

    remedy = Remedy.PERSON

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "There is no room left on {server}: have some made, then sync again; what was sent there stays."
        ).format(server=self.server)


class ServerCannotWrite(NetworkPlaceFails):
    """It refuses to write without saying why."""

    remedy = Remedy.PERSON

    def sentence(self) -> str:
        """Name the usual reasons."""
        return _(
            "{server} cannot write there: have it checked that it is not full and that this account may write."
        ).format(server=self.server)


class NoStorageThere(NetworkPlaceFails):
    """Something answers, and it is not what the place should be."""

    remedy = Remedy.PERSON

    def sentence(self) -> str:
        """Say where to find the right address."""
        return _(
            "{server} answers, but there is no storage of this kind at the address: copy it anew from whoever looks after it."
        ).format(server=self.server)


class ServerNotTrusted(NetworkPlaceFails):
    """Its certificate does not prove who it is; nothing was sent."""

    remedy = Remedy.PERSON

    def sentence(self) -> str:
        """Name the usual reason on a lab PC first."""
        return _(
            "{server} does not prove who it is, so nothing was sent: check the date of this PC, then the address."
        ).format(server=self.server)


class ServerKeyChanged(NetworkPlaceFails):
    """It shows another key than the one that was remembered when the place was set up; nothing was sent."""

    remedy = Remedy.PERSON

    def sentence(self) -> str:
        """Say whom to ask, and what to do then."""
        return _(
            "{server} shows another key than when it was set up, so nothing was sent: ask whoever looks after it; if they changed it, set the place up anew."
        ).format(server=self.server)


class ClockTooWrong(NetworkPlaceFails):
    """It refuses what is signed with such a time."""

    remedy = Remedy.PERSON

    def sentence(self) -> str:
        """Say what to set."""
        return _(
            "{server} refuses the clock of this PC: set the date and the time to within a few minutes, then sync again."
        ).format(server=self.server)


class AddressUnusable(UserError):
    """What was typed is no address of a place; ``example`` shows one."""

    def __init__(self, example: str) -> None:
        super().__init__(example)
        self.example = example

    def sentence(self) -> str:
        """Show what one looks like."""
        return _("This is no address of such a place: it looks like {example}.").format(example=self.example)


class AddressUnprotected(UserError):
    """The password would go readable through the network."""

    def sentence(self) -> str:
        """Say how it must begin."""
        return _(
            "The password would be readable on its way: use an address that begins with https, or ask for one."
        )


class PrivateKeyUnusable(UserError):
    """The text or the file is no private key that we can use."""

    def sentence(self) -> str:
        """Say what is taken."""
        return _(
            "The private key cannot be read: choose the key file itself, and type its password if it has one."
        )
