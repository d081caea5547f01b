using System.Globalization;
using Weft.Runtime;

namespace Weft.Storage;

/// <summary>
/// A script that brings a store's schema from the number before to its own. Scripts lie in the folder <c>Migrations</c> beside the store, named by their
/// numbers, as <c>0001_first.sql</c>. There is no way down: a release only adds.
/// </summary>
internal sealed record Migration(int Number, string Text)
{
    /// <summary>By number.</summary>
    public static IReadOnlyList<Migration> Of(string folder) =>
        [
            .. EmbeddedText
                .Names(folder + Folder)
                .Select(file => new Migration(NumberOf(file), EmbeddedText.Read(folder + Folder + file))),
        ];

    public const string Folder = "Migrations.";

    private static int NumberOf(string file) => int.Parse(file.Split('_')[0], CultureInfo.InvariantCulture);
}
