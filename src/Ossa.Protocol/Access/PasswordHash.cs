using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ossa.Protocol.Access;

/// <summary>
/// What is kept of a password: a salted PBKDF2 hash (RFC 8018), from which the password can only be guessed, slowly. Whoever makes a link
/// hashes, so the password itself is sent by nobody but those who use it.
/// </summary>
public sealed class PasswordHash
{
    /// <summary>The shortest password, in characters.</summary>
    public const int MinCharacters = 6;

    /// <summary>The longest password, in characters.</summary>
    public const int MaxCharacters = 128;

    /// <summary>The bytes of a salt.</summary>
    public const int SaltBytes = 16;

    /// <summary>The rounds of a new hash, as OWASP advises for this algorithm.</summary>
    public const int StandardIterations = 600_000;

    /// <summary>The fewest rounds that a hash may have.</summary>
    public const int MinIterations = 100_000;

    /// <summary>The most rounds that a hash may have: each attempt costs that much.</summary>
    public const int MaxIterations = 2_000_000;

    private const string Algorithm = "pbkdf2-sha256";
    private const char Separator = '$';
    private const int HashBytes = 32;

    private readonly int _iterations;
    private readonly byte[] _salt;
    private readonly byte[] _hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) =>
        (_iterations, _salt, _hash) = (iterations, salt, hash);

    /// <summary>Hashes a password, which takes a large part of a second.</summary>
    /// <param name="password">The password.</param>
    /// <param name="salt"><see cref="SaltBytes"/> random bytes, never the same twice.</param>
    /// <param name="iterations">The rounds, within the limits.</param>
    /// <exception cref="ArgumentException">One of these is beyond its limits.</exception>
    public static PasswordHash Of(string password, byte[] salt, int iterations = StandardIterations)
    {
        if (password.Length is < MinCharacters or > MaxCharacters)
        {
            throw new ArgumentException(
                $"A password has {MinCharacters} to {MaxCharacters} characters.",
                nameof(password)
            );
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(salt.Length, SaltBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, MinIterations);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(iterations, MaxIterations);
        return new PasswordHash(iterations, salt, Hash(password, salt, iterations));
    }

    /// <summary>Whether this is the password; takes as long as hashing. The time tells nothing of how much of it is right.</summary>
    public bool Matches(string password) =>
        password.Length is >= MinCharacters and <= MaxCharacters
        && CryptographicOperations.FixedTimeEquals(_hash, Hash(password, _salt, _iterations));

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PasswordHash? hash)
    {
        hash = null;
        var salt = new byte[SaltBytes];
        var bytes = new byte[HashBytes];
        if (
            text.Split(Separator) is not [Algorithm, var rounds, var salted, var hashed]
            || !int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            || iterations is < MinIterations or > MaxIterations
            || !Convert.TryFromBase64String(salted, salt, out var saltLength)
            || !Convert.TryFromBase64String(hashed, bytes, out var hashLength)
            || (saltLength, hashLength) != (SaltBytes, HashBytes)
        )
        {
            return false;
        }

        hash = new PasswordHash(iterations, salt, bytes);
        return true;
    }

    /// <summary>The algorithm, the rounds, the salt and the hash in one text, to be kept.</summary>
    public override string ToString() =>
        string.Join(
            Separator,
            Algorithm,
            _iterations.ToString(CultureInfo.InvariantCulture),
            Convert.ToBase64String(_salt),
            Convert.ToBase64String(_hash)
        );

    private static byte[] Hash(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(password),
            salt,
            iterations,
            HashAlgorithmName.SHA256,
            HashBytes
        );
}
