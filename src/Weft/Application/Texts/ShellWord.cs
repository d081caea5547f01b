namespace Weft.Application.Texts;

/// <summary>Words as a shell takes them, for commands that are shown to be copied.</summary>
internal static class ShellWord
{
    /// <summary>The word itself where no shell changes it, else in quotes.</summary>
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or '·')
            ? word
            : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
