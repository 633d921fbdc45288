"""The operations of the load on invitations."""
from digest_client import ROOT
from operations import Operation
from world import ACTIVE, INVITED, REJECTED, Person


class Invite(Operation):
    def __init__(self, org, username, roles, project_ids):
        self.username, self.roles, self.project_ids = username, roles, project_ids
        super().__init__(org, "POST", f"{ROOT}/orgs/{org.org_id}/invites", {
            "username": username, "roles": roles,
            "groupRoleAssignments": [{"groupId": project_id, "roles": ["GROUP_READ_ONLY"]}
                                     for project_id in project_ids]})

    def of_answer(self, body):
        return {"invitation_id": body["id"]}

    def of_store(self, store):
        for invitation_id, username in self.rows(store)["invitations"].items():
            if username == self.username:
                return {"invitation_id": invitation_id}
        return None

    def apply(self, world, invitation_id):
        if self.username in self.org.people:  # who rejected makes room
            self.org.remove_person(self.username)
        self.org.people[self.username] = Person(INVITED, self.roles, invitation_id)
        for project_id in self.project_ids:
            self.org.projects[project_id][1][self.username] = ["GROUP_READ_ONLY"]
        self.org.record("INVITED_TO_ORG", person=self.username)


class OnInvitation(Operation):
    """What is done to an open invitation."""

    def __init__(self, org, username, method, path, body=None):
        self.username = username
        super().__init__(org, method, path, body)

    def of_store(self, store):
        return None if self.username in self.rows(store)["invitations"].values() else {}


class ChangeInvitation(OnInvitation):
    def __init__(self, org, username, roles, by_name):
        self.roles = roles
        path = f"{ROOT}/orgs/{org.org_id}/invites"
        body = {"roles": roles}
        if by_name:
            body["username"] = username
        else:
            path += "/" + org.people[username].invitation_id
        super().__init__(org, username, "PATCH", path, body)

    def of_store(self, store):
        roles = self.rows(store)["people"][self.username][1]
        return {} if roles == " ".join(self.roles) else None

    def apply(self, world):
        self.org.people[self.username].roles = self.roles
        self.org.record("USER_ROLES_CHANGED_AUDIT", person=self.username)


class DeleteInvitation(OnInvitation):
    success = 204

    def __init__(self, org, username):
        path = f"{ROOT}/orgs/{org.org_id}/invites/{org.people[username].invitation_id}"
        super().__init__(org, username, "DELETE", path)

    def apply(self, world):
        self.org.remove_person(self.username)
        self.org.record("ORG_INVITATION_DELETED", person=self.username)


class AcceptInvitation(OnInvitation):
    def __init__(self, org, username, link):
        target, token = link.split("#token=")
        super().__init__(org, username, "POST", target, {
            "token": token, "firstName": "Ada", "lastName": "Lang", "country": "DE",
            "password": "correct horse"})
        self.key = None

    def apply(self, world):
        self.org.people[self.username] = Person(ACTIVE, self.org.people[self.username].roles)
        self.org.record("JOINED_ORG", person=self.username)
        for project_id, (_, roles) in self.org.projects.items():
            if self.username in roles:
                self.org.record("JOINED_GROUP", project_id, self.username)


class RejectInvitation(OnInvitation):
    success = 204

    def __init__(self, org, username, link):
        target, token = link.split("#token=")
        super().__init__(org, username, "POST", target.replace(":accept", ":reject"),
                         {"token": token})
        self.key = None

    def apply(self, world):
        self.org.people[self.username].status = REJECTED
        self.org.record("ORG_INVITATION_DELETED", person=self.username)
