//! One user's life, with the client that progenitor makes of the contract.

#![deny(warnings)]

use std::collections::HashSet;
use std::env;
use std::num::NonZeroU32;

use progenitor_client::{Error, ResponseValue};
use reqwest::StatusCode;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue, LINK};
use serde_json::json;

use okta::Client;
use okta::types::{
    self, ActivateFactorRequest, ChangePasswordRequest, CreateUserRequest, Group, GroupProfile,
    PasswordCredential, Role, User, UserCredentials, UserFactor, UserProfile, VerifyFactorRequest,
};

mod okta {
    progenitor::generate_api!("../../okta-users.yaml");
}

type Result<T = (), E = Box<dyn std::error::Error>> = std::result::Result<T, E>;

const LOGIN: &str = "ada+grüße@example.com";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result {
    let client = connect()?;
    let id = create(&client).await?;
    activate(&client, &id).await?;
    get(&client, &id).await?;
    update(&client, &id).await?;
    partial_update(&client, &id).await?;
    list(&client, &id).await?;
    group(&client, &id).await?;
    role(&client, &id).await?;
    factor(&client, &id).await?;
    expire(&client, &id).await?;
    suspend(&client, &id).await?;
    not_found(&client).await?;
    bad_request(&client).await?;
    unknown_status(&client).await?;
    delete(&client, &id).await
}

fn connect() -> Result<Client> {
    let token = format!("SSWS {}", env::var("OKTA_CLIENT_TOKEN")?);
    let headers = HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::try_from(token)?)]);
    let http = reqwest::Client::builder()
        .default_headers(headers)
        .build()?;
    Ok(Client::new_with_client(
        &env::var("OKTA_CLIENT_ORGURL")?,
        http,
    ))
}

async fn create(client: &Client) -> Result<String> {
    let mut profile = ada();
    profile.nick_name = Some("Countess".into());
    profile.extra.insert("badgeNumber".into(), json!(1815));
    let body = CreateUserRequest {
        profile: Some(profile),
        credentials: Some(UserCredentials {
            password: Some(password("Analytical-Engine-1843")),
            ..Default::default()
        }),
        ..Default::default()
    };
    let user = client
        .create_user(Some(false), None, None, &body)
        .await?
        .into_inner();
    assert_eq!(status(&user), "STAGED");
    assert_eq!(user.profile.unwrap().extra["badgeNumber"], 1815);
    println!("ok create");
    Ok(user.id.unwrap())
}

async fn activate(client: &Client, id: &str) -> Result {
    let link = client.activate_user(&id.parse()?, false).await?;
    assert!(link.activation_token.is_some());
    println!("ok activate");
    Ok(())
}

async fn get(client: &Client, id: &str) -> Result {
    let user = read(client, LOGIN).await?;
    assert_eq!(user.id.as_deref(), Some(id));
    assert_eq!(status(&user), "ACTIVE");
    println!("ok get");
    Ok(())
}

async fn update(client: &Client, id: &str) -> Result {
    let mut profile = read(client, id).await?.profile.unwrap();
    profile.last_name = Some("King".into());
    profile.nick_name = None;
    // None is not sent; a null is, beside the named attributes.
    profile.extra.insert("nickName".into(), json!(null));
    let body = User {
        profile: Some(profile),
        ..Default::default()
    };
    client.update_user(&id.parse()?, None, None, &body).await?;

    let updated = read(client, id).await?.profile.unwrap();
    assert_eq!(updated.last_name.as_deref(), Some("King"));
    assert_eq!(updated.nick_name, None);
    assert_eq!(updated.extra["badgeNumber"], 1815);
    println!("ok update");
    Ok(())
}

async fn partial_update(client: &Client, id: &str) -> Result {
    for nick_name in [Some("Enchantress"), None] {
        let mut profile: UserProfile = serde_json::from_value(json!({}))?;
        profile.extra.insert("nickName".into(), json!(nick_name));
        let body = User {
            profile: Some(profile),
            ..Default::default()
        };
        client
            .partial_update_user(&id.parse()?, None, None, &body)
            .await?;

        let updated = read(client, id).await?.profile.unwrap();
        assert_eq!(updated.nick_name.as_deref(), nick_name);
        assert_eq!(updated.last_name.as_deref(), Some("King"));
        assert_eq!(updated.extra["badgeNumber"], 1815);
    }
    println!("ok partial update");
    Ok(())
}

