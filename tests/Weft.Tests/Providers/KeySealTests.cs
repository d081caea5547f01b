using Weft.Providers;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Providers;

public sealed class KeySealTests
{
    private const string Phrase = "a long and secret phrase";

    [Theory]
    [InlineData("sk-0123456789")]
    [InlineData("密钥")]
    public void A_sealed_key_opens_again_and_no_two_seals_are_alike(string key)
    {
        var seal = KeySeal.FromSecret(Phrase);
        var one = seal.Seal("deepseek", key);
        var other = seal.Seal("deepseek", key);
        Assert.NotEqual(one, other);
        Assert.DoesNotContain(key, one, StringComparison.Ordinal);
        Assert.Equal(key, KeySeal.FromSecret(Phrase + "\n").Open("deepseek", one));
    }

    [Fact]
    public void Another_secret_another_provider_or_a_changed_seal_does_not_open()
    {
        var seal = KeySeal.FromSecret(Phrase);
        var closed = seal.Seal("deepseek", "sk-1");
        var changed = Convert.FromBase64String(closed);
        changed[^1] ^= 1;
        Assert.Throws<KeySealException>(() => KeySeal.FromSecret(Phrase + "!").Open("deepseek", closed));
        Assert.Throws<KeySealException>(() => seal.Open("other", closed));
        Assert.Throws<KeySealException>(() => seal.Open("deepseek", Convert.ToBase64String(changed)));
        var words = Assert.Throws<KeySealException>(() => seal.Open("deepseek", "sk-in-the-clear"));
        Assert.DoesNotContain("sk-in", words.Message, StringComparison.Ordinal);
        Assert.Equal("", seal.Open("deepseek", ""));
    }

    [Fact]
    public void Thirty_two_bytes_in_base64_are_the_secret_itself_and_short_phrases_are_refused()
    {
        var secret = Convert.ToBase64String(new byte[32]);
        Assert.Equal("k", KeySeal.FromSecret(secret).Open("p", KeySeal.FromSecret(secret).Seal("p", "k")));
        Assert.Throws<KeySealException>(() => KeySeal.FromSecret("short"));
    }

    [Fact]
    public void All_who_hold_the_secret_agree_on_a_mark_and_others_have_another()
    {
        var mark = KeySeal.FromSecret(Phrase).Mark("cookies");
        Assert.Matches("^[0-9a-f]{8}$", mark);
        Assert.Equal(mark, KeySeal.FromSecret(Phrase).Mark("cookies"));
        Assert.NotEqual(mark, KeySeal.FromSecret(Phrase + "!").Mark("cookies"));
        Assert.NotEqual(mark, KeySeal.FromSecret(Phrase).Mark("tickets"));
    }

    [Fact]
    public void A_folder_gets_one_secret_that_only_its_owner_reads()
    {
        using var folder = new TemporaryFolder();
        var closed = KeySeal.FromFolder(folder.Path).Seal("p", "k");
        Assert.Equal("k", KeySeal.FromFolder(folder.Path).Open("p", closed));
        var file = Path.Combine(folder.Path, "key");
        Assert.Equal([file], Directory.GetFiles(folder.Path));
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Contains(
            "0600",
            Assert.Throws<KeySealException>(() => KeySeal.FromFolder(folder.Path)).Message,
            StringComparison.Ordinal
        );
    }
}
