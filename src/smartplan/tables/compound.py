"""A compound file, which is how Office kept documents until 2007 and keeps encrypted ones: streams in one file."""

from collections.abc import Iterator
from struct import error as StructError
from struct import unpack_from

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_HEADER_LINKS = 109


class Compound:
    """The streams of a compound file by name. Raises ValueError where the file contradicts itself."""

    def __init__(self, data: bytes) -> None:
        try:
            self._read(data)
        except (StructError, IndexError) as fault:
            raise ValueError from fault

    def _read(self, data: bytes) -> None:
        shift, small_shift = unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise ValueError(shift)
        self._data, self._size = data, 1 << shift
        self._least = unpack_from("<I", data, 56)[0]
        links = list(unpack_from(f"<{_HEADER_LINKS}I", data, 76))
        further = unpack_from("<I", data, 68)[0]
        while further < _END:
            *more, further = self._numbers(further)
            links += more
            if len(links) * self._size > len(data):
                raise ValueError(further)
        self._next = [number for link in links if link < _END for number in self._numbers(link)]
        directory = b"".join(self._sector(one) for one in self._chain(unpack_from("<I", data, 48)[0], self._next))
        small_links = [n for one in self._chain(unpack_from("<I", data, 60)[0], self._next) for n in self._numbers(one)]
        self._small_next = small_links
        self._entries: dict[str, tuple[int, int]] = {}
        self.names: list[str] = []
        self._small = b""
        for place in range(0, len(directory), _ENTRY):
            length, kind = unpack_from("<HB", directory, place + 64)
            start, size = unpack_from("<II", directory, place + 116)
            name = directory[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if kind == _ROOT:
                self._small = b"".join(self._sector(one) for one in self._chain(start, self._next))
            if kind:
                self.names.append(name)
            if kind == _STREAM:
                self._entries.setdefault(name, (start, size))

    def stream(self, name: str) -> bytes:
        """The bytes of a stream. Raises KeyError, and ValueError where it is cut off."""
        start, size = self._entries[name]
        if size < self._least:
            found = b"".join(self._small[one * 64 : one * 64 + 64] for one in self._chain(start, self._small_next))
        else:
            found = b"".join(self._sector(one) for one in self._chain(start, self._next))
        if len(found) < size:
            raise ValueError(name)
        return found[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        found = self._data[start : start + self._size]
        if not found:
            raise ValueError(number)
        return found

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return unpack_from(f"<{self._size // 4}I", self._sector(sector))

    def _chain(self, start: int, following: list[int]) -> Iterator[int]:
        """The sectors of a stream in order. Raises ValueError for one that has no end."""
        for _ in range(len(following) + 1):
            if start >= _END:
                return
            yield start
            start = following[start] if start < len(following) else _raise(start)
        raise ValueError(start)


def _raise(number: int) -> int:
    raise ValueError(number)
