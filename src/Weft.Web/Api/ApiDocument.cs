using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;
using Weft.Application.Shapes;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary>What the API takes and answers, as an OpenAPI document and as a page.</summary>
internal static class ApiDocument
{
    public const string DocumentPath = "/openapi/v1.json";
    public const string ReferencePath = "/scalar";

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
                        document.Info.Version = SettingRoutes.Version;
                        document.Info.Description =
                            "Turns books into knowledge graphs. Whatever is no answer is a ProblemDetails with a code; words come in the language of Accept-Language or ?lang=.";
                        // An address of its own would be wrong behind a proxy.
                        document.Servers = [];
                        return Task.CompletedTask;
                    }
                );
                options.AddOperationTransformer(ApiExamples.AddAsync);
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
}
