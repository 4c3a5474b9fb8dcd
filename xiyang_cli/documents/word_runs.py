"""The runs of a Word paragraph: what is read of them, as the draft stands with all changes taken. Pure."""

from __future__ import annotations

from collections import Counter

from xiyang_cli.documents.archive import Element
from xiyang_cli.documents.build import Words
from xiyang_cli.documents.model import Block, Kind
from xiyang_cli.documents.office import local
from xiyang_cli.documents.scripts import LOWERED, RAISED
from xiyang_cli.documents.word_styles import child, is_on, value

_THROUGH = frozenset(
    {"hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdtContent", "sdt", "dir", "bdo"}
)
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"})
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}


def choice(alternatives: Element) -> Element | None:
    """One form of content that a file holds in several, for newer and older programs."""
    found = child(alternatives, "Choice")
    return found if found is not None else child(alternatives, "Fallback")


class Runs:
    """The text of one paragraph, or of all paragraphs of a cell where `words` is given."""

    def __init__(self, kind: tuple[Kind, int], unread: Counter[str], words: Words) -> None:
        self.boxes: list[Element] = []
        """text boxes that are anchored here"""
        self.done: list[Block] = []
        """what stands before a line break; in a cell that is a space"""
        self.words = words
        self.kind = kind
        self._unread = unread
        self._fields: list[list[str]] = []

    def read(self, parent: Element) -> None:
        """The runs within `parent`."""
        for element in parent:
            name = local(element.tag)
            if name == "r":
                self._run(element)
            elif name in _THROUGH:
                self.read(element)
            elif name == "fldSimple":
                if not _is_page(value(element, "instr") or ""):
                    self.read(element)
            elif name in {"oMath", "oMathPara"}:
                self._unread["equation"] += 1
            elif name == "AlternateContent":
                self._graphic(element)

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        if is_on(properties, "vanish", "strike", "dstrike"):
            return
        script = value(child(properties, "vertAlign"))
        for element in run:
            name = local(element.tag)
            if name == "t":
                self._text(element.text or "", script)
            elif name in _CHARACTERS:
                self._text(_CHARACTERS[name], None)
            elif name in {"br", "cr"}:
                self._break()
            elif name in {"fldChar", "instrText"}:
                self._field(name, element)
            elif name == "ruby":
                base = child(element, "rubyBase")
                self.read(base if base is not None else ())  # type: ignore[arg-type]
            else:
                self._graphic(element)

    def _text(self, text: str, script: str | None) -> None:
        if any(hidden for hidden, *_ in self._fields):
            return
        table = {"superscript": RAISED, "subscript": LOWERED}.get(script or "")
        self.words.add(text.translate(table) if table else text, 0, 0)

    def _break(self) -> None:
        if self.kind[0] is Kind.CELL:
            self.words.space()
        elif block := self.words.take(*self.kind):
            self.done.append(block)

    def _field(self, name: str, element: Element) -> None:
        """A field's instruction is not read, nor a page number that it gives."""
        if name == "instrText":
            if self._fields:
                self._fields[-1].append(element.text or "")
            return
        step = value(element, "fldCharType")
        if step == "begin":
            self._fields.append(["instruction"])
        elif step == "separate" and self._fields:
            instruction = "".join(self._fields[-1][1:])
            self._fields[-1] = ["page" if _is_page(instruction) else ""]
        elif step == "end" and self._fields:
            self._fields.pop()

    def _graphic(self, element: Element) -> None:
        """Text boxes, and what is no text; a picture of an embedded object is not one more."""
        name = local(element.tag)
        if name == "txbxContent":
            self.boxes.append(element)
        elif name == "object":
            is_equation = any("Equation" in (value(e, "ProgID") or "") for e in element)
            self._unread["equation" if is_equation else "object"] += 1
        elif name == "AlternateContent":
            chosen = choice(element)
            for inner in chosen if chosen is not None else ():
                self._graphic(inner)
        elif kind := _GRAPHICS.get(name):
            self._unread[kind] += 1
        else:
            for inner in element:
                self._graphic(inner)


_GRAPHICS = {
    "blip": "picture",
    "imagedata": "picture",
    "chart": "chart",
    "relIds": "chart",
    "OLEObject": "object",
}


def _is_page(instruction: str) -> bool:
    return (instruction.split() or [""])[0].upper() in _PAGE_FIELDS
