"""What a camera, a scanner or a screen makes of a printed certificate: turned, skewed, shaded, blurred, noisy."""

import io
from random import Random

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

_PAPER_DOTS = 300


def printed(pdf: bytes) -> Image.Image:
    """Return the first page as paper."""
    document = pypdfium2.PdfDocument(pdf)
    page: Image.Image = document[0].render(scale=_PAPER_DOTS / 72, grayscale=True).to_pil()
    document.close()
    return page


def scanned(paper: Image.Image, angle: float, *, dots: int = 150, seed: int = 1) -> Image.Image:
    """A grey scan: the paper lies at any angle on the glass, the lamp is old."""
    turned = paper.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    factor = dots / _PAPER_DOTS
    small = turned.resize((int(turned.width * factor), int(turned.height * factor)), Image.Resampling.BOX)
    pale = small.filter(ImageFilter.GaussianBlur(0.6)).point([int(grey * 0.8 + 30) for grey in range(256)])
    return noisy(pale, seed)


def photographed(paper: Image.Image, seed: int, *, width: int = 4000, height: int = 3000) -> Image.Image:
    """A photo of 12 million dots from a hand: the paper fills half of it, seen from the side, under a hand's shadow."""
    random = Random(seed)
    table = Image.new("L", (width, height), 90)
    corners = [(0.12, 0.16), (0.13, 0.84), (0.88, 0.82), (0.86, 0.17)]  # left top, then against the clock
    bent = [
        ((x + random.uniform(-0.05, 0.05)) * width, (y + random.uniform(-0.05, 0.05)) * height)
        for x, y in corners
    ]
    seen = _perspective(paper, bent, (width, height))
    table.paste(seen, mask=_perspective(Image.new("L", paper.size, 255), bent, (width, height)))
    shaded = ImageChops.multiply(table, _shadow((width, height), random))
    turned = shaded.rotate(random.uniform(0, 360), Image.Resampling.BILINEAR, expand=True, fillcolor=90)
    return noisy(turned.filter(ImageFilter.GaussianBlur(random.uniform(1.0, 2.0))), seed, strength=0.25)


def of_screen(paper: Image.Image, seed: int) -> Image.Image:
    """A photo of a screen of 1366 dots: its grid is seen, and it is bluish and uneven."""
    screen = paper.resize((1366, 966), Image.Resampling.LANCZOS)
    large = screen.resize((1366 * 3, 966 * 3), Image.Resampling.NEAREST)
    grid = Image.new("L", (3, 3), 255)
    grid.putpixel((2, 0), 200)
    grid.putpixel((0, 2), 190)
    tiled = Image.new("L", large.size)
    for left in range(0, large.width, 3 * 64):
        for top in range(0, large.height, 3 * 64):
            tiled.paste(grid.resize((3, 3)), (left, top))
    random = Random(seed)
    shaded = ImageChops.multiply(large, _shadow(large.size, random))
    turned = shaded.rotate(random.uniform(-8, 8), Image.Resampling.BICUBIC, expand=True, fillcolor=30)
    photo = turned.resize((int(turned.width * 0.83), int(turned.height * 0.83)), Image.Resampling.BILINEAR)
    return noisy(photo.filter(ImageFilter.GaussianBlur(1.2)), seed, strength=0.2)


def noisy(image: Image.Image, seed: int, *, strength: float = 0.6) -> Image.Image:
    """Add nearly normal noise; at 0.6 its deviation is 22 of 256 greys."""
    random = Random(seed)
    layers = [
        Image.frombytes("L", image.size, random.randbytes(image.width * image.height)) for _ in range(4)
    ]
    first, second = Image.blend(layers[0], layers[1], 0.5), Image.blend(layers[2], layers[3], 0.5)
    noise = Image.blend(first, second, 0.5).point([int(grey * strength) for grey in range(256)])
    return ImageChops.add(image, noise, offset=-int(127 * strength))


def as_file(*pages: Image.Image, form: str = "JPEG", quality: int = 80) -> bytes:
    out = io.BytesIO()
    rest = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    options = {"quality": quality} if form == "JPEG" else {}
    pages[0].save(out, form, **rest, **options)
    return out.getvalue()


def _shadow(size: tuple[int, int], random: Random) -> Image.Image:
    """Light that falls from one side, and a hand between the lamp and the paper."""
    small = Image.linear_gradient("L").resize((64, 64)).rotate(random.choice((0, 90, 180, 270)))
    light = small.point([120 + grey // 2 for grey in range(256)])
    hand = Image.new("L", (64, 64), 255)
    left, top = random.randrange(40), random.randrange(40)
    ImageDraw.Draw(hand).polygon([(left, top), (left + 40, top + 6), (left + 20, top + 50)], fill=150)
    both = ImageChops.multiply(light, hand.filter(ImageFilter.GaussianBlur(2)))
    return both.resize(size, Image.Resampling.BICUBIC)


def _perspective(
    image: Image.Image, corners: list[tuple[float, float]], size: tuple[int, int]
) -> Image.Image:
    """Show ``image`` with its corners (left top, left bottom, right bottom, right top) at these places."""
    width, height = image.size
    source = [(0, 0), (0, height), (width, height), (width, 0)]
    rows, wanted = [], []
    for (x, y), (u, v) in zip(corners, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    solved = _solved([[*row, value] for row, value in zip(rows, wanted, strict=True)])
    return image.transform(size, Image.Transform.PERSPECTIVE, solved, Image.Resampling.BICUBIC)


def _solved(rows: list[list[float]]) -> list[float]:
    """Solve linear equations, the wanted value last in each row."""
    for place in range(len(rows)):
        rows[place:] = sorted(rows[place:], key=lambda row: -abs(row[place]))
        pivot = rows[place] = [value / rows[place][place] for value in rows[place]]
        for other in range(len(rows)):
            if other != place:
                factor = rows[other][place]
                rows[other] = [a - factor * b for a, b in zip(rows[other], pivot, strict=True)]
    return [row[-1] for row in rows]
