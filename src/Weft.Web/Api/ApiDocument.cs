using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using Weft.Application.Shapes;
using Weft.Runtime;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary>What the API takes and answers, as an OpenAPI document and as a page.</summary>
internal static class ApiDocument
{
    public const string DocumentPath = "/openapi/v1.json";
    public const string ReferencePath = "/scalar";

    private static readonly string[] Spoken = ["/api/", "/healthz", "/readyz"];

    /// <summary>Orders that a program may send again under the same key.</summary>
    private static readonly string[] Once = ["startJob", "beginUpload"];

    public static void AddTo(IServiceCollection services)
    {
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.Encoder = ShapeJson.Options.Encoder;
            options.SerializerOptions.PropertyNameCaseInsensitive = false;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            // A name that is not known is a slip, never something to pass over.
            options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            options.SerializerOptions.RespectNullableAnnotations = true;
            options.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info.Title = "Weft";
                        document.Info.Version = ProgramVersion.Number;
                        document.Info.Description =
                            "Turns books into knowledge graphs. Whatever is no answer is a ProblemDetails with a code; words come in the language of Accept-Language or ?lang=.";
                        // An address of its own would be wrong behind a proxy.
                        document.Servers = [];
                        return Task.CompletedTask;
                    }
                );
                // The page's own addresses are no part of what programs may rely on.
                options.ShouldInclude = route =>
                    Spoken.Any(start => $"/{route.RelativePath}".StartsWith(start, StringComparison.Ordinal));
                // Readers of the document know bytes by their form, not by a name of ours.
                options.CreateSchemaReferenceId = type =>
                    type.Type == typeof(Stream) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
                options.AddOperationTransformer(ApiExamples.AddAsync);
                options.AddOperationTransformer(AddKeyAsync);
                options.AddOperationTransformer(InlineBytesAsync);
                options.AddSchemaTransformer(AddCodeAsync);
            }
        );
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").ForReaders();
        routes
            .MapScalarApiReference(
                ReferencePath,
                options =>
                    // Nothing of it that would lead a reader's browser elsewhere.
                    options
                        .WithTitle("Weft")
                        .WithOpenApiRoutePattern(DocumentPath)
                        .DisableDefaultFonts()
                        .DisableTelemetry()
                        .DisableAgent()
                        .DisableMcp()
                        .HideDeveloperTools()
                        .HideClientButton()
            )
            .ForReaders();
    }

    private static Task AddKeyAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancel
    )
    {
        if (Once.Contains(operation.OperationId))
            (operation.Parameters ??= []).Add(
                new OpenApiParameter
                {
                    Name = IdempotencyKeys.Header,
                    In = ParameterLocation.Header,
                    Description = "Sent again with the same key, it does nothing more and is answered the same",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = IdempotencyKeys.LongestKey },
                }
            );
        return Task.CompletedTask;
    }

    private static Task InlineBytesAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancel
    )
    {
        if (operation.RequestBody?.Content is { } content && content.TryGetValue("application/octet-stream", out var bytes))
        {
            bytes.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
            content.Remove("*/*");
        }
        return Task.CompletedTask;
    }

    /// <summary>Every problem has a code for programs beside what the standard names.</summary>
    private static Task AddCodeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        if (context.JsonTypeInfo.Type == typeof(ProblemDetails) && context.JsonPropertyInfo is null)
            (schema.Properties ??= new Dictionary<string, IOpenApiSchema>())["code"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "What a program may go by; see the documentation's list",
            };
        return Task.CompletedTask;
    }
}
