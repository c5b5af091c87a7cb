"""What is printed on a certificate, and how its public code is written and read back."""

import secrets

# Titles that stand large on the paper; what follows in the name of a form ("chi bộ", "5 năm") does not.
TITLES = {
    "Bằng khen": ("BK", "Certificate of Merit"),
    "Giấy khen": ("GK", "Certificate of Commendation"),
    "Kỷ niệm chương": ("KNC", "Commemorative Medal"),
    "Cờ thi đua": ("CTD", "Emulation Flag"),
}
CODE_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford: no i, l, o, u
CODE_LENGTH = 26  # 130 bits, of which 128 are random
_READ_AS = str.maketrans("oil", "011")


def title_of(form: str) -> str:
    """The words that stand large: "Bằng khen chi bộ" is a "Bằng khen"; an unknown form stands as it is."""
    return next((title for title in TITLES if form.lower().startswith(title.lower())), form)


def title_in_english(form: str) -> str:
    return TITLES.get(title_of(form), ("", ""))[1]


def series_of(form: str, year: int) -> str:
    """Certificates of one title and one year are counted together: "BK-2023"."""
    known = TITLES.get(title_of(form))
    letters = known[0] if known else "".join(word[0] for word in form.upper().split()[:4])
    return f"{letters}-{year}"


def label(series: str, number: int) -> str:
    """ "BK-2023-0087"."""
    return f"{series}-{number:04d}"


def new_code() -> str:
    """A random public code of 128 bits: it cannot be guessed and tells nothing."""
    number = secrets.randbits(128)
    out = ""
    for _ in range(CODE_LENGTH):
        number, digit = divmod(number, 32)
        out = CODE_LETTERS[digit] + out
    return out


def read_code(typed: str) -> str:
    """A code as people type it: any case, with dashes or spaces, O for 0, I or L for 1. Empty when it is none."""
    kept = "".join(char for char in typed.lower() if char.isalnum()).translate(_READ_AS)
    return kept if len(kept) == CODE_LENGTH and all(char in CODE_LETTERS for char in kept) else ""


def in_groups(code: str) -> str:
    """For people: groups of five, six at the end."""
    return "-".join([*(code[at : at + 5] for at in range(0, 20, 5)), code[20:]])
