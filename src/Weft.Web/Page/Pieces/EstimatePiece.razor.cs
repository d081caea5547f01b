using Microsoft.AspNetCore.Components;
using Weft.Application;
using Weft.Application.Estimates;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Web.Page.Pieces;

/// <summary>What an order would take, made anew with each change of it; the last one stands, paler, until then.</summary>
public sealed partial class EstimatePiece : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private Estimate? _estimate;
    private JobRequest? _estimated;
    private string _why = "";
    private bool _isAsked;
    private bool _isOld;

    [Inject]
    private PageUseCases Uses { get; set; } = null!;

    [CascadingParameter]
    private Ui Ui { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<Book> Books { get; set; } = [];

    /// <summary>Null while it is not one yet.</summary>
    [Parameter, EditorRequired]
    public object? Order { get; set; }

    [Parameter]
    public EventCallback<object?> Came { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Order is not JobRequest order || IsSame(order, _estimated))
            return;
        _estimated = order;
        (_isAsked, _isOld) = (true, true);
        StateHasChanged();
        try
        {
            var came = await Uses.Estimates.EstimateAsync(Books, order, _gone.Token);
            if (_estimated != order)
                return;
            _estimate = came is Result<Estimate>.Done(var estimate) ? estimate : null;
            _why = came is Result<Estimate>.Refused(var refusal) ? Ui.Say(refusal) : "";
        }
        catch (ReasonedException away)
        {
            (_estimate, _why) = (null, Ui.Say(away.Reason));
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return;
        }
        (_isAsked, _isOld) = (false, false);
        await Came.InvokeAsync(_estimate);
        StateHasChanged();
    }

    /// <summary>Lists are compared by what they hold.</summary>
    private static bool IsSame(JobRequest one, JobRequest? other) =>
        other is not null
        && one.Providers.SequenceEqual(other.Providers)
        && (one.Chapters?.Ranges ?? []).SequenceEqual(other.Chapters?.Ranges ?? [])
        && (one.Order, one.Budget, one.AnswerTokens, one.Again) == (other.Order, other.Budget, other.AnswerTokens, other.Again);

    private string Sums(Func<Money, long> of) =>
        string.Join(" + ", _estimate!.Money.Select(money => Ui.Money(of(money), money.Currency)));

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
