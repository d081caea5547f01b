using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Weft.Runtime;

namespace Weft.Web;

/// <summary>Sends traces of chapters to a collector, where the usual variable names one.</summary>
internal static class TraceExport
{
    /// <summary>OpenTelemetry's own: its other variables (protocol, headers, sampling) hold too.</summary>
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Null where none is named. What has not been sent when it is disposed is sent then.</summary>
    public static IDisposable? Start(string endpoint, string node) =>
        endpoint.Length == 0
            ? null
            : Sdk.CreateTracerProviderBuilder()
                .AddSource(Telemetry.Name)
                .ConfigureResource(resource => resource.AddService("weft", serviceInstanceId: node))
                .AddOtlpExporter()
                .Build();
}
