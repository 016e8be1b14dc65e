using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;
using Ossa.Protocol.Signing;

namespace Ossa.Server.Repeating;

/// <summary>
/// The head of a download as it came: its target and all of its headers. Two that are the same to the byte are told apart only by when they come
/// and from where; two that are alike, besides by when each URL was signed, and for how long.
/// </summary>
internal readonly ref struct RequestHead
{
    /// <summary>A longer one is not taken down.</summary>
    public const int MaxBytes = 8 * 1024;

    /// <summary>Who does not know them cannot make up heads of many hashes that are alike, nor over TLS one that has the hash of one without.</summary>
    private static readonly (long Plain, long Secure) Seeds = (NewSeed(), NewSeed());

    /// <param name="bytes">All of its bytes.</param>
    /// <param name="places">Where its URL tells when it was signed.</param>
    public RequestHead(ReadOnlySpan<byte> bytes, SigningPlaces places)
    {
        Bytes = bytes;
        Places = places;
    }

    /// <summary>All of its bytes.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Where its URL tells when it was signed.</summary>
    public SigningPlaces Places { get; }

    /// <summary>Whether its URL looks as if V4 signed it, so that others may be like it.</summary>
    public bool LooksSigned => Places.Signature > 0;

    /// <summary>x-oss-date where it looks signed; else nothing.</summary>
    public ReadOnlySpan<byte> Date => Bytes.Slice(Places.Date, Places.DateLength);

    /// <summary>x-oss-expires where it looks signed; else nothing.</summary>
    public ReadOnlySpan<byte> Expires => Bytes.Slice(Places.Expires, Places.ExpiresLength);

    /// <summary>x-oss-signature where it looks signed; else nothing.</summary>
    public ReadOnlySpan<byte> Signature => Bytes.Slice(Places.Signature, Places.SignatureLength);

    private ReadOnlySpan<byte> BeforeDate => Bytes[..Places.Date];

    private ReadOnlySpan<byte> BeforeExpires => Bytes[(Places.Date + Places.DateLength)..Places.Expires];

    private ReadOnlySpan<byte> BeforeLast => Bytes[(Places.Expires + Places.ExpiresLength)..Places.Signature];

    private ReadOnlySpan<byte> Rest => Bytes[(Places.Signature + Places.SignatureLength)..];

    /// <summary>The head at the beginning of what came, where it is that of a GET and there in one piece.</summary>
    public static bool TryRead(in ReadOnlySequence<byte> came, out RequestHead head)
    {
        var bytes = came.FirstSpan;
        head = default;
        if (!bytes.StartsWith("GET /"u8))
        {
            return false;
        }

        var end = bytes[..Math.Min(bytes.Length, MaxBytes)].IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        bytes = bytes[..(end + "\r\n\r\n".Length)];
        head = new RequestHead(bytes, SigningPlaces.Find(bytes));
        return true;
    }

    /// <summary>The same for those that are alike, and with few exceptions different for others.</summary>
    /// <param name="isSecure">Whether it came over TLS.</param>
    public ulong HashOf(bool isSecure)
    {
        var seed = isSecure ? Seeds.Secure : Seeds.Plain;
        // What stands between the three hardly ever makes a difference.
        return XxHash3.HashToUInt64(Rest, (long)XxHash3.HashToUInt64(BeforeDate, seed));
    }

    /// <summary>Whether two are the same but for when their URLs were signed, for how long, and so in their signatures.</summary>
    public bool IsLike(in RequestHead other) =>
        BeforeDate.SequenceEqual(other.BeforeDate)
        && BeforeExpires.SequenceEqual(other.BeforeExpires)
        && BeforeLast.SequenceEqual(other.BeforeLast)
        && Rest.SequenceEqual(other.Rest);

    /// <summary>Alike for the same signatures.</summary>
    public ulong SignatureHash => XxHash3.HashToUInt64(Signature, Seeds.Plain);

    /// <summary>Whether these are the same, too. Takes the same time wherever signatures differ.</summary>
    public bool IsSignedAs(in RequestHead other) =>
        Date.SequenceEqual(other.Date)
        && Expires.SequenceEqual(other.Expires)
        && ConstantTime.AreEqual(Signature, other.Signature);

    private static long NewSeed() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
}
