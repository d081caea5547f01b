using Weft.Model;
using Weft.Reasons;

namespace Weft.Providers.Rules;

/// <summary>The built-in provider <c>rules</c>: reads a chapter by the book's profile, offline; asks nobody and never fails one.</summary>
internal sealed class RulesReader : IExtractor
{
    /// <summary>Extractors are costly to make and cheap to share: those of the last few books are kept.</summary>
    private const int Most = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<Profile, RulesExtractor> _extractors = new(ReferenceEqualityComparer.Instance);

    public async Task<ReadingResult> ReadAsync(Reading reading, ILocalWork local, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(reading.Text))
            return new ReadingResult.Nothing(RunReasons.NoText);
        var facts = await local.RunAsync(() => For(reading.Profile).Extract(reading.Text));
        return new ReadingResult.Read(facts, [$"rules:{reading.Profile.Version}"]);
    }

    private RulesExtractor For(Profile profile)
    {
        lock (_lock)
        {
            if (_extractors.TryGetValue(profile, out var known))
                return known;
            if (_extractors.Count >= Most)
                _extractors.Clear();
            return _extractors[profile] = new RulesExtractor(profile);
        }
    }
}
