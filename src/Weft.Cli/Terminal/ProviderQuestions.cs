using Weft.Application;
using Weft.Providers.Presets;

namespace Weft.Cli.Terminal;

/// <summary>Asks a person for what is missing of a provider. In a script nothing is asked: what is missing is refused later, by name.</summary>
internal sealed class ProviderQuestions(Shell shell, PresetTable presets)
{
    public ProviderRequest Completed(ProviderRequest request)
    {
        if (!shell.InIsTerminal)
            return request;
        var whole = request;
        if (whole is { Url: null, Preset: null } && presets.Find(whole.Name) is null)
        {
            var answer = Ask("provider.askAddress", whole.Name);
            whole = answer.Contains("://", StringComparison.Ordinal)
                ? whole with
                {
                    Url = answer,
                }
                : whole with
                {
                    Preset = answer,
                };
        }
        var preset = presets.Find(whole.Preset ?? (whole.Url is null ? whole.Name : ""));
        return whole.Model is null && preset?.Find(null) is null && (preset is not null || whole.Url is not null)
            ? whole with
            {
                Model = Ask("provider.askModel", whole.Name),
            }
            : whole;
    }

    /// <summary>An empty answer is no answer.</summary>
    private string Ask(string phrase, string name)
    {
        shell.Prompting.Write(shell.Phrases.Say(phrase, name) + " ");
        shell.Prompting.Flush();
        return shell.In.ReadLine()?.Trim() is { Length: > 0 } answer
            ? answer
            : throw new UserError(shell.Phrases["provider.noAnswer"], ExitCode.Usage);
    }
}
