package main

import (
	"context"
	"errors"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// factors enrolls factors of the user and verifies them. resetAllFactors takes away later what is left of them.
func (l *life) factors(ctx context.Context) error {
	supported, err := l.client.ListSupportedFactors(ctx, l.id)
	if err != nil {
		return err
	}
	l.say("listSupportedFactors", "%d types are offered", len(supported))

	questions, err := l.client.ListSupportedSecurityQuestions(ctx, l.id)
	if err != nil {
		return err
	}
	l.say("listSupportedSecurityQuestions", "%d questions to choose from", len(questions))

	for _, step := range []func(context.Context) error{l.answer, l.code, l.push} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	factors, err := l.client.ListFactors(ctx, l.id)
	if err != nil {
		return err
	}
	l.say("listFactors", "%d of the user", len(factors))
	return nil
}

// enroll enrolls a factor. It has no id where the org refuses it, whose policies decide what is offered.
func (l *life) enroll(ctx context.Context, factor okta.UserFactor) (okta.UserFactor, error) {
	enrolled, err := l.client.EnrollFactor(ctx, l.id, factor, nil)
	if err != nil {
		return okta.UserFactor{}, l.sayRefused("enrollFactor", err)
	}
	l.say("enrollFactor", "%s is %s", enrolled.FactorType, enrolled.Status)
	return enrolled, nil
}

// answer verifies a user who answers a question.
func (l *life) answer(ctx context.Context) error {
	const answer = "Calf's foot jelly"
	factor, err := l.enroll(ctx, okta.UserFactor{
		FactorType: okta.FactorTypeQuestion,
		Provider:   okta.FactorProviderOkta,
		Profile:    okta.UserFactorProfile{Question: okta.Set("disliked_food"), Answer: okta.Set(answer)},
	})
	if err != nil || factor.ID == "" {
		return err
	}
	result, err := l.client.VerifyFactor(ctx, l.id, factor.ID, okta.VerifyFactorRequest{Answer: answer}, nil)
	if err != nil {
		return err
	}
	l.say("verifyFactor", "the answer was right: %s", result.FactorResult)

	if factor, err = l.client.GetFactor(ctx, l.id, factor.ID); err != nil {
		return err
	}
	l.say("getFactor", "%q", factor.Profile.QuestionText)

	if err := l.client.DeleteFactor(ctx, l.id, factor.ID, nil); err != nil {
		return err
	}
	l.say("deleteFactor", "no longer enrolled")
	return nil
}

// code activates an address by the code that was sent to it, which only an org in memory tells.
func (l *life) code(ctx context.Context) error {
	factor, err := l.enroll(ctx, okta.UserFactor{
		FactorType: okta.FactorTypeEmail,
		Provider:   okta.FactorProviderOkta,
		Profile:    okta.UserFactorProfile{Email: okta.Set(l.login)},
	})
	if err != nil || factor.ID == "" {
		return err
	}
	switch _, err := l.client.ResendEnrollFactor(ctx, l.id, factor.ID, factor, nil, okta.WithoutRetry()); {
	case errors.Is(err, okta.ErrRateLimited):
		l.say("resendEnrollFactor", "refused, as it should be: a code was sent a moment ago")
	case err != nil:
		return err
	default:
		l.say("resendEnrollFactor", "another code was sent")
	}
	code := "000000"
	if l.org != nil {
		if code, err = l.org.PassCode(l.id, factor.ID); err != nil {
			return err
		}
	}
	switch factor, err := l.client.ActivateFactor(ctx, l.id, factor.ID, okta.ActivateFactorRequest{PassCode: code}); {
	case errors.Is(err, okta.CodeInvalidPassCode):
		l.say("activateFactor", "refused, as it should be: the code is a guess")
	case err != nil:
		return err
	default:
		l.say("activateFactor", "%s is %s", factor.FactorType, factor.Status)
	}
	return nil
}

// push asks the user on a phone, which only an org in memory can do without one.
func (l *life) push(ctx context.Context) error {
	if l.org == nil {
		l.say("getFactorTransactionStatus", "left out: it needs a phone with Okta Verify")
		return nil
	}
	factor, err := l.enroll(ctx, okta.UserFactor{FactorType: okta.FactorTypePush, Provider: okta.FactorProviderOkta})
	if err != nil || factor.ID == "" {
		return err
	}
	if err := l.org.ScanQRCode(l.id, factor.ID); err != nil {
		return err
	}
	if _, err := l.client.ActivateFactor(ctx, l.id, factor.ID, okta.ActivateFactorRequest{}); err != nil {
		return err
	}
	waiting, err := l.client.VerifyFactor(ctx, l.id, factor.ID, okta.VerifyFactorRequest{}, &okta.VerifyFactorOptions{UserAgent: "quickstart"})
	if err != nil {
		return err
	}
	l.say("verifyFactor", "a push was sent: %s", waiting.FactorResult)
	if err := l.org.AnswerPush(l.id, factor.ID, true); err != nil {
		return err
	}
	result, err := l.client.GetFactorTransactionStatus(ctx, l.id, factor.ID, okta.TransactionID(waiting))
	if err != nil {
		return err
	}
	l.say("getFactorTransactionStatus", "the user has answered: %s", result.FactorResult)
	return nil
}
