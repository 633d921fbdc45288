"""A mail server of Debian's (aiosmtpd) with TLS and sign-in, that keeps what it takes and can be
told to refuse, or to do something at a step of the dialogue."""
import asyncio
import email
import email.policy
import logging
import ssl
import subprocess
import threading
import warnings
from dataclasses import dataclass

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

USER, PASSWORD = "acme", "correct horse"
START_SECONDS = 60
# It says much of what tests do on purpose: sign-in without TLS inside TLS, broken handshakes.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)
logging.getLogger("mail.debug").setLevel(logging.CRITICAL)
warnings.filterwarnings("ignore", module="aiosmtpd")
#: The steps at which `at` is called, in their order.
STEPS = ("connected", "EHLO", "AUTH", "MAIL", "RCPT", "taken", "answered")


def make_certificate(folder, host="127.0.0.1"):
    """Files of a certificate for `host`, which vouches for itself, and of its key."""
    certificate, key = folder / "mail.pem", folder / "mail.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", f"/CN={host}",
                    "-addext", f"subjectAltName=IP:{host}", "-keyout", str(key),
                    "-out", str(certificate)], check=True, capture_output=True)
    return certificate, key


@dataclass
class Taken:
    """A mail as it came."""
    sender: str
    recipients: list
    content: bytes

    @property
    def message(self):
        return email.message_from_bytes(self.content, policy=email.policy.default)

    @property
    def message_id(self):
        return self.message["Message-ID"]


class Dialogue(SMTP):
    """One connection. Nothing is told of a command before its step."""

    def __init__(self, server, **options):
        super().__init__(server, **options)
        self.mail_server = server

    def connection_made(self, transport):
        if self.session is None:  # not the second time, for TLS
            self.mail_server.reach("connected")
        super().connection_made(transport)

    async def push(self, status):
        await super().push(status)
        if self.mail_server.answers_for_mail:
            self.mail_server.answers_for_mail = False
            await self._writer.drain()
            self.mail_server.reach("answered")


class MailServer:
    """Listens on a free port until closed. `tls` is "starttls", "implicit" or None."""

    def __init__(self, certificate=None, tls="starttls", auth=True):
        self.mails, self.refusals, self.at = [], {}, lambda step: None
        self.answers_for_mail = False
        self.users = []  # who signed in
        context = None
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
        options = {"hostname": "mail.test", "ident": "test", "loop": None}
        if tls == "starttls":
            options |= {"tls_context": context, "require_starttls": True}
        if auth:
            options |= {"authenticator": self.sign_in, "auth_required": True,
                        "auth_require_tls": tls == "starttls"}
        self._implicit = context if tls == "implicit" else None
        self._options = options
        self._loop = asyncio.new_event_loop()
        self._options["loop"] = self._loop
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()
        self._thread.start()
        if not self._ready.wait(START_SECONDS):
            raise RuntimeError("the mail server does not start")
        self.scheme = "smtps" if tls == "implicit" else "smtp"

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def close(self):
        if not self._thread.is_alive():
            return
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(START_SECONDS)

    def to(self, recipient):
        """The mails that one person got."""
        return [mail for mail in self.mails if mail.recipients == [recipient]]

    def reach(self, step):
        self.at(step)

    def sign_in(self, _server, _session, _envelope, _mechanism, data):
        self.reach("AUTH")
        right = isinstance(data, LoginPassword) and (data.login, data.password) == (
            USER.encode(), PASSWORD.encode())
        self.users.append(data.login.decode() if right else None)
        return AuthResult(success=right, handled=False)

    def _run(self):
        asyncio.set_event_loop(self._loop)
        start = self._loop.create_server(lambda: Dialogue(self, **self._options), "127.0.0.1", 0,
                                         ssl=self._implicit)
        listening = self._loop.run_until_complete(start)
        self.port = listening.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        listening.close()
        dialogues = asyncio.all_tasks(self._loop)
        for dialogue in dialogues:
            dialogue.cancel()
        self._loop.run_until_complete(asyncio.gather(*dialogues, return_exceptions=True))
        self._loop.close()

    # What aiosmtpd calls.

    async def handle_EHLO(self, _server, session, _envelope, hostname, responses):
        self.reach("EHLO")
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, _server, _session, envelope, address, _options):
        self.reach("MAIL")
        if "MAIL" in self.refusals:
            return self.refusals["MAIL"]
        envelope.mail_from = address
        return "250 2.1.0 ok"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        self.reach("RCPT")
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, _server, _session, envelope):
        if "DATA" in self.refusals:
            return self.refusals["DATA"]
        self.mails.append(Taken(envelope.mail_from, envelope.rcpt_tos, envelope.content))
        self.reach("taken")
        self.answers_for_mail = True
        return "250 2.0.0 taken"
