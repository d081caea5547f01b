using System.CommandLine;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Cli.Terminal;
using Weft.Reasons;

namespace Weft.Cli.Parsing;

/// <summary>Kinds and instructions of a person's own, out of files that are read and checked before anything else is done.</summary>
internal sealed class AskedOptions
{
    /// <summary>Longer files are no such thing, and not read to their end.</summary>
    private const int MostBytes = 200_000;

    private readonly Shell _shell;
    private readonly Option<string?> _types;
    private readonly Option<string?> _prompt;

    public AskedOptions(Command command, Shell shell)
    {
        _shell = shell;
        command.Add(_types = shell.TextOption("--types", "FILE", "opt.types"));
        command.Add(_prompt = shell.TextOption("--prompt", "FILE", "opt.prompt"));
    }

    public IEnumerable<Option> All => [_types, _prompt];

    public RecipeWish Read(Invocation invocation)
    {
        var (types, prompt) = (invocation.Get(_types), invocation.Get(_prompt));
        var wish = new RecipeWish(
            types is null ? null : TextOf(types, fault => new Refusal.BadTypes(types, 0, fault, "")),
            prompt is null ? null : TextOf(prompt, fault => new Refusal.BadPrompt(prompt, fault))
        )
        {
            TypesFrom = types ?? "",
            PromptFrom = prompt ?? "",
        };
        return wish.Check() is { } wrong ? throw Error(wrong) : wish;
    }

    private string TextOf(string file, Func<WishFault, Refusal> refuse)
    {
        var path = _shell.FullPath(file);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                throw Error(refuse(WishFault.TooLong));
            return RecipeWish.Decoded(File.ReadAllBytes(path)) ?? throw Error(refuse(WishFault.NotUtf8));
        }
        catch (Exception trouble) when (trouble is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Error(new Refusal.FileMissing(path));
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw Error(new Refusal.FileUnreadable(path, SystemTrouble.Of(trouble)));
        }
    }

    /// <summary>Nothing of it speaks of the data folder.</summary>
    private UserError Error(Refusal refusal) => new(new RefusalText(_shell.Phrases, "").Of(refusal), ExitCode.Usage);
}
