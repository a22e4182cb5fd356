<?php

// One user's life, with the client that openapi-generator makes of the contract.

declare(strict_types=1);

use GuzzleHttp\Client;
use GuzzleHttp\Psr7\Header;
use GuzzleHttp\Psr7\Query;
use Okta\Api\GroupApi;
use Okta\Api\UserApi;
use Okta\Api\UserFactorApi;
use Okta\ApiException;
use Okta\Configuration;
use Okta\Model\ActivateFactorRequest;
use Okta\Model\ChangePasswordRequest;
use Okta\Model\CreateUserRequest;
use Okta\Model\Group;
use Okta\Model\GroupProfile;
use Okta\Model\PasswordCredential;
use Okta\Model\Role;
use Okta\Model\User;
use Okta\Model\UserFactor;
use Okta\Model\UserFactorProfile;
use Okta\Model\UserProfile;
use Okta\Model\VerifyFactorRequest;

error_reporting(E_ALL);
set_error_handler(function (int $level, string $message, string $file, int $line): never {
    throw new ErrorException($message, 0, $level, $file, $line);
});
require 'GuzzleHttp/autoload.php';
spl_autoload_register(function (string $class): void {
    $file = __DIR__ . '/generated/lib/' . str_replace('\\', '/', substr($class, strlen('Okta\\'))) . '.php';
    if (str_starts_with($class, 'Okta\\') && is_file($file)) {
        require $file;
    }
});

final class Scenario
{
    private const LOGIN = 'ada+grüße@example.com';

    private readonly Client $http;
    private readonly UserApi $users;
    private readonly GroupApi $groups;
    private readonly UserFactorApi $factors;
    private string $userId = '';

    public function __construct(string $url, string $token)
    {
        $config = new Configuration();
        $config->setHost($url)->setApiKey('Authorization', $token)->setApiKeyPrefix('Authorization', 'SSWS');
        $this->http = new Client();
        $this->users = new UserApi($this->http, $config);
        $this->groups = new GroupApi($this->http, $config);
        $this->factors = new UserFactorApi($this->http, $config);
    }

    public function run(): void
    {
        $steps = [
            'create' => $this->create(...),
            'activate' => $this->activate(...),
            'get' => $this->get(...),
            'update' => $this->update(...),
            'partial update' => $this->partialUpdate(...),
            'list' => $this->list(...),
            'group' => $this->group(...),
            'role' => $this->role(...),
            'factor' => $this->factor(...),
            'expire' => $this->expire(...),
            'suspend' => $this->suspend(...),
            'not found' => $this->notFound(...),
            'bad request' => $this->badRequest(...),
            'unknown status' => $this->unknownStatus(...),
            'delete' => $this->delete(...),
        ];
        foreach ($steps as $name => $step) {
            $step();
            echo "ok $name\n";
        }
    }

    private function create(): void
    {
        // An array in place of the model, which has no member for a custom attribute.
        $user = $this->users->createUser([
            'profile' => [
                'firstName' => 'Ada',
                'lastName' => 'Lovelace',
                'email' => 'ada@example.com',
                'login' => self::LOGIN,
                'nickName' => 'Countess',
                'badgeNumber' => 1815,
            ],
            'credentials' => ['password' => ['value' => 'Analytical-Engine-1843']],
        ], activate: false);
        same('STAGED', $user->getStatus());
        $this->userId = $user->getId();
        same(1815, $this->badgeNumber());
    }

    private function activate(): void
    {
        check($this->users->activateUser($this->userId, false)->getActivationToken() !== null, 'no token');
    }

    private function get(): void
    {
        $user = $this->users->getUser(self::LOGIN);
        same($this->userId, $user->getId());
        same('ACTIVE', $user->getStatus());
    }

