"""Prints the tests that failed, with what was wrong: failures.py FILE.trx...

The end of a long output is what people get to see, and a test's failure stands far above it.
"""

import sys
from xml.etree import ElementTree

NAMESPACE = {"trx": "http://microsoft.com/schemas/VisualStudio/TeamTest/2010"}
MOST_LINES = 40


def failures(path):
    for result in ElementTree.parse(path).iterfind(".//trx:UnitTestResult[@outcome='Failed']", NAMESPACE):
        message = result.findtext(".//trx:Message", default="(it says nothing)", namespaces=NAMESPACE)
        yield result.get("testName"), message.strip().splitlines()


for path in sys.argv[1:]:
    for name, lines in failures(path):
        print(f"failed: {name} ({path})")
        print("".join(f"    {line}\n" for line in lines[:MOST_LINES]), end="")
