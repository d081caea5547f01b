using System.Security.Cryptography;
using System.Text;
using Weft.Reasons;

namespace Weft.Providers;

/// <summary>A provider's key can't be opened: another secret sealed it, or it was changed or moved. Its reason is fit to be shown.</summary>
public sealed class KeySealException(Reason reason, Exception? cause = null) : ReasonedException(reason, cause);

/// <summary>
/// Seals providers' keys for the ledger: AES-256-GCM under one secret, bound to the provider's name, so that a sealed key can't be
/// moved to another provider's row.
/// </summary>
internal sealed class KeySeal
{
    /// <summary>Of one machine's own secret, in its data folder.</summary>
    public const string FileName = "key";

    private const byte Form = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int SecretBytes = 32;

    /// <summary>OWASP's figure for PBKDF2 with SHA-256, 2023: a pass phrase is guessed slowly.</summary>
    private const int Rounds = 600_000;

    private readonly Lazy<byte[]> _secret;

    private KeySeal(Func<byte[]> secret) => _secret = new(secret);

    /// <param name="secret">The value of WEFT_KEY: 32 bytes in base64, or a pass phrase of at least 16 characters.</param>
    public static KeySeal FromSecret(string secret)
    {
        var text = secret.Trim();
        var bytes = new byte[SecretBytes];
        if (Convert.TryFromBase64String(text, bytes, out var length) && length == SecretBytes)
            return new(() => bytes);
        if (text.Length < 16)
            throw new KeySealException(StoreReasons.SecretTooShort);
        // Some tenths of a second, which only those pay who seal or open a key.
        return new(() => Rfc2898DeriveBytes.Pbkdf2(text, "weft provider keys"u8, Rounds, HashAlgorithmName.SHA256, SecretBytes));
    }

    /// <summary>The secret of one machine: the file <c>key</c> of the data folder, made with mode 0600 where there is none.</summary>
    public static KeySeal FromFolder(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            Create(path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new KeySealException(StoreReasons.KeyFileOpen(path));
        return FromSecret(File.ReadAllText(path));
    }

    /// <summary>Of a machine that has no secret: it opens nothing that another sealed, and is thrown away.</summary>
    public static KeySeal OfNone() => new(() => RandomNumberGenerator.GetBytes(SecretBytes));

    public string Seal(string provider, string key)
    {
        var plain = Encoding.UTF8.GetBytes(key);
        var form = new byte[1 + NonceBytes + TagBytes + plain.Length];
        form[0] = Form;
        var nonce = form.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_secret.Value, TagBytes);
        cipher.Encrypt(
            nonce,
            plain,
            form.AsSpan(1 + NonceBytes + TagBytes),
            form.AsSpan(1 + NonceBytes, TagBytes),
            Bound(provider)
        );
        return Convert.ToBase64String(form);
    }

    /// <exception cref="KeySealException">It was sealed with another secret or for another provider.</exception>
    public string Open(string provider, string sealedKey)
    {
        if (sealedKey.Length == 0)
            return "";
        try
        {
            var form = Convert.FromBase64String(sealedKey);
            if (form.Length <= 1 + NonceBytes + TagBytes || form[0] != Form)
                throw new FormatException("not of this form");
            var plain = new byte[form.Length - 1 - NonceBytes - TagBytes];
            using var cipher = new AesGcm(_secret.Value, TagBytes);
            cipher.Decrypt(
                form.AsSpan(1, NonceBytes),
                form.AsSpan(1 + NonceBytes + TagBytes),
                form.AsSpan(1 + NonceBytes, TagBytes),
                plain,
                Bound(provider)
            );
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception trouble) when (trouble is CryptographicException or FormatException)
        {
            throw new KeySealException(StoreReasons.OtherSecret(provider), trouble);
        }
    }

    /// <summary>Eight hexadecimal digits that all who hold the secret agree on, and that tell nothing of it.</summary>
    public string Mark(string purpose) =>
        Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret.Value, 4, info: Bound(purpose)));

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static byte[] Bound(string provider) => Encoding.UTF8.GetBytes("weft:" + provider);

    /// <summary>Written aside and moved into place: whoever comes second takes the file that stands.</summary>
    private static void Create(string path)
    {
        var aside = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(aside, options))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)) + "\n"));
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
    }
}
