using k8s;
using k8s.Models;
using Weft.Tests.Cli;
using YamlDotNet.RepresentationModel;

namespace Weft.Tests.Truth;

/// <summary>A node as a file of <c>deploy/</c> starts it: its command line, its variables, and how long it may take to leave.</summary>
internal sealed record DeployedNode(
    string Name,
    string Image,
    IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Variables,
    int GraceSeconds
)
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "deploy");

    /// <summary>Those of the file for Compose.</summary>
    public static IEnumerable<DeployedNode> OfCompose()
    {
        var services = (YamlMappingNode)Yaml("compose.yaml")["services"];
        foreach (var (name, service) in services.Children.Select(pair => (Text(pair.Key), Merged(pair.Value))))
            if (service.TryGetValue("image", out var image) && Text(image).StartsWith("weft:", StringComparison.Ordinal))
                yield return new(
                    name,
                    Text(image),
                    [.. ((YamlSequenceNode)service["command"]).Select(Text)],
                    Merged(service["environment"]).ToDictionary(pair => pair.Key, pair => Text(pair.Value)),
                    int.Parse(Text(service["stop_grace_period"]).TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture)
                );
    }

    /// <summary>Those of the files for Kubernetes, with the secret that they name.</summary>
    public static IEnumerable<DeployedNode> OfKubernetes()
    {
        var objects = Directory
            .GetFiles(Path.Combine(Folder, "kubernetes"), "*.yaml")
            .Where(file => Path.GetFileName(file) is not ("kustomization.yaml" or "prometheus-adapter.yaml"))
            .SelectMany(file => KubernetesYaml.LoadAllFromString(File.ReadAllText(file), strict: true))
            .ToList();
        var secrets = objects.OfType<V1Secret>().ToDictionary(secret => secret.Metadata.Name, secret => secret.StringData);
        foreach (var deployment in objects.OfType<V1Deployment>())
        {
            var container = deployment.Spec.Template.Spec.Containers.Single();
            var variables = container.EnvFrom.SelectMany(from => secrets[from.SecretRef.Name]).ToDictionary();
            foreach (var variable in container.Env)
                variables[variable.Name] = variable.Value ?? "a-pod";
            yield return new(
                deployment.Metadata.Name,
                container.Image,
                [.. container.Args],
                variables,
                (int)deployment.Spec.Template.Spec.TerminationGracePeriodSeconds!
            );
        }
    }

    /// <summary>Objects of the files for Kubernetes; a field that the API does not have throws.</summary>
    public static IReadOnlyList<object> Objects(string file) =>
        KubernetesYaml.LoadAllFromString(File.ReadAllText(Path.Combine(Folder, "kubernetes", file)), strict: true);

    /// <summary>A file's one document.</summary>
    public static YamlMappingNode Yaml(string path)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(Folder, path));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    /// <summary>A mapping's own entries before those that <c>&lt;&lt;</c> brings.</summary>
    public static Dictionary<string, YamlNode> Merged(YamlNode node)
    {
        var entries = ((YamlMappingNode)node).ToDictionary(pair => Text(pair.Key), pair => pair.Value);
        if (entries.Remove("<<", out var more))
            foreach (var (key, value) in Merged(more))
                entries.TryAdd(key, value);
        return entries;
    }
}
