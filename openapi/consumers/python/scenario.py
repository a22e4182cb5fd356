"""One user's life, with the client that openapi-python-client makes of the contract."""

import os
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from okta_users import AuthenticatedClient
from okta_users.api.group import (
    add_user_to_group,
    create_group,
    delete_group,
    list_group_users,
    list_groups,
    remove_user_from_group,
    update_group,
)
from okta_users.api.user import (
    activate_user,
    add_group_target_to_role,
    add_role_to_user,
    change_password,
    create_user,
    deactivate_or_delete_user,
    expire_password,
    get_user,
    list_group_targets_for_role,
    list_users,
    partial_update_user,
    suspend_user,
    update_user,
)
from okta_users.api.user_factor import (
    activate_factor,
    delete_factor,
    enroll_factor,
    list_factors,
    list_supported_security_questions,
    verify_factor,
)
from okta_users.models import (
    ActivateFactorRequest,
    ApiError,
    ChangePasswordRequest,
    CreateUserRequest,
    Group,
    GroupProfile,
    PasswordCredential,
    Role,
    User,
    UserCredentials,
    UserFactor,
    UserFactorProfile,
    UserProfile,
    VerifyFactorRequest,
)
from okta_users.types import UNSET, Response, Unset

T = TypeVar("T")
LOGIN = "ada+grüße@example.com"

client = AuthenticatedClient(
    base_url=os.environ["OKTA_CLIENT_ORGURL"],
    token=os.environ["OKTA_CLIENT_TOKEN"],
    prefix="SSWS",
)


def create() -> None:
    profile = UserProfile(
        first_name="Ada", last_name="Lovelace", email="ada@example.com", login=LOGIN, nick_name="Countess"
    )
    profile["badgeNumber"] = 1815
    credentials = UserCredentials(password=PasswordCredential(value="Analytical-Engine-1843"))
    user = ok(
        create_user.sync_detailed(
            client=client, body=CreateUserRequest(profile=profile, credentials=credentials), activate=False
        )
    )
    assert user.status == "STAGED"
    assert present(user.profile)["badgeNumber"] == 1815


def activate() -> None:
    link = ok(activate_user.sync_detailed(user_id(), client=client, send_email=False))
    assert present(link.activation_token)


def get() -> None:
    user = read(LOGIN)
    assert user.id == user_id()
    assert user.status == "ACTIVE"


def update() -> None:
    profile = present(read(LOGIN).profile)
    profile.last_name = "King"
    profile.nick_name = None
    ok(update_user.sync_detailed(user_id(), client=client, body=User(profile=profile)))
    updated = present(read(LOGIN).profile)
    assert updated.last_name == "King"
    assert not updated.nick_name
    assert updated["badgeNumber"] == 1815


def partial_update() -> None:
    for nick_name in ("Enchantress", None):
        change = User(profile=UserProfile(nick_name=nick_name))
        ok(partial_update_user.sync_detailed(user_id(), client=client, body=change))
        updated = present(read(LOGIN).profile)
        assert (updated.nick_name or None) == nick_name
        assert updated.last_name == "King"
        assert updated["badgeNumber"] == 1815


def list_all() -> None:
    pages = list(list_pages(limit=2))
    ids = [present(user.id) for page in pages for user in page]
    assert len(pages) >= 3
    assert len(ids) == len(set(ids))
    assert user_id() in ids


def group() -> None:
    created = ok(create_group.sync_detailed(client=client, body=Group(profile=GroupProfile(name="Analysts"))))
    group_id = present(created.id)
    profile = GroupProfile(name="Analysts", description="Who programs the engine")
    ok(update_group.sync_detailed(group_id, client=client, body=Group(profile=profile)))
    [found] = ok(list_groups.sync_detailed(client=client, search='profile.name eq "Analysts"'))
    assert (found.id, found.profile) == (group_id, profile)

    assert add_user_to_group.sync_detailed(group_id, user_id(), client=client).status_code == HTTPStatus.NO_CONTENT
    assert [user.id for user in ok(list_group_users.sync_detailed(group_id, client=client))] == [user_id()]
    assert remove_user_from_group.sync_detailed(group_id, user_id(), client=client).status_code == HTTPStatus.NO_CONTENT
    assert ok(list_group_users.sync_detailed(group_id, client=client)) == []
    assert delete_group.sync_detailed(group_id, client=client).status_code == HTTPStatus.NO_CONTENT


def role() -> None:
    group_id = os.environ["GROUP_ID"]
    assigned = ok(add_role_to_user.sync_detailed(user_id(), client=client, body=Role(type_="USER_ADMIN")))
    role_id = present(assigned.id)
    target = add_group_target_to_role.sync_detailed(user_id(), role_id, group_id, client=client)
    assert target.status_code == HTTPStatus.NO_CONTENT
    groups = ok(list_group_targets_for_role.sync_detailed(user_id(), role_id, client=client))
    assert [group.id for group in groups] == [group_id]


