"""Reads an archive and prints what it has: python3 read_archive.py FILE."""

import sys
import zipfile
import zlib

sys.stdout.reconfigure(encoding="utf-8")
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    for entry in archive.infolist():
        content = archive.read(entry)
        print(f"file {len(content)} {zlib.crc32(content):08x} {entry.filename}")
