namespace Weft.Model;

/// <summary>
/// Everything of ours that decides a prompt; pinned by the job and part of the journal's key through <see cref="Hash"/>.
/// </summary>
/// <param name="Version">Of passage cutter, prompt and answer schema together.</param>
/// <param name="Language">zh or en: which prompt.</param>
/// <param name="PassageCharacters">Longest passage, in UTF-16 units.</param>
/// <param name="MaxAnswerTokens">The provider's bound of an answer.</param>
public sealed record Recipe(
    string Version,
    string Language,
    IReadOnlyList<string> EntityTypes,
    IReadOnlyList<string> RelationTypes,
    int PassageCharacters,
    int MaxAnswerTokens
)
{
    /// <summary>Sets its answers apart from all that were given before; empty = they are shared with every job of the same recipe.</summary>
    public string Nonce { get; init; } = "";

    /// <summary>Of <see cref="EntityTypes"/>, those that the job's order describes itself.</summary>
    public IReadOnlyList<RecipeKind> EntityKinds { get; init; } = [];

    /// <summary>Of <see cref="RelationTypes"/>, those that the job's order describes itself.</summary>
    public IReadOnlyList<RecipeKind> RelationKinds { get; init; } = [];

    /// <summary>The person's own words on what to look for; empty = none.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>They stand in place of ours, and not beside them.</summary>
    public bool InstructionsReplace { get; init; }

    /// <summary>Of a run whose answers count from a round on: one that no other run shares, unless that is 0.</summary>
    public Recipe AskedAnew(JobId job, int from) => from == 0 ? this : this with { Nonce = $"{Nonce}/{job}.{from}" };

    /// <summary>SHA-256 over all fields in a fixed form, lower-case hex, first 16 characters.</summary>
    public string Hash()
    {
        var form = string.Join(
            '\n',
            Version,
            Language,
            string.Join('\t', EntityTypes),
            string.Join('\t', RelationTypes),
            PassageCharacters,
            MaxAnswerTokens
        );
        if (Nonce.Length > 0)
            form += "\n" + Nonce;
        foreach (var kind in EntityKinds)
            form += "\n" + string.Join('\t', "entity", kind.Name, kind.About);
        foreach (var kind in RelationKinds)
            form += "\n" + string.Join('\t', "relation", kind.Name, kind.About, kind.Inverse, kind.Mutual);
        if (Instructions.Length > 0)
            form += "\n" + string.Join('\t', "instructions", InstructionsReplace, Instructions);
        var bytes = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(form));
        return Convert.ToHexStringLower(bytes)[..16];
    }
}
