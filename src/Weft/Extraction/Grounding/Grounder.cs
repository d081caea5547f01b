using System.Collections.Frozen;
using Weft.Extraction.Answers;
using Weft.Extraction.Passages;
using Weft.Extraction.Prompting;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Extraction.Grounding;

/// <summary>
/// Keeps of an answer what its passage supports, and sets the rest apart with reasons. A name must stand in the passage, a quote
/// must be found in it; names and quotes of the facts are then the chapter's own words. A pure function.
/// </summary>
internal sealed partial class Grounder
{
    private const int LongestSummary = 80;

    /// <summary>A few words were asked for: it is the one thing of a relation that no text bears out.</summary>
    private const int LongestLabel = 120;
    private const int MostRejections = 300;

    /// <summary>Of an alias: a model's bare word, which no quote can show.</summary>
    private const double AliasConfidence = 0.8;

    private static readonly FrozenSet<string> Pronouns = (
        "i me my you he him his she her it its we us our they them their who this that "
        + "我 吾 俺 咱 余 你 您 汝 他 她 它 其 我们 你们 他们 她们 它们 咱们 我們 你們 他們 她們 它們 咱們 自己 某人 此人 那人 这人 這人 众人 眾人"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What an id stands for whose entity is not in the passage, or that has two.</summary>
    private const string Nobody = "";

    private readonly Passage _passage;
    private readonly Recipe _recipe;
    private readonly GroundingText _text;

    /// <summary>What the prompt showed of the text before; null where it showed nothing.</summary>
    private readonly GroundingText? _context;
    private readonly Dictionary<string, Mention> _mentions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ends = new(StringComparer.Ordinal);
    private readonly List<Relation> _relations = [];
    private readonly GroundedTraits _traits = new();
    private readonly List<Rejection> _rejected = [];

    private Grounder(Passage passage, Recipe recipe)
    {
        _passage = passage;
        _recipe = recipe;
        var longest = Recipes.IsFirst(recipe) ? GroundingText.LongestStretch : GroundingText.TwoSentences;
        _text = new(passage.Text, longest);
        _context = passage.Context.Length > 0 ? new(passage.Context, longest) : null;
    }

    /// <summary>
    /// The passage's facts; offsets count from the chapter's start. Of several answers in one body the text decides: another than the one that was
    /// chosen counts only where the text bears out much more of it.
    /// </summary>
    public static ChapterFacts Ground(Passage passage, ParsedAnswer answer, Recipe recipe)
    {
        var best = GroundOne(passage, answer, recipe);
        foreach (var other in answer.Others)
            if (GroundOne(passage, other, recipe) is var facts && AnswerChoice.IsMuchPoorer(Count(best), Count(facts)))
                best = facts;
        return best;
    }

    private static int Count(ChapterFacts facts) => facts.Mentions.Count + facts.Relations.Count;

    private static ChapterFacts GroundOne(Passage passage, ParsedAnswer answer, Recipe recipe)
    {
        var grounding = new Grounder(passage, recipe);
        foreach (var entity in answer.Entities)
            grounding.Add(entity);
        foreach (var relation in answer.Relations.Distinct())
            grounding.Add(relation);
        foreach (var happening in answer.Events)
            grounding.Add(happening);
        return new([.. grounding._mentions.Values], grounding._relations, Bounded([.. answer.Rejected, .. grounding._rejected]))
        {
            Traits = grounding._traits.InOrder(grounding._mentions.Keys),
        };
    }

    private void Add(EntityRecord entity)
    {
        if (!GroundingTypes.SaysOther(entity.Type) && GroundingTypes.EntityType(entity.Type, _recipe) is null)
            Reject("mention", $"{entity.Name} ({entity.Type})", RejectionReasons.UnknownType);
        var type = GroundingTypes.EntityType(entity.Type, _recipe) ?? PromptTextSchema.Other;
        string? main = null;
        var missing = new List<string>();
        foreach (var name in entity.Aliases.Prepend(entity.Name).Distinct(StringComparer.Ordinal))
        {
            if (Pronouns.Contains(name.ToLowerInvariant()))
            {
                Reject("mention", name, RejectionReasons.Pronoun);
                continue;
            }
            if (Mentioned(name, type, entity.Quote) is not { } written)
                missing.Add(name);
            else if (main is null)
                main = written;
            else if (written != main)
                AddAlias(main, written);
            if (main is not null)
                AddEnd(name, main);
        }
        if (main is null)
        {
            AddId(entity.Id, Nobody);
            if (missing.Count > 0)
                Reject(
                    "mention",
                    entity.Name,
                    IsInContext(entity.Name) ? RejectionReasons.OnlyInContext : RejectionReasons.NameNotInPassage
                );
            return;
        }
        foreach (var name in missing)
        {
            AddEnd(name, main);
            Reject("mention", name, RejectionReasons.AliasNotInPassage(main));
        }
        AddId(entity.Id, main);
        if (entity.Quote.Length > 0 && _text.FindQuote(entity.Quote) is null)
            Reject("mention", $"{main}: {entity.Quote}", RejectionReasons.QuoteReplaced);
        if (!Recipes.IsFirst(_recipe))
            foreach (var trait in entity.Traits)
                Add(main, trait);
    }

    private void Add(string main, TraitRecord trait)
    {
        if (_text.FindQuote(trait.Quote) is { } quote)
            _traits.Add(new(main, trait.Kind, trait.Text, _text.Exact(quote), _passage.Offset + quote.Start));
        else
            Reject("trait", $"{main}: {trait.Kind} {trait.Text} “{trait.Quote}”", WhyNot(trait.Quote));
    }

    private Reason WhyNot(string quote) =>
        quote.Length == 0 ? RejectionReasons.NoQuote
        : _context?.FindQuote(quote) is not null ? RejectionReasons.OnlyInContext
        : RejectionReasons.QuoteNotInPassage;

    private bool IsInContext(string name) => _context?.FindName(name).Count > 0;

    /// <summary>The name as the passage writes it, which has its mention then; null where it does not stand there.</summary>
    private string? Mentioned(string name, string type, string quote)
    {
        var places = _text.FindName(name);
        if (places.Count == 0)
            return null;
        var written = _text.Name(places[0]);
        var said = quote.Length > 0 ? _text.FindQuote(quote) : null;
        var shown =
            said is { } found && places.Any(place => place.Start >= found.Start && place.End <= found.End)
                ? found
                : _text.Around(places[0]);
        _mentions.TryAdd(written, new(written, type, places.Count, _text.Exact(shown), _passage.Offset + shown.Start));
        return written;
    }

    private void AddAlias(string main, string alias)
    {
        var mention = _mentions[alias];
        if (
            !_relations.Exists(relation =>
                relation.Source == main && relation.Target == alias && relation.Type == RelationTypes.Alias
            )
        )
            _relations.Add(new(main, alias, RelationTypes.Alias, "", 1, mention.Quote, mention.Offset, AliasConfidence));
    }

    private void Add(EventRecord happening)
    {
        var shown = $"{happening.Summary} “{happening.Quote}”";
        if (!_recipe.EntityTypes.Contains(EntityTypes.Event))
        {
            Reject("event", shown, RejectionReasons.NoEventsWanted);
            return;
        }
        if (_text.FindQuote(happening.Quote) is not { } quote)
        {
            Reject("event", shown, WhyNot(happening.Quote));
            return;
        }
        var name = Shortened(happening.Summary, LongestSummary);
        var words = _text.Exact(quote);
        var offset = _passage.Offset + quote.Start;
        _mentions.TryAdd(name, new(name, EntityTypes.Event, 1, words, offset));
        foreach (var participant in happening.Participants)
        {
            if (End(participant) is not { } who)
                Reject("event", $"{participant}: {shown}", RejectionReasons.ParticipantUnknown);
            else if (who != name)
                AddOnce(new(who, name, StoryEvents.TakesPart, "", 1, words, offset, 1));
        }
        if (happening.Location.Length > 0 && End(happening.Location) is { } where && where != name)
            AddOnce(new(name, where, StoryEvents.TakesPlaceIn, "", 1, words, offset, 1));
        else if (happening.Location.Length > 0)
            Reject("event", $"{happening.Location}: {shown}", RejectionReasons.LocationUnknown);
    }

    private static string Shortened(string words, int most) => words.Length <= most ? words : words[..(most - 1)].TrimEnd() + "…";

    private void AddOnce(Relation relation)
    {
        if (!_relations.Contains(relation))
            _relations.Add(relation);
    }

    /// <summary>An id of the answer, or a name where a model wrote names.</summary>
    private string? End(string said) =>
        _ends.GetValueOrDefault(Id(said)) is { Length: > 0 } meant
            ? meant
            : _ends.GetValueOrDefault(Key(said)) ?? _ends.GetValueOrDefault(HanFolding.Fold(Key(said)));

    /// <summary>An id that two entities have says nothing of either.</summary>
    private void AddId(string id, string main)
    {
        if (id.Length > 0)
            _ends[Id(id)] = _ends.TryGetValue(Id(id), out var other) && other != main ? Nobody : main;
    }

    private void AddEnd(string name, string main)
    {
        _ends.TryAdd(Key(name), main);
        _ends.TryAdd(HanFolding.Fold(Key(name)), main);
    }

    private static string Id(string id) => "#" + id.ToLowerInvariant();

    private static string Key(string name) => GroundingText.Fold(name);

    private void Reject(string kind, string text, Reason reason) =>
        _rejected.Add(new(kind, AnswerParserRecords.Shown(text), reason));

    private static List<Rejection> Bounded(List<Rejection> rejected)
    {
        var more = rejected.Count - MostRejections;
        if (more <= 0)
            return rejected;
        rejected.RemoveRange(MostRejections, more);
        rejected.Add(new("passage", $"{more} more records", RejectionReasons.OnlyFirstKept));
        return rejected;
    }
}
