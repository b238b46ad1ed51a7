"""A file is written whole or not at all, and what is no file stays what it is."""

import os
import stat
from pathlib import Path

import pytest

from pos_app import files
from pos_app.errors import Refused, Unavailable

posix = pytest.mark.skipif(os.name == "nt", reason="devices and links as Unix has them")


@pytest.fixture
def terminal():
    """A device as a slip printer is one: what is written to it, and the end it comes out at."""
    out, device = os.openpty()
    yield Path(os.ttyname(device)), out
    os.close(device)
    os.close(out)


@posix
def test_a_device_is_given_the_bytes_and_stays_a_device(terminal):
    path, out = terminal
    files.write(path, b"SLIP")
    assert os.read(out, 10) == b"SLIP"
    assert stat.S_ISCHR(path.stat().st_mode)


@posix
def test_a_full_device_is_unavailable_and_stays(tmp_path):
    full = Path("/dev/full")
    if not files.is_device(full):
        pytest.skip("no /dev/full here")
    with pytest.raises(Unavailable, match="cannot_write"):
        files.write(full, b"SLIP")
    assert files.is_device(full)


@posix
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(Refused, match="is_no_file"):
        files.write(pipe, b"SLIP")


@posix
def test_a_device_that_never_ends_is_not_read():
    with pytest.raises(Refused, match="is_no_file"):
        files.read(Path("/dev/zero"))


@posix
def test_a_link_goes_on_pointing_where_it_did(tmp_path):
    real, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    real.write_bytes(b"old")
    link.symlink_to(real)
    files.write(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_name_no_disk_takes_is_unavailable(tmp_path):
    with pytest.raises(Unavailable, match="cannot_write"):
        files.write(tmp_path / ("x" * 300), b"")
    with pytest.raises(Unavailable, match="cannot_read"):
        files.read(tmp_path / ("x" * 300))
    with pytest.raises(Refused, match="folder_missing"):
        files.write(tmp_path / ("x" * 300) / "a.pdf", b"")
