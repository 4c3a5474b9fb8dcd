"""The zip file that a .docx or .odt is: its parts, read within bounds and without entities. Pure."""

from __future__ import annotations

import io
import zipfile
import zlib
from itertools import count
from xml.etree import ElementTree
from xml.parsers import expat

from xiyang_cli.errors import UnreadableFile

MOST = 64
"""megabytes that all parts read of a file may have"""
MOST_ELEMENTS = 2_000_000
"""in one part; a book has some hundred thousand"""
MOST_PARTS = 10_000
_ENTRY = b"PK\x01\x02"
"""how each part begins in the list of parts"""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")

Element = ElementTree.Element


class Archive:
    """The parts of an office file that is at hand as bytes."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        if data.startswith(_OLE):
            raise _ole(data, name)
        if data.count(_ENTRY) > MOST_PARTS:  # before the list is read into memory
            raise self.broken()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = frozenset(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
            raise self.broken() from None
        self._left = MOST * 1_000_000

    def broken(self) -> UnreadableFile:
        """The fault of a file that is not what its suffix says, or is cut off."""
        return broken(self.name)

    def part(self, path: str) -> Element | None:
        """The XML part at `path`; None where there is none."""
        if path not in self.names:
            return None
        return self._parsed(self._bytes(path))

    def _bytes(self, path: str) -> bytes:
        try:
            with self._zip.open(path) as part:
                # What a part says of its own size is not believed.
                data = part.read(self._left + 1)
        except RuntimeError:
            raise encrypted(self.name) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
            raise self.broken() from None
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableFile(
                "{path}: unpacks to more than {limit} MB; split it", path=self.name, limit=MOST
            )
        return data

    def _parsed(self, data: bytes) -> Element:
        check = expat.ParserCreate()
        check.StartDoctypeDeclHandler = self._refuse
        elements = count(1)

        def counted(_name: str, _attributes: object) -> None:
            if next(elements) > MOST_ELEMENTS:
                raise UnreadableFile(
                    "{path}: holds more than {limit} elements; split it", path=self.name, limit=MOST_ELEMENTS
                )

        check.StartElementHandler = counted
        try:
            check.Parse(data, True)
            # No entity can be left: a document without a document type declares none.
            return ElementTree.fromstring(data)  # noqa: S314
        except (expat.ExpatError, ElementTree.ParseError, LookupError, ValueError):
            raise self.broken() from None

    def _refuse(self, *_: object) -> None:
        raise UnreadableFile(
            "{path}: its XML has a document type, as no office program writes it; it is not read",
            path=self.name,
        )


def _ole(data: bytes, name: str) -> UnreadableFile:
    """An old binary file under a new suffix, or the shell around an encrypted one."""
    return encrypted(name) if _ENCRYPTED_PACKAGE in data else old_form(name)


def broken(name: str) -> UnreadableFile:
    """The fault of a file that cannot be taken apart."""
    return UnreadableFile(
        "{path}: is broken or not of the form its suffix says; open it in an editor and save it again",
        path=name,
    )


def encrypted(name: str) -> UnreadableFile:
    """The fault of a file that opens with a password only."""
    return UnreadableFile("{path}: is encrypted; save it without a password", path=name)


def old_form(name: str) -> UnreadableFile:
    """The fault of a .doc, .wps or the like."""
    return UnreadableFile("{path}: this form of file is not read; save it as .docx", path=name)
