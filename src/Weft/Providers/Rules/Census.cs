namespace Weft.Providers.Rules;

/// <summary>
/// Reads every chapter by a draft of the tables, as later readings will: counts entities and drops what is never
/// met.
/// </summary>
internal sealed class Census(RulesTables draft)
{
    private readonly int[] entityCounts = new int[draft.Entities.Count];
    private readonly int[] formCounts = new int[draft.Forms.Count];
    private readonly string?[] written = new string?[draft.Forms.Count];
    private int[]? mainForms;

    public RulesTables Final()
    {
        var renumbered = new int[draft.Entities.Count];
        var entities = new List<Entity>();
        for (var i = 0; i < draft.Entities.Count; i++)
        {
            renumbered[i] = entityCounts[i] > 0 ? entities.Count : -1;
            if (entityCounts[i] > 0)
                entities.Add(draft.Entities[i] with { Count = entityCounts[i], Name = NameOf(i) });
        }
        var forms = draft.Forms.Select((form, index) => Settle(form, index, renumbered)).OfType<Form>().ToList();
        var singles = draft.Singles.Select(form => Renumber(form, renumbered)).OfType<Form>().ToList();
        int? teller = draft.Teller is { } known && renumbered[known] >= 0 ? renumbered[known] : null;
        return draft with { Entities = entities, Forms = forms, Singles = singles, Teller = teller };
    }

    /// <summary>Takes one chapter's names; <paramref name="spell"/> gives the book's own spelling of one.</summary>
    public void Add(IReadOnlyList<Found> found, Func<Found, string> spell)
    {
        foreach (var one in found)
        {
            entityCounts[one.Entity]++;
            if (one.Form < 0)
                continue;
            formCounts[one.Form]++;
            written[one.Form] ??= spell(one);
        }
    }

    private int MainForm(int entity)
    {
        if (mainForms is null)
        {
            mainForms = new int[draft.Entities.Count];
            Array.Fill(mainForms, -1);
            for (var i = 0; i < draft.Forms.Count; i++)
            {
                if (draft.Forms[i].Owners is [var owner] && formCounts[i] > 0 && mainForms[owner] < 0)
                    mainForms[owner] = i;
            }
        }
        return mainForms[entity];
    }

    private string NameOf(int entity) =>
        MainForm(entity) is >= 0 and var form ? written[form] ?? draft.Forms[form].Key : draft.Entities[entity].Name;

    private Form? Settle(Form form, int index, int[] renumbered)
    {
        if (formCounts[index] == 0 || Renumber(form, renumbered) is not { } kept)
            return null;
        return kept with { Written = written[index] == form.Key ? null : written[index] };
    }

    private static Form? Renumber(Form form, int[] renumbered)
    {
        var owners = form.Owners.Select(owner => renumbered[owner]).Where(owner => owner >= 0).ToArray();
        return owners.Length == 0 ? null : form with { Owners = owners };
    }
}
