"""What may be spoken on the wire: only what is sound today, in order of preference.

The lists pass ssh-audit (3.9) without a failure. Its one warning is for key exchanges that a
future quantum computer could undo: `curve25519-sha256` stays for clients older than OpenSSH 9.9,
unless `post_quantum_only` is set. Left out on purpose: NIST curves and finite-field groups (not
needed by any client that has these), SHA-1, CBC, MACs that do not authenticate what was encrypted,
ChaCha20-Poly1305 (clients not patched against Terrapin, CVE-2023-48795, are open to it), and
compression (it opens a connection to guessing what it holds, and costs memory a reader).
"""

POST_QUANTUM = ("mlkem768x25519-sha256",)
CLASSICAL = ("curve25519-sha256", "curve25519-sha256@libssh.org")

CIPHERS = ("aes256-gcm@openssh.com", "aes128-gcm@openssh.com", "aes256-ctr", "aes128-ctr")
MACS = ("hmac-sha2-512-etm@openssh.com", "hmac-sha2-256-etm@openssh.com")

# One a key: asyncssh keeps the choice among several in the key, which all connections share.
HOST_KEYS = (b"ssh-ed25519", b"rsa-sha2-512")

# Of the keys that readers log in with.
SIGNATURES = (
    "ssh-ed25519", "sk-ssh-ed25519@openssh.com", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521", "sk-ecdsa-sha2-nistp256@openssh.com", "rsa-sha2-512", "rsa-sha2-256",
)  # fmt: skip


def key_exchanges(*, post_quantum_only: bool) -> tuple[str, ...]:
    """The key exchanges to offer."""
    return POST_QUANTUM if post_quantum_only else POST_QUANTUM + CLASSICAL
