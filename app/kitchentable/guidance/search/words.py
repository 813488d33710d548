"""Words as search compares them: small letters without accents or marks, and without the endings of grammar."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SLIGHT_WORDS = """
    a about after again all also always am an and any anyone anything are as at be because been being but by can
    actually anymore anyway bit desperate else everyone gonna hi hubby kiddo kinda literally maybe mom moms okay omg per
    pls really sorry suddenly thanks theyd thru tho wanna whole wife wondering
    cant child children come comes coming could dad daughter daughters did didnt do does doesnt doing dont each
    every for from get gets getting go goes going got gotten had happen happened happening happens has hasnt have
    having he hed her hers hes him his how husband i id if ill im in into is isnt it its ive just keep keeps kid
    kids know lad lads lass let lets like little loads lot lots made make makes many me might more most much mum
    mums my need needs never new no not now of off ok old on once one only or other our out over own play playing
    plays please put really said same say says see seem seems set she shes should show so some somebody someone
    something son sons still stop stopping stops stuff such teen teenage teenager teenagers teens than that thats the
    their them then there theres these they theyre theyve thing things think this those time to too try trying turn
    turning up us use used uses using very want wanted wants was way we well were what whats when where which
    while who whos whose why will with without wont would year years yes you your yr yrs
"""
SLIGHT = frozenset(_SLIGHT_WORDS.split())
"""Words that say too little to search for, unless there are no others."""

_ODD_FORMS = """
    ate:eat began:begin begun:begin blew:blow bought:buy broke:break broken:break came:come caught:catch chose:choose
    chosen:choose dying:die died:die fell:fall felt:feel fought:fight gave:give given:give gone:go went:go hid:hide
    hidden:hide kept:keep left:leave lent:lend lost:lose losing:lose made:make men:man met:meet paid:pay ran:run
    seen:see saw:see sent:send shown:show slept:sleep sold:sell spent:spend spoke:speak spoken:speak stole:steal
    stolen:steal stuck:stick sworn:swear swore:swear taken:take took:take taught:teach thought:think threw:throw
    thrown:throw told:tell wore:wear women:woman won:win wrote:write written:write knew:know known:know
    people:person kids:child kid:child children:child photos:photo lives:live lying:lie lied:lie lies:lie
    asleep:sleep said:say
"""
_ODD = dict(pair.split(":") for pair in _ODD_FORMS.split())

_AGE_WORDS = """
    six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 thirteen:13 fourteen:14 fifteen:15 sixteen:16 seventeen:17
    eighteen:18
"""
_AGES = dict(pair.split(":") for pair in _AGE_WORDS.split())
"""Ages in words, as people say them aloud."""

_AS_THEY_ARE = frozenset({"news", "series", "always", "perhaps"})
_MANY = (("ies", "y"), ("sses", "ss"), ("s", ""))
_TIME = (("ied", "y"), ("ing", ""), ("ed", ""))
_LEAST_LEFT = 3
_APOSTROPHES = re.compile("['’]")
_WORD = re.compile(r"[^\W_]+")
_AGE_ALONG = re.compile(r"\b(?:(\d{1,2})(y|yo|yr|yrs|year|years)|(d[dsn]|dgs|dgd|dss|dsd)(\d{1,2}))\b")
"""An age written in one with what it is an age of: “13yo”, and “DS14” as parents write in forums."""
_VOWELS = frozenset("aeiouy")


def plain_words(text: str) -> list[str]:
    """Return the words of a text as they are compared; an apostrophe goes without leaving a gap."""
    folded = _APOSTROPHES.sub("", text.casefold())
    if not folded.isascii():
        folded = "".join(mark for mark in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(mark))
    parted = _AGE_ALONG.sub(_with_a_gap, folded)
    return [_AGES.get(word, word) for word in _WORD.findall(parted)]


def _with_a_gap(age: re.Match[str]) -> str:
    return " ".join(part for part in age.groups() if part)


def stems(text: str) -> list[str]:
    """Return the stems of a text's words."""
    return [stem(word) for word in plain_words(text)]


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """Return what the forms of a word share: “shares”, “sharing” and “shared” give “shar”.

    Plain rules, the same for texts and for what is typed; a few odd forms by list (“sent” is “send”).
    """
    word = _ODD.get(word, word)
    if len(word) <= _LEAST_LEFT or not word.isalpha() or word in _AS_THEY_ARE:
        return word
    one = _without(word, _MANY)
    left = _without(one, _TIME)
    left = left if left == one else _whole(left)
    return left.removesuffix("e") if len(left) > _LEAST_LEFT + 1 else left


def _without(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    """Return a word without the first of these endings that it really has."""
    for ending, instead in endings:
        left = word.removesuffix(ending) + instead
        if word.endswith(ending) and len(left) >= _LEAST_LEFT and _is_left(left, ending):
            return left
    return word


def _is_left(left: str, ending: str) -> bool:
    """Tell whether an ending was one: not in “thing”, “need”, “bus” or “boss”."""
    if ending == "s":
        return left[-1] not in "sui"
    return not _VOWELS.isdisjoint(left) and not (ending == "ed" and left.endswith("e"))


def _whole(left: str) -> str:
    """Return what “-ing” or “-ed” left, as the word was: “blogg” is “blog”, “gam” is “game”."""
    doubled = len(left) > _LEAST_LEFT and left[-1] == left[-2] and left[-1] not in "aeiouls"
    if doubled:
        return left[:-1]
    short = len(left) == _LEAST_LEFT and left[0] not in _VOWELS and left[1] in _VOWELS and left[2] not in "aeiouwxy"
    return left + "e" if short else left
