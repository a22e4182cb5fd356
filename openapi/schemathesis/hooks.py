"""What the contract says of an org in words, and schemathesis reads none of."""

import itertools
import re

import requests
import schemathesis

# An org takes no slash, backslash or semicolon in an id, in whatever way they are written; some ids come escaped.
NOT_IN_IDS = re.compile(r"[/\\;]|%(2f|5c|3b)", re.IGNORECASE)

numbers = itertools.count()
created = []
deleted = set()


@schemathesis.hook
def before_call(context, case, kwargs):
    """Creates users that an org takes, and puts one of them in the place of each second user that is made up."""
    ids = case.path_parameters
    for name, value in ids.items():
        if isinstance(value, str):
            ids[name] = NOT_IN_IDS.sub("-", value)
    number = next(numbers)
    if "userId" in ids and ids["userId"] not in created and created and number % 2:
        ids["userId"] = created[number % len(created)]
    if operation(case) == "createUser" and isinstance(case.body, dict):
        profile = case.body.get("profile")
        login = f"user{number}@example.com"
        required = {"login": login, "email": login, "firstName": "Ada", "lastName": "Lovelace"}
        case.body["profile"] = (profile if isinstance(profile, dict) else {}) | required
        case.body["credentials"] = {"password": {"value": "Analytical-Engine-1843"}}


@schemathesis.hook
def after_call(context, case, response):
    if operation(case) == "createUser" and response.status_code == 200:
        created.append(response.json()["id"])


@schemathesis.check
def deleted_user_is_gone(context, response, case):
    """An org's first DELETE deactivates the user; the second, which follows here, leaves nothing that answers."""
    user = case.path_parameters.get("userId")
    assert user not in deleted or response.status_code >= 400, f"the deleted user {user} is used"
    if operation(case) == "deactivateOrDeleteUser" and response.status_code == 204 and user in created:
        again = requests.delete(response.request.url, headers=response.request.headers, timeout=10)
        assert again.status_code in (204, 404), f"the second DELETE of {user} is answered with {again.status_code}"
        deleted.add(user)


def operation(case):
    return case.operation.definition.raw["operationId"]
