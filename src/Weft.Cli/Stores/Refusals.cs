using System.Diagnostics;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Cli.Terminal;

namespace Weft.Cli.Stores;

/// <summary>A refusal of the application as an error of this program: the words of every door, and an exit code.</summary>
internal static class Refusals
{
    /// <summary>What was asked for. Throws where it was refused.</summary>
    public static T OrThrow<T>(this Result<T> result, OpenStores stores) =>
        result switch
        {
            Result<T>.Done(var value) => value,
            Result<T>.Refused(var why) => throw why.ToError(stores.Shell, stores.Folder),
            _ => throw new UnreachableException(),
        };

    public static void ThrowIfRefused(this Refusal? refusal, OpenStores stores)
    {
        if (refusal is not null)
            throw refusal.ToError(stores.Shell, stores.Folder);
    }

    /// <param name="folder">The data folder.</param>
    public static UserError ToError(this Refusal refusal, Shell shell, string folder) =>
        new(new RefusalText(shell.Phrases, folder).Of(refusal), ExitCodeOf(refusal));

    /// <summary>What the command line itself got wrong, whatever the ledger holds, is a mistake in its use.</summary>
    private static int ExitCodeOf(Refusal refusal) =>
        refusal
            is Refusal.NoSuchChapter
                or Refusal.NoSuchPassage
                or Refusal.RulesCannotChange
                or Refusal.BadProviderName
                or Refusal.UnknownProviderKind
                or Refusal.BadProviderUrl
                or Refusal.BadProviderKey
                or Refusal.BadExtra
                or Refusal.OwnField
                or Refusal.UnknownPreset
                or Refusal.ProviderLacks
                or Refusal.NoRulesToStandIn
                or Refusal.ProviderTwice
                or Refusal.TooManyProviders
                or Refusal.BadRequestKey
                or Refusal.BadTypes
                or Refusal.BadPrompt
                or Refusal.NobodyToAsk
                or Refusal.NoPrice
                or Refusal.SameJobTwice
                or Refusal.OtherCurrency
            ? ExitCode.Usage
            : ExitCode.Failed;
}
