"""The mails of a world, and what the people do who get them."""
from __future__ import annotations

from typing import Any, Union

from .control import Part, wire_names

Mail = dict[str, Any]


class Mails(Part):
    def list(self) -> list[Mail]:
        mails: list[Mail] = self._call("GET", "/mails")["mails"]
        return mails

    def to(self, address: str) -> Mail:
        """The newest mail to an address; LookupError when there is none."""
        mails = self.list()
        found = [mail for mail in mails if mail["recipient"] == address]
        if not found:
            others = ", ".join(sorted({mail["recipient"] for mail in mails})) or "nobody"
            raise LookupError(f"no mail waits for {address}; mails wait for {others}")
        return max(found, key=lambda mail: str(mail["createdAt"]))

    def accept(self, mail: Union[Mail, str], **person: Any) -> Any:
        """As the invited person, from a mail or its id. A person whom the server does not know
        yet needs `first_name`, `last_name`, `country` and `password`."""
        return self._call("POST", f"/mails/{self._id(mail)}:accept", body=wire_names(person))

    def reject(self, mail: Union[Mail, str]) -> Any:
        return self._call("POST", f"/mails/{self._id(mail)}:reject")

    @staticmethod
    def _id(mail: Union[Mail, str]) -> str:
        return mail if isinstance(mail, str) else str(mail["id"])
