"""What `--fix` writes: the files with white space, quotes and order mended, all else as it was. Pure.

Every scalar goes through as the text that is written, so no figure can change on the way; what
comes out is compared with what went in all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from yaml import YAMLError

from xiyang_cli.errors import UnwritableFile, WrongUse
from xiyang_cli.linting import form
from xiyang_cli.linting.written import NULL, Path, Written, every, written

Files = Mapping[str, Written]


def mended(files: Files, texts: Mapping[str, str]) -> dict[str, str]:
    """The files that change, as they should be written.

    Raises WrongUse when the library that this needs is missing, UnwritableFile when a file
    would come out with other values or comments than it had.
    """
    changed = {}
    for name, root in files.items():
        text = form.tidy(texts[name])
        if _is_disordered(root, files, texts[name]):
            text = form.tidy(_rewritten(root, files, text))
        if text != texts[name]:
            _hold_against(root, name, texts[name], text)
            changed[name] = text
    return changed


def _hold_against(root: Written, name: str, before: str, after: str) -> None:
    """Raise UnwritableFile when `after` holds other values or comments than `before`, which is `root`."""
    if not _is_the_same(root, name, after):
        raise UnwritableFile(
            "{path}: mending it would change more than its form; nothing is written, mend it by hand",
            path=root.file,
        )
    if lost := _remarks(before) - _remarks(after):
        raise UnwritableFile(
            "{path}: the comment {comment} would be lost; nothing is written, give it a line of its own",
            path=root.file,
            comment=next(iter(lost)),
        )


def _is_disordered(root: Written, files: Files, text: str) -> bool:
    return any((*form.key_order(root), *form.quotes(root), *form.order(root, files, text)))


def _rewritten(root: Written, files: Files, text: str) -> str:
    """`text` with the keys, quotes and records of `root` in order."""
    yaml = _library(text)
    tree = yaml.load(text)
    tail = _anchor(tree)
    for record in every(root):
        at = _at(tree, record.path)
        for key, place, scalar in list(form.unquoted(record)):
            holder, where = (at[key], place) if isinstance(at[key], list) else (at, key)
            holder[where] = _quoted(scalar.text)
        _in_order(tree, record)
    # The records of a list that moves would else be looked for where they no longer are.
    lists = sorted(form.orders(root, files, text), key=lambda found: -len(found[0].path))
    for record, key, order in lists:
        if order.misplaced():
            _permute(_at(tree, record.path)[key], order.sorted())
    out = StringIO()
    yaml.dump(tree, out)
    return out.getvalue() + tail


def _in_order(tree: Any, record: Written) -> None:
    """Put the keys of a record in order, each with the comments above it."""
    wanted = form.ordered_keys(record.lines, record.rules)
    if wanted == list(record.lines):
        return
    at = _at(tree, record.path)
    for key in wanted:
        at.move_to_end(key)
    *path, place = record.path or ("",)
    slot = at.ca.items.get(wanted[0])
    if isinstance(place, int) and slot and slot[1]:
        # Nothing can stand between a record's dash and its first key: that goes above the dash.
        _above(_at(tree, tuple(path)), place).extend(slot[1])
        slot[1] = None


def _library(text: str) -> Any:
    """A reader and writer that keeps comments, takes every plain scalar for text and folds no line."""
    try:
        from ruamel.yaml import YAML
        from ruamel.yaml.resolver import VersionedResolver
    except ImportError:
        raise WrongUse("--fix needs a library to keep comments in place: pip install ruamel.yaml") from None

    class Texts(VersionedResolver):
        @property
        def versioned_resolver(self) -> dict[str, Any]:
            return {}

    yaml: Any = YAML()
    yaml.Resolver = Texts
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    dash = re.search(r"^( *)-( +)\S", text, re.MULTILINE)
    before, behind = (len(dash[1]), len(dash[2])) if dash else (2, 1)
    yaml.indent(mapping=2, sequence=before + 1 + behind, offset=before)
    return yaml


def _quoted(text: str) -> Any:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    return DoubleQuotedScalarString(text)


def _at(tree: Any, path: Path) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def _permute(rows: Any, order: Sequence[int]) -> None:
    """Put the entries of a list in order, each with the comments above it."""
    entries = [rows[place] for place in order]
    comments = {new: rows.ca.items[old] for new, old in enumerate(order) if old in rows.ca.items}
    for place, entry in enumerate(entries):
        rows[place] = entry
    rows.ca.items.clear()
    rows.ca.items.update(comments)


Slot = tuple[Any, Any]
"""a mapping or list of the library's tree, and a key or place in it"""


