"""Invented logos as files."""

import io

from PIL import Image, ImageDraw

BLUE, GREEN, ORANGE = (20, 70, 140), (0, 110, 60), (220, 120, 20)


def logo_file(
    colour: tuple[int, int, int] = BLUE, size: tuple[int, int] = (240, 240), kind: str = "PNG"
) -> bytes:
    """A coloured plate with a white ring and a grey dot, filling its box."""
    image = Image.new("RGB", size, colour)
    width, height = size
    ImageDraw.Draw(image).ellipse(
        (width * 0.2, height * 0.2, width * 0.8, height * 0.8), outline="white", width=max(height // 12, 2)
    )
    ImageDraw.Draw(image).rectangle(
        (width * 0.45, height * 0.45, width * 0.55, height * 0.55), (120, 120, 120)
    )
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()
