"""The recovery code as people write it: six groups of six, each with a check digit, kind to slips of eye and hand.

The alphabet has 23 signs that look and sound apart; letters that look like one of them are read as it (O as 0, S as
5). 23 is a prime, so in each group the sum of the signs, each times its place (1 to 6), is fixed modulo 23 by the last
sign. One wrong sign changes the sum by ``place × difference``, two signs that changed places by ``difference of places
× difference of signs``: neither is ever 0 modulo 23, so both are always noticed. Each group has a sum of its own, so
groups that changed places are noticed too, and the parent is told which group to look at. 30 signs are free: 135 bits.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from kitchentable.domain.errors import WrongRecoveryCode

ALPHABET = "0123456789CFHJKMPRTVWXY"
GROUPS = 6
GROUP = 6
"""Signs in a group, its check digit among them."""
FREE = GROUPS * (GROUP - 1)
"""Signs that are drawn by lot; the others follow from them."""

_PRIME = len(ALPHABET)
_SAME = str.maketrans("OQDILZSGBU", "000112568V")
_LAST = pow(GROUP, -1, _PRIME)


def code_of(drawn: Sequence[int]) -> str:
    """Return the code of ``FREE`` numbers below 23, as it is sealed: 36 signs without spaces."""
    if len(drawn) != FREE or not all(0 <= one < _PRIME for one in drawn):
        raise ValueError(f"a code is made of {FREE} numbers below {_PRIME}")
    code = ""
    for place in range(GROUPS):
        signs = list(drawn[place * (GROUP - 1) : (place + 1) * (GROUP - 1)])
        signs.append((place + 1 - _sum(signs)) * _LAST % _PRIME)
        code += "".join(ALPHABET[one] for one in signs)
    return code


def groups(code: str) -> tuple[str, ...]:
    """Return a code's groups, to show."""
    return tuple(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def read_code(typed: str) -> str:
    """Return what was typed as it is sealed: small letters, spaces, hyphens and look-alikes are all the same.

    Raises WrongRecoveryCode, which says how many signs are missing or which groups to look at again.
    """
    signs = "".join(_signs(typed)).translate(_SAME)
    if len(signs) != GROUPS * GROUP:
        raise WrongRecoveryCode(
            f"A recovery code has {GROUPS * GROUP} letters and digits, in {GROUPS} groups of {GROUP}. "
            f"You typed {len(signs)}."
        )
    wrong = [place + 1 for place, group in enumerate(groups(signs)) if not _holds(group, place)]
    if wrong:
        raise WrongRecoveryCode(f"Please look at {_named(wrong)} again: something there is not as on your sheet.")
    return signs


def _signs(typed: str) -> Iterator[str]:
    """Yield the signs that count: everything but spaces, marks that join or part words, and what can't be seen."""
    for sign in unicodedata.normalize("NFKC", typed).upper():
        if not sign.isspace() and unicodedata.category(sign)[0] not in "PCZ":
            yield sign


def _holds(group: str, place: int) -> bool:
    signs = [ALPHABET.find(sign) for sign in group]
    return -1 not in signs and _sum(signs) % _PRIME == place + 1


def _sum(signs: Sequence[int]) -> int:
    return sum(place * sign for place, sign in enumerate(signs, start=1))


def _named(wrong: Sequence[int]) -> str:
    if len(wrong) == 1:
        return f"group {wrong[0]}"
    return f"groups {', '.join(str(one) for one in wrong[:-1])} and {wrong[-1]}"
