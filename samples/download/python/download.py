"""Downloads a signed URL:  python3 download.py URL FILE"""

import http.client
import os
import shutil
import sys
import tempfile
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET


def download(url, file):
    # The bytes go to a temporary file beside the target, so that FILE is either whole or not there.
    handle, part = tempfile.mkstemp(prefix=os.path.basename(file) + ".", dir=os.path.dirname(file) or ".")
    try:
        with os.fdopen(handle, "wb") as target, urllib.request.urlopen(url) as response:
            if response.status != 200:
                raise OSError(f"HTTP {response.status} instead of 200")
            shutil.copyfileobj(response, target)
            # Reading in pieces does not notice a connection that ends too early; the length does.
            expected = response.headers["Content-Length"]
            if expected is not None and target.tell() != int(expected):
                raise OSError(f"the connection ended after {target.tell()} of {expected} bytes")
        os.replace(part, file)
    except BaseException:
        os.unlink(part)
        raise


def explain(error):
    """What the server says about a refusal: the Code and the Message of its XML answer."""
    body = error.read()
    try:
        answer = ET.fromstring(body)
    except ET.ParseError:
        return f"HTTP {error.code} {error.reason}"
    return f"HTTP {error.code} {answer.findtext('Code')}: {answer.findtext('Message')}"


def main():
    if len(sys.argv) != 3:
        print("usage: python3 download.py URL FILE", file=sys.stderr)
        return 2
    try:
        download(sys.argv[1], sys.argv[2])
        return 0
    except urllib.error.HTTPError as error:
        print(f"download failed: {explain(error)}", file=sys.stderr)
    except (OSError, http.client.HTTPException) as error:
        print(f"download failed: {error}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
