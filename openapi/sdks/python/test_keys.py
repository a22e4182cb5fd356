# What okta does with users when it signs in with a key, against the org in OKTA_CLIENT_ORGURL. What the SDK needs is in
# its environment, but for what its versions read in different forms.
import asyncio
import os
import uuid

import okta
from okta.client import Client

DPOP = bool(os.environ.get("DPOP"))


def client(*scopes):
    return Client({
        "scopes": list(scopes),
        "kid": os.environ["OKTA_CLIENT_PRIVATEKEYID"],
        **({"dpopEnabled": True} if DPOP else {}),
    })


def new_user():
    login = f"{uuid.uuid4()}@example.com"
    return {"profile": {"firstName": "Ada", "lastName": "Lovelace", "email": login, "login": login}}


async def listed(users):
    """The ids of all users, over pages of two."""
    ids, page = [], None
    if okta.__version__.startswith("2."):
        page, response, error = await users.list_users({"limit": 2})
        while True:
            assert error is None, error
            ids += [user.id for user in page]
            if not response.has_next():
                return ids
            page, error = await response.next()
    page, _, error = await users.list_users(limit=200)
    assert error is None, error
    return [user.id for user in page]


def test_users_are_created_read_and_listed():
    async def steps():
        users, ids = client("okta.users.manage", "okta.users.read"), []
        for _ in range(3):
            user, _, error = await users.create_user(new_user())
            assert error is None, error
            got, _, error = await users.get_user(user.id)
            assert error is None, error
            assert got.id == user.id
            ids.append(user.id)
        assert set(ids) <= set(await listed(users))

    asyncio.run(steps())


def test_a_user_is_read_by_its_login():
    async def steps():
        users = client("okta.users.manage", "okta.users.read")
        user, _, error = await users.create_user(new_user())
        assert error is None, error
        got, _, error = await users.get_user(user.profile.login)
        assert error is None, error
        assert got is not None, "no user, and no error"
        assert got.id == user.id

    asyncio.run(steps())


def test_a_too_narrow_scope_is_refused():
    async def steps():
        users = client("okta.users.read")
        _, _, error = await users.list_users()
        assert error is None, error
        user, response, error = await users.create_user(new_user())
        assert user is None
        if okta.__version__.startswith("2."):
            assert "403" in str(error)
        else:  # an answer without a body is no error to it
            assert response.status_code == 403

    asyncio.run(steps())


def test_a_scope_that_was_not_granted_is_refused():
    async def steps():
        _, _, error = await client("okta.groups.read").list_users()
        assert "consent_required" in str(error) or "You are not allowed" in str(error), error

    asyncio.run(steps())
