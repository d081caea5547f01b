using Weft.Ledger;
using Weft.Model;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>Tokens of programs and keys of forms, as every node sees them.</summary>
public abstract class AccessKeyConformance<TBackend> : LedgerStory<TBackend>
    where TBackend : LedgerBackend, new()
{
    private static readonly string Hash = new('a', 64);
    private static readonly string OtherHash = new('b', 64);

    private IAccessKeys Keys => Ledger.AccessKeys;
    private IAccessKeys Elsewhere => Backend.OtherLedger.AccessKeys;

    [Fact]
    public async Task A_token_is_good_until_its_time_or_until_it_is_revoked()
    {
        Assert.True(await Keys.TryAddTokenAsync(new("ci", UserRole.Admin, Now, Now + Minute), Hash, Stop));
        Assert.True(await Keys.TryAddTokenAsync(new("看", UserRole.Reader, Now, null), OtherHash, Stop));
        Assert.False(await Keys.TryAddTokenAsync(new("ci", UserRole.Reader, Now, null), new('c', 64), Stop));
        Assert.Equal(("ci", UserRole.Admin), await FoundAsync(Hash));
        Assert.Equal(("看", UserRole.Reader), await FoundAsync(OtherHash));
        Assert.Null(await FoundAsync(new('c', 64)));
        Time.Advance(Minute);
        Assert.Null(await FoundAsync(Hash));
        Assert.Equal(["ci", "看"], (await Elsewhere.TokensAsync(Stop)).Select(token => token.Name));
        Assert.True(await Keys.TryRevokeTokenAsync("看", Stop));
        Assert.False(await Keys.TryRevokeTokenAsync("看", Stop));
        Assert.Null(await FoundAsync(OtherHash));
    }

    [Fact]
    public async Task Keys_of_forms_are_kept_as_they_first_came()
    {
        await Keys.AddFormKeyAsync(new("key-2", "sealed 二"), Stop);
        await Keys.AddFormKeyAsync(new("key-1", "sealed 1"), Stop);
        await Elsewhere.AddFormKeyAsync(new("key-1", "another"), Stop);
        Assert.Equal([new FormKey("key-1", "sealed 1"), new FormKey("key-2", "sealed 二")], await Elsewhere.FormKeysAsync(Stop));
    }

    private async Task<(string, UserRole)?> FoundAsync(string hash) =>
        await Elsewhere.FindTokenAsync(hash, Stop) is { } token ? (token.Name, token.Role) : null;
}
