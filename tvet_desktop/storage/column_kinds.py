"""The ways in which a column of values is written: numbers that must not change, and their limits."""

Value = int | str | None
LARGEST_INT = (1 << 63) - 1
MOST_VALUES = 1 << 16
"""Of one column, and of all changes of a section: what claims more is refused before it is unpacked."""

SAME, CHOICES, CHOICE_STEPS, FEW_CHOICES, PLANES, WIDE, STEPS, SPLIT, ID, GAPS, RARE, RUNS, DAYS, LIST = (
    range(14)
)
"""``encode_column`` says what each is for, ``decode_column`` what each holds."""

LOW_BITS = 16
"""The counter of a stamp."""
PLANE_WIDTHS = {1: "b", 2: "h", 4: "i", 8: "q"}
MOST_BYTES = 8


def in_a_byte(length: int) -> int:
    """Return how many choices among ``length`` fit into one byte."""
    return next(several for several in range(8, 0, -1) if length**several <= 256)  # noqa: PLR2004  of a byte
