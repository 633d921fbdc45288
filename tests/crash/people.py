"""People who sign in: joining by a link, sessions, and their ends."""
PASSWORD = "correct horse"
SESSIONS = "/orgd/v1/sessions"
CURRENT = SESSIONS + "/current"
JSON = "application/json"


def joined(client, link):
    """The answer to whoever follows an invitation's link to the end."""
    target, token = link.split("#token=")
    return client.call(None, "POST", target, {
        "token": token, "firstName": "Ada", "lastName": "Lang", "country": "DE",
        "password": PASSWORD}, JSON)


def credentials(username):
    return {"username": username, "password": PASSWORD, "bearer": True}


def signed_in(client, username):
    """The id and the token of a new session."""
    answer = client.call(None, "POST", SESSIONS, credentials(username), JSON)
    if answer.status != 201:
        raise RuntimeError(f"{username} is not signed in: {answer}")
    return answer.body["id"], answer.body["token"]
