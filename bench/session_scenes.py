"""Scenes of people: calls with their sessions beside calls with keys, and how they sign in."""
import hashlib
import json
import secrets
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from accounts import address_of
from rows import Round
from scenes import Scene, rates
from servers import SERVER_CORE, fresh_copy, printed

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "crash"))
from digest_client import ROOT, DigestClient  # noqa: E402: found through the line above
from people import JSON, SESSIONS, credentials, joined  # noqa: E402

LIFE_SECONDS = 12 * 3600
USERNAME = "bench@example.org"
# Two rounds of them are fewer than the tries of one account that are free: those under way count.
CLIENTS = 8
FLOOD = 256
HASHES_AT_ONCE = 2  # of password_memory as it is when nobody sets it
# An address for each try, as guesses come from everywhere.
FROM_ELSEWHERE = {"field": "X-Forwarded-For: 2001:db8:0:{}::1", "accept": JSON}
TRUSTING = ("--trusted-proxies", "127.0.0.1")


def token_of(user_id, session_id):
    return f"orgd_session_{user_id}{session_id}{secrets.token_urlsafe(32)}"


def give_sessions(store):
    """Writes one for the owner of each organization, as signing in would, without the password; a
    line "orgId userId sessionId TOKEN" for each."""
    now, lines = int(time.time()), []
    with closing(sqlite3.connect(store / "orgd.db")) as database, database:
        owners = database.execute(
            "SELECT org_id, user_id FROM membership WHERE is_owner = 1 AND status = 0").fetchall()
        for number, (org_id, user_id) in enumerate(owners):
            session_id = f"5e6{number:021x}"
            token = token_of(user_id, session_id)
            database.execute(
                "INSERT INTO person_session (user_id, session_id, token_hash, state, method,"
                " created_at, expires_at, last_used_at, longest_idle_s, address, user_agent)"
                " VALUES (?, ?, ?, 0, 0, ?, ?, ?, 0, '127.0.0.1', 'bench')",
                (user_id, session_id, hashlib.sha256(token.encode()).hexdigest(), now,
                 now + LIFE_SECONDS, now))
            lines.append(f"{org_id} {user_id} {session_id} {token}\n")
    return lines


class Sessions(Scene):
    """The same calls on the same server, by people and by keys."""

    def set_up(self):
        seed, self.people = self.bench.work / "sessions", self.bench.work / "sessions-list"
        fresh_copy(self.bench.seed(), seed)
        self.people.write_text("".join(give_sessions(seed)))
        self.server = self.orgd(seed=seed)

    def session(self):
        own = self.load(self.server, listing=self.people, scheme="Bearer").run()
        return rates(own, self.load(self.server).run())


class SignIns(Scene):
    """One person, who has joined the first organization of the store."""

    def set_up(self):
        self.server = self.orgd(*TRUSTING)
        org, public, private, _ = self.bench.list.read_text().split("\n", 1)[0].split()
        client = DigestClient(address_of(self.server))
        invited = client.call((public, private), "POST", f"{ROOT}/orgs/{org}/invites",
                              {"username": USERNAME, "roles": ["ORG_MEMBER"]})
        answer = joined(client, self.link_of(invited.body["id"]))
        client.close()
        if answer.status != 200:
            raise RuntimeError(f"nobody joins: {answer}")

    def link_of(self, invitation):
        mails = subprocess.run(
            [self.bench.orgd, "outbox", "--data", self.bench.work / "store", "--json"],
            check=True, capture_output=True, text=True).stdout
        link = next(one["link"] for one in json.loads(mails) if one["invitationId"] == invitation)
        return f"/orgd/v1/invitations/{invitation}:accept#{link.partition('#')[2]}"

    def try_to(self, body, **options):
        return self.load(self.server, SESSIONS, signed=False, method="POST", body=json.dumps(body),
                         made=20_000, **FROM_ELSEWHERE, **options)

    def sign_ins(self):
        own = self.try_to(credentials(USERNAME), connections=CLIENTS, expected=201).run()
        raw = float(printed(SERVER_CORE, self.bench.program("bench_raw_passwords"),
                            str(self.bench.seconds), str(HASHES_AT_ONCE)))
        return Round(own.rate / raw, raw, f"{own.rate:,.1f} to {raw:,.1f} a second")

    def sign_in_flood(self):
        """Strangers, each with another address and name."""
        guess = credentials("p{}@example.org")
        flood = self.try_to(guess, connections=FLOOD, expected=401, drop=True).run()
        memory = self.server.memory_mib()
        return Round(memory["VmHWM"] - memory["RssFile"],
                     note=f"{flood.answers:,} judged, {flood.refused:,} refused")
