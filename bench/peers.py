"""Targets of signed URLs for the servers that Ossa is measured beside: peers.py FORM METHOD COUNT KEY SECRET, one a line for /bench/0.bin and so on.

FORM is s3 (signature version 2, which s3rver verifies), azure (a shared access signature of a blob) or azure-container (the same that
makes the container)."""

import base64
import hashlib
import hmac
import sys
import time
import urllib.parse

EXPIRES = int(time.time()) + 3600


def mac(key, text, digest):
    return hmac.new(key, text.encode(), digest)


def s3(method, path, key, secret):
    signature = base64.b64encode(mac(secret.encode(), f"{method}\n\n\n{EXPIRES}\n{path}", hashlib.sha1).digest())
    return f"{path}?AWSAccessKeyId={key}&Expires={EXPIRES}&Signature={urllib.parse.quote(signature, safe='')}"


def azure(method, path, account, secret):
    version, expiry = "2020-12-06", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(EXPIRES))
    permissions = "r" if method == "GET" else "cw"
    fields = [permissions, "", expiry, f"/blob/{account}{path}", "", "", "", version, "b", "", "", "", "", "", "", ""]
    signature = base64.b64encode(mac(base64.b64decode(secret), "\n".join(fields), hashlib.sha256).digest()).decode()
    query = {"sv": version, "se": expiry, "sr": "b", "sp": permissions, "sig": signature}
    return f"/{account}{path}?{urllib.parse.urlencode(query)}"


def azure_container(_, __, account, secret):
    """The target that makes the container, by a signature of the whole account."""
    version, expiry = "2020-12-06", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(EXPIRES))
    fields = [account, "c", "b", "c", "", expiry, "", "", version, "", ""]
    signature = base64.b64encode(mac(base64.b64decode(secret), "\n".join(fields), hashlib.sha256).digest()).decode()
    query = {"restype": "container", "sv": version, "ss": "b", "srt": "c", "sp": "c", "se": expiry, "sig": signature}
    return f"/{account}/bench?{urllib.parse.urlencode(query)}"


FORMS = {"s3": s3, "azure": azure, "azure-container": azure_container}

form, method, count, key, secret = sys.argv[1:]
for number in range(int(count)):
    print(FORMS[form](method, f"/bench/{number}.bin", key, secret))