async fn list(client: &Client, id: &str) -> Result {
    let mut ids = Vec::new();
    let mut pages = 0;
    let mut after = None;
    loop {
        let page = client
            .list_users(
                after.as_deref(),
                None,
                None,
                None,
                None,
                NonZeroU32::new(2),
                None,
                None,
                None,
                None,
            )
            .await?;
        after = next_cursor(page.headers());
        pages += 1;
        ids.extend(page.into_inner().into_iter().filter_map(|user| user.id));
        if after.is_none() {
            break;
        }
    }
    assert!(pages >= 3, "{pages} pages");
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
    assert!(ids.iter().any(|listed| listed == id));
    println!("ok list");
    Ok(())
}

async fn group(client: &Client, user: &str) -> Result {
    let mut profile: GroupProfile = serde_json::from_value(json!({ "name": "Analysts" }))?;
    let created = client.create_group(&group_of(&profile)).await?;
    let group = created.into_inner().id.unwrap();
    profile.description = Some("Who programs the engine".into());
    client
        .update_group(&group.parse()?, &group_of(&profile))
        .await?;
    let search = "profile.name eq \"Analysts\"";
    let found = client
        .list_groups(None, None, None, None, None, Some(search), None, None)
        .await?;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].id.as_ref(), Some(&group));
    let description = &found[0].profile.as_ref().unwrap().description;
    assert_eq!(description.as_deref(), Some("Who programs the engine"));

    client
        .add_user_to_group(&group.parse()?, &user.parse()?)
        .await?;
    assert_eq!(members(client, &group).await?, [user]);
    client
        .remove_user_from_group(&group.parse()?, &user.parse()?)
        .await?;
    assert!(members(client, &group).await?.is_empty());
    client.delete_group(&group.parse()?).await?;
    println!("ok group");
    Ok(())
}

async fn role(client: &Client, id: &str) -> Result {
    let group = env::var("GROUP_ID")?;
    let body = Role {
        type_: Some("USER_ADMIN".to_string().into()),
        ..Default::default()
    };
    let role = client
        .add_role_to_user(&id.parse()?, None, &body)
        .await?
        .into_inner()
        .id
        .unwrap();
    client
        .add_group_target_to_role(&id.parse()?, &role.parse()?, &group.parse()?)
        .await?;
    let targets = client
        .list_group_targets_for_role(&id.parse()?, &role.parse()?, None, None)
        .await?;
    assert_eq!(
        targets
            .iter()
            .map(|target| target.id.as_deref())
            .collect::<Vec<_>>(),
        [Some(&*group)]
    );
    println!("ok role");
    Ok(())
}

async fn factor(client: &Client, user: &str) -> Result {
    let questions = client
        .list_supported_security_questions(&user.parse()?)
        .await?;
    let key = questions[0].question.as_deref().unwrap();
    let question = enroll(
        client,
        user,
        json!({
            "factorType": "question", "provider": "OKTA",
            "profile": { "question": key, "answer": "difference engine" },
        }),
    )
    .await?;
    let id = question.id.unwrap();
    assert_eq!(question.status.unwrap().0, "ACTIVE");
    assert_eq!(question.profile.unwrap().question.as_deref(), Some(key));
    let listed = client.list_factors(&user.parse()?).await?;
    assert!(listed.iter().any(|factor| factor.id.as_ref() == Some(&id)));
    let wrong = refused(verify(client, user, &id, "analytical engine").await);
    assert_eq!(wrong.status(), StatusCode::FORBIDDEN);
    assert_eq!(wrong.error_code.as_deref(), Some("E0000068"));
    let right = verify(client, user, &id, "difference engine").await?;
    assert_eq!(right.into_inner().factor_result.unwrap().0, "SUCCESS");
    client
        .delete_factor(&user.parse()?, &id.parse()?, None)
        .await?;

    let app = json!({ "factorType": "token:software:totp", "provider": "GOOGLE" });
    let app = enroll(client, user, app).await?;
    assert_eq!(app.status.unwrap().0, "PENDING_ACTIVATION");
    assert!(app.embedded["activation"]["sharedSecret"].is_string());
    let code = ActivateFactorRequest {
        pass_code: Some("wrong".into()),
        ..Default::default()
    };
    let error = refused(
        client
            .activate_factor(&user.parse()?, &app.id.unwrap().parse()?, &code)
            .await,
    );
    assert_eq!(error.status(), StatusCode::FORBIDDEN);
    println!("ok factor");
    Ok(())
}

async fn enroll(client: &Client, user: &str, factor: serde_json::Value) -> Result<UserFactor> {
    let body = serde_json::from_value(factor)?;
    Ok(client
        .enroll_factor(&user.parse()?, None, None, None, None, None, &body)
        .await?
        .into_inner())
}

