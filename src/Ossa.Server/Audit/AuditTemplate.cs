using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Audit;

/// <summary>The line of a request, for others that differ from it only in when they came, from where, by what id, and how long they took.</summary>
internal sealed class AuditTemplate
{
    private const int TimeBytes = 24;
    private const int MaxNumberBytes = 32;
    private const int FingerprintBytes = 32;

    private static readonly byte[] Address = Member("address");
    private static readonly byte[] Milliseconds = Member("milliseconds");
    private static readonly byte[] Signature = Member("signature");
    private static readonly byte[] Expires = Member("expires");

    private readonly byte[] _line;
    private readonly int _time;
    private readonly int _requestId;
    private readonly int _address;
    private readonly int _milliseconds;
    private readonly int _signatureFromEnd;
    private readonly int _expiresFromEnd;

    /// <param name="entry">The entry of the request.</param>
    public AuditTemplate(AuditEntry entry)
    {
        // No quotation mark stands within a value as such, so a member is found where it is.
        _line = (entry with { Address = "", Milliseconds = 0 }).Write();
        _time = "{\"time\":\"".Length;
        _requestId = PlaceOf(Member("requestId")) + 1;
        _address = PlaceOf(Address) + 1;
        _milliseconds = PlaceOf(Milliseconds);
        // Behind these nothing stands that has another length in another line.
        _signatureFromEnd = _line.Length - PlaceOf(Signature) - 1;
        _expiresFromEnd = _line.Length - PlaceOf(Expires) - 1;
    }

    /// <summary>The line that others are made from.</summary>
    public ReadOnlySpan<byte> Line => _line;

    /// <summary>The line of another request.</summary>
    /// <param name="time">When it arrived.</param>
    /// <param name="requestId">Its id.</param>
    /// <param name="address">The client's address, in ASCII.</param>
    /// <param name="elapsed">How long it took.</param>
    public byte[] LineOf(
        DateTimeOffset time,
        ReadOnlySpan<byte> requestId,
        ReadOnlySpan<byte> address,
        TimeSpan elapsed
    )
    {
        Span<byte> number = stackalloc byte[MaxNumberBytes];
        Math.Round(elapsed.TotalMilliseconds, 3)
            .TryFormat(number, out var digits, provider: CultureInfo.InvariantCulture);
        var line = new byte[_line.Length + address.Length + digits - 1];
        var from = _line.AsSpan();
        from[.._address].CopyTo(line);
        Put(line.AsSpan(_time), time);
        requestId.CopyTo(line.AsSpan(_requestId));
        address.CopyTo(line.AsSpan(_address));
        from[_address.._milliseconds].CopyTo(line.AsSpan(_address + address.Length));
        var at = _milliseconds + address.Length;
        number[..digits].CopyTo(line.AsSpan(at));
        from[(_milliseconds + 1)..].CopyTo(line.AsSpan(at + digits));
        return line;
    }

    /// <summary>Has a line tell of another URL, where the request of this one had a signed URL, too.</summary>
    /// <param name="line">A line of this template.</param>
    /// <param name="fingerprint">What tells the URL from others.</param>
    /// <param name="expires">When it ends.</param>
    public void PutUrl(Span<byte> line, string fingerprint, DateTimeOffset expires)
    {
        Encoding.ASCII.GetBytes(fingerprint, line.Slice(line.Length - _signatureFromEnd, FingerprintBytes));
        Put(line[^_expiresFromEnd..], expires);
    }

    /// <summary>The line of one whose client went away before it had the answer.</summary>
    /// <param name="line">The line as it would be.</param>
    /// <param name="gone">How that is told.</param>
    public static byte[] AsGone(byte[] line, OssError gone) =>
        (
            AuditEntry.Read(Encoding.UTF8.GetString(line))! with
            {
                Status = gone.Status,
                Code = gone.Code,
                Ec = gone.Ec,
                Message = gone.Message,
            }
        ).Write();

    /// <summary>Puts a time in the place of another one.</summary>
    private static void Put(Span<byte> place, DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[MaxNumberBytes];
        time.UtcDateTime.TryFormat(text, out _, "O");
        text[..(TimeBytes - 1)].CopyTo(place);
    }

    private static byte[] Member(string name) => Encoding.ASCII.GetBytes($",\"{name}\":");

    private int PlaceOf(byte[] member) => _line.AsSpan().IndexOf(member) + member.Length;
}
