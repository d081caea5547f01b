using Weft.Model;

namespace Weft.Providers.Rules;

/// <summary>A language's own passes over a book; the last reads the chapters as every later reading will.</summary>
internal interface ILanguageReading
{
    void Add(string chapterText);

    /// <summary>Ends a pass. The tables, if it was the last; else null.</summary>
    RulesTables? End();
}

/// <summary>Makes the profile of what a language's reading finds.</summary>
internal sealed class RulesReading(string language, ILanguageReading own) : IFirstReading
{
    private Profile? _profile;

    public bool IsDone => _profile is not null;

    public Profile Profile => _profile ?? throw new InvalidOperationException("The reading is not done.");

    public void Add(string chapterText) => own.Add(chapterText);

    public void EndPass()
    {
        if (own.End() is { } tables)
            _profile = RulesProfiler.Profile(language, tables);
    }
}
