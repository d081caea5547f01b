using System.CommandLine;
using System.Globalization;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Shows what would be sent for one passage; nobody is asked.</summary>
internal sealed class PromptCommand : WeftCommand
{
    private readonly Argument<string> _book;
    private readonly Option<long?> _passage;
    private readonly Option<long?> _chapter;
    private readonly Option<string?> _provider;
    private readonly AskedOptions _asked;

    public PromptCommand(Shell shell)
        : base("prompt", shell)
    {
        Add(_book = shell.Word("BOOK", "arg.book"));
        Add(_passage = shell.WholeOption("--passage", "N", "prompt.passage", 1, int.MaxValue));
        Add(_chapter = shell.WholeOption("--chapter", "C", "prompt.chapter", 0, int.MaxValue));
        Add(_provider = shell.TextOption("--provider", "NAME", "prompt.provider"));
        _asked = new(this, shell);
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var asks = _asked.Read(invocation);
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        var prompt = (
            await stores.PromptPreview.ShowAsync(
                book,
                (int)(invocation.Get(_passage) ?? 1),
                null,
                (int?)invocation.Get(_chapter),
                invocation.Get(_provider),
                asks,
                cancel
            )
        ).OrThrow(stores);
        var shape = PromptShape.Of(prompt);
        if (invocation.Json)
            Json.Write(Shell.Out, shape);
        else
            Write(prompt, shape);
        return ExitCode.Ok;
    }

    private void Write(PreviewedPrompt prompt, PromptShape shape)
    {
        Shell.Out.WriteLine(
            Phrases.Say("prompt.head", shape.Passage, shape.Passages, prompt.Book.Title, shape.Chapter, OneLine.Of(shape.Title))
        );
        Shell.Out.WriteLine(
            prompt.Provider is { } provider
                ? Phrases.Say(
                    "prompt.to",
                    provider.Name,
                    provider.Model,
                    shape.Format,
                    prompt.Recipe.MaxAnswerTokens,
                    shape.Recipe
                )
                : Phrases.Say("prompt.toNobody", shape.Recipe)
        );
        var tokens = shape.Tokens;
        Shell.Out.WriteLine(
            Phrases.Say(
                "prompt.tokens",
                Figures.Count(tokens.All),
                Figures.Count(tokens.System),
                Figures.Count(tokens.User),
                Figures.Count(tokens.Schema)
            )
        );
        Shell.Out.WriteLine(
            Phrases.Say(
                "prompt.stable",
                Figures.Count(shape.Stable.Characters),
                Figures.Count(shape.Stable.Tokens),
                (shape.Stable.Share * 100).ToString("0", CultureInfo.InvariantCulture)
            )
        );
        Section("prompt.system", shape.System);
        Section("prompt.user", shape.User);
        Section(prompt.Format == AnswerFormat.JsonSchema ? "prompt.schema" : "prompt.schemaKept", prompt.Prompt.Schema);
    }

    private void Section(string phrase, string text)
    {
        Shell.Out.WriteLine();
        Shell.Out.WriteLine(Shell.Bold($"── {Phrases[phrase]} ──"));
        Shell.Out.WriteLine(text);
    }
}
