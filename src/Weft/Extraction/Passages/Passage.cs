using System.Security.Cryptography;
using System.Text;
using Weft.Model;

namespace Weft.Extraction.Passages;

/// <summary>A slice of a chapter that fits one call, or a half of one.</summary>
/// <param name="Text">The chapter's own text from <paramref name="Offset"/> on.</param>
/// <param name="Offset">UTF-16 units from the chapter's start.</param>
/// <param name="Step">How it is asked at first: <see cref="PassageAttempt.First"/>, or which half it is.</param>
/// <param name="Depth">How often it was halved.</param>
internal sealed record Passage(string Text, int Offset, PassageAttempt Step = PassageAttempt.First, int Depth = 0)
{
    /// <summary>SHA-256 of the text in UTF-8, lower-case hex.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>What stands before it in the chapter, so far as the prompt shows it; empty = nothing. No part of the hash.</summary>
    public string Context { get; init; } = "";

    /// <summary>How much of that the recipe shows at most, in UTF-16 units; 0 = nothing.</summary>
    public int ContextCharacters { get; init; }

    /// <summary>It holds no letter and no digit: nobody needs to be asked.</summary>
    public bool IsBlank => !Text.Any(char.IsLetterOrDigit) && !Text.Any(char.IsSurrogate);
}
