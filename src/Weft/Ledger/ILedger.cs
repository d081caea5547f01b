namespace Weft.Ledger;

/// <summary>
/// The truth, under one contract for each thing it knows. Every method of each is one transaction; safe to repeat unless it says
/// otherwise. A method whose answer was lost may have taken effect. Moments are told by the caller's clock: a ledger on another
/// machine translates them.
/// </summary>
public interface ILedger
{
    ISessions Sessions { get; }
    IJobs Jobs { get; }
    IRuns Runs { get; }
    IProviders Providers { get; }
    ILibrary Library { get; }
    IJournal Journal { get; }
    IOverview Overview { get; }
    IChanges Changes { get; }
    IEvents Events { get; }
    IAudit Audit { get; }
    IWebNodes WebNodes { get; }
    IAccounts Accounts { get; }
    IAccessKeys AccessKeys { get; }
    IWebhooks Webhooks { get; }
}
