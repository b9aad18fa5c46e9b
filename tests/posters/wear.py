"""What a wall, a phone and time do to a printed page."""

import io

import pypdfium2
from PIL import Image, ImageEnhance, ImageFilter

DPI = 150
MM = DPI / 25.4  # pixels


def pages(pdf: bytes, dpi: float = DPI) -> list[Image.Image]:
    """Each page as a grey picture, at 150 dpi unless told."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]


def tilted(page: Image.Image, degrees: float = 15) -> Image.Image:
    return page.rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def blurred(page: Image.Image, radius: float = 1.5) -> Image.Image:
    return page.filter(ImageFilter.GaussianBlur(radius))


def faded(page: Image.Image, contrast: float = 0.4) -> Image.Image:
    return ImageEnhance.Contrast(page).enhance(contrast)


def squeezed(page: Image.Image, quality: int = 40) -> Image.Image:
    kept = io.BytesIO()
    page.save(kept, "JPEG", quality=quality)
    return Image.open(kept)


def worn(page: Image.Image) -> Image.Image:
    """Tilted, out of focus, in poor light and sent by a thrifty messenger."""
    return squeezed(faded(blurred(tilted(page))))
