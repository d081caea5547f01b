using Weft.Application;
using Weft.Application.Texts;
using Weft.Cli.Terminal;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.Presets;
using Weft.Reasons;

namespace Weft.Cli.Output;

/// <summary>One provider in words: what it is, how it is asked, what was found out about it, how it fares.</summary>
internal sealed class ProviderScreen(Shell shell, Prices prices)
{
    private Phrases Phrases => shell.Phrases;

    /// <param name="counted">How its own counts of tokens were.</param>
    public void Write(Provider provider, IReadOnlyList<Reason> counted)
    {
        var rows = new Columns("", "");
        AddAsking(rows, provider, counted);
        rows.Add(Phrases["provider.field.key"], provider.SealedKey.Length > 0 ? "***" : "-");
        rows.Add(Phrases["provider.field.state"], ProviderCells.State(provider, shell));
        rows.Write(shell.Out);
    }

    public void WriteAsking(Provider provider)
    {
        var rows = new Columns("", "");
        AddAsking(rows, provider, []);
        rows.Write(shell.Out);
    }

    /// <summary>What a person should know of a preset and its model.</summary>
    public void WriteNotes(Preset preset, string model)
    {
        foreach (var note in new[] { preset.Note, preset.Find(model)?.Note }.OfType<PresetNote>())
            shell.Out.WriteLine(Phrases.Say("provider.note", note.In(Phrases.Language)));
    }

    private void AddAsking(Columns rows, Provider provider, IReadOnlyList<Reason> counted)
    {
        var settings = provider.Settings;
        rows.Add(Phrases["provider.field.model"], provider.Model);
        rows.Add(Phrases["provider.field.address"], provider.Url);
        Add("provider.field.preset", settings.Preset.Length > 0 ? settings.Preset : null);
        rows.Add(Phrases["provider.field.price"], ProviderCells.PriceAndDay(provider, prices, shell));
        rows.Add(Phrases["provider.field.limits"], ProviderCells.Limits(provider, shell));
        Add("provider.field.extra", settings.Extra.Length > 0 ? settings.Extra : null);
        Add("provider.field.temperature", AskingText.Temperature(settings));
        Add("provider.field.stream", settings.Streams is { } streams ? Phrases[streams ? "provider.yes" : "provider.no"] : null);
        Add("provider.field.timeout", AskingText.Timeout(settings));
        Add("provider.field.context", settings.Context is { } window ? Phrases.Say("provider.tokens", window) : null);
        Add("provider.field.thinking", settings.ThinkingTokens is { } room ? Phrases.Say("provider.tokens", room) : null);
        Reason[] known = [.. KnownManners.Of(provider.Health.Manners), .. counted];
        for (var index = 0; index < known.Length; index++)
            rows.Add(index == 0 ? Phrases["provider.field.known"] : "", known[index].Say(Phrases.Reasons));

        void Add(string phrase, string? text)
        {
            if (text is not null)
                rows.Add(Phrases[phrase], text);
        }
    }
}
