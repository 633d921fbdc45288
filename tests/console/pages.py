"""Every page of the console, with something on it."""

from browser import ESCAPE

HOSTILE = "<img src=x onerror=alert(1)> שלום"


def furnish(stage):
    """Something on every page."""
    stage.person("olga@example.org")
    stage.person("mia@example.org", "ORG_MEMBER", "Mia", HOSTILE)
    stage.invite("guest@example.org")
    org = f"/orgs/{stage.org}"
    team = stage.api("POST", f"{org}/teams", {"name": "Λ team", "usernames": ["mia@example.org"]})
    project = stage.api("POST", "/groups", {"name": "Rocket", "orgId": stage.org})
    stage.api("POST", f"/groups/{project['id']}/teams",
              [{"teamId": team["id"], "roleNames": ["GROUP_READ_ONLY"]}])
    key = stage.api("POST", f"{org}/apiKeys", {"desc": "deploys from CI", "roles": ["ORG_MEMBER"]})
    stage.api("POST", f"{org}/apiKeys/{key['id']}/accessList", [{"cidrBlock": "192.0.2.0/24"}])
    account = stage.api("POST", f"{org}/serviceAccounts",
                        {"name": "Deployment", "description": "deploys from CI",
                         "roles": ["ORG_MEMBER"], "secretExpiresAfterHours": 48})
    return {"team": team["id"], "project": project["id"], "key": key["id"],
            "account": account["clientId"]}


def pages_of(stage, made):
    org = f"orgs/{stage.org}"
    sections = ("people", "invitations", "teams", "projects", "keys", "accounts", "events",
                "settings")
    return {"organizations": "orgs", **{name: f"{org}/{name}" for name in sections},
            "team": f"{org}/teams/{made['team']}", "project": f"{org}/projects/{made['project']}",
            "key": f"{org}/keys/{made['key']}", "account": f"{org}/accounts/{made['account']}",
            "profile": "me", "password": "me/password", "factors": "me/factors",
            "sessions": "me/sessions", "no-page": "orgs/none/at/all"}


def in_window(browser, button, look):
    """Presses a button; where that opens a window, looks at it and closes it."""
    button.click()
    if not browser.js("return document.querySelector('dialog[open]')"):
        return
    browser.until("what there is to choose", lambda: browser.js(
        "return !document.querySelector('dialog').innerText.includes('Loading')"))
    look()
    browser.js("return document.querySelector('dialog button')").type(ESCAPE)
    browser.until("a page without a window", lambda: browser.js(
        "return !document.querySelector('dialog')"))


def settled(browser):
    script = ("return document.querySelector('h1, main [role=alert]') &&"
              "!document.querySelector('.waiting, [aria-busy=true]')")
    browser.until("a page that is there", lambda: browser.js(script))
