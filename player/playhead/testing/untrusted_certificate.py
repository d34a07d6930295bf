"""A certificate that nobody vouches for, to see that a transport refuses it.

The key is public: it protects nothing and never will. It names `localhost` and 127.0.0.1 and is valid until
2126, so that its issuer is the only thing wrong with it.
"""

import ssl
import tempfile
from pathlib import Path

__all__ = ["UNTRUSTED_CERTIFICATE", "untrusted_tls"]

_KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgYbr8xzOwPDM+F/ML
/WAcl7tqxK2jm5Pdc1cLpTaLIgOhRANCAAS8pU2YxLk+csWdlN+y0FSMB03txUbn
sTHxJi8qouhokp+FDrzq8LJpVO52VngLOdmsITXu+eRRUhuOyhdY2ZAt
-----END PRIVATE KEY-----
"""
UNTRUSTED_CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUeHwUZO7TeaI8x/2164TAmvxgrn8wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjE1NDUzM1oYDzIxMjYxMDI5
MTU0NTMzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS8pU2YxLk+csWdlN+y0FSMB03txUbnsTHxJi8qouhokp+FDrzq8LJp
VO52VngLOdmsITXu+eRRUhuOyhdY2ZAto28wbTAdBgNVHQ4EFgQUQ6WR+XYOUIrd
lT/wROod7xqrCXUwHwYDVR0jBBgwFoAUQ6WR+XYOUIrdlT/wROod7xqrCXUwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhAMh5HPQQ9ZC3ON0eYsjZBBnqYa9zsLYxHDqQJk2ew8dSAiAj
T4fKWUwHdrtG24WTcR5ZY/lbbIx4szOaPqT7qTou1g==
-----END CERTIFICATE-----
"""


def untrusted_tls() -> ssl.SSLContext:
    """Return a server's TLS context with the certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:  # the standard library loads keys from files only
        path = Path(folder) / "certificate.pem"
        path.write_text(_KEY + UNTRUSTED_CERTIFICATE)
        context.load_cert_chain(path)
    return context
