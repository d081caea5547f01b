namespace Weft.Books.Headings;

/// <summary>
/// Finds tables of contents: those that say so ("CONTENTS", 目录), and headings without text between them that all come again elsewhere.
/// </summary>
internal sealed class ContentsFinder(TextLines lines, GutenbergFrame frame, Candidates candidates)
{
    private const int FewestUnnamed = 3;

    private const double RepeatedShare = 0.6;

    private readonly Dictionary<int, Heading> numbered = candidates.Numbered.ToDictionary(h => h.Line);
    private readonly Dictionary<int, SpecialHeading> special = candidates.Special.ToDictionary(h => h.Line);

    public List<ContentsList> Find()
    {
        var found = new List<ContentsList>();
        foreach (var heading in candidates.Special.Where(s => s.Kind == UnitKind.Contents))
        {
            if (!found.Any(list => list.Covers(heading.Line)) && Named(heading.Line) is { } list)
                found.Add(list);
        }
        found.AddRange(Unnamed(found));
        return [.. found.OrderBy(list => list.First)];
    }

    /// <summary>From its heading to the first prose, or to the first line that comes a second time and so is the real heading.</summary>
    private ContentsList? Named(int first)
    {
        var entries = new List<(int Line, ContentsEntry Entry)>();
        var seen = new HashSet<string>();
        var end = frame.End;
        for (var line = first + 1; line < frame.End; line++)
        {
            if (lines.IsBlank(line))
                continue;
            if (entries.Count == 0 && special.GetValueOrDefault(line)?.Kind == UnitKind.Contents)
                return null;
            var entry = EntryAt(line);
            if (IsRepeat(entry, seen) && IsReal(line, entry))
            {
                end = line;
                GiveBackNumber(entries, entry, ref end);
                break;
            }
            if (!numbered.ContainsKey(line) && !special.ContainsKey(line) && IsProse(line))
            {
                end = line;
                GiveBackLast(entries, ref end);
                break;
            }
            if (entry.Key.Length > 0 && special.GetValueOrDefault(line)?.Kind is not (UnitKind.Front or UnitKind.Contents))
                Add(entries, seen, line, entry);
        }
        return entries.Count < 2 ? null : new ContentsList(first, end, [.. entries.Select(e => e.Entry)]);
    }

    private static void Add(List<(int, ContentsEntry)> entries, HashSet<string> seen, int line, ContentsEntry entry)
    {
        entries.Add((line, entry));
        seen.Add(entry.Key);
        if (entry.TitleKey.Length > 0)
            seen.Add(entry.TitleKey);
    }

    /// <summary>The list has "Chapter 1. Title", the text "Chapter 1" and its title in the next line: the number belongs to the title.</summary>
    private static void GiveBackNumber(List<(int Line, ContentsEntry Entry)> entries, ContentsEntry title, ref int end)
    {
        if (title.Level is not null || entries.Count < 2)
            return;
        var (line, last) = entries[^1];
        var listed = entries.Find(e => e.Entry.TitleKey == title.Key || e.Entry.Key == title.Key).Entry;
        if (last.Level is null || last.TitleKey.Length > 0 || (listed.Level is not null && listed.Number != last.Number))
            return;
        entries.RemoveAt(entries.Count - 1);
        end = line;
    }

    /// <summary>The last line before prose is the heading of that prose if it begins the numbers, or begins them anew, or is a preface's.</summary>
    private void GiveBackLast(List<(int Line, ContentsEntry Entry)> entries, ref int end)
    {
        if (entries.Count == 0)
            return;
        var (line, last) = entries[^1];
        var before = entries.SkipLast(1).ToList();
        var anew = last.Number == 1 && (before.Exists(e => e.Entry.Number >= 1) || before.TrueForAll(e => e.Entry.Level is null));
        if (!anew && !special.ContainsKey(line))
            return;
        entries.RemoveAt(entries.Count - 1);
        end = line;
    }

