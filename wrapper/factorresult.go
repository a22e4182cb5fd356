package wrapper

import (
	"context"
	"net/url"
	"strings"
	"time"
)

// TransactionID returns the id by which [Client.GetFactorTransactionStatus] knows the verification of a push, as
// [Client.VerifyFactor] returned it; "" for one that is not waiting.
func TransactionID(verification VerifyUserFactorResponse) string {
	polls := verification.Links.Get("poll")
	if len(polls) == 0 {
		return ""
	}
	address, err := url.Parse(polls[0].Href)
	if err != nil {
		return ""
	}
	path := address.EscapedPath()
	id, err := url.PathUnescape(path[strings.LastIndexByte(path, '/')+1:])
	if err != nil {
		return ""
	}
	return id
}

// WaitForFactorResult asks for the result of a push until the user has answered it, or Okta has given up: its
// FactorResult is then SUCCESS, REJECTED or TIMEOUT. Pass what VerifyFactor returned; where that is not WAITING, it is
// returned as it is.
//
// It waits as long as the context allows, five minutes at most since a push lasts no longer. A look that would come
// after the deadline is not waited for.
func (c *Client) WaitForFactorResult(ctx context.Context, userID, factorID string, started VerifyUserFactorResponse, callOptions ...CallOption) (VerifyUserFactorResponse, error) {
	transactionID := TransactionID(started)
	if started.FactorResult == FactorResultTypeWaiting && transactionID == "" {
		return started, &ArgumentError{Operation: "getFactorTransactionStatus", Argument: "the verification", Reason: "has no poll link: pass what VerifyFactor returned"}
	}
	polls := &polls{next: time.Second, longest: 4 * time.Second} // somebody sits and waits
	last := started
	for last.FactorResult == FactorResultTypeWaiting {
		if err := polls.wait(ctx); err != nil {
			return last, err
		}
		next, err := c.GetFactorTransactionStatus(ctx, userID, factorID, transactionID, callOptions...)
		if err != nil {
			return last, err
		}
		last = next
	}
	return last, nil
}
