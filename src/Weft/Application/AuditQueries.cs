using Weft.Application.Texts;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>What was written down of who did what, in the last 30 days.</summary>
internal sealed class AuditQueries(IAudit audit)
{
    /// <summary>Words that stand for several kinds: <c>job</c> is all that is done to jobs.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<AuditKind>> Families = new Dictionary<
        string,
        IReadOnlyList<AuditKind>
    >(StringComparer.Ordinal)
    {
        ["sign_in"] = [AuditKind.SignedIn, AuditKind.SignInFailed, AuditKind.SignedOut, AuditKind.SignInsEnded],
        ["book"] = Beginning("Book"),
        ["job"] = Beginning("Job"),
        ["provider"] = Beginning("Provider"),
        ["names"] = Beginning("Names"),
        ["graph"] = Beginning("Graph"),
        ["user"] = Beginning("User"),
        ["token"] = Beginning("Token"),
        ["webhook"] = Beginning("Webhook"),
    };

    /// <summary>Every word that can be asked for.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Families.Keys, .. Enum.GetValues<AuditKind>().Select(Glossary.Word)];

    /// <summary>Null = a word that means nothing here.</summary>
    /// <param name="words">Families and kinds; none = every kind.</param>
    public static IReadOnlyList<AuditKind>? KindsOf(IReadOnlyCollection<string> words)
    {
        if (words.Any(word => !Words.Contains(word)))
            return null;
        return words.Count == 0
            ? AuditFilter.All.Kinds
            :
            [
                .. words
                    .SelectMany(word =>
                        Families.TryGetValue(word, out var family)
                            ? family
                            : Enum.GetValues<AuditKind>().Where(kind => Glossary.Word(kind) == word)
                    )
                    .Distinct(),
            ];
    }

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<AuditEntry>> ListAsync(AuditFilter filter, int atMost, CancellationToken cancel) =>
        audit.EntriesAsync(filter, atMost, cancel);

    private static IReadOnlyList<AuditKind> Beginning(string word) =>
        [.. Enum.GetValues<AuditKind>().Where(kind => kind.ToString().StartsWith(word, StringComparison.Ordinal))];
}
