"""Where the tile of each municipality lies.

Our own schematic layout, made for this project: each of the sixty municipalities is one square,
near its neighbours and about where it lies in the country. It shows no borders and no distances.
By the code of ISO 3166-2: the short name on the tile, the column (from the west) and the row
(from the north).
"""

PLACES: dict[str, tuple[str, int, int]] = {
    "LT-48": ("Skuo", 2, 0),
    "LT-26": ("Maže", 3, 0),
    "LT-01": ("Akme", 4, 0),
    "LT-11": ("Joni", 5, 0),
    "LT-30": ("Pakr", 6, 0),
    "LT-34": ("Pasv", 7, 0),
    "LT-06": ("Birž", 8, 0),
    "LT-31": ("Pala", 0, 1),
    "LT-22": ("Kret", 1, 1),
    "LT-35": ("Plun", 2, 1),
    "LT-51": ("Telš", 3, 1),
    "LT-44": ("Šia r.", 4, 1),
    "LT-43": ("Šia m.", 5, 1),
    "LT-37": ("Radv", 6, 1),
    "LT-33": ("Pan r.", 7, 1),
    "LT-23": ("Kupi", 8, 1),
    "LT-40": ("Roki", 9, 1),
    "LT-20": ("Kla m.", 0, 2),
    "LT-21": ("Kla r.", 1, 2),
    "LT-39": ("Riet", 2, 2),
    "LT-45": ("Šila", 3, 2),
    "LT-19": ("Kelm", 4, 2),
    "LT-38": ("Rase", 5, 2),
    "LT-18": ("Kėda", 6, 2),
    "LT-32": ("Pan m.", 7, 2),
    "LT-04": ("Anyk", 8, 2),
    "LT-54": ("Uten", 9, 2),
    "LT-60": ("Zara", 10, 2),
    "LT-28": ("Neri", 0, 3),
    "LT-46": ("Šilu", 1, 3),
    "LT-29": ("Pagė", 2, 3),
    "LT-50": ("Taur", 3, 3),
    "LT-12": ("Jurb", 4, 3),
    "LT-16": ("Kau r.", 5, 3),
    "LT-10": ("Jona", 6, 3),
    "LT-53": ("Ukme", 7, 3),
    "LT-27": ("Molė", 8, 3),
    "LT-09": ("Igna", 9, 3),
    "LT-59": ("Visa", 10, 3),
    "LT-41": ("Šaki", 4, 4),
    "LT-15": ("Kau m.", 5, 4),
    "LT-13": ("Kaiš", 6, 4),
    "LT-47": ("Širv", 7, 4),
    "LT-58": ("Vil r.", 8, 4),
    "LT-49": ("Šven", 9, 4),
    "LT-56": ("Vilk", 3, 5),
    "LT-17": ("K. Rū", 4, 5),
    "LT-36": ("Prie", 5, 5),
    "LT-08": ("Elek", 6, 5),
    "LT-52": ("Trak", 7, 5),
    "LT-57": ("Vil m.", 8, 5),
    "LT-14": ("Kalv", 3, 6),
    "LT-25": ("Mari", 4, 6),
    "LT-05": ("Birš", 5, 6),
    "LT-03": ("Aly r.", 6, 6),
    "LT-55": ("Varė", 7, 6),
    "LT-42": ("Šalč", 8, 6),
    "LT-24": ("Lazd", 5, 7),
    "LT-02": ("Aly m.", 6, 7),
    "LT-07": ("Drus", 7, 7),
}
# Free squares in the south-west, and then rows beneath the country.
APART = ((0, 5), (0, 6), (0, 7), (1, 5), (1, 6), (1, 7))
ROW_BENEATH, TILES_ACROSS = 9, 11


def place_apart(number: int) -> tuple[int, int]:
    """Where the first, second … tile lies that has no place in the country: «not known»."""
    if number < len(APART):
        return APART[number]
    row, column = divmod(number - len(APART), TILES_ACROSS)
    return column, ROW_BENEATH + row
