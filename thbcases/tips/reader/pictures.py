"""Pictures drawn anew: what is seen and nothing else, above all not where they were taken."""

import io
import warnings

from PIL import Image, ImageOps

from thbcases.tips.reader import limits
from thbcases.tips.reader.texts import Remarks, remark

# A closed list: every decoder that is not here is never reached.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
PLACE = 0x8825  # the GPS directory of Exif
Image.MAX_IMAGE_PIXELS = limits.MAX_DOTS


class NotDrawn(ValueError):
    """The picture could not be drawn anew; the text is a code for why."""


def drawn_anew(content: bytes, remarks: Remarks) -> tuple[bytes, str]:
    """The dots of a picture as a new file, with its type. Raises NotDrawn."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
                return _drawn(picture, remarks)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotDrawn("bomb") from error
    except MemoryError as error:
        raise NotDrawn("memory") from error
    except Exception as error:  # a decoder may fail in any way
        raise NotDrawn("broken") from error


def _drawn(picture: Image.Image, remarks: Remarks) -> tuple[bytes, str]:
    if picture.width * picture.height > limits.MAX_DOTS:
        raise Image.DecompressionBombError
    _say_place(picture, remarks)
    if getattr(picture, "n_frames", 1) > 1:
        remarks.append(remark("first_frame"))
    picture.draft("RGB", (limits.COPY_SIDE, limits.COPY_SIDE))
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    has_holes = "A" in upright.getbands() or "transparency" in upright.info
    plain = upright.convert("RGBA" if has_holes else "RGB")
    plain.thumbnail((limits.COPY_SIDE, limits.COPY_SIDE))
    # A fresh canvas: nothing of the old file's notes can come along.
    fresh = Image.new(plain.mode, plain.size)
    fresh.paste(plain)
    out = io.BytesIO()
    if has_holes:
        fresh.save(out, "PNG")
        return out.getvalue(), "image/png"
    fresh.save(out, "JPEG", quality=88)
    return out.getvalue(), "image/jpeg"


def _say_place(picture: Image.Image, remarks: Remarks) -> None:
    """Whether the original says where it was taken: an officer may need that, with a reason."""
    try:
        has_place = bool(picture.getexif().get_ifd(PLACE))
    except (ValueError, KeyError, TypeError, OSError, SyntaxError):
        return
    if has_place:
        remarks.append(remark("has_place"))
