"""What a scanner makes of a printed sheet: grey, turned a little, blurred and noisy."""

from random import Random

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

_NOISE_MEAN = 76


def scan_paper(pdf: bytes, *, dots_per_inch: int, seed: int) -> Image.Image:
    """Print the first page of ``pdf`` at 600 dpi and scan it; ``seed`` decides the angle and the noise."""
    document = pypdfium2.PdfDocument(pdf)
    printed = document[0].render(scale=600 / 72, grayscale=True).to_pil()
    document.close()
    angle = Random(seed).uniform(-4, 4) + 180 * (seed % 2)
    turned = printed.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    factor = dots_per_inch / 600
    scanned = turned.resize((int(turned.width * factor), int(turned.height * factor)), Image.Resampling.BOX)
    paper = scanned.filter(ImageFilter.GaussianBlur(0.6)).point([int(grey * 0.8 + 30) for grey in range(256)])
    return ImageChops.add(paper, _noise(scanned.size, seed), offset=-_NOISE_MEAN)


def _noise(size: tuple[int, int], seed: int) -> Image.Image:
    """Return grey noise around ``_NOISE_MEAN``: the mean of four even ones is nearly normal, sigma 22."""
    random = Random(seed)
    layers = [Image.frombytes("L", size, random.randbytes(size[0] * size[1])) for _ in range(4)]
    first, second = Image.blend(layers[0], layers[1], 0.5), Image.blend(layers[2], layers[3], 0.5)
    return Image.blend(first, second, 0.5).point([int(grey * 0.6) for grey in range(256)])
