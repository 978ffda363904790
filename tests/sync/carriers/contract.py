"""What every kind of carrier must do, whatever it is made of."""

from tvet_desktop.sync.carriers.carrier import Carrier, file_name


def check_carrier(carrier: Carrier) -> None:
    """Put, get and measure files; what is not there is None and no error."""
    name = f"logs/{'ab' * 16}/00000001-0123abcd"
    assert carrier.get(name, largest=100) is None
    assert carrier.size(name) is None
    carrier.put(name, b"first")
    assert carrier.get(name, largest=5) == b"first"
    assert carrier.get(name, largest=4) is None
    assert carrier.size(name) == 5
    carrier.put(name, b"second one")
    assert carrier.get(name, largest=100) == b"second one"
    assert carrier.get(f"{name}/below", largest=100) is None
    large = bytes(range(256)) * 4_000
    carrier.put(file_name("cd" * 32), large)
    assert carrier.get(file_name("cd" * 32), largest=len(large)) == large
    carrier.put("empty", b"")
    assert carrier.get("empty", largest=0) == b""
