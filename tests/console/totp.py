"""An authenticator app: codes of RFC 6238 from the secret that a page shows."""

import base64
import hashlib
import hmac
import time

PERIOD = 30


def code_at(secret, step):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, step.to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at:at + 4], 'big') & 0x7FFFFFFF) % 10 ** 6:06}"


class App:
    """Each code serves once, and a clock may be a step wrong: from the past step to the next one
    there are three at any time, and further ones are waited for."""

    def __init__(self, secret):
        self.secret, self.used = secret.replace(" ", ""), 0

    def code(self):
        step = max(self.used + 1, int(time.time()) // PERIOD - 1)
        while step > time.time() // PERIOD + 1:
            time.sleep(0.2)
        self.used = step
        return code_at(self.secret, step)

    def last_code(self):
        """The one that was used last."""
        return code_at(self.secret, self.used)

    def wrong_code(self):
        """One that is right at no time near now."""
        now = int(time.time()) // PERIOD
        right = {code_at(self.secret, step) for step in range(now - 5, now + 20)}
        return next(code for code in ("000000", "111111") if code not in right)
