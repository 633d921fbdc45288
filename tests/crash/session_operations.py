"""The operations of the load on sessions of people. Few, as each sign-in hashes a password."""
from operations import Operation
from people import CURRENT, SESSIONS, credentials
from world import Session


class SignIn(Operation):
    success = 201

    def __init__(self, org, username, world):
        self.username = username
        # Whoever signs in this person knows all its sessions.
        self.before = world.sessions_of(username)
        super().__init__(org, "POST", SESSIONS, credentials(username))
        self.key = None

    def of_answer(self, body):
        return {"session_id": body["id"], "token": body["token"]}

    def of_store(self, store):
        for session_id, username in store.sessions.items():
            if username == self.username and session_id not in self.before:
                return {"session_id": session_id, "token": None}
        return None

    def apply(self, world, session_id, token):
        world.sessions[session_id] = Session(self.username, token)


class SignOut(Operation):
    success = 204

    def __init__(self, org, session_id, world):
        self.session_id = session_id
        super().__init__(org, "DELETE", CURRENT)
        self.key = world.sessions[session_id].token

    def of_store(self, store):
        return None if self.session_id in store.sessions else {}

    def apply(self, world):
        world.signed_out.append(world.sessions.pop(self.session_id).token)
