using System.Text;
using System.Text.Json;
using CsCheck;
using Ossa.Server.Audit;
using Xunit;

namespace Ossa.Tests.Server.Audit;

/// <summary>The line of an entry is written by hand; the serializer says what it is to be.</summary>
public sealed class AuditLineTests
{
    private static readonly Gen<string?> Text = Gen.Frequency(
        (2, Gen.Const((string?)null)),
        (3, Gen.String.Select(text => (string?)text)),
        (1, Gen.Const((string?)"<a href=\"x\">&'+\u2028\U0001F600\uD800\r\n\0"))
    );

    private static readonly Gen<DateTimeOffset> Time = Gen.DateTimeOffset;

    private static readonly Gen<AuditDecision> Decision = Gen.Select(
        Gen.String,
        Text,
        Gen.Bool,
        Gen.String,
        (action, key, allowed, reason) => new AuditDecision(action, key, allowed, reason)
    );

    private static readonly Gen<AuditEntry> Entry = Gen.Select(
        Gen.Select(Text.Array[16], Time, Time, Gen.Bool),
        Gen.Select(Decision.Array[0, 3], Gen.Int, Gen.Long.Array[3], Gen.Double[0, 1e9]),
        (who, what) =>
        {
            var (texts, time, expires, isUrl) = who;
            var (decisions, status, numbers, milliseconds) = what;
            return new AuditEntry
            {
                Time = time,
                RequestId = texts[0],
                Account = texts[1],
                User = texts[2],
                UserId = texts[3],
                Role = texts[4],
                Session = texts[5],
                AccessKeyId = texts[6],
                Address = texts[7],
                Operation = texts[8] ?? "",
                Bucket = texts[9],
                Key = texts[10],
                VersionId = texts[11],
                Decision = decisions.FirstOrDefault(),
                Decisions = decisions.Length > 1 ? decisions : null,
                Status = status,
                Code = texts[12],
                Ec = texts[13],
                Message = texts[14],
                ReceivedBytes = numbers[0],
                SentBytes = numbers[1],
                Milliseconds = Math.Round(milliseconds, 3),
                UserAgent = texts[15],
                Signature = isUrl ? "0123456789abcdef0123456789abcdef" : null,
                Expires = isUrl ? expires : null,
                Dropped = isUrl ? null : numbers[2],
            };
        }
    );

    [Fact]
    public void A_line_is_to_the_byte_what_the_serializer_makes_of_the_entry() =>
        Entry.Sample(
            entry =>
                Assert.Equal(
                    JsonSerializer.Serialize(entry, AuditJson.Default.AuditEntry),
                    Encoding.UTF8.GetString(entry.Write())
                ),
            iter: 2_000
        );

    [Fact]
    public void A_very_long_line_is_followed_by_a_short_one()
    {
        var entry = new AuditEntry
        {
            Time = default,
            Operation = "GetObject",
            Key = new string('k', 100_000),
        };
        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(entry, AuditJson.Default.AuditEntry), entry.Write());
        var next = entry with { Key = "k" };
        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(next, AuditJson.Default.AuditEntry), next.Write());
    }
}
