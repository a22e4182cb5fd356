// Package otel shows how a client tells OpenTelemetry of its requests: a span and a measurement for each attempt. It is
// a module of its own, so that the library doesn't require OpenTelemetry: copy what you need.
package otel

import (
	"net/http"
	"strconv"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// Telemetry returns middleware for okta.WithMiddleware. Each attempt is a client span named after its operation, such
// as "getUser", and a measurement in the histogram http.client.request.duration, by OpenTelemetry's conventions for
// HTTP clients. Paths and queries are left out, since they hold logins.
func Telemetry(tracers trace.TracerProvider, meters metric.MeterProvider) (okta.Middleware, error) {
	const scope = "github.com/okta-userapi/userapi-go/wrapper/examples/otel"
	tracer := tracers.Tracer(scope)
	durations, err := meters.Meter(scope).Float64Histogram("http.client.request.duration", metric.WithUnit("s"),
		metric.WithDescription("Duration of requests to Okta, an attempt each."))
	if err != nil {
		return nil, err
	}
	return func(request *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
		operation := okta.Operation(request.Context())
		attributes := []attribute.KeyValue{
			attribute.String("okta.operation", operation),
			attribute.String("http.request.method", request.Method),
			attribute.String("server.address", request.URL.Hostname()),
		}
		ctx, span := tracer.Start(request.Context(), operation, trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(attributes...))
		defer span.End()

		start := time.Now()
		response, err := next(request.WithContext(ctx))
		took := time.Since(start)

		outcome := attribute.String("error.type", "no_answer")
		switch {
		case err != nil:
			span.SetStatus(codes.Error, "no answer")
		case response.StatusCode >= 400:
			outcome = attribute.String("error.type", strconv.Itoa(response.StatusCode))
			span.SetStatus(codes.Error, http.StatusText(response.StatusCode))
		default:
			outcome = attribute.Int("http.response.status_code", response.StatusCode)
		}
		span.SetAttributes(outcome)
		if response != nil {
			answer := okta.Response{StatusCode: response.StatusCode, Header: response.Header}
			span.SetAttributes(attribute.String("okta.request_id", answer.RequestID()))
			if limit, ok := answer.RateLimit(); ok {
				span.SetAttributes(attribute.Int("okta.rate_limit.remaining", limit.Remaining))
			}
		}
		durations.Record(ctx, took.Seconds(), metric.WithAttributes(append(attributes, outcome)...))
		return response, err
	}, nil
}
