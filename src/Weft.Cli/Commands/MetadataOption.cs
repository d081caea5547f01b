using System.CommandLine;
using System.Diagnostics;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>A table with what a person knows of the books that are imported.</summary>
internal sealed class MetadataOption
{
    private readonly Shell _shell;
    private readonly Option<string?> _table;

    public MetadataOption(Command command, Shell shell)
    {
        _shell = shell;
        command.Add(_table = shell.TextOption("--metadata", "FILE.csv", "import.metadata"));
    }

    public bool IsTold(Invocation invocation) => invocation.Get(_table) is not null;

    /// <summary>What the table says of each file; what it does not say, and what it says of others, is a line on the error output.</summary>
    /// <exception cref="UserError">It can't be read.</exception>
    public async Task<IReadOnlyDictionary<string, DescribedBook>> ReadAsync(
        Invocation invocation,
        string folder,
        FoundFiles found,
        CancellationToken cancel
    )
    {
        if (invocation.Get(_table) is not { } path)
            return new Dictionary<string, DescribedBook>();
        var table = Done(await MetadataTable.ReadAsync(_shell.FullPath(path), cancel), folder);
        var described = Done(table.Match(found.Files), folder);
        var name = Path.GetFileName(path);
        foreach (var line in TableText.Of(described, name, _shell.Phrases))
            _shell.Complain(line);
        return described.Books;
    }

    private T Done<T>(Result<T> result, string folder) =>
        result switch
        {
            Result<T>.Done(var value) => value,
            Result<T>.Refused(var why) => throw why.ToError(_shell, folder),
            _ => throw new UnreachableException(),
        };
}
