"""The marker words, each for one field of the window."""

from __future__ import annotations

from tests.reliability.at_the_window import PROMISE

FIELDS = {
    "child": "Zqxname",
    "renamed": "Zqxrenamed",
    "second_child": "Zqxsecond",
    "note": "Zqxnote",
    "agreed": "Zqxagreed",
    "choice": "Zqxchoice",
    "search": "Zqxsearch",
    "search_again": "Zqxagain",
    "file_name": "Zqxfile",
    "pack_name": "Zqxpack",
    "passphrase": "Zqxpassphrase",
    "wrong_passphrase": "Zqxwrong",
}
"""What is typed where begins with these; each then goes on with an é, to tell the encodings apart."""
KEYS = {
    "new_passphrase": "Zqxnewpass",
    "wrong_code": "Zqxcode",
    "other_code": "Zqxothercode",
    "backup_passphrase": "Zqxbackup",
    "wrong_backup_passphrase": "Zqxnobackup",
}
"""The same for what opens things, or does not."""
MORE = {
    PROMISE: "Zqxpromise",
    "What do you call it?": "Zqxdevice",
    "At what time, about?": "Zqxtime",
    "On which app or device?": "Zqxapp",
    "What happened, in your own words": "Zqxhappened",
    "What you kept, and where": "Zqxkept",
    "Whom did you tell?": "Zqxtold",
    "Reference number": "Zqxreference",
    "What is to be done?": "Zqxtodo",
}

"""The same for notes, devices and the agreement, by the beginning of the field’s name."""
