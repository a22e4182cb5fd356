package otel_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/examples/otel"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestEachAttemptIsASpanAndAMeasurement(t *testing.T) {
	spans := tracetest.NewSpanRecorder()
	reader := metric.NewManualReader()
	telemetry, err := otel.Telemetry(trace.NewTracerProvider(trace.WithSpanProcessor(spans)), metric.NewMeterProvider(metric.WithReader(reader)))
	require.NoError(t, err)

	org := oktatest.NewOrg(oktatest.WithRateLimit(600))
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()),
		okta.WithMiddleware(telemetry), okta.WithRetry(okta.RetryPolicy{BaseWait: 1}))
	require.NoError(t, err)
	id := org.SeedUsers(1)[0]
	require.NoError(t, org.Script("getUser", oktatest.Fail(503, "E0000009", "Internal Server Error")))
	_, err = client.GetUser(t.Context(), id, nil)
	require.NoError(t, err)

	ended := spans.Ended()
	require.Len(t, ended, 2)
	for i, outcome := range []attribute.KeyValue{attribute.String("error.type", "503"), attribute.Int("http.response.status_code", 200)} {
		require.Equal(t, "getUser", ended[i].Name())
		require.Contains(t, ended[i].Attributes(), outcome)
		for _, a := range ended[i].Attributes() {
			require.NotContains(t, a.Value.String(), id)
		}
	}
	require.Equal(t, codes.Error, ended[0].Status().Code)
	require.Equal(t, codes.Unset, ended[1].Status().Code)

	var measured metricdata.ResourceMetrics
	require.NoError(t, reader.Collect(t.Context(), &measured))
	histogram := measured.ScopeMetrics[0].Metrics[0].Data.(metricdata.Histogram[float64])
	require.Len(t, histogram.DataPoints, 2)
}
