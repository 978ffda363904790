"""What a scanner makes of a printed sheet: grey, turned a little, blurred and noisy."""

from random import Random

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter


def scan_paper(pdf: bytes, *, dots_per_inch: int, seed: int) -> Image.Image:
    """Print the first page of ``pdf`` at 600 dpi and scan it; ``seed`` decides the angle and the noise."""
    document = pypdfium2.PdfDocument(pdf)
    printed = document[0].render(scale=600 / 72, grayscale=True).to_pil()
    document.close()
    angle = Random(seed).uniform(-4, 4) + 180 * (seed % 2)
    turned = printed.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    factor = dots_per_inch / 600
    scanned = turned.resize((int(turned.width * factor), int(turned.height * factor)), Image.Resampling.BOX)
    blurred = np.asarray(scanned.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
    noise = np.random.default_rng(seed).normal(0, 22, blurred.shape)
    return Image.fromarray(np.clip(blurred * 0.8 + 30 + noise, 0, 255).astype(np.uint8))
