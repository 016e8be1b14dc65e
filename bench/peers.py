"""Targets of signed URLs for the servers that Ossa is measured beside, one a line for /bench/0.bin and so on:
peers.py FORM METHOD COUNT KEY SECRET [HOST]

FORM is s3 (signature version 2, which s3rver verifies), s3v4 (version 4, of requests to HOST), s3v4-bucket (the same that makes the bucket),
tempurl (Swift's), azure (a shared access signature of a blob) or azure-container (the same that makes the container)."""

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


def s3v4(method, path, key, secret):
    now = time.gmtime()
    scope = time.strftime("%Y%m%d/us-east-1/s3/aws4_request", now)
    query = {
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Credential": f"{key}/{scope}",
        "X-Amz-Date": time.strftime("%Y%m%dT%H%M%SZ", now),
        "X-Amz-Expires": "3600",
        "X-Amz-SignedHeaders": "host",
    }
    target = f"{path}?{urllib.parse.urlencode(query)}"
    request = "\n".join([method, path, target[len(path) + 1 :], f"host:{host}", "", "host", "UNSIGNED-PAYLOAD"])
    text = f"AWS4-HMAC-SHA256\n{query['X-Amz-Date']}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    signing_key = f"AWS4{secret}".encode()
    for part in scope.split("/"):
        signing_key = mac(signing_key, part, hashlib.sha256).digest()
    return f"{target}&X-Amz-Signature={mac(signing_key, text, hashlib.sha256).hexdigest()}"


def s3v4_bucket(method, _, key, secret):
    return s3v4(method, "/bench", key, secret)


def tempurl(method, path, account, key):
    path = f"/v1/{account}{path}"
    signature = mac(key.encode(), f"{method}\n{EXPIRES}\n{path}", hashlib.sha256).hexdigest()
    return f"{path}?temp_url_sig={signature}&temp_url_expires={EXPIRES}"


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


FORMS = {"s3": s3, "s3v4": s3v4, "s3v4-bucket": s3v4_bucket, "tempurl": tempurl, "azure": azure, "azure-container": azure_container}

form, method, count, key, secret, *hosts = sys.argv[1:]
host = "".join(hosts)
for number in range(int(count)):
    print(FORMS[form](method, f"/bench/{number}.bin", key, secret))