def _anchor(tree: Any) -> str:
    """Hang each comment on what it stands above; give back those at the end of the file.

    The library hangs it on what it stands behind, and would carry it away with that.
    """
    last: Slot | None = None
    for node, key in _slots(tree):
        if last is not None:
            _hang(node, key, _cut(*last))
        value = node[key]
        if _is_block(value):
            first = next(iter(value)) if hasattr(value, "keys") else 0
            _hang_first(node, key, value, first)
            last = None
        else:
            last = (node, key)
    return _cut(*last) if last is not None else ""


def _slots(node: Any) -> Iterator[Slot]:
    """Every key and place of the blocks, as they follow each other in the file."""
    for key in list(node) if hasattr(node, "keys") else range(len(node)):
        yield node, key
        if _is_block(node[key]):
            yield from _slots(node[key])


def _is_block(value: Any) -> bool:
    return hasattr(value, "ca") and len(value) > 0 and not value.fa.flow_style()


def _cut(node: Any, key: Any) -> str:
    """Take off what follows the line of a value: comments and empty lines."""
    place = 2 if hasattr(node, "keys") else 0
    slot = node.ca.items.get(key)
    token = slot[place] if slot else None
    if token is None:
        return ""
    own, _, rest = token.value.partition("\n")
    if own:
        token.value = own + "\n"
    else:
        slot[place] = None
        if getattr(node[key], "ca", None) is not None and node[key].ca.comment:
            node[key].ca.comment[0] = None
    return str(rest)


def _hang(node: Any, key: Any, lines: str) -> None:
    if not lines:
        return
    from ruamel.yaml.error import CommentMark
    from ruamel.yaml.tokens import CommentToken

    bare = lines.lstrip(" ")
    token = CommentToken(bare, CommentMark(len(lines) - len(bare)), None)
    _above(node, key).append(token)


def _hang_first(node: Any, key: Any, value: Any, first: Any) -> None:
    """The comments above the first entry of a block, which the library hangs on the block."""
    slot = node.ca.items.get(key)
    if hasattr(node, "keys") and slot and slot[3]:
        _above(value, first).extend(slot[3])
        slot[3] = None
        if value.ca.comment and len(value.ca.comment) > 1:
            value.ca.comment[1] = None


def _above(node: Any, key: Any) -> list[Any]:
    slot = node.ca.items.setdefault(key, [None] * (4 if hasattr(node, "keys") else 2))
    slot[1] = slot[1] or []
    found: list[Any] = slot[1]
    return found


def _is_the_same(root: Written, name: str, text: str) -> bool:
    """Whether `text` holds what the file `root` does."""
    try:
        return _content(written(root.file, name, text)) == _content(root)
    except (YAMLError, KeyError, AttributeError):  # no YAML, or not of this form any more
        return False


def _content(record: Written) -> object:
    """All that a record holds, whatever its order: the texts as written, the records in it."""
    texts = {key: [(s.text, s.tag == NULL) for s in found] for key, found in record.scalars.items()}
    inner = {key: Counter(repr(_content(each)) for each in found) for key, found in record.records.items()}
    return sorted(texts.items()), sorted((key, sorted(found.items())) for key, found in inner.items())


def _remarks(text: str) -> Counter[str]:
    """The comments of a file, each with how often it stands there."""
    found = re.findall(r"(?:^|[ \t])#.*$", text.replace("\r", "\n"), re.MULTILINE)
    return Counter(remark.strip() for remark in found)