    private function update(): void
    {
        // The model has lost the custom attribute since it was read, and an update replaces the whole profile.
        $profile = $this->profile();
        $this->users->updateUser($this->userId, new User(['profile' => $profile]));
        same(null, $this->badgeNumber());
        $this->users->partialUpdateUser($this->userId, ['profile' => ['badgeNumber' => 1815]]);

        // The cure: a partial update leaves alone what the model doesn't know.
        $change = (new UserProfile())->setLastName('King')->setNickName(null);
        $this->users->partialUpdateUser($this->userId, new User(['profile' => $change]));
        $updated = $this->profile();
        same('King', $updated->getLastName());
        same(null, $updated->getNickName());
        same(1815, $this->badgeNumber());
    }

    private function partialUpdate(): void
    {
        foreach (['Enchantress', null] as $nickName) {
            $change = (new UserProfile())->setNickName($nickName);
            $this->users->partialUpdateUser($this->userId, new User(['profile' => $change]));
            $updated = $this->profile();
            same($nickName, $updated->getNickName());
            same('King', $updated->getLastName());
            same(1815, $this->badgeNumber());
        }
    }

    private function list(): void
    {
        $ids = [];
        $pages = 0;
        $after = null;
        do {
            [$page, , $headers] = $this->users->listUsersWithHttpInfo(after: $after, limit: 2);
            array_push($ids, ...array_map(fn (User $user) => $user->getId(), $page));
            $pages++;
            $after = self::nextCursor($headers['link'] ?? $headers['Link'] ?? []);
        } while ($after !== null);
        check($pages >= 3, "$pages pages");
        same(count($ids), count(array_unique($ids)));
        check(in_array($this->userId, $ids, true), 'not listed');
    }

    private function group(): void
    {
        $id = $this->groups->createGroup(new Group(['profile' => new GroupProfile(['name' => 'Analysts'])]))->getId();
        $profile = new GroupProfile(['name' => 'Analysts', 'description' => 'Who programs the engine']);
        $this->groups->updateGroup($id, new Group(['profile' => $profile]));
        $found = $this->groups->listGroups(search: 'profile.name eq "Analysts"');
        same([$id], array_map(fn (Group $group) => $group->getId(), $found));
        same('Who programs the engine', $found[0]->getProfile()->getDescription());

        $this->groups->addUserToGroup($id, $this->userId);
        same([$this->userId], array_map(fn (User $user) => $user->getId(), $this->groups->listGroupUsers($id)));
        $this->groups->removeUserFromGroup($id, $this->userId);
        same([], $this->groups->listGroupUsers($id));
        $this->groups->deleteGroup($id);
    }

    private function role(): void
    {
        $groupId = environment('GROUP_ID');
        $role = $this->users->addRoleToUser($this->userId, new Role(['type' => 'USER_ADMIN']));
        $this->users->addGroupTargetToRole($this->userId, $role->getId(), $groupId);
        $targets = $this->users->listGroupTargetsForRole($this->userId, $role->getId());
        same([$groupId], array_map(fn (Group $group) => $group->getId(), $targets));
    }

    private function factor(): void
    {
        $key = $this->factors->listSupportedSecurityQuestions($this->userId)[0]->getQuestion();
        $question = $this->factors->enrollFactor($this->userId, new UserFactor([
            'factor_type' => 'question',
            'provider' => 'OKTA',
            'profile' => new UserFactorProfile(['question' => $key, 'answer' => 'difference engine']),
        ]));
        $id = $question->getId();
        same('ACTIVE', $question->getStatus());
        same($key, $question->getProfile()->getQuestion());
        $listed = array_map(fn (UserFactor $factor) => $factor->getId(), $this->factors->listFactors($this->userId));
        check(in_array($id, $listed, true), 'not listed');
        $wrong = refused(fn () => $this->verify($id, 'analytical engine'));
        same(403, $wrong->getCode());
        same('E0000068', body($wrong)['errorCode']);
        same('SUCCESS', $this->verify($id, 'difference engine'));
        $this->factors->deleteFactor($this->userId, $id);

        $new = new UserFactor(['factor_type' => 'token:software:totp', 'provider' => 'GOOGLE']);
        $app = $this->factors->enrollFactor($this->userId, $new);
        same('PENDING_ACTIVATION', $app->getStatus());
        check(isset($app->getEmbedded()['activation']->sharedSecret), 'no secret');
        $code = new ActivateFactorRequest(['pass_code' => 'wrong']);
        same(403, refused(fn () => $this->factors->activateFactor($this->userId, $app->getId(), $code))->getCode());
    }

