using Microsoft.AspNetCore.Components;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Graph.Comparison;
using Weft.Model;
using Weft.Web.Page.Readings;

namespace Weft.Web.Page.Views;

/// <summary>What two jobs on one book found differently.</summary>
public sealed partial class ComparisonPage
{
    private const int PageSize = 100;

    private ComparisonReading? _reading;
    private bool _isRead;
    private List<FindingRow> _rows = [];

    [Parameter]
    public long A { get; set; }

    [Parameter]
    public long B { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "side")]
    private string? Side { get; set; }

    [SupplyParameterFromQuery(Name = "ch")]
    private string? Chapters { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    private int? After { get; set; }

    private protected override string Address => $"compare/{A}/{B}";

    private protected override bool WantsBeat => _reading is null || !_reading.IsOver;

    /// <summary>A word that means nothing asks for all, as if it were not there.</summary>
    private FindingKind? KindFilter => ValueOf<FindingKind>(Kind);

    private FindingSide? SideFilter => ValueOf<FindingSide>(Side);

    private FindingRow? Last => _rows.Where(row => row.Number > (After ?? 0)).Take(PageSize).LastOrDefault();

    private IEnumerable<(string? Word, string Text)> KindChoices =>
        Enum.GetValues<FindingKind>().Select(kind => ((string?)Word(kind), Ui.Name(kind))).Prepend((null, Ui["all"]));

    private IEnumerable<(string Word, string Look, string Text)> SideChoices =>
        [
            (Word(FindingSide.OnlyA), "sa", Ui.Say("onlyJob", A)),
            (Word(FindingSide.Both), "sab", Ui["inBoth"]),
            (Word(FindingSide.Differs), "sd", Ui["otherKind"]),
            (Word(FindingSide.OnlyB), "sb", Ui.Say("onlyJob", B)),
        ];

    private protected override async Task<object?> ReadAsync() =>
        await ComparisonReading.ReadAsync(Uses, new(A), new(B), Forever);

    private protected override void Take(object? read)
    {
        (_reading, _isRead) = ((ComparisonReading?)read, true);
        Arrange();
    }

    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        Arrange();
    }

    /// <summary>What is asked for; where nothing is, what is not the same in both.</summary>
    private void Arrange()
    {
        if (_reading?.Compared is not { } both)
            return;
        var ranges = string.IsNullOrEmpty(Chapters) ? null : ChapterRanges.TryParse(Chapters);
        var rows = new FindingFilter(KindFilter, SideFilter, ranges).Of(both);
        _rows = [.. SideFilter is null ? rows.Where(row => row.Finding.Side != FindingSide.Both) : rows];
    }

    private string Name(Job job) => Ui.Say("jobBy", job.Id, string.Join(" → ", job.Order.Providers));

    private string TypeOf(Finding finding, Said said)
    {
        var type = finding.Kind == FindingKind.Relation ? Ui.Tie(said.Type) : Ui.Type(said.Type);
        return said.Label.Length > 0 ? $"{type}{Ui["comma"]}{said.Label}" : type;
    }

    private static string Look(FindingSide side) =>
        side switch
        {
            FindingSide.OnlyA => "sa",
            FindingSide.OnlyB => "sb",
            FindingSide.Both => "sab",
            _ => "sd",
        };

    private static string Word<T>(T value)
        where T : struct, Enum => Glossary.Word(value);

    private static T? ValueOf<T>(string? word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Word(value) == word)
                return value;
        return null;
    }
}
