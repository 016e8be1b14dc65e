"""Prints the tests that did not pass, with what was wrong: failures.py FILE.trx...

The end of a long output is what people get to see, and a test's failure stands far above it.
"""

import sys
from xml.etree import ElementTree

NAMESPACE = {"trx": "http://microsoft.com/schemas/VisualStudio/TeamTest/2010"}
MOST_LINES = 40


def failures(path):
    for result in ElementTree.parse(path).iterfind(".//trx:UnitTestResult", NAMESPACE):
        outcome = result.get("outcome")
        if outcome not in ("Passed", "NotExecuted"):
            message = result.findtext(".//trx:Message", default="(it says nothing)", namespaces=NAMESPACE)
            yield f"{outcome}: {result.get('testName')}", message.strip().splitlines()


for path in sys.argv[1:]:
    try:
        for title, lines in failures(path):
            print(f"{title} ({path})")
            print("".join(f"    {line}\n" for line in lines[:MOST_LINES]), end="")
    except ElementTree.ParseError as error:
        print(f"{path} cannot be read: {error}")