    private IEnumerable<ContentsList> Unnamed(List<ContentsList> named)
    {
        var all = numbered.Keys.Concat(special.Keys).Where(line => !named.Any(list => list.Covers(line))).Order().ToList();
        var entries = all.Select(EntryAt).ToList();
        var total = entries.SelectMany(Keys).CountBy(key => key).ToDictionary();
        for (var from = 0; from < all.Count; )
        {
            var to = RunEnd(all, entries, from);
            if (to - from >= FewestUnnamed && ComesAgain(entries.GetRange(from, to - from), total))
                yield return new ContentsList(all[from], all[to - 1] + 1, entries.GetRange(from, to - from));
            from = to;
        }
    }

    private int RunEnd(List<int> all, List<ContentsEntry> entries, int from)
    {
        var seen = new HashSet<string>();
        var to = from;
        do
        {
            if (IsRepeat(entries[to], seen) && IsReal(all[to], entries[to]))
                break;
            seen.Add(entries[to].Key);
            if (entries[to].TitleKey.Length > 0)
                seen.Add(entries[to].TitleKey);
            to++;
        } while (to < all.Count && lines.NextFilled(all[to - 1] + 1) == all[to]);
        return Math.Max(to, from + 1);
    }

    private static bool ComesAgain(List<ContentsEntry> run, Dictionary<string, int> total)
    {
        var inside = run.SelectMany(Keys).CountBy(key => key).ToDictionary();
        return run.Count(entry => Keys(entry).Any(key => total[key] > inside[key])) >= run.Count * RepeatedShare;
    }

    private static IEnumerable<string> Keys(ContentsEntry entry)
    {
        if (entry.Level is not Level.Bare || entry.TitleKey.Length > 0)
            yield return entry.Key;
        if (entry.TitleKey.Length > 0 && entry.TitleKey != entry.Key)
            yield return entry.TitleKey;
        if (entry.Level is Level.Chapter)
            yield return "#" + entry.Number;
    }

    private ContentsEntry EntryAt(int line)
    {
        var stripped = Decoration.Strip(lines.Content(line)[..Math.Min(lines.Length(line), 200)]);
        return stripped.Length == 0 ? new ContentsEntry("", "", null, 0) : ContentsEntry.Of(stripped);
    }

    private static bool IsRepeat(ContentsEntry entry, HashSet<string> seen) =>
        entry.Key.Length > 0 && (seen.Contains(entry.Key) || (entry.TitleKey.Length > 0 && seen.Contains(entry.TitleKey)));

    /// <summary>
    /// A line that stood in the list already is the real heading, but for "Chapter 1" under each part of the list, and for chance: there
    /// the list goes on in the next line.
    /// </summary>
    private bool IsReal(int line, ContentsEntry entry)
    {
        var next = lines.NextFilled(line + 1);
        if (entry.Level == Level.Part || (entry.Level is not null && entry.TitleKey.Length > 0))
            return !(
                entry.Level is not null and not Level.Part
                && numbered.TryGetValue(line, out var own)
                && numbered.TryGetValue(next, out var after)
                && (own.Form == after.Form || after.Level == Level.Part)
            );
        return next >= frame.End
            || (!numbered.ContainsKey(next) && (entry.Level is not null || IsProse(next) || special.ContainsKey(line)));
    }

    private bool IsProse(int line)
    {
        var content = lines.Content(line);
        var han = Script.CountHan(content);
        if (han >= 60 || (han >= 20 && content.Contains('。')) || content.Length > 160)
            return true;
        if (content.Length > 90 && Script.EndsSentence(content[^1]))
            return true;
        return content.Length >= 50
            && !lines.IsBlank(line + 1)
            && lines.Length(line + 1) >= 40
            && !numbered.ContainsKey(line + 1)
            && !numbered.ContainsKey(lines.LastFilled(line - 1));
    }
}