async fn verify(
    client: &Client,
    user: &str,
    factor: &str,
    answer: &str,
) -> Result<ResponseValue<types::VerifyUserFactorResponse>, Error<types::ApiError>> {
    let body = VerifyFactorRequest {
        answer: Some(answer.into()),
        ..Default::default()
    };
    client
        .verify_factor(
            &user.parse().unwrap(),
            &factor.parse().unwrap(),
            None,
            None,
            None,
            None,
            None,
            &body,
        )
        .await
}

async fn expire(client: &Client, id: &str) -> Result {
    let result = client
        .expire_password(&id.parse()?, Some(true))
        .await?
        .into_inner();
    let temporary = result.temp_password.unwrap();
    assert_eq!(status(&read(client, id).await?), "PASSWORD_EXPIRED");
    let change = ChangePasswordRequest {
        old_password: Some(password(&temporary)),
        new_password: Some(password("Difference-Engine-1822")),
        revoke_sessions: None,
    };
    client.change_password(&id.parse()?, None, &change).await?;
    println!("ok expire");
    Ok(())
}

async fn suspend(client: &Client, id: &str) -> Result {
    client.suspend_user(&id.parse()?).await?;
    assert_eq!(status(&read(client, id).await?), "SUSPENDED");
    println!("ok suspend");
    Ok(())
}

async fn not_found(client: &Client) -> Result {
    let error = refused(client.get_user(&"nobody".parse()?, None).await);
    assert_eq!(error.status(), StatusCode::NOT_FOUND);
    assert_eq!(error.error_code.as_deref(), Some("E0000007"));
    println!("ok not found");
    Ok(())
}

async fn bad_request(client: &Client) -> Result {
    let body = CreateUserRequest {
        profile: Some(ada()),
        ..Default::default()
    };
    let error = refused(client.create_user(None, None, None, &body).await);
    assert_eq!(error.status(), StatusCode::BAD_REQUEST);
    assert_eq!(error.error_code.as_deref(), Some("E0000001"));
    assert!(
        error.error_causes[0]
            .error_summary
            .as_ref()
            .unwrap()
            .contains("login")
    );
    println!("ok bad request");
    Ok(())
}

async fn unknown_status(client: &Client) -> Result {
    assert_eq!(
        status(&read(client, "future@example.com").await?),
        "FUTURE_STATUS"
    );
    println!("ok unknown status");
    Ok(())
}

async fn delete(client: &Client, id: &str) -> Result {
    client
        .deactivate_or_delete_user(&id.parse()?, None, None)
        .await?;
    assert_eq!(status(&read(client, id).await?), "DEPROVISIONED");
    client
        .deactivate_or_delete_user(&id.parse()?, None, None)
        .await?;
    let error = refused(client.get_user(&id.parse()?, None).await);
    assert_eq!(error.status(), StatusCode::NOT_FOUND);
    println!("ok delete");
    Ok(())
}

fn group_of(profile: &GroupProfile) -> Group {
    Group {
        profile: Some(profile.clone()),
        ..Default::default()
    }
}

async fn members(client: &Client, group: &str) -> Result<Vec<String>> {
    let page = client
        .list_group_users(&group.parse()?, None, None)
        .await?
        .into_inner();
    Ok(page.into_iter().filter_map(|user| user.id).collect())
}

fn ada() -> UserProfile {
    serde_json::from_value(json!({
        "firstName": "Ada", "lastName": "Lovelace", "email": "ada@example.com", "login": LOGIN,
    }))
    .expect("a profile")
}

fn password(value: &str) -> PasswordCredential {
    PasswordCredential {
        value: Some(value.into()),
        ..Default::default()
    }
}

async fn read(client: &Client, id: &str) -> Result<User> {
    Ok(client.get_user(&id.parse()?, None).await?.into_inner())
}

fn status(user: &User) -> &str {
    user.status.as_ref().map_or("", |status| &status.0)
}

/// The error of an answer that must be one.
fn refused<T>(answer: Result<T, Error<types::ApiError>>) -> ResponseValue<types::ApiError> {
    match answer {
        Err(Error::ErrorResponse(error)) => error,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("not refused"),
    }
}

fn next_cursor(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(LINK)
        .iter()
        .filter_map(|link| link.to_str().ok())
        .filter(|link| link.ends_with("rel=\"next\""))
        .find_map(|link| {
            let url = reqwest::Url::parse(link.split(['<', '>']).nth(1)?).ok()?;
            url.query_pairs()
                .find(|(name, _)| name == "after")
                .map(|(_, value)| value.into_owned())
        })
}
