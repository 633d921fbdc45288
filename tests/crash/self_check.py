"""Damages copies of a store whose contents are known, one row each, and expects the checks to
complain: a check that cannot fail shows nothing."""
import shutil
import sqlite3
from pathlib import Path

from digest_client import DigestClient
from rounds import Rounds
from store_rows import read_file
from verify import ApiCheck, Violation, require, verify_store
from world import INVITED

ROUNDS = 3
# What an interrupted or forgotten write would look like; {org}, {name} and {invitation} are of one
# acknowledged invitation.
DAMAGES = (
    ("an invitation is lost", "DELETE FROM membership WHERE invitation_id = '{invitation}'"),
    ("an invitation's directory entry is lost",
     "DELETE FROM invitation_directory WHERE invitation_id = '{invitation}'"),
    ("a mail is lost", "DELETE FROM outbox WHERE invitation_id = '{invitation}'"),
    ("an event is lost", "DELETE FROM event WHERE org_id = '{org}' AND target_username = '{name}'"),
    ("roles of an invitation are older",
     "UPDATE membership SET roles = 'ORG_OWNER' WHERE invitation_id = '{invitation}'"),
    ("a name is older", "UPDATE organization SET name = 'Older' WHERE org_id = '{org}'"),
    ("a deletion is lost",
     "UPDATE organization SET deleted_at = NULL WHERE deleted_at IS NOT NULL"),
    ("a key's directory entry is lost",
     "DELETE FROM credential WHERE public_key ="
     " (SELECT max(public_key) FROM credential WHERE org_id = '{org}')"),
    ("a project's directory entry is lost",
     "DELETE FROM project_directory WHERE project_id = (SELECT min(project_id) FROM project)"),
    ("a person's organization is lost",
     "DELETE FROM user_org WHERE user_id ="
     " (SELECT user_id FROM membership WHERE invitation_id = '{invitation}')"),
    ("an organization came from nowhere",
     "INSERT INTO organization (org_id, name, name_folded, created_at)"
     " VALUES ('no', 'No', 'no', 1)"),
    ("a sign-out is lost",
     "INSERT INTO person_session (user_id, session_id, token_hash, state, method, created_at,"
     " expires_at, last_used_at, longest_idle_s, address, user_agent)"
     " SELECT min(user_id), 'back', 'hash', 0, 0, 1, 99999999999, 1, 0, '', '' FROM account"),
)


def an_invitation(world):
    for org in world.live():
        for username, person in org.people.items():
            if person.status == INVITED and org.key():
                return org, username, person.invitation_id
    raise Violation("the rounds left no invitation to damage")


def complaint(check):
    try:
        check()
    except Violation as violation:
        return str(violation)
    return None


def _damage(file, statement):
    with sqlite3.connect(file) as connection:
        changed = connection.execute(statement).rowcount
    connection.close()
    require(changed > 0, f"nothing to damage: {statement}")


def self_check(server, seed, place):
    rounds = Rounds(server, seed)
    for number in range(1, ROUNDS + 1):
        print(rounds.run(number))
    rounds.finish()
    world, whole = rounds.world, Path(server.store)
    org, username, invitation_id = an_invitation(world)
    for what, statement in DAMAGES:
        copy = place / "damaged"
        shutil.copytree(whole, copy)
        _damage(copy / "orgd.db",
                statement.format(org=org.org_id, name=username, invitation=invitation_id))
        said = complaint(lambda: verify_store(world, read_file(copy / "orgd.db")))
        require(said, f"the check of the store does not see that {what}")
        print(f"{what}: {said[:100]}")
        shutil.rmtree(copy)
    _check_answers(server, rounds, org, invitation_id)
    print(f"{len(DAMAGES) + 1} damages, all seen")


def _check_answers(server, rounds, org, invitation_id):
    """The check of the API must see a lost invitation without looking at the file."""
    _damage(Path(server.store) / "orgd.db",
            f"DELETE FROM membership WHERE invitation_id = '{invitation_id}'")
    server.start()
    client = DigestClient(server.address)
    said = complaint(ApiCheck(client, org).run)
    client.close()
    require(said, "the check of the API does not see that an invitation is lost")
    print(f"an invitation is lost, asked through the API: {said[:100]}")
