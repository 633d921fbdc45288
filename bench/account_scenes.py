"""Scenes of service accounts: the tokens they get, and calls with them."""
from accounts import FORM, FORM_TYPE, TOKEN, accounts_for, tokens_for
from scenes import GET, Scene, beside_raw, body_of
from servers import Orgd


class Accounts(Scene):
    """Each of the 10,000 organizations has a service account, which its key makes once in a run."""

    def set_up(self):
        self.seed, self.listing = (self.bench.work / name for name in ("accounts", "accounts-list"))
        if not self.listing.exists():
            self.write(self.listing, self.bench.list, accounts_for, store="accounts")

    def write(self, listing, source, make, **where):
        """The lines that a server on a fresh store makes of those of another list."""
        with Scene(self.bench) as place:
            server = place.orgd(**where)
            lines = make(server, source.read_text().splitlines())
        listing.write_text("".join(line + "\n" for line in lines))


class Tokens(Accounts):
    """Tokens are written, so that each round begins with a fresh store."""

    def token(self):
        with Scene(self.bench) as place:
            own = place.load(place.orgd(seed=self.seed), TOKEN, self.listing, scheme="Basic",
                             method="POST", body=FORM, content_type=FORM_TYPE,
                             accept="application/json", made=20_000 * self.bench.seconds).run()
        return beside_raw(self.bench, own, "tokens", self.seed, self.listing)


class Bearer(Accounts):
    """Reads with tokens beside nginx. They live for an hour, so that they are got here; then the
    server is started anew, as that of `get` has written nothing before."""

    def set_up(self):
        super().set_up()
        self.tokens = self.bench.work / "tokens"
        self.write(self.tokens, self.listing, tokens_for, seed=self.seed)
        self.server = self.started(Orgd(self.bench.orgd, self.bench.work / "store"))
        self.other = self.nginx("nginx-bearer", body_of(self.server, self.bench.list, GET))

    def bearer(self):
        return self.beside(self.server, self.other, listing=self.tokens, scheme="Bearer")
