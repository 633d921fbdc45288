"""A device that makes passkeys: the virtual authenticator of WebDriver (WebAuthn level 2, 11)."""


class PasskeyDevice:
    """One that is built into the machine, keeps passkeys that are found without their ids, and
    knows who is there. `willing`: whether somebody answers it at all."""

    def __init__(self, browser, willing=True):
        self.browser = browser
        made = browser.ask("POST", "/webauthn/authenticator", {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True, "isUserConsenting": willing})
        self.path = f"/webauthn/authenticator/{made}"

    def remove(self):
        self.browser.ask("DELETE", self.path)

    def know(self, known):
        """Whether it takes who is there for its owner."""
        self.browser.ask("POST", f"{self.path}/uv", {"isUserVerified": known})

    def passkeys(self):
        return self.browser.ask("GET", f"{self.path}/credentials")
