namespace Weft.Providers.Rules;

/// <summary>A place in a chapter where an entity is named.</summary>
/// <param name="Start">UTF-16 units from the chapter's start.</param>
/// <param name="End">Behind the last unit.</param>
/// <param name="Form">Index of the spelling that the mention is called by; an entity's fuller spellings have lower ones.</param>
/// <param name="Name">What its mention is called: the spelling, or the entity's name where the spelling is hidden.</param>
internal readonly record struct Hit(int Start, int End, int Entity, int Form, string Name);

/// <summary>A stated connection between two hits. <paramref name="Source"/> and <paramref name="Target"/> are indexes of hits.</summary>
internal readonly record struct Tie(int Source, int Target, string Type, string Label, double Confidence);

/// <summary>A known name in a text as its language's rules see it, in their positions. <paramref name="Form"/> is -1 where no form is written in full.</summary>
internal readonly record struct Found(int Start, int Length, int Entity, int Form);
