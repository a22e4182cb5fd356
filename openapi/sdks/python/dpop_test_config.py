# What test_dpop_it.py of okta imports to sign in to the org, which would else be made by hand.
import os

DPOP_APP_ID = os.environ["OKTA_CLIENT_CLIENTID"]
DPOP_CONFIG = {
    "orgUrl": os.environ["OKTA_CLIENT_ORGURL"],
    "authorizationMode": "PrivateKey",
    "clientId": DPOP_APP_ID,
    "scopes": ["okta.users.read"],
    "privateKey": os.environ["OKTA_CLIENT_PRIVATEKEY"],
    "kid": os.environ["OKTA_CLIENT_PRIVATEKEYID"],
    "dpopEnabled": True,
    "dpopKeyRotationInterval": 3600,
}
ADMIN_CONFIG = {
    "orgUrl": os.environ["OKTA_CLIENT_ORGURL"],
    "authorizationMode": "SSWS",
    "token": os.environ["OKTA_CLIENT_TOKEN"],
}
