"""Who may read and write a file after an edit: nobody more than before, at no moment; and why one cannot be replaced."""

import errno
import os
import stat
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from smartplan.errors import CannotWrite
from smartplan.workspace.atomic import replace
from tests.helpers.file_writing import NEW, NOBODY, OLD, Steps, hook, variant
from tests.helpers.other_user import open_everything

pytestmark = pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root sets such files up")
ACCESS, DEFAULT = "system.posix_acl_access", "system.posix_acl_default"
# The entries of an access list, by acl(5).
OWNER, USER, GROUP_OF_FILE, GROUP, MASK, OTHER = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
ALICE, BOB, STAFF, VILLAGE = 2001, 2002, 3001, 3002
Entries = list[tuple[int, int, int]]
WIDE: Entries = [
    (OWNER, 7, -1),
    (USER, 7, BOB),
    (GROUP_OF_FILE, 7, -1),
    (GROUP, 7, VILLAGE),
    (MASK, 7, -1),
    (OTHER, 7, -1),
]
NARROW: Entries = [(OWNER, 6, -1), (USER, 6, ALICE), (GROUP_OF_FILE, 0, -1), (MASK, 6, -1), (OTHER, 0, -1)]
DENYING: Entries = [
    (OWNER, 6, -1),
    (USER, 0, BOB),
    (GROUP_OF_FILE, 6, -1),
    (GROUP, 0, VILLAGE),
    (MASK, 6, -1),
    (OTHER, 6, -1),
]
# Mode or access list of the file, the list that its folder hands on, and who edits it: root, or a user of a group.
CASES = [
    (0o600, None, 0), (0o640, None, 0), (0o664, None, 0), (0o604, None, 0), (0o666, None, 0), (0o6755, None, 0),
    (0o600, WIDE, 0), (0o640, WIDE, 0), (0o664, WIDE, 0), (NARROW, None, 0), (NARROW, WIDE, 0), (DENYING, WIDE, 0),
    (0o666, None, ALICE), (0o606, WIDE, ALICE), (0o646, WIDE, ALICE), (0o626, None, ALICE), (0o6777, None, ALICE),
    (NARROW, None, ALICE), (NARROW, WIDE, ALICE), (DENYING, WIDE, ALICE), (DENYING, None, ALICE),
]  # fmt: skip
PEOPLE = [(uid, gid) for uid in (ALICE, BOB, NOBODY) for gid in (STAFF, VILLAGE, NOBODY)]


def packed(entries: Entries) -> bytes:
    return struct.pack("<I", 2) + b"".join(
        struct.pack("<HHI", tag, bits, who & 0xFFFFFFFF) for tag, bits, who in entries
    )


def may(path: Path, uid: int, gid: int) -> int:
    """What a user of one group may do with a file, by acl(5): 4 to read, 2 to write, 1 to run."""
    state = path.stat()
    if uid == state.st_uid:
        return state.st_mode >> 6 & 7
    try:
        entries = list(struct.iter_unpack("<HHI", os.getxattr(path, ACCESS)[4:]))
    except OSError:
        return state.st_mode >> (3 if gid == state.st_gid else 0) & 7
    mask = next((bits for tag, bits, _ in entries if tag == MASK), 7)
    for tag, bits, who in entries:
        if (tag, who) == (USER, uid):
            return int(bits & mask)
    groups = [
        bits for tag, bits, who in entries
        if (tag == GROUP_OF_FILE and gid == state.st_gid) or (tag == GROUP and who == gid)
    ]  # fmt: skip
    if groups:
        return max(int(bits & mask) for bits in groups)
    return next(int(bits) for tag, bits, _ in entries if tag == OTHER)


@pytest.fixture
def folder() -> Iterator[Path]:
    open_everything()
    with TemporaryDirectory() as name:
        path = Path(name)
        try:
            os.setxattr(path, DEFAULT, packed(WIDE))
        except OSError:
            pytest.skip("a file system without access lists")
        os.removexattr(path, DEFAULT)
        path.chmod(0o777)
        groups = os.getgroups()
        yield path
        become(0, 0, *groups)


def become(uid: int, *groups: int) -> None:
    """Another user, by way of root."""
    os.seteuid(0)
    os.setgroups(list(groups[1:]))
    os.setegid(groups[0])
    os.seteuid(uid)