def factor() -> None:
    key = present(ok(list_supported_security_questions.sync_detailed(user_id(), client=client))[0].question)
    question = UserFactor(
        factor_type="question",
        provider="OKTA",
        profile=UserFactorProfile(question=key, answer="difference engine"),
    )
    enrolled = ok(enroll_factor.sync_detailed(user_id(), client=client, body=question))
    factor_id = present(enrolled.id)
    assert enrolled.status == "ACTIVE"
    assert present(enrolled.profile).question == key
    assert factor_id in [listed.id for listed in ok(list_factors.sync_detailed(user_id(), client=client))]
    wrong = verify_factor.sync_detailed(
        user_id(), factor_id, client=client, body=VerifyFactorRequest(answer="analytical engine")
    )
    assert wrong.status_code == HTTPStatus.FORBIDDEN
    assert isinstance(wrong.parsed, ApiError)
    assert wrong.parsed.error_code == "E0000068"
    right = VerifyFactorRequest(answer="difference engine")
    assert ok(verify_factor.sync_detailed(user_id(), factor_id, client=client, body=right)).factor_result == "SUCCESS"
    assert delete_factor.sync_detailed(user_id(), factor_id, client=client).status_code == HTTPStatus.NO_CONTENT

    app = UserFactor(factor_type="token:software:totp", provider="GOOGLE")
    pending = ok(enroll_factor.sync_detailed(user_id(), client=client, body=app))
    assert pending.status == "PENDING_ACTIVATION"
    assert present(pending.field_embedded)["activation"]["sharedSecret"]
    refused = activate_factor.sync_detailed(
        user_id(), present(pending.id), client=client, body=ActivateFactorRequest(pass_code="wrong")
    )
    assert refused.status_code == HTTPStatus.FORBIDDEN


def expire() -> None:
    result = ok(expire_password.sync_detailed(user_id(), client=client, temp_password=True))
    temporary = present(result.temp_password)
    assert read(LOGIN).status == "PASSWORD_EXPIRED"
    change = ChangePasswordRequest(
        old_password=PasswordCredential(value=temporary),
        new_password=PasswordCredential(value="Difference-Engine-1822"),
    )
    ok(change_password.sync_detailed(user_id(), client=client, body=change))


def suspend() -> None:
    ok(suspend_user.sync_detailed(user_id(), client=client))
    assert read(LOGIN).status == "SUSPENDED"


def not_found() -> None:
    answer = get_user.sync_detailed("nobody", client=client)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert isinstance(answer.parsed, ApiError)
    assert answer.parsed.error_code == "E0000007"


def bad_request() -> None:
    profile = UserProfile(first_name="Ada", last_name="Lovelace", email="ada@example.com", login=LOGIN)
    answer = create_user.sync_detailed(client=client, body=CreateUserRequest(profile=profile))
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert isinstance(answer.parsed, ApiError)
    assert answer.parsed.error_code == "E0000001"
    assert "login" in present(present(answer.parsed.error_causes)[0].error_summary)


def unknown_status() -> None:
    assert read("future@example.com").status == "FUTURE_STATUS"


def delete() -> None:
    gone = user_id()
    assert deactivate_or_delete_user.sync_detailed(gone, client=client).status_code == HTTPStatus.NO_CONTENT
    assert read(gone).status == "DEPROVISIONED"
    assert deactivate_or_delete_user.sync_detailed(gone, client=client).status_code == HTTPStatus.NO_CONTENT
    assert get_user.sync_detailed(gone, client=client).status_code == HTTPStatus.NOT_FOUND


def read(id_or_login: str) -> User:
    return ok(get_user.sync_detailed(id_or_login, client=client))


def user_id() -> str:
    return present(read(LOGIN).id)


def list_pages(limit: int) -> Iterator[list[User]]:
    """Follows the ``next`` links."""
    after: str | Unset = UNSET
    while True:
        answer = list_users.sync_detailed(client=client, limit=limit, after=after)
        yield ok(answer)
        following = re.search(r'<([^>]*)>; *rel="?next"?', answer.headers.get("link", ""))
        if not following:
            return
        after = parse_qs(urlsplit(following[1]).query)["after"][0]


def ok(answer: Response[ApiError | T]) -> T:
    """The model of an answer that has to be good."""
    assert answer.parsed is not None and not isinstance(answer.parsed, ApiError), answer
    return answer.parsed


def present(value: T | None | Unset) -> T:
    assert value is not None and not isinstance(value, Unset)
    return value


def main() -> None:
    steps: list[tuple[str, Callable[[], None]]] = [
        ("create", create),
        ("activate", activate),
        ("get", get),
        ("update", update),
        ("partial update", partial_update),
        ("list", list_all),
        ("group", group),
        ("role", role),
        ("factor", factor),
        ("expire", expire),
        ("suspend", suspend),
        ("not found", not_found),
        ("bad request", bad_request),
        ("unknown status", unknown_status),
        ("delete", delete),
    ]
    for name, run in steps:
        run()
        print("ok", name)


if __name__ == "__main__":
    main()