    private function verify(string $factorId, string $answer): ?string
    {
        $request = new VerifyFactorRequest(['answer' => $answer]);

        return $this->factors->verifyFactor($this->userId, $factorId, verify_factor_request: $request)->getFactorResult();
    }

    private function expire(): void
    {
        $temporary = $this->users->expirePassword($this->userId, true)->getTempPassword();
        check($temporary !== null, 'no password');
        same('PASSWORD_EXPIRED', $this->users->getUser($this->userId)->getStatus());
        $this->users->changePassword($this->userId, new ChangePasswordRequest([
            'old_password' => new PasswordCredential(['value' => $temporary]),
            'new_password' => new PasswordCredential(['value' => 'Difference-Engine-1822']),
        ]));
    }

    private function suspend(): void
    {
        $this->users->suspendUser($this->userId);
        same('SUSPENDED', $this->users->getUser($this->userId)->getStatus());
    }

    private function notFound(): void
    {
        $refused = refused(fn () => $this->users->getUser('nobody'));
        same(404, $refused->getCode());
        same('E0000007', body($refused)['errorCode']);
    }

    private function badRequest(): void
    {
        $taken = new CreateUserRequest(['profile' => new UserProfile([
            'first_name' => 'Ada',
            'last_name' => 'Lovelace',
            'email' => 'ada@example.com',
            'login' => self::LOGIN,
        ])]);
        $refused = refused(fn () => $this->users->createUser($taken));
        same(400, $refused->getCode());
        same('E0000001', body($refused)['errorCode']);
        check(str_contains(body($refused)['errorCauses'][0]['errorSummary'], 'login'), 'no cause');
    }

    private function unknownStatus(): void
    {
        same('FUTURE_STATUS', $this->users->getUser('future@example.com')->getStatus());
    }

    private function delete(): void
    {
        $this->users->deactivateOrDeleteUser($this->userId);
        same('DEPROVISIONED', $this->users->getUser($this->userId)->getStatus());
        $this->users->deactivateOrDeleteUser($this->userId);
        same(404, refused(fn () => $this->users->getUser($this->userId))->getCode());
    }

    private function profile(): UserProfile
    {
        return $this->users->getUser($this->userId)->getProfile();
    }

    /** The custom attribute, out of the answer's text: the model drops it. */
    private function badgeNumber(): ?int
    {
        $answer = $this->http->send($this->users->getUserRequest($this->userId));

        return json_decode((string) $answer->getBody(), true, flags: JSON_THROW_ON_ERROR)['profile']['badgeNumber'] ?? null;
    }

    /** @param string[] $links */
    private static function nextCursor(array $links): ?string
    {
        foreach (Header::parse($links) as $link) {
            if (($link['rel'] ?? '') === 'next') {
                return Query::parse(parse_url(trim($link[0], '<>'), PHP_URL_QUERY))['after'];
            }
        }

        return null;
    }
}

function refused(callable $call): ApiException
{
    try {
        $call();
    } catch (ApiException $refused) {
        return $refused;
    }
    throw new LogicException('not refused');
}

/** @return array<string, mixed> the error, out of the text that the generated exception carries */
function body(ApiException $refused): array
{
    return json_decode($refused->getResponseBody(), true, flags: JSON_THROW_ON_ERROR);
}

function same(mixed $want, mixed $got): void
{
    check($want === $got, 'want ' . json_encode($want) . ', got ' . json_encode($got));
}

function check(bool $right, string $message): void
{
    if (!$right) {
        throw new LogicException($message);
    }
}

function environment(string $name): string
{
    return getenv($name) ?: throw new LogicException("$name is not set");
}

(new Scenario(environment('OKTA_CLIENT_ORGURL'), environment('OKTA_CLIENT_TOKEN')))->run();