@pytest.mark.parametrize("setgid", [False, True])
@pytest.mark.parametrize(("rights", "inherited", "editor"), CASES)
def test_nobody_may_more_than_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch, rights: int | Entries, inherited: Entries | None, editor: int,
    setgid: bool,
) -> None:  # fmt: skip
    path = folder / "2023.yaml"
    path.write_bytes(OLD)
    os.chown(path, 0, STAFF)
    if isinstance(rights, int):
        path.chmod(rights)
    else:
        os.setxattr(path, ACCESS, packed(rights))
    if inherited:
        os.setxattr(folder, DEFAULT, packed(inherited))
    if setgid:
        os.chown(folder, 0, VILLAGE)
        folder.chmod(0o2777)
    special = stat.S_ISUID | stat.S_ISGID
    before, state = {one: may(path, *one) for one in PEOPLE}, path.stat()

    def look(_: str) -> None:
        for one in folder.iterdir():
            for person, bits in before.items():
                # Whoever edits owns the new file where it cannot be given away.
                assert one.stat().st_uid == person[0] or may(one, *person) & ~bits == 0, (one.name, person)
            now = one.stat()
            if now.st_mode & special:
                assert (now.st_uid, now.st_gid) == (state.st_uid, state.st_gid)

    with monkeypatch.context() as patch:
        hook(patch, Steps(look))
        become(editor, NOBODY if editor else 0)
        replace(path, NEW, read=OLD)
        become(0, 0)
    look("")
    assert path.read_bytes() == NEW
    if not editor:
        # All is as it was.
        assert {one: may(path, *one) for one in PEOPLE} == before
        assert (path.stat().st_mode, path.stat().st_gid) == (state.st_mode, STAFF)


def test_who_is_in_the_group_keeps_it(folder: Path) -> None:
    path = folder / "2023.yaml"
    path.write_bytes(OLD)
    os.chown(path, 0, STAFF)
    os.setxattr(path, ACCESS, packed(NARROW))
    become(ALICE, NOBODY, STAFF)
    replace(path, NEW, read=OLD)
    state = path.stat()
    assert (state.st_uid, state.st_gid, state.st_mode & 0o7777) == (ALICE, STAFF, 0o660)
    assert os.getxattr(path, ACCESS) == packed(NARROW)


@pytest.mark.parametrize("step", ["listxattr", "getxattr", "setxattr", "removexattr", "fchown"])
@pytest.mark.parametrize("rights", [0o664, NARROW, DENYING])
def test_what_cannot_be_kept_is_less_and_not_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch, rights: int | Entries, step: str
) -> None:
    path = folder / "2023.yaml"
    path.write_bytes(OLD)
    os.chown(path, 0, STAFF)
    path.chmod(rights) if isinstance(rights, int) else os.setxattr(path, ACCESS, packed(rights))
    os.setxattr(folder, DEFAULT, packed(WIDE))
    before = {one: may(path, *one) for one in PEOPLE}

    def refuse(name: str) -> None:
        if name == step:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    with monkeypatch.context() as patch:
        hook(patch, Steps(refuse))
        replace(path, NEW, read=OLD)
    assert path.read_bytes() == NEW
    assert [one for one in PEOPLE if may(path, *one) & ~before[one]] == []


def test_a_file_of_another_in_a_sticky_folder_is_said_to_be_that(folder: Path) -> None:
    path = folder / "2023.yaml"
    path.write_bytes(OLD)
    path.chmod(0o666)
    folder.chmod(0o1777)
    become(ALICE, NOBODY)
    with pytest.raises(CannotWrite) as error:
        replace(path, NEW, read=OLD)
    assert variant(error) == "sticky"
    become(0, 0)
    assert (path.read_bytes(), os.listdir(folder)) == (OLD, ["2023.yaml"])
    # Its owner may, and so may the owner of the folder.
    for owner in (path, folder):
        os.chown(owner, ALICE, NOBODY)
        become(ALICE, NOBODY)
        replace(path, NEW)
        become(0, 0)
        os.chown(path, 0, 0)


def test_a_file_that_is_mounted_is_said_to_be_that(folder: Path) -> None:
    path = folder / "a b\\c\t.yaml"
    path.write_bytes(OLD)
    (folder / "asal").write_bytes(OLD)
    script = 'mount --make-rprivate / && mount --bind asal "$1" && shift && exec "$@"'
    code = "import sys; from pathlib import Path; from smartplan.workspace.atomic import replace; replace(Path(sys.argv[1]), b'x')"
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script, "sh", path.name, sys.executable, "-c", code, path.name],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "CannotWrite" not in done.stderr:
        pytest.skip("nothing can be mounted here")
    assert "'variant': 'mounted'" in done.stderr, done.stderr
    assert (path.read_bytes(), sorted(os.listdir(folder))) == (OLD, sorted(["asal", path.name]))
