#!/usr/bin/env python3
"""Checks a .tlog-proof of a force's log without Bluelamp: `verify_log_proof.py PROOF KEY [KEY ...]`.

A KEY is a line of `bluelamp log keys FORCE`. Prints the entry that is proven. Needs Python and openssl.
"""
import base64, hashlib, subprocess, sys, tempfile


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root_of(leaf, place, size, path):
    """RFC 9162, section 2.1.3.2."""
    here, last, root = place, size - 1, leaf
    for other in path:
        assert last > 0, "the path is too long"
        if here % 2 or here == last:
            root = sha(b"\x01", other, root)
            while here and not here % 2:
                here, last = here >> 1, last >> 1
        else:
            root = sha(b"\x01", root, other)
        here, last = here >> 1, last >> 1
    assert last == 0, "the path is too short"
    return root


def signed(text, line, key):
    name, _, public = key.split("+", 2)
    who, _, signature = line.removeprefix("\u2014 ").rpartition(" ")
    public, signature = base64.b64decode(public), base64.b64decode(signature)
    if who != name or signature[:4] != sha(name.encode(), b"\n", public)[:4] or public[0] != 1:
        return False
    with tempfile.TemporaryDirectory() as folder:
        files = {"text": text.encode(), "sig": signature[4:],
                 "key": bytes.fromhex("302a300506032b6570032100") + public[1:]}
        for file, content in files.items():
            open(f"{folder}/{file}", "wb").write(content)
        check = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key",
                 "-rawin", "-in", "text", "-sigfile", "sig"]
        return subprocess.run(check, cwd=folder, capture_output=True).returncode == 0


head, checkpoint = open(sys.argv[1], encoding="utf-8").read().split("\n\n", 1)
kind, extra, index, *path = head.split("\n")
text, signatures = checkpoint.rsplit("\n\n", 1)
origin, size, root = text.split("\n")[:3]
entry = base64.b64decode(extra.removeprefix("extra "))
assert kind == "c2sp.org/tlog-proof@v1", "not a proof of this kind"
lines = signatures.rstrip("\n").split("\n")
assert any(signed(text + "\n", line, key) for line in lines for key in sys.argv[2:]), "not signed by these keys"
found = root_of(sha(b"\x00", entry), int(index.removeprefix("index ")), int(size), [base64.b64decode(p) for p in path])
assert found == base64.b64decode(root), "the entry is not in the log"
print(entry.decode())
