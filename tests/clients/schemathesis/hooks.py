"""What Schemathesis needs to know of orgd: how calls are signed, ids of what exists, so that not
everything ends in 404, and which codes a refusal of a made-up request may have.
"""
import json
import os
import random
from pathlib import Path

import schemathesis
from requests.auth import HTTPDigestAuth

KNOWN = json.loads(os.environ["ORGD_KNOWN"])
CODES = {tuple(line.split()) for line in
         (Path(__file__).parent / "codes").read_text().splitlines()
         if line and not line.startswith("#")}
schemathesis.auth.set_from_requests(HTTPDigestAuth(KNOWN["publicKey"], KNOWN["privateKey"]))


def operation_of(context):
    return context.operation.definition.raw.get("operationId")


def kept(operation, path_parameters):
    """Without the key, its organization and the project, all later calls would be refused."""
    if path_parameters.get("apiUserId") == KNOWN["ownKey"]:
        path_parameters["apiUserId"] = KNOWN["apiUserId"]
    for name, of in (("orgId", "deleteOrganization"), ("groupId", "deleteProject")):
        if operation == of and path_parameters[name] == KNOWN[name]:
            path_parameters[name] = "0" * 24


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    if path_parameters:
        for name in set(path_parameters) & set(KNOWN):
            if random.random() < 0.8:
                path_parameters[name] = KNOWN[name]
        kept(operation_of(context), path_parameters)
    return path_parameters


@schemathesis.hook
def map_query(context, query):
    """The document's schemas are those of answers without an envelope."""
    if isinstance(query, dict):
        query.pop("envelope", None)
    return query


@schemathesis.hook
def map_body(context, body):
    if operation_of(context) == "updateOrganizationSettings" and isinstance(body, dict):
        body.pop("apiAccessListRequired", None)
    return body


@schemathesis.check
def known_refusal(ctx, response, case):
    """Every refusal says why, by a code that the list has for its status."""
    if response.status_code < 400:
        return
    try:
        code = response.json()["errorCode"]
    except (ValueError, KeyError, TypeError):
        code = "none"
    pair = (str(response.status_code), code)
    assert pair in CODES, f"{' '.join(pair)} is not in the list of refusals"
